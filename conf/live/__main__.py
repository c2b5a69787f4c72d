"""Serves editions that are built again on each change: `python conf/live MADE CODE…`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Client
from pathlib import Path
from typing import Final

import uvicorn
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from sphinx_autobuild.utils import find_free_port
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "scripts"))

import split_seeds  # here, so that a process that rebuilds is a copy of one that has it

ROOT: Final = Path(__file__).resolve().parent.parent.parent
# Written by the build itself: they must not start it again.
WRITTEN: Final = ["*.mo", "*/docs/topics/*", "*/.*", "*/__pycache__/*"]
PATIENCE: Final = 60  # seconds for the builder to come up


@dataclass(frozen=True)
class Rebuild:
    """Brings the pages up to date; called with what has changed, in a process of its own."""

    address: str
    codes: list[str]

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Split the notes again if they have changed, and build what follows from it."""
        started = time.monotonic()
        seeds = ROOT / "docs" / "seeds"
        changed = not changed_paths or any(path.is_relative_to(seeds) for path in changed_paths)
        if changed and not _split():
            return
        ask(self.address, self.codes)
        print(f"Pages are there after {time.monotonic() - started:.1f} s", flush=True)


def _split() -> bool:
    """Split the notes; what is wrong is told, and the pages stay as they were."""
    try:
        return split_seeds.main([]) == 0
    except Exception:  # noqa: BLE001 - whatever it is, the next change may mend it
        traceback.print_exc()
        return False


def ask(address: str, codes: list[str]) -> None:
    """Let the builder build until the pages are there, or let it end if there are no codes.

    Waits for one that starts, or starts anew.

    Raises:
        TimeoutError: There is none.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with Client(address) as builder:
                builder.send((codes, None))
                if codes:
                    builder.recv()
                return
        except (OSError, EOFError):
            time.sleep(0.05)
    raise TimeoutError(f"no builder at {address}")


def main(argv: list[str]) -> int:
    """Serve until Ctrl+C."""
    made, codes = Path(argv[0]).resolve(), argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        address = (
            rf"\\.\pipe\mundap-{Path(folder).name}" if sys.platform == "win32" else f"{folder}/s"
        )
        program = str(Path(__file__).with_name("builder.py"))
        builder = subprocess.Popen([sys.executable, program, address, str(made)], cwd=ROOT)
        try:
            rebuild = Rebuild(address, codes)
            rebuild(changed_paths=())
            serve(made, rebuild)
        finally:
            ask(address, [])
            builder.wait()
    return 0


def serve(made: Path, rebuild: Rebuild) -> None:
    """Serve a folder, and tell the browser when it was built again."""
    host = f"127.0.0.1:{find_free_port()}"
    watched = [str(ROOT / name) for name in ("conf", "docs", "locales")]
    watcher = RebuildServer(watched, IgnoreFilter(WRITTEN, []), change_callback=rebuild)
    files = Mount("/", app=StaticFiles(directory=made, html=True), name="static")
    app = Starlette(
        routes=[WebSocketRoute("/websocket-reload", watcher, name="reload"), files],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=host)],
        lifespan=watcher.lifespan,
    )
    for code in rebuild.codes:
        print(f"http://{host}/{code}/index.html", flush=True)
    uvicorn.run(app, host="127.0.0.1", port=int(host.rpartition(":")[2]), log_level="warning")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
