"""Runs nginx and Caddy with our configurations on a free port of this machine alone."""

from __future__ import annotations

import os
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

PATIENCE: Final = 10  # seconds for a server to start
AROUND_NGINX: Final = """\
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
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
AROUND_CADDY: Final = """\
{{
	admin off
}}
import {folder}/site.conf
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


@dataclass(frozen=True)
class Server:
    """A server: its program, our configuration, what surrounds that, and how it is started.

    Of the configuration, `listen` is replaced by a free port of this machine alone; `around` and
    `command` have `{folder}` where its files lie, and our configuration is `site.conf` there.
    """

    program: str
    configuration: Path
    listen: tuple[str, str]
    around: str
    command: tuple[str, ...]

    def path(self) -> str:
        """Return the program, which Debian may keep where only root looks.

        Raises:
            FileNotFoundError: It is not on this machine.
        """
        if found := shutil.which(self.program) or shutil.which(self.program, path="/usr/sbin"):
            return found
        raise FileNotFoundError(f"no {self.program} here; on Debian: apt install {self.program}")

    def prepare(self, folder: Path, port: int) -> list[str]:
        """Write the configuration for a folder and a port; return the command."""
        text = self.configuration.read_text(encoding="utf-8")
        text = text.replace(self.listen[0], self.listen[1].format(port=port))
        text = text.replace("/srv/mundap/current", str(folder / "current"))
        (folder / "site.conf").write_text(text, encoding="utf-8")
        (folder / "around.conf").write_text(self.around.format(folder=folder), encoding="utf-8")
        return [self.path(), *(part.format(folder=folder) for part in self.command)]


HERE: Final = Path(__file__).parent
NGINX: Final = Server(
    "nginx",
    HERE / "nginx.conf",
    ("listen 8080;", "listen 127.0.0.1:{port};"),
    AROUND_NGINX,
    ("-p", "{folder}", "-c", "{folder}/around.conf"),
)
CADDY: Final = Server(
    "caddy",
    HERE / "Caddyfile",
    (":8080 {", "http://127.0.0.1:{port} {{"),
    AROUND_CADDY,
    ("run", "--config", "{folder}/around.conf", "--adapter", "caddyfile"),
)


@contextmanager
def running(server: Server, folder: Path) -> Iterator[str]:
    """Serve `folder`/current; yield the address, which ends in a slash.

    Raises:
        FileNotFoundError: The program is not on this machine.
        OSError: It does not start; the message is what it said.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command, log = server.prepare(folder, port), folder / "server.log"
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=home)
    try:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise OSError(log.read_text(encoding="utf-8") or "the server did not start")
