"""Runs Debian's nginx with our configuration on a free port of this machine alone."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Final

CONFIGURATION: Final = Path(__file__).with_name("nginx.conf")
AROUND: Final = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What a server has answered."""

    status: int
    headers: Message
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_more: object) -> None:
        """Follow nothing: a redirect is an answer, too."""


_OPENER: Final = urllib.request.build_opener(_Stay)


def get(address: str, **headers: str) -> Answer:
    """Ask for an address, exactly as it is written."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - ours, http
    try:
        with _OPENER.open(request, timeout=10) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def deploy(folder: Path, release: str) -> None:
    """Let `current` point to another release, in one step."""
    (folder / "next").unlink(missing_ok=True)
    (folder / "next").symlink_to(release)
    (folder / "next").replace(folder / "current")


@contextmanager
def nginx(folder: Path) -> Iterator[str]:
    """Serve `folder`/current; yield the address, which ends in a slash.

    Raises:
        FileNotFoundError: There is no nginx.
        OSError: It does not start; the message is what it said.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        raise FileNotFoundError("no nginx on this machine; on Debian: apt install nginx wrk")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = CONFIGURATION.read_text(encoding="utf-8")
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    text = text.replace("/srv/mundap/current", str(folder / "current"))
    (folder / "site.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        _wait(port, folder)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, folder: Path) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise OSError((folder / "error.log").read_text(encoding="utf-8") or "nginx did not start")
