"""Joins the cells of a table to their headers, the four-cell header block included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydyf import Array

from eqia.render.pdf_tree import Element, TagTree


def join_headers(tree: TagTree, elements: list[Element]) -> None:
    """Say of each header cell what it heads, and of each data cell which headers it has (ISO 14289-1, 7.5).

    WeasyPrint writes no scope (issue 2508), and gives a cell every row header of its row; here it has the nearest on
    its left, as in HTML, so that "label | value | label | value" reads right. The columns are
    those of the table's head.
    """
    for element in elements:
        if element["S"] == "/Table":
            columns: dict[int, list[Any]] = {}
            for heads, cells in _rows(tree, element):
                _join_row(tree, cells, columns, heads=heads)


def _join_row(tree: TagTree, cells: list[tuple[Element, range]], columns: dict[int, list[Any]], *, heads: bool) -> None:
    nearest: list[Any] = []
    for cell, place in cells:
        if cell["S"] == "/TD":
            above = [header for column in place for header in columns.get(column, [])]
            cell["A"]["Headers"] = Array([*nearest, *_once(above)])
        elif _heads_row(tree, cell, heads=heads):
            cell["A"]["Scope"] = "/Row"
            nearest = [cell["ID"]]
        else:
            cell["A"]["Scope"] = "/Column"
            for column in place:
                columns.setdefault(column, []).append(cell["ID"])


def _heads_row(tree: TagTree, cell: Element, *, heads: bool) -> bool:
    scope = tree.attribute(cell, "scope")
    return scope == "row" or (scope is None and not heads)


def _once(headers: list[Any]) -> list[Any]:
    return list({header.string: header for header in headers}.values())


def _own_rows(tree: TagTree, table: Element) -> Iterator[Element]:
    """The rows of a table, without those of the tables in its cells."""
    for each in tree.children(table):
        if each["S"] == "/TR":
            yield each
        else:
            yield from _own_rows(tree, each)


def _rows(tree: TagTree, table: Element) -> Iterator[tuple[bool, list[tuple[Element, range]]]]:
    """The rows of a table: whether each belongs to its head, and its cells with the columns they take."""
    below: dict[int, int] = {}
    for row in _own_rows(tree, table):
        cells, column = [], 0
        for cell in tree.children(row):
            while below.get(column, 0):
                below[column] -= 1
                column += 1
            place = range(column, column + cell["A"].get("ColSpan", 1))
            below.update(dict.fromkeys(place, cell["A"].get("RowSpan", 1) - 1))
            cells.append((cell, place))
            column = place.stop
        yield tree.parent(row)["S"] == "/THead", cells
