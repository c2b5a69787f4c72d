"""Sphinx extension: MyST Markdown that can run nothing and read no file.

Pages are made from notes and catalogs that strangers send in. A directive or role runs only
if conf.py lists it in `safe_directives` or `safe_roles`; front matter cannot change MyST's
settings; links lead to pages and to the schemes of `myst_url_schemes`.
"""

from collections.abc import MutableMapping
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import get_language
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from myst_parser.warnings_ import MystWarnings
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


class SafeRenderer(SphinxRenderer):
    """MyST's renderer without what conf.py does not allow."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Get ready for one text, in `options["document"]`.

        MyST's own method does the same, but makes a document first that nobody uses, with every
        option of docutils: half of the time of a translated page goes there, since each of its
        texts is parsed by itself.
        """
        self.md_env, self.md_options = env, options
        self.md_config = options["myst_config"]
        self.document = options["document"]
        self.current_node = options.get("current_node", self.document)
        self.reporter = self.document.reporter
        language: Any = get_language(self.document.settings.language_code)
        self.language_module_rst = language
        self._heading_offset = 0
        self._level_to_section = {0: self.document}
        self._heading_slugs = {}

    def run_directive(self, name: str, *args: Any, **kwargs: Any) -> list[nodes.Element]:
        """Run a directive that is allowed; refuse another and show its source as text."""
        if name in self.sphinx_env.config.safe_directives:
            known, _messages = directives.directive(name, self.language_module_rst, self.document)
            # The extension of one that is allowed may be switched off: then there is nothing.
            return super().run_directive(name, *args, **kwargs) if known else []
        _first_line, content, position, *_rest = args
        self._refuse(f"directive {name!r}", "safe_directives", position)
        return [_as_text(kwargs.get("block_text") or content)]

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Refuse `eval-rst`, which MyST does not treat as a directive: it could do anything."""
        self._refuse("directive 'eval-rst'", "safe_directives", token_line(token, 0))
        self.current_node.append(_as_text(token.content))

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:
        """Refuse a line break within a paragraph: gettext loses it, and MyST makes it raw HTML."""
        self.create_warning(
            "line break within a paragraph, which no translation keeps; "
            "begin a new paragraph or write a list",
            MystWarnings.NOT_SUPPORTED,
            line=token_line(token, 0),
            append_to=self.current_node,
        )
        self.current_node.append(nodes.Text("\n"))

    def render_math_block(self, token: SyntaxTreeNode) -> None:
        """Show a formula that stands by itself; it is the same in every language."""
        node = nodes.math_block(token.content, token.content, nowrap=False, number=None)
        node["translatable"] = False
        self.add_line_and_source_path(node, token)
        self.current_node.append(node)

    def render_table_row(self, token: SyntaxTreeNode) -> None:
        """Render a row that gettext sees in directives, too: there MyST gives cells no source."""
        super().render_table_row(token)
        row = self.current_node.children[-1]
        for cell in row.findall(nodes.paragraph):
            if not cell.source:
                self.add_line_and_source_path(cell, token)

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Run a role that is allowed; refuse another and show its source as text."""
        name = token.meta["name"]
        if name in self.sphinx_env.config.safe_roles:
            super().render_myst_role(token)
            return
        self._refuse(f"role {name!r}", "safe_roles", token_line(token, 0))
        text = f"{{{name}}}`{token.content}`"
        self.current_node.append(nodes.literal(text, text))

    def _refuse(self, what: str, setting: str, line: int) -> None:
        self.create_warning(
            f"{what} is not allowed here; write it in another way, "
            f"or add it to {setting} in conf/conf.py if no stranger can misuse it",
            MystWarnings.NOT_SUPPORTED,
            line=line,
            append_to=self.current_node,
        )


def _as_text(source: str) -> nodes.literal_block:
    return nodes.literal_block(source, source)


class SafeMystParser(MystParser):
    """MyST's parser with `SafeRenderer` and without settings in front matter."""

    _made: tuple[MdParserConfig, MarkdownIt] | None = None

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page or a translated text into `document`."""
        parser = self._parser(document.settings.env.myst_config)
        parser.options["document"] = document
        parser.render(inputstring)

    @classmethod
    def _parser(cls, config: MdParserConfig) -> MarkdownIt:
        """Return the parser of this configuration: to make one takes longer than a paragraph."""
        if cls._made is None or cls._made[0] is not config:
            cls._made = (config, create_md_parser(config, SafeRenderer))
        return cls._made[1]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.setup_extension("myst_parser")
    app.add_config_value("safe_directives", [], "env", types=frozenset({list}))
    app.add_config_value("safe_roles", [], "env", types=frozenset({list}))
    app.add_source_parser(SafeMystParser, override=True)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
