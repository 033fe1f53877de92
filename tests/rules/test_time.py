"""The check takes time that grows with the text and no faster, whatever the text is made of."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import date
from itertools import islice, product
from time import process_time
from typing import Any, Final

import pytest

from eqia.concepts.model import Concepts
from eqia.rules.check import check

SIZE: Final = 8_000
"""Characters of each answer; then twice as many."""

MOST: Final = 3.0
"""How many times as long twice the text may take: twice is linear, four times is quadratic."""

PIECES: Final = (
    "not harm may lose ",
    "no negative impact on disabled people may lose benefit support but not consulted will be asked women said data ",
    "we asked and they said that the survey of people needs two disabled pupils to comply with the equality act ",
    "no adverse impact women not compliant with the equality duty if everyone must comply consultation showed ",
    "two disabled people and three women, ",
    "reduce cut saving budget £ library staff posts service close contract provider survey census TBC xxx ",
    "treat everyone the same without different needs ",
    "lower than the gap everyone all residents older disabled people ",
    "- we will support people to gain\n",
    "- survey of people\n",
    "no\n",
    "[insert ",
    "12 March 2019 to 2020/21 - ",
    "Mr   Ab  ",
    "a@b",
    "a.b-c+",
    "of the ",
    "1,",
    ".",
    "x",
    " ",
    "\n",
)


def _repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _acronyms(_: str, size: int) -> str:
    return " ".join(map("".join, islice(product("QXZABCDEFOT", repeat=5), size // 6)))


def _address(piece: str, size: int) -> str:
    return _repeated(piece, size) + "@"


def _full(said: str) -> Concepts:
    """Every long answer filled with one text, and boxes ticked so that the rules on boxes and texts speak."""
    line = said.replace("\n", " ")
    filled: dict[str, Any] = {
        "activity": {"title": "Closing a library", "description": said},
        "relevance": {"analysis_required": "yes", "known_inequalities": "no", "significant_change": "no"},
        "scope": {"who_is_affected": said, "groups_affected": said},
        "evidence": {"sources": said, "consultation": said, "findings": said, "gaps": said},
        "duty": {"age": {"eliminate_discrimination": said}},
        "impacts": {
            "age": {"positive": True, "explanation": said},
            "disability": {"negative": True, "explanation": said},
            "sex": {"positive": True, "negative": True, "explanation": said},
        },
        "actions": {"lessen_negative": ({"what": said, "who": line, "outcome": said},)},
        "summary": said,
        "monitoring": {"arrangements": said},
    }
    return Concepts.model_validate(filled)


def _seconds(said: str) -> float:
    assessment = _full(said)
    gc.collect()
    start = process_time()
    check(assessment, today=date(2026, 3, 1))
    return process_time() - start


@pytest.mark.parametrize(
    ("piece", "say"),
    [*((piece, _repeated) for piece in PIECES), ("a.b-c+", _address), ("acronyms", _acronyms)],
)
def test_twice_the_text_takes_about_twice_as_long(piece: str, say: Callable[[str, int], str]) -> None:
    _seconds("The rules and their word lists are read.")
    once = min(_seconds(say(piece, SIZE) + end) for end in ("", "."))
    twice = min(_seconds(say(piece, 2 * SIZE) + end) for end in ("", "."))
    assert twice < MOST * max(once, 0.01)
