"""How an answer becomes MyST text, and the proof that every word of it is there.

``md_tree`` and ``html_blocks`` make a tree of blocks, ``answer_text`` writes it, ``inline_text``
writes what is inside a paragraph, ``page_reader`` reads it back with MyST's own parser.
"""
