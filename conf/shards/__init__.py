"""Sphinx extension: an edition is built in shards, each on a machine of its own.

It is what Sphinx does with `-j`, spread over machines. One step reads groups of pages, one writes
groups of pages from what all have read, one makes the rest from all of that. Pages are written by
the same code from the same environment, so that a merged site is, byte for byte, the one that a
single build makes. Without `-D shard=…` and `-D shards=…` nothing is different.

- `groups.py`: which pages a shard has
- `builders.py`: the three steps, as builders of Sphinx
- `manifest.py`, `archive.py`: a shard as a file that says what it is
- `gathering.py`: are they all there, and of this project?
- `__main__.py`: the commands
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from .builders import ReadShare, TakeOver, WriteShare, take_environments


def _choose_builder(app: Sphinx, config: Config) -> None:
    if config.shards:
        app.add_builder(WriteShare if config.shard else TakeOver, override=True)
        app.connect("env-before-read-docs", take_environments)
    elif config.shard:
        app.add_builder(ReadShare, override=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to Sphinx."""
    app.add_config_value("shard", "", "", str)  # 2/4
    app.add_config_value("shards", "", "", str)  # the folder of what others have made
    app.connect("config-inited", _choose_builder)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
