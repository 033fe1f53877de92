"""How an import reads on a screen: what was found, how sure, what could not be read, what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from eqia.cli.present import counted
from eqia.cli.review_text import listed, seen_beside
from eqia.form.kinds.changes import quoted
from eqia.form.kinds.register import kind_of
from eqia.form.places import Places
from eqia.review.forms.import_form import Imported
from eqia.wordml.form.reading import Answer

CERTAIN: Final = 1.0


def imported_text(imported: Imported) -> str:
    """The result of an import, the least sure first."""
    places = imported.pack.places
    answered = {path: answer for path, answer in imported.shown.items() if answer not in ("", False)}
    unsure = sorted(
        (path for path in answered if imported.sure.get(path, 0) < CERTAIN),
        key=lambda path: imported.sure.get(path, 0),
    )
    lines = [
        f"Read {imported.how}: {counted(len(imported.shown), 'field')} found, {len(answered)} of them filled in.",
    ]
    lines += _block("Could not be read as a tick or none", (_place(path, places) for path in imported.unreadable))
    lines += _block(
        "Not quite sure",
        (_said(path, answered[path], imported, places) for path in unsure if path not in imported.unreadable),
    )
    lines += _block("Not found in the document", _sections(imported.missing, places))
    lines += seen_beside(imported)
    return "\n".join(lines)


def _said(path: str, answer: Answer, imported: Imported, places: Places) -> str:
    shown = "ticked" if answer is True else quoted(str(answer))
    return f"{round(100 * imported.sure.get(path, 0))} %  {_place(path, places)}: {shown}"


def _place(path: str, places: Places) -> str:
    """Where a field is; of a question with two boxes, which box."""
    place = places.find(path)
    two_boxes = place is not None and bool(kind_of(place.question).box_words)
    return places.describe(path) + (f", the box {path.rpartition('.')[2].title()}" if two_boxes else "")


def _sections(paths: Iterable[str], places: Places) -> Iterator[str]:
    """The places of fields; where a table lost many of its cells, their number."""
    grouped: dict[str, list[str]] = {}
    for path in paths:
        place = places.find(path)
        grouped.setdefault(place.question.short if place and place.column else path, []).append(path)
    for name, own in grouped.items():
        yield places.describe(own[0]) if len(own) == 1 else f"{name}: {counted(len(own), 'cell')}"


def _block(heading: str, lines: Iterable[str]) -> list[str]:
    said = list(lines)
    return listed(f"{heading} ({len(said)})", said)
