"""Writes what lies above the editions: the root page, the 404 pages, sitemap and robots.txt.

Run it when the editions are built: `python conf/site_root.py build/site`. The root page offers
every language; hosts show 404.html of the folder nearest to a missing page (GitHub Pages: only
the one at the root, which therefore speaks all languages).
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from editions import site_address
from jinja2 import Environment, FileSystemLoader
from site_languages import Languages, read_languages
from site_texts import Catalog

HERE = Path(__file__).parent
# Pages of an edition that no search engine should list.
UNLISTED = {"404.html", "search.html", "genindex.html"}


def main(argv: list[str]) -> int:
    """Write the pages above the editions.

    Args:
        argv: The site's folder, which has one folder for each language.

    Returns:
        0; or 2 when the folder or an edition is missing, with a message.
    """
    if len(argv) != 1:
        print("usage: python conf/site_root.py SITE_FOLDER", file=sys.stderr)
        return 2
    site = Path(argv[0])
    try:
        languages = read_languages()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for language in languages.all:
        if not (site / language.code / "index.html").is_file():
            print(
                f"{site / language.code}: no index.html; build this edition first", file=sys.stderr
            )
            return 2
    for leftover in ("sitemap.xml", "robots.txt"):  # of an address that is no longer known
        (site / leftover).unlink(missing_ok=True)
    for path, text in outputs(site, languages, site_address()):
        (site / path).write_text(text, encoding="utf-8", newline="\n")
    return 0


def outputs(site: Path, languages: Languages, address: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file above the editions.

    Args:
        site: The site's folder with its editions.
        languages: All languages.
        address: The site's public address, or "" when it is not known.
    """
    pages = templates()
    texts = {language.code: Catalog(language).gettext for language in languages.all}
    names = [text("Mundap") for text in texts.values()]
    context = {"languages": languages.all, "texts": texts, "names": names, "address": address}
    context["prefix"] = urlsplit(address).path
    yield "index.html", pages.get_template("root.html").render(context)
    not_found = pages.get_template("not_found.html")
    yield "404.html", not_found.render(context, edition="")
    for language in languages.all:
        alone = {**context, "languages": [language], "edition": language.code}
        yield f"{language.code}/404.html", not_found.render(alone)
    if address:
        listed = {"pages": list(listed_pages(site / languages.source)), "source": languages.source}
        yield "sitemap.xml", pages.get_template("sitemap.xml").render(context, **listed)
        yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"


def listed_pages(edition: Path) -> Iterator[str]:
    """Yield the path of each page that belongs into the sitemap, in a fixed order."""
    for path in sorted(edition.rglob("*.html")):
        name = path.relative_to(edition).as_posix()
        if name not in UNLISTED and not name.startswith("_"):
            yield quote(name)


def templates() -> Environment:
    """Return the templates of pages that Sphinx does not write."""
    loader = FileSystemLoader([HERE / "root_templates", HERE / "static"])
    pages = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    icon = (HERE / "static" / "favicon.svg").read_text(encoding="utf-8").strip()
    pages.globals["icon"] = quote(icon)
    return pages


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
