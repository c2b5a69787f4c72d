"""Sphinx extension: links between the editions, one for each language of the site.

A page has the same path in each edition, and the editions lie side by side
(`…/en/`, `…/ko/`), so that a relative link to the same page in another language
works under any prefix and from a folder on disk.
"""

import os
from typing import Any
from urllib.parse import quote

from catalog_state import catalog_name, locales_folder
from docutils import nodes
from site_languages import Language, read_languages
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata


def site_address() -> str:
    """Return the public address of the site with a slash at its end, or "" if it is not known."""
    address = os.environ.get("MUNDAP_SITE_URL") or os.environ.get("READTHEDOCS_CANONICAL_URL") or ""
    return address.rstrip("/") + "/" if address else ""


def edition_link(target_uri: str, code: str) -> str:
    """Return the relative link from a page to the same page in the edition `code`.

    Args:
        target_uri: The page's path below its edition, such as `topics/fine-tuning.html`.
        code: The code of the other edition.
    """
    return "../" * (target_uri.count("/") + 1) + f"{code}/{quote(target_uri)}"


def alternates(target_uri: str, languages: tuple[Language, ...], address: str) -> list[Any]:
    """Return one dictionary for each language: code, name, link and, if known, url."""
    return [
        {
            "code": language.code,
            "name": language.name,
            "og_locale": language.og_locale,
            "link": edition_link(target_uri, language.code),
            "url": f"{address}{language.code}/{quote(target_uri)}" if address else "",
        }
        for language in languages
    ]


def _set_base_url(app: Sphinx, config: Config) -> None:
    try:
        codes = [language.code for language in read_languages().all]
    except ValueError as error:
        raise ConfigError(str(error)) from error
    if config.language not in codes:
        raise ConfigError(
            f"language {config.language!r} is not in locales/languages.toml "
            f"({', '.join(codes)}); add a table for it there"
        )
    if address := site_address():
        config.html_baseurl = f"{address}{config.language}/"


def _forget_removed_catalogs(app: Sphinx, *_: object) -> list[str]:
    """Return the pages whose catalog is gone: Sphinx would go on using what it has made of it."""
    folder = locales_folder(app) / catalog_name(app.config.language, "").removesuffix(".po")
    gone = [made for made in folder.rglob("*.mo") if not made.with_suffix(".po").is_file()]
    for made in gone:
        made.unlink(missing_ok=True)
    return [made.relative_to(folder).with_suffix("").as_posix() for made in gone]


def _add_editions(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    languages = read_languages()
    uri = app.builder.get_target_uri(pagename)
    context["editions"] = alternates(uri, languages.all, site_address())
    context["source_language"] = languages.source
    context["site_address"] = site_address()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.connect("config-inited", _set_base_url)
    app.connect("env-get-outdated", _forget_removed_catalogs)
    app.connect("html-page-context", _add_editions)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
