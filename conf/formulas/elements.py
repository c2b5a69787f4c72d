"""What of MathML a formula may have, in the page and in whatever is made of it.

Nothing here can lead anywhere, load anything or have a style.
"""

from typing import Final

NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"
ELEMENTS: Final = frozenset(
    (
        "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow "
        "mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover"
    ).split()
)
WORDS: Final = frozenset(
    (
        "accent accentunder columnalign columnspacing display displaystyle form largeop "
        "linethickness mathvariant movablelimits notation scriptlevel stretchy symmetric"
    ).split()
)
LENGTHS: Final = frozenset("depth height lspace maxsize minsize rspace voffset width".split())
ATTRIBUTES: Final = WORDS | LENGTHS | {"xmlns", "alttext"}
