"""How much a line looks like a question, in English and in Korean.

The weights are shares: of the lines of that form in the interview lists, FAQs and study notes that
the rules were tried on, about so many were questions. They only have to be in the right order.
"""

from __future__ import annotations

import re

ASKED = 1.0  # ends in a question mark
TOLD_TO = 0.9  # "Explain …", "…에 대해 설명하시오"
OPENED = 0.8  # begins as a question does, without its mark
NAMED = 0.35  # a short phrase without a verb's end: it may name what is asked
TOLD = 0.05  # a sentence, or a line that introduces what follows

# What may stand behind the mark of a question: emphasis, brackets, citations, emoji.
TAIL = re.compile(r"(?:\s*(?:\[\^?[^\]]*\](?:\([^)]*\))?|\([^()]*\)|[^\w\s?？.。!:;,]))+\s*$")
OPENERS = re.compile(
    r"""(?:(?:so|and|but|in\ short|ok|then),?\s+)?(?:
    what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|should
    |would|will|have|has|may|am|must|shall|what['’]s|who['’]s|how['’]s|where['’]s|isn['’]t
    |aren['’]t|don['’]t|doesn['’]t|can['’]t|won['’]t)\b(?!\ [^ ]+:)""",
    re.IGNORECASE | re.VERBOSE,
)
ORDERS = re.compile(
    r"""(?:please\s+)?(?:
    explain|describe|define|compare|differentiate|discuss|name\s|list\s|give\s|state\s|mention
    |tell\s|write|implement|design\s|outline|distinguish|difference|differences|contrast
    |illustrate|derive|prove|show\s|walk\s+me|talk\s+about|suppose|imagine|consider\s|identify
    |elaborate|pros\ and\ cons|advantages\ of|disadvantages\ of|what\ if)\b""",
    re.IGNORECASE | re.VERBOSE,
)
KOREAN_ORDER = re.compile(
    r"(?:시오|세요|십시오|(?:설명|비교|서술|기술|구현|작성|정의|논|말)(?:하라|해라|해봐|해보라|해주기)"
    r"|해\s?보자|(?:보|한)다면)[.。!~]*$"
)
KOREAN_ASKED = re.compile(
    r"(?:나요|까요?|니까|는가|은가|인가|한가|던가|가요|은요|는요|을지|는지|이란|무엇|뭔가|냐|니|죠|지요)[.。!~]*$"
)
KOREAN_NAMED = re.compile(
    r"(?:란|은|는|차이점?|이유|방법|과정|원리|특징|장단점|장점|단점|종류|역할|목적|의미|정의|개념|비교|설명)\s*$"
)
HANGUL_END = re.compile(r"[가-힣][.。!~\s]*$")
TAIL_LENGTH = 24  # characters at a line's end that show how it ends
LONG_PHRASE = 90  # characters; what is longer and ends in no question mark is prose


def asks(text: str) -> float:
    """How likely a line is a question.

    Args:
        text: The line without what marks it (number, asterisks, hashes …).

    Returns:
        A share between 0 and 1; 0 for a line without a letter.
    """
    if text.endswith(("?", "？", "?:", "？:")):
        return ASKED if len(text) > 1 else 0.0
    bare = TAIL.sub("", text).strip() if text[-1:] not in "abcdefghijklmnopqrstuvwxyz.:" else text
    if not (bare[:1].isalpha() or any(map(str.isalpha, bare))):
        return 0.0
    if bare.endswith(("?", "？")):
        return ASKED
    tail = bare[-TAIL_LENGTH:]
    return _korean(bare) if not tail.isascii() and HANGUL_END.search(tail) else _english(bare)


def stands_alone(text: str) -> bool:
    """Whether a line inside a paragraph may be a question by itself: it asks, or gives an order."""
    if text.endswith(("?", "？")):
        return True
    tail = text[-TAIL_LENGTH:]
    return text[-1:] in ".!。요오" and not tail.isascii() and bool(KOREAN_ORDER.search(tail))


def _english(text: str) -> float:
    if text.endswith(":"):
        return TOLD
    if ORDERS.match(text):
        return TOLD_TO
    if "? " in text and len(text) <= 3 * LONG_PHRASE:
        return OPENED
    if OPENERS.match(text) and len(text) <= 2 * LONG_PHRASE:
        return NAMED if text.endswith(".") else OPENED
    sentence = text.endswith((".", "!", ";", ",", "。")) or len(text) > LONG_PHRASE
    return TOLD if sentence else NAMED


def _korean(text: str) -> float:
    if KOREAN_ORDER.search(text):
        return TOLD_TO
    if KOREAN_ASKED.search(text):
        return TOLD_TO if len(text) <= 2 * LONG_PHRASE else NAMED
    if "? " in text:
        return OPENED
    if KOREAN_NAMED.search(text) and len(text) <= LONG_PHRASE:
        return (NAMED + OPENED) / 2
    sentence = (
        text.rstrip(" .。!~").endswith(("다", "음", "함", "됨", "요")) or len(text) > LONG_PHRASE
    )
    return TOLD if sentence else NAMED
