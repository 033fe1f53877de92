"""What is seen in every Word file beside its answers, whoever made it: tracked changes, comments, what is not text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from eqia.assessment.model import Assessment
from eqia.form.loader import Pack
from eqia.review.returned.beside import Asides
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.layout import looks_of_answers, things_printed
from eqia.review.returned.loose import Loose
from eqia.review.returned.remarks import Remark, doubtful_verdicts, find_remarks, owners_of
from eqia.wordml.editing.comments import read_comments
from eqia.wordml.form.spots import Spot
from eqia.wordml.names import PARAGRAPH, ROW, Element
from eqia.wordml.text.oddities import oddities_of
from eqia.wordml.text.revisions import Tracked, tracked_changes
from eqia.wordml.text.styles import styles_of
from eqia.wordml.text.unusual import with_hand
from eqia.wordml.text.whereabouts import Whereabouts


@dataclass(frozen=True)
class TrackedEdit:
    """A tracked change: on which field ("" for none), what, by whom and when as the file says.

    ``place`` is where it is besides, such as "in a footnote".
    """

    path: str
    kind: Tracked
    author: str
    when: str
    text: str
    place: str = ""


@dataclass(frozen=True)
class Reading:
    """What a document says: the assessment that it shows with all tracked changes accepted, and all beside it.

    ``doubts`` are what a person should confirm, ``loose`` the words that stand in no field.
    """

    assessment: Assessment
    pack: Pack
    doubts: tuple[Doubt, ...]
    tracked: tuple[TrackedEdit, ...]
    remarks: tuple[Remark, ...]
    loose: tuple[Loose, ...]


@dataclass(frozen=True)
class WhereFound:
    """Where things stand in a file: what holds each answer, each paragraph's field, each heading's section.

    ``texts`` are the answers by path, where what holds them may hold their labels too.
    """

    answers: Sequence[tuple[str, Sequence[Element]]]
    owners: Mapping[Element, str]
    headings: Mapping[Element, str]
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, spots: Sequence[Spot], headings: Mapping[Element, str]) -> WhereFound:
        """The same for spots that were found."""
        return cls([(spot.path, spot.blocks) for spot in spots], owners_of(spots), headings)


@dataclass(frozen=True)
class Seen:
    """What is seen in the text of a file as it is, tracked changes and all."""

    tracked: tuple[TrackedEdit, ...]
    remarks: tuple[Remark, ...]
    doubts: tuple[Doubt, ...]


def see(
    parts: Mapping[str, bytes],
    root: Element,
    places: WhereFound,
    pack: Pack,
    written: frozenset[str] = frozenset(),
) -> Seen:
    """What is seen in a file, given where its answers stand. ``written`` are the digests of what was written into it
    when it was issued.
    """
    owners, asides = places.owners, Asides(parts, root, pack)
    edits = tuple(_edits(root, owners))
    changed = {_renumbered(edit, pack) or edit.path for edit in edits}
    where = Whereabouts.of(root, styles_of(parts))
    remarks = tuple(find_remarks(read_comments(parts, root), owners, places.headings, pack, written))
    return Seen(
        tracked=(*edits, *_edits_beside(asides, owners)),
        remarks=remarks,
        doubts=(
            *_not_text(parts, root, places, pack, where),
            *asides.doubts(lambda paragraph: _place(paragraph, owners, where, pack)),
            *_open(changed, pack),
            *doubtful_verdicts(remarks, pack),
        ),
    )


def _place(paragraph: Element, owners: Mapping[Element, str], where: Whereabouts, pack: Pack) -> str:
    """Where a comment or a note is that is on a paragraph."""
    path = owners.get(paragraph)
    return f"on {pack.places.describe(path)}" if path else where.of_paragraph(paragraph)


def _edits(root: Element, owners: Mapping[Element, str]) -> Iterator[TrackedEdit]:
    paths: dict[Element | None, str] = {None: ""}
    for change in tracked_changes(root):
        holder = change.node if change.node.tag == PARAGRAPH else next(change.node.iterancestors(PARAGRAPH, ROW), None)
        if holder is not None and holder not in paths:
            paths[holder] = next((owners[each] for each in holder.iter(PARAGRAPH) if each in owners), "")
        yield TrackedEdit(paths[holder], change.kind, change.author, change.when, change.text)


def _edits_beside(asides: Asides, owners: Mapping[Element, str]) -> Iterator[TrackedEdit]:
    for change, place, on in asides.tracked():
        path = owners.get(on, "") if on is not None else ""
        yield TrackedEdit(path, change.kind, change.author, change.when, change.text, place)


def _not_text(
    parts: Mapping[str, bytes], root: Element, places: WhereFound, pack: Pack, where: Whereabouts
) -> Iterator[Doubt]:
    printed = oddities_of(parts, looks_of_answers(pack))
    answers = [(blocks, places.texts.get(path)) for path, blocks in places.answers]
    oddities = replace(printed, usual=with_hand(printed.usual, answers, printed.sheet))
    if said := oddities.usual.said():
        yield Doubt("", Why.NOT_TEXT, said)
    for path, blocks in places.answers:
        for odd in oddities.within(blocks, places.texts.get(path)):
            yield Doubt(path, Why.NOT_TEXT, f"{pack.places.describe(path)}: {odd}")
    expected = Counter(things_printed(pack))
    for node, thing in oddities.elsewhere(root, (block for _, blocks in places.answers for block in blocks)):
        expected[thing] -= 1
        if expected[thing] >= 0:
            continue
        place = where.of_node(node) if node is not None else "somewhere in the file"
        yield Doubt("", Why.NOT_TEXT, f"{thing[0].upper()}{thing[1:]} stands {place}.")


def _renumbered(edit: TrackedEdit, pack: Pack) -> str:
    """The list whose rows have other numbers once this change is accepted; "" where it changes no numbers."""
    place = pack.places.find(edit.path) if edit.kind in (Tracked.ROW_INSERTED, Tracked.ROW_DELETED) else None
    row = edit.path.removeprefix(f"{place.question.id}.") if place else ""
    return place.question.id if place and row.partition(".")[0].isdecimal() else ""


def _open(changed: set[str], pack: Pack) -> Iterator[Doubt]:
    for path in sorted(changed):
        place = pack.places.describe(path) if path else "Outside the answers"
        yield Doubt(path, Why.OPEN_CHANGES, f"{place}: tracked changes are neither accepted nor rejected.")
