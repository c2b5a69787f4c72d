"""How a document of notes is read: what its topics and questions are, and which lines are whose.

From left to right: ``seed_reader`` reads files, ``line_marks`` finds what lines are marked with,
``readings``, ``groupings`` and ``regions`` find out what the marks mean, ``walker`` deals the lines
out, ``seed_parser`` does it all.
"""
