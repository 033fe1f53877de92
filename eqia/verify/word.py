"""What differs in a Word file from the one that its data give, by kind and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from eqia.verify.states import Difference, State
from eqia.wordml.archive.package import DOCUMENT, look_into
from eqia.wordml.archive.relations import read_relations
from eqia.wordml.archive.store import read_source
from eqia.wordml.looks.properties import flat, unlike
from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.looks.theme import Theme
from eqia.wordml.names import parse, w
from eqia.wordml.shown.beside import Beside, beside, part_of
from eqia.wordml.shown.container import has_more
from eqia.wordml.shown.links import name_links
from eqia.wordml.shown.stories import Kind, Piece, pieces_of
from eqia.wordml.text.lines import lines_of

_STAMP: Final = "version: "
_MOST: Final = 2_000
"""Differences after which nobody looks further."""

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BESIDE: Final = {
    Beside.RUNS: State.RUNS,
    Beside.FETCHED: State.FETCHES,
    Beside.CARRIED: State.CARRIES,
    Beside.SETTING: State.REDRAWN,
    Beside.FACT: State.FACTS,
    Beside.COMMENT: State.NOTES,
}
_FETCHING: Final = frozenset(
    {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE", "RD", "HYPERLINK"}
)
_THINGS: Final = {
    "drawing": State.REDRAWN,
    "pict": State.REDRAWN,
    "object": State.CARRIES,
    "altChunk": State.CARRIES,
    "subDoc": State.FETCHES,
    "control": State.RUNS,
}
_KINDS: Final = {Kind.TRACKED: State.OTHER_WORDS, Kind.NOTE: State.NOTES, Kind.LINK: State.FETCHES}
_WORDS: Final = {
    "vanish": "hidden",
    "specVanish": "hidden",
    "strike": "struck out",
    "dstrike": "struck out",
    "sz": "size",
    "color": "colour",
    "highlight": "highlighted",
    "shd.fill": "background",
    "rFonts.ascii": "font",
    "rFonts.hAnsi": "font",
    "b": "bold",
    "i": "italic",
    "u": "underlined",
    "vertAlign": "raised or lowered",
    "position": "raised or lowered",
    "w": "stretched",
    "spacing": "spaced",
    "width": "width",
    "jc": "alignment",
    "style": "style",
}
"""Entries of a look, in words; of the others the names that Word gives them."""


class WordComparison:
    """A Word file, read once, to be compared with what was expected. Raises InputError if it is damaged."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parts = look_into(data)
        self._shown = _shown(self._parts)

    def differences(self, expected: bytes) -> list[Difference]:
        """What differs in the file from one that was expected."""
        return _differences(self._data, self._parts, self._shown, look_into(expected))


def _differences(
    data: bytes, given: Mapping[str, bytes], shown: list[Piece], made: Mapping[str, bytes]
) -> list[Difference]:
    pieces = islice(_pieces(shown, _shown(made)), _MOST)
    found = [*_lines(given, made), *_beside(given, made), *_source(given, made), *pieces]
    if has_more(data):
        found.append(Difference(State.CARRIES, "data before, between or after the parts of the document"))
    return list(dict.fromkeys(found))


def _source(given: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[Difference]:
    here, there = read_source(given), read_source(made)
    if here is None or there is None or here.json != there.json:
        yield Difference(State.CARRIES, "data in another form than eqia writes")


def _lines(given: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[Difference]:
    said, expected = lines_of(given), lines_of(made)
    added, gone = Counter(said) - Counter(expected), Counter(expected) - Counter(said)
    yield from (Difference(State.OTHER_WORDS, f"added: {line}") for line in added.elements())
    yield from (Difference(State.OTHER_WORDS, f"gone: {line}") for line in gone.elements())
    if not added and not gone:
        moved = (line for line, before in zip(said, expected, strict=True) if line != before)
        yield from (Difference(State.OTHER_WORDS, f"moved: {line}") for line in moved)


def _beside(given: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[Difference]:
    here, there = Counter(beside(given)), Counter(beside(made))
    for each in here - there:
        other = each.kind is Beside.FACT and each.what.startswith(_STAMP)
        yield Difference(State.OTHER_VERSION if other else _BESIDE[each.kind], each.what)
    for each in there - here:
        if not each.what.startswith(_STAMP) and each.kind in (Beside.FACT, Beside.SETTING, Beside.COMMENT):
            yield Difference(_BESIDE[each.kind], f"gone: {each.what}")


def _shown(parts: Mapping[str, bytes]) -> list[Piece]:
    """All that the pages show: the text, the tops and feet that it names, and notes."""
    theme = Theme.of(part_of(parts, "theme"), part_of(parts, "settings"))
    styles = Stylesheet(part_of(parts, "styles"), part_of(parts, "numbering"), theme)
    document = parse(parts[DOCUMENT])
    targets = {each.id: each.target for each in read_relations(parts) if each.owner == DOCUMENT}
    name_links(document, targets)
    pieces = pieces_of(document, styles)
    for reference in document.iter(w("headerReference"), w("footerReference")):
        part = parts.get(targets.get(reference.get(f"{{{_R}}}id", ""), ""))
        if part is not None:
            kind = reference.get(w("type"), "default")
            pieces += [Piece(each.kind, f"{kind}: {each.words}", each.look) for each in pieces_of(parse(part), styles)]
    for kind in ("footnotes", "endnotes"):
        notes = part_of(parts, kind)
        if notes is not None:
            pieces += [each for note in notes if note.get(w("type")) is None for each in pieces_of(note, styles)]
    look = flat(document, frozenset({"body"}))
    return [*pieces, Piece(Kind.PAGE, "what lies behind the text", look)] if look else pieces


def _pieces(given: list[Piece], expected: list[Piece]) -> Iterator[Difference]:
    """The pieces that look otherwise than those expected: each of these stands for one of the given ones."""
    left: defaultdict[tuple[Kind, str], list[Piece]] = defaultdict(list)
    for piece in expected:
        left[piece.kind, piece.words].append(piece)
    for piece in given:
        known = left[piece.kind, piece.words]
        same = next((place for place, each in enumerate(known) if not unlike(piece.look, each.look)), None)
        if same is not None:
            known.pop(same)
        else:
            yield _otherwise(piece, known)
    for pieces in left.values():
        for piece in pieces:
            if piece.kind in (Kind.FIELD, Kind.LINK, Kind.THING, Kind.PAGE):
                yield Difference(State.REDRAWN, f"gone: {piece.kind.value} {piece.words}")


def _otherwise(piece: Piece, known: list[Piece]) -> Difference:
    said = f"{piece.kind.value}: {piece.words}" if piece.words else piece.kind.value
    match piece.kind:
        case Kind.FIELD:
            name = piece.words.partition(" ")[0]
            return Difference(State.FETCHES if name in _FETCHING else State.RUNS, said)
        case Kind.THING:
            return Difference(_THINGS.get(piece.words, State.REDRAWN), said)
        case Kind.CONTROL:
            return Difference(State.HEARD if piece.words.startswith("called ") else State.RUNS, said)
    if piece.kind in _KINDS:
        return Difference(_KINDS[piece.kind], said)
    names = unlike(piece.look, known[0].look) if known else []
    how = ", ".join(dict.fromkeys(_WORDS.get(name, name) for name in names))
    short = f'{piece.kind.value} "{piece.words[:60].strip()}"'
    return Difference(State.REDRAWN, f"{short}: {how}" if how else short)
