"""Every single cell, row, column, table, paragraph and mark of a returned document is deleted, one at a time.

No deletion ends in a traceback, every other answer keeps its own text, all of it, and what is gone is named.
"""

import copy
import os

import pytest

from eqia.assessment.paths import get
from eqia.review.returned.doubts import within
from eqia.review.returned.issued import issued_in
from eqia.review.returned.layout import text_to_read
from eqia.review.returned.look import look_at
from eqia.review.returned.read import read_beside
from eqia.view.build import build_view
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, parse, serialise, w
from eqia.wordml.text.styles import styles_of

KINDS = {
    "cells": (CELL,),
    "rows": (ROW,),
    "tables": (TABLE,),
    "paragraphs": (PARAGRAPH,),
    "marks": (w("bookmarkStart"), w("bookmarkEnd"), w("sdt")),
}
SHARES = 8
TRIED = range(SHARES) if os.environ.get("EQIA_ALL_DELETIONS") else range(1)
"""An eighth of the deletions in each run, all of them by hand: they take some minutes."""


@pytest.fixture(scope="module")
def parts(docx, full):
    return read_parts(docx(full))


def deleted(root, place):
    """A copy of a text without the elements at some places."""
    found = copy.deepcopy(root)
    nodes = list(found.iter())
    for each in place:
        nodes[each].getparent().remove(nodes[each])
    return found


def columns_of(root, numbers):
    """The places of the cells of each column of each table."""
    for table in root.iter(TABLE):
        rows = [row.findall(CELL) for row in table.findall(ROW)]
        for column in range(max(map(len, rows))):
            yield [numbers[row[column]] for row in rows if column < len(row)]


def places_of(kind, root):
    numbers = {node: number for number, node in enumerate(root.iter())}
    if kind == "columns":
        return list(columns_of(root, numbers))
    return [[numbers[node]] for node in root.iter(*KINDS[kind])]


@pytest.mark.parametrize("share", TRIED)
@pytest.mark.parametrize("kind", [*KINDS, "columns"])
def test_a_single_deletion_harms_nothing_else_and_is_named(parts, full, pack, kind, share):
    root = parse(parts[DOCUMENT])
    nodes = list(root.iter())
    styles = styles_of(parts)
    look = look_at(text_to_read(parts), styles, pack)
    printed = build_view(full, pack.form, draft=False).printed
    spots = {spot.path: spot for spot in look_at(root, styles, pack).spots}
    source = issued_in(parts)
    for place in places_of(kind, root)[share::SHARES]:
        gone = {node for each in place for node in nodes[each].iter()}
        hit = {
            path for path, spot in spots.items() if not gone.isdisjoint(each for b in spot.blocks for each in b.iter())
        }
        returned = read_beside({**parts, DOCUMENT: serialise(deleted(root, place))}, source)
        told = {doubt.path for doubt in returned.doubts}
        for path, text in printed.items():
            shown = returned.shown.get(path)
            is_named = any(within(path, each) or within(each, path) for each in told)
            where = f"{nodes[place[0]].tag.rpartition('}')[2]} {place[:1]}, {path}: {shown!r}"
            if shown == look.shown.get(path):
                continue
            if path in hit:
                assert is_named or value(returned.assessment, path) != value(full, path), where
            elif path.startswith("actions."):
                rows = [said for other, said in returned.shown.items() if within(other, path.rpartition(".")[0][:-2])]
                assert text in rows or is_named, where
            else:
                assert (shown, is_named) == (None, True), where
                assert value(returned.assessment, path) == value(full, path), where


def value(assessment, path):
    """What an assessment says in a field, or what the question says that the field is a box of."""
    try:
        return get(assessment, path)
    except (KeyError, AttributeError, ValueError):
        return get(assessment, path.rpartition(".")[0])
