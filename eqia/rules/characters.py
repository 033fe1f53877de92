"""Rules on single characters: what no document can show, and marks that turn the direction of a text unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.assessment.model import Assessment
from eqia.assessment.paths import walk
from eqia.characters.directions import TURNING
from eqia.characters.drawing import BadCharacter, name_character, undrawable
from eqia.rules.context import Context
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Kind, rule

_AROUND: Final = ("format", "council", "revision", "acknowledged", "history", "review")


@rule(
    id="WH07",
    name="txt-cannot-be-shown",
    kind=Kind.TEXT,
    levels={Gate.DRAFT: Severity.WARNING, Gate.APPROVAL: Severity.ERROR},
    message='In "{0}", {run}.',
    fix="Type it another way, say it in words, or take it out.",
    source="hygiene",
    why="What is approved is published as a PDF too, and a PDF carries the fonts it is drawn with. A letter that they "
    "do not have would stop the publication when everybody has signed. Control characters and the like, which no file "
    "can hold and nobody would see, are shown by a sign of their own from the moment the file is read.",
)
def cannot_be_shown(context: Context) -> Iterator[Hit]:
    """A text holds characters that none of the report's fonts has, or signs of what no file can hold."""
    for bad in unshowable(context.answers):
        yield Hit(bad.path, quotes=(), run=bad)


@rule(
    id="WH08",
    name="txt-direction-turned",
    kind=Kind.TEXT,
    levels={Gate.DRAFT: Severity.WARNING},
    message='"{0}" holds marks that turn the direction of the text and are never seen: {marks}.',
    fix="Take them out and type the sentence again, or say why they are needed.",
    source="hygiene",
    why="They are pasted along unseen. With one of them a sentence can be read on the page otherwise than it was "
    "typed, compared and approved.",
)
def direction_turned(context: Context) -> Iterator[Hit]:
    """A text holds an embedding, an override or an isolate of direction (U+202A to U+202E, U+2066 to U+2069)."""
    for path, marks in _turning(context.answers):
        yield Hit(path, quotes=(), marks=marks)


def unshowable(assessment: Assessment) -> list[BadCharacter]:
    """What no PDF could show of the answers, by their paths."""
    return undrawable(_texts(assessment))


def unseen(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """What of the answers not every document can show as it stands: each with its path, as the end of a sentence."""
    for bad in unshowable(assessment):
        yield bad.path, str(bad)
    for path, marks in _turning(assessment):
        yield path, f"marks that turn the direction of the text are never seen: {marks}"


def _turning(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The marks that turn the direction of an answer, named, with its path."""
    for path, text in _texts(assessment).items():
        if marks := dict.fromkeys(TURNING.findall(text)):
            yield path, ", ".join(map(name_character, marks))


def _texts(assessment: Assessment) -> dict[str, str]:
    """Every text that is printed, by its path."""
    leaves = (leaf for leaf in walk(assessment) if leaf[0].partition(".")[0] not in _AROUND)
    texts = {path: leaf for path, leaf in leaves if isinstance(leaf, str)}
    return {path: text for path, text in texts.items() if not (text.isascii() and text.isprintable())}
