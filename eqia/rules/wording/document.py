"""Text rules on the report as a whole: acronyms, unfinished text, labels for people, length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.assessment.paths import walk
from eqia.rules.context import Context, is_box
from eqia.rules.findings import Gate, Quote, Severity
from eqia.rules.language.acronyms import unexplained
from eqia.rules.language.data import plain_words
from eqia.rules.language.terms import Match, terms
from eqia.rules.language.words import Text
from eqia.rules.registry import Hit, Kind, rule
from eqia.rules.wording.reading import quotes, text_at

LONGEST_CELL: Final = 400
"""Words above which a cell is hard to read on paper."""

_NOT_PROSE: Final = ("format", "council", "reference", "revision", "notice", "acknowledged", "history", "review")
_CLOSES: Final = {"[": "]", "<": ">"}
_ONE_LINE: Final = frozenset({"date", "approval_date", "review_date", "when", "who", "name", "post", "body"})


@rule(
    id="WH01",
    name="txt-acronym",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO, Gate.PUBLICATION: Severity.WARNING},
    message="These are never spelt out: {items}.",
    fix="Spell each out where it first stands, with the short form in brackets.",
    source="[WARWICK]; [PHW-NHS]",
    why="Assessments are read by people who do not know the service. Short forms that everybody knows, such as NHS, "
    "are left alone, and so is one whose full form stands anywhere in the report.",
)
def unexplained_acronym(context: Context) -> Iterator[Hit]:
    """A word of two or more capitals whose full form stands nowhere in the report."""
    found = unexplained(all_prose(context))
    if found:
        fields = dict.fromkeys(path for path, _ in found.values())
        shown = tuple(Quote(path, text) for path, text in list(found.values())[:3])
        names = list(found)
        listed = ", ".join(names[:15]) + (f" and {len(names) - 15} more" if len(names) > 15 else "")
        yield Hit(*fields, quotes=shown, items=listed)


@rule(
    id="WH02",
    name="txt-placeholder",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.WARNING, Gate.PUBLICATION: Severity.ERROR},
    message="Unfinished text: {item}.",
    folded="Unfinished text in {count} places: {items}.",
    fix="Replace it with the answer, or take it out.",
    source="hygiene; [HERT-13] was published with a TBC",
    why="TBC, XXX and guidance in square brackets belong to a draft. Dates and owners that say TBC are spoken of "
    "where they stand, and N/A is an answer.",
)
def unfinished_text(context: Context) -> Iterator[Hit]:
    """An answer holds a placeholder such as TBC, XXX or a bracketed instruction."""
    for path, text in all_prose(context):
        if path.rpartition(".")[2] in _ONE_LINE or not text.words:
            continue
        for match in terms("placeholders").find(text):
            yield Hit(path, quotes=(Quote(path, match.passage),), item=f'"{match.written}"')
        for words, place in _bracketed(text):
            yield Hit(path, quotes=(Quote(path, text.passage(place, place)),), item=f'"{words}"')


@rule(
    id="WH03",
    name="txt-collective-label",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO},
    message='Labels for people: "{items}".',
    fix='Write "disabled people", "older people" and the like.',
    source="[INCLUSIVE]",
    why="A description is not a group of people. The disabled and the elderly count only where no noun follows, as in "
    "the deaf community.",
)
def label_for_people(context: Context) -> Iterator[Hit]:
    """An answer calls people "the disabled", "wheelchair-bound" or the like."""
    found = [(path, match) for path, text in all_prose(context) for match in _labels(text)]
    if found:
        fields = dict.fromkeys(path for path, _ in found)
        names = dict.fromkeys(match.written for _, match in found)
        yield Hit(*fields, quotes=quotes(found), items='", "'.join(names))


@rule(
    id="WH04",
    name="txt-too-long",
    kind=Kind.TEXT,
    levels={Gate.APPROVAL: Severity.INFO},
    message='"{item}" has more than 400 words.',
    folded="{count} answers have more than 400 words: {items}.",
    fix="Long cells are hard to read in the printed form. Could it be shorter?",
    source="[GLOUC]",
    why="A table cell of more than 400 words runs over pages. The description and the summary, which are not in a "
    "table, are left alone.",
)
def long_cell(context: Context) -> Iterator[Hit]:
    """An answer in a table has more than 400 words."""
    for path, text in all_prose(context):
        long = len(text.raw) > LONGEST_CELL and len(text.words) > LONGEST_CELL
        if long and path not in ("activity.description", "summary"):
            yield Hit(path, quotes=(), item=context.labels.label(path))


def all_prose(context: Context) -> list[tuple[str, Text]]:
    """Every answer that holds words, with its path, in the model's order."""
    return context.once(_all_texts)


def _all_texts(context: Context) -> list[tuple[str, Text]]:
    return [
        (path, text_at(context, path))
        for path, leaf in walk(context.answers)
        if isinstance(leaf, str) and leaf.strip() and path.split(".")[0] not in _NOT_PROSE and not is_box(path)
        and not path.startswith(("scope.characteristics", "activity.budget_proposal"))
    ]  # fmt: skip


def _bracketed(text: Text) -> Iterator[tuple[str, int]]:
    """Instructions in square or angle brackets, with the place of their first word: [insert name], <date>."""
    openers = plain_words("bracketed") if "[" in text.raw or "<" in text.raw else frozenset()
    if openers.isdisjoint(text.words):
        return
    for place, word in enumerate(text.words):
        start, stop = text.spans[place]
        opener = text.raw[start - 1 : start]
        end = text.raw.find(_CLOSES[opener], stop, stop + 80) if word in openers and opener in _CLOSES else -1
        if end > 0:
            yield text.raw[start - 1 : end + 1], place


def _labels(text: Text) -> Iterator[Match]:
    yield from terms("labels_to_avoid").find(text)
    nouns = {match.first for match in terms("after_label").find(text)}
    for match in terms("collective_labels").find(text):
        if match.last + 1 not in nouns or text.between(match.last).strip() not in ("", "-"):
            yield match
