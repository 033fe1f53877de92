"""Where on the pages of a PDF of ours each answer is printed: to say what a note that lies on a page is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import pikepdf

from eqia.render.pdf_opening import Steps

REACH: Final = 40.0
"""How far above or below a line, in points, a note may lie that is about it."""

_ROW: Final = 6.0
"""Lines no further apart than this, in points, are one row of a table."""

_MOST_LINES: Final = 5_000
"""Pieces of text that begin on one page; a page of ours has a few hundred."""

_OPERATORS: Final = "q Q cm BMC BDC EMC BT Tm Td TD Tj TJ"
Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of a page."""


@dataclass(frozen=True)
class Line:
    """Where a line of an answer begins on a page, and the path of its field."""

    path: str
    x: float
    y: float


def lines_on(pdf: pikepdf.Pdf) -> list[list[Line]]:
    """The lines of all answers, page by page. Raises what reading a damaged PDF raises."""
    marks = dict(_marks(pdf))
    return [list(islice(_lines(page, marks), _MOST_LINES)) for page in pdf.pages]


def nearest(lines: Sequence[Line], note: Rectangle) -> str:
    """The path of the field that a note lies on, or beside; "" if no answer is near."""
    left, bottom, right, top = note

    def distance(line: Line) -> tuple[float, float]:
        away = max(bottom - line.y, line.y - top, 0.0)
        return away // _ROW, line.x - right if line.x > right else (left - line.x) / 2

    near = [line for line in lines if bottom - REACH <= line.y <= top + REACH]
    return min(near, key=distance).path if near else ""


def _marks(pdf: pikepdf.Pdf) -> Iterator[tuple[tuple[tuple[int, int], int], str]]:
    """For each piece of marked content, by its page and number, the path of the field that it is part of."""
    names, steps = list(pdf.Root.StructTreeRoot.IDTree.Names), Steps(pdf)
    for name, element in zip(names[::2], names[1::2], strict=True):
        path = bytes(name).decode("ascii", "replace")
        if path[:1].islower():
            for mark in _content(element, None, steps):
                yield mark, path


def _content(element: Any, page: Any, steps: Steps) -> Iterator[tuple[tuple[int, int], int]]:
    page = element.get("/Pg", page)
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        steps.take()
        if not isinstance(kid, pikepdf.Dictionary):
            yield page.objgen, int(kid)
        elif "/MCID" in kid:
            yield kid.get("/Pg", page).objgen, int(kid.MCID)
        elif "/S" in kid:
            yield from _content(kid, page, steps)


def _lines(page: pikepdf.Page, marks: Mapping[tuple[tuple[int, int], int], str]) -> Iterator[Line]:
    """The beginnings of the pieces of text of a page, in the order they are drawn in."""
    matrix, text = pikepdf.Matrix(), pikepdf.Matrix()
    kept: list[pikepdf.Matrix] = []
    opened: list[str] = []
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operands: Sequence[Any] = list(instruction.operands)
        match str(instruction.operator):
            case "q":
                kept.append(matrix)
            case "Q" if kept:
                matrix = kept.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "BT":
                text = pikepdf.Matrix()
            case "Tm":
                text = pikepdf.Matrix(*map(float, operands))
            case "Td" | "TD":
                text = pikepdf.Matrix(1, 0, 0, 1, *map(float, operands)) @ text
            case "BMC" | "BDC":
                opened.append(_path(page, operands, marks) or (opened[-1] if opened else ""))
            case "EMC" if opened:
                opened.pop()
            case "Tj" | "TJ" if opened and opened[-1]:
                where = text @ matrix
                yield Line(opened[-1], where.e, where.f)


def _path(page: pikepdf.Page, operands: Sequence[Any], marks: Mapping[tuple[tuple[int, int], int], str]) -> str:
    properties = operands[1] if len(operands) > 1 else None
    if not isinstance(properties, pikepdf.Dictionary) or "/MCID" not in properties:
        return ""
    return marks.get((page.obj.objgen, int(properties.MCID)), "")
