"""A static host of this machine alone that compresses text and counts what it sends."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
}


class Host:
    """A folder's address and the bytes of the bodies that were sent since `forget`."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.sent = 0

    def forget(self) -> None:
        """Count from nothing."""
        self.sent = 0


@cache
def packed(path: Path) -> tuple[bytes, bool]:
    """Return what is sent for a file, and whether it is compressed, as static hosts do it."""
    content = path.read_bytes()
    text = path.suffix in {".html", ".js", ".json"}
    return (gzip.compress(content, 6), True) if text else (content, False)


@contextmanager
def serve(folder: Path) -> Iterator[Host]:
    """Serve a folder on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = (folder / self.path.split("?")[0].lstrip("/")).resolve()
            if not (path.is_file() and path.is_relative_to(folder.resolve())):
                self.send_error(404)
                return
            body, compressed = packed(path)
            host.sent += len(body)
            self.send_response(200)
            self.send_header("Content-Type", KINDS.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600")
            if compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    host = Host(f"http://127.0.0.1:{server.server_address[1]}/")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        packed.cache_clear()
