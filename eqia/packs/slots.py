"""The fields that a document of a form has to show, and the words that belong beside each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eqia.form.places import Places
from eqia.view.document import BOX, DocumentView, QuestionView


@dataclass(frozen=True)
class Slot:
    """A field of a document; ``#`` in its path stands for the rows of a table.

    ``label`` is printed beside it and ``column`` above it; either is empty where the data says it. ``name`` says in
    words which field it is.
    """

    path: str
    label: str
    column: str
    tick: bool
    name: str


def slots_of(view: DocumentView, places: Places) -> dict[str, Slot]:
    """Every field that a view prints, by its path."""
    questions = (question for section in view.sections for question in section["questions"])
    return {slot.path: slot for question in questions for slot in _slots(question, places)}


def tables_of(view: DocumentView) -> list[str]:
    """The paths of the tables that a view prints."""
    return [question["path"] for section in view.sections for question in section["questions"] if question["rows"]]


def _slots(question: QuestionView, places: Places) -> Iterator[Slot]:
    path, name = question["path"], places.describe(question["path"])
    if question["rows"]:
        label = question["label"] if question["rows"][0]["label"] == question["label"] else ""
        for column in question["columns"]:
            tick = column["kind"] == BOX
            yield Slot(f"{path}.#.{column['id']}", label, column["label"], tick, f"{name}, {column['label']}")
    elif question["boxes"]:
        two = len(question["boxes"]) > 1
        for box in question["boxes"]:
            word = box["label"] if two else ""
            yield Slot(box["path"], question["label"], word, True, f"{name}, {word}" if two else name)
    else:
        yield Slot(path, question["label"], "", False, name)
