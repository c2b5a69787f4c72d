"""Settings of the Sphinx site. Behaviour is in the extensions beside this file."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "Mundap"
author = "The Mundap contributors"
html_title = "Mundap"

extensions = ["quick_trees", "myst_parser", "safe_myst", "safe_doctree", "any_code"]
extensions += ["safe_texts", "editions", "formulas"]
extensions += [
    "topics",
    "question_search",
    "search_box",
    "general_index",
    "side_scrolling",
    "kept_together",
    "untranslated",
    "question_state",
]
extensions += ["progress", "glossary_terms", "page_head", "navigation", "page_facts"]
extensions += ["compiled_templates", "doctree_memory", "shards"]
extensions += [
    # What a reader may switch off, each with its line
    "reading",
    "side_by_side",
    "question_tools",
    "question_list",
    "term_notes",
    "study",
    "question_data",
    "page_markdown",
    "structured_data",
    "light_pages",
    "preview_pictures",
    "anki_decks",
    "books",
    "feed",
    "downloads",
    "moved",
    "content_security",
    "offline",  # last: it has to know every file as it will be
]

# Pages
root_doc = "index"
source_suffix = {".md": "markdown"}
exclude_patterns = ["seeds"]
nitpicky = True
smartquotes = False

# A stranger's text reaches these pages: no raw HTML, no file but a page, no other scheme.
# Whatever is not listed here is refused with a warning (safe_myst.py, safe_doctree.py).
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_dmath_allow_labels = False
myst_dmath_allow_space = False  # $5 and $10 are prices
myst_update_mathjax = False  # conf/formulas shows them, without scripts
myst_disable_syntax = ["html_inline", "html_block"]
myst_url_schemes = ["http", "https", "mailto"]
safe_directives = (
    "admonition downloads glossary important index list-table note questions seealso tip "
    "toctree topics translation-progress warning"
).split()
safe_roles = ["abbr", "doc", "ref", "sub", "sup", "term"]

# Languages: what the source is written in; the edition comes from -D language=...
language = "en"
locale_dirs = ["../locales"]
gettext_compact = False
gettext_location = False
gettext_uuid = False
gettext_additional_targets = ["image", "index"]

# Looks
html_theme = "furo"
html_favicon = "static/favicon.svg"
# From docs/ (gettext) and from conf/ (html): right for both, since they are siblings.
templates_path = ["../conf/templates"]
html_static_path = ["static"]
sheets = "palette theme type access frame topic_cards topics answers formulas translations".split()
sheets += "search search_box search_results general_index".split()
html_css_files = [*(f"{name}.css" for name in sheets), ("print.css", {"media": "print"})]
html_js_files = [(name, {"defer": "defer"}) for name in ("page.js", "editions.js", "search.js")]
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = "#"
sidebar = "brand controls search scroll-start navigation scroll-end".split()
html_sidebars = {"**": [f"sidebar/{part}.html" for part in sidebar]}
