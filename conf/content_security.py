"""Sphinx extension: a Content-Security-Policy for every page, and headers for hosts that take them.

Scripts run only from the site's own files, or where a page has exactly the text that was there
when the site was built, by its digest. So a script that somebody smuggles into a page is dead.
Styles may stand in the page: Furo writes its colors there, docutils the width of table columns,
and a style can run nothing.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from pathlib import Path
from typing import Final

from site_languages import Languages
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

INLINE: Final = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
CHARSET: Final = re.compile(r'<meta charset="utf-8"\s*/?>', re.IGNORECASE)
POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# A name with a digest of the content in it is never used for another content. Everything else has
# the hosts' own rule: to be asked for again each time.
FOREVER: Final = "public, max-age=31536000, immutable"
HASHED: Final = re.compile(r"-[0-9a-f]{8,}\.(?:js|css|json)$")


def digests(page: str) -> list[str]:
    """Return the digest of each script that stands in a page, as a policy names it."""
    return [
        f"'sha256-{b64encode(hashlib.sha256(found['text'].encode()).digest()).decode()}'"
        for found in INLINE.finditer(page)
        if "src=" not in found["attributes"] and "json" not in found["attributes"]
    ]


def policy(scripts: list[str], **more: str) -> str:
    """Return a policy under which the scripts of these digests run, too."""
    rules = {**POLICY, "script-src": " ".join([POLICY["script-src"], *scripts])}
    rules |= {name.replace("_", "-"): value for name, value in more.items()}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_policy(page: str, scripts: list[str]) -> str:
    """Return a page with its policy right behind its character set, before anything can run."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts)}">'
    return CHARSET.sub(lambda found: f"{found[0]}\n    {meta}", page, count=1)


def headers(site: Path, scripts: list[str]) -> str:
    """Return a `_headers` file, as Cloudflare Pages and Netlify read it."""
    told = {"Content-Security-Policy": policy(scripts, frame_ancestors="'none'"), **HEADERS}
    lines = ["/*", *(f"  {name}: {value}" for name, value in told.items())]
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")))
    for rule in dict.fromkeys(HASHED.sub("-*", name) for name in found if HASHED.search(name)):
        lines += [f"/{rule}", f"  Cache-Control: {FOREVER}"]
    return "\n".join(lines) + "\n"


def finish_site(site: Path, languages: Languages, _kept: Path) -> None:
    """Put the policy into every page of the site, and write `_headers` for all of them."""
    scripts: dict[str, None] = {}
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        found = digests(page)
        scripts |= dict.fromkeys(found)
        path.write_text(with_policy(page, found), encoding="utf-8", newline="\n")
    (site / "_headers").write_text(headers(site, list(scripts)), encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Say that this may be an extension; what it does comes when the site is finished."""
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
