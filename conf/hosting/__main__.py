"""Checks the configurations of nginx and Caddy on a built site: `python conf/hosting build/site`.

Every link, headers, redirects, missing pages, paths that lead out, and deployments under load.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urldefrag, urljoin

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from site_languages import read_languages

from hosting.compress import compress
from hosting.install import install
from hosting.server import CADDY, NGINX, Answer, deploy, get, running

READ_BETWEEN: Final = 10  # requests of our own between two deployments
WHOLE: Final = ("whole",)
SERVERS: Final = (NGINX, CADDY)
PROGRAMS: Final = {"nginx": "nginx-light", "caddy": "caddy", "wrk": "wrk"}  # of Debian
LINK: Final = re.compile(r"""<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)\"""")
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
    "Content-Encoding": "gzip",
}
OUTSIDE: Final = (
    "..%2f..%2f..%2fetc/passwd",
    "%2e%2e/%2e%2e/etc/passwd",
    "en/..%2f..%2fnginx.conf",
    "en/%2e%2e%2f%2e%2e%2fsite.conf",
    "..%5c..%5cnginx.conf",
    "_headers",
    "_redirects.nginx",
    "en/.buildinfo",
    "en/_static/",
)


def main(argv: list[str]) -> int:
    """Check: 0; 1 with what is wrong; 2 when the call is wrong or a program is missing."""
    site = Path(argv[0] if argv else "")
    seconds = int(argv[1]) if len(argv) > 1 else 60
    if not (site / "index.html").is_file():
        print("usage: python conf/hosting SITE [SECONDS]; a built site")
        return 2
    try:
        install(PROGRAMS)
        problems = list(_problems(site, seconds))
    except OSError as error:
        print(error)
        return 2
    print("\n".join(problems) or "The site is served as it should be")
    return 1 if problems else 0


def _problems(site: Path, seconds: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="mundap-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers are another user
        for release in ("1", "2"):
            shutil.copytree(site, folder / release)
            _mark(folder / release, release)
            compress(folder / release)
        for server in SERVERS:
            deploy(folder, "1")
            with running(server, folder) as address:
                found = [*check(address), *redirects(address, site)]
                found += under_load(address, folder, seconds)
            yield from (f"{server.program}: {problem}" for problem in found)


def _mark(site: Path, release: str) -> None:
    """Let each page of a version be another one: longer, and different from its beginning on."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        mark = f"<!-- version {release} {'.' * 100 * int(release)} -->"
        path.write_text(f"{mark}\n{text}\n{mark}\n", encoding="utf-8")


def check(address: str) -> Iterator[str]:
    """Yield what is wrong with the answers of a server that does nothing else."""
    yield from (f"{page}: {status}" for page, status in broken_links(address))
    page = get(f"{address}index.html", **{"Accept-Encoding": "gzip"})
    for name, value in HEADERS.items():
        if page.headers.get(name) != value:
            yield f"{name}: {page.headers.get(name)!r}, and not {value!r}"
    for language in read_languages().all:
        missing = get(f"{address}{language.code}/topics/none.html")
        if missing.status != 404 or f'lang="{language.code}"'.encode() not in missing.body:  # noqa: PLR2004
            yield f"a missing page of {language.code}: {missing.status}, or in another language"
    for path in OUTSIDE:
        if (status := get(address + path).status) not in {400, 403, 404}:
            yield f"/{path}: {status}"


def redirects(address: str, site: Path) -> Iterator[str]:
    """Yield what of the redirects for hosts a server does not do."""
    path = site / "_redirects"
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        old, new, _ = line.split()
        answer = get(urljoin(address, old))
        to = answer.headers.get("Location")
        if old.endswith(".html") and (answer.status, to) != (301, new):
            yield f"{old}: {answer.status} to {to}, and not 301 to {new}"


def broken_links(address: str) -> Iterator[tuple[str, int]]:
    """Follow every link below an address; yield those that do not answer 200."""
    todo, seen = [address], {address}
    while todo:
        page = todo.pop()
        answer = get(page)
        if answer.status != 200:  # noqa: PLR2004
            yield page, answer.status
        for link in links(page, answer):
            if link.startswith(address) and link not in seen:
                seen.add(link)
                todo.append(link)


def links(page: str, answer: Answer) -> Iterator[str]:
    """Yield the addresses that a page leads to, without anchors."""
    if answer.headers.get_content_type() == "text/html":
        for found in LINK.findall(answer.body.decode("utf-8")):
            yield urldefrag(urljoin(page, unescape(found))).url


def under_load(address: str, folder: Path, seconds: int) -> Iterator[str]:
    """Deploy again and again under load; yield what failed, and print how fast it was."""
    page = "en/topics/index.html"
    known = {(folder / release / page).read_bytes() for release in ("1", "2")}
    small = rate(load(f"{address}en/objects.inv", 5))
    answers: Counter[str] = Counter()
    with ThreadPoolExecutor() as pool:
        running = pool.submit(load, f"{address}{page}", seconds)
        for number in count():
            deploy(folder, str(number % 2 + 1))
            for _ in range(READ_BETWEEN):
                answers[_kind(get(f"{address}{page}"), known)] += 1
            if running.done():
                break
        told = running.result()
    print(f"{number + 1} deployments in {seconds} s of load; read meanwhile: {dict(answers)}")
    share = rate(told) / small
    print(f"A page under load: {rate(told):,.0f} requests a second, {share:.2f} of a small file's")
    if found := re.search(r"(Socket errors|Non-2xx).*", told):
        yield f"under load while a version is deployed: {found[0]}"
    yield from (f"while a version is deployed: {kind}" for kind in answers if kind not in WHOLE)


def _kind(answer: Answer, known: set[bytes]) -> str:
    """Return what an answer is: one of the versions, an error, or a mixture."""
    if answer.status != 200:  # noqa: PLR2004
        return f"status {answer.status}"
    return WHOLE[0] if answer.body in known else "a mixture of two versions"


def load(address: str, seconds: int) -> str:
    """Return what wrk says of so many seconds with eight connections."""
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", address]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def rate(told: str) -> float:
    """Return the requests per second that wrk has counted."""
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    return float(found[1]) if found else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
