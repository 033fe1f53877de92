"""Draws the cells of a table together: their backgrounds by colour, then their straight, solid borders by colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from weasyprint import draw
from weasyprint.draw.color import get_color

from eqia.render.quick.backgrounds import has_straight_corners

_SIDES: Final = ("top", "right", "bottom", "left")

Rectangle = tuple[float, float, float, float]


def _quicker(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def draw_table(stream: Any, table: Any) -> None:
        """Draw the backgrounds and borders of a table. What its columns know of its cells is not needed any more."""
        for column in (column for group in table.column_groups for column in group.children):
            vars(column).pop("get_cells", None)  # a circle, which would keep the document until memory is searched
        cells = [cell for group in table.children for row in group.children for cell in row.children]
        if not (_is_plain_table(table) and all(map(_is_plain_cell, cells))):
            original(stream, table)
            return
        fills: dict[Any, list[Rectangle]] = {}
        for cell in cells:
            if cell.background:
                fills.setdefault(cell.background.color, []).append(cell.background.layers[0].painting_area)
        lines: dict[Any, list[Rectangle]] = {}
        for box in [table, *cells]:
            for color in colors_of(box.style) or ():
                lines.setdefault(color, []).extend(_borders(box))
        draw.draw_background(stream, table.background)
        with stream.artifact(), stream.stacked():
            for color, rectangles in [*fills.items(), *lines.items()]:
                _fill(stream, color, rectangles)

    return draw_table


def colors_of(style: Any) -> tuple[Any, ...] | None:
    """The colour of a border that is straight, solid and of one colour; none for no border, None for any other."""
    try:
        known: tuple[Any, ...] | None = style.border_colors
    except AttributeError:
        known = style.border_colors = _colors(style)
    return known


def _colors(style: Any) -> tuple[Any, ...] | None:
    sides = [side for side in _SIDES if style[f"border_{side}_width"]]
    colors = {get_color(style, f"border_{side}_color") for side in sides}
    plain = (
        len(colors) <= 1
        and all(style[f"border_{side}_style"] == "solid" for side in sides)
        and all(color.alpha == 1 for color in colors)
        and style["visibility"] == "visible"
        and style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and has_straight_corners(style)
    )
    return tuple(colors) if plain else None


def _is_plain_table(table: Any) -> bool:
    """Whether a table has cells with borders of their own, and nothing behind its columns and rows."""
    columns = [each for group in table.column_groups for each in (group, *group.children)]
    rows = [each for group in table.children for each in (group, *group.children)]
    return (
        table.style["border_collapse"] != "collapse"
        and colors_of(table.style) is not None
        and not any(each.background for each in columns + rows)
    )


def _is_plain_cell(cell: Any) -> bool:
    style, behind = cell.style, cell.background
    if colors_of(style) is None or style["empty_cells"] != "show":
        return False
    if not behind:
        return True
    return (
        len(behind.layers) == 1
        and behind.layers[0].image is None
        and behind.color.alpha == 1
        and not style["box_shadow"]
        and list(style["background_clip"]) == ["border-box"]
    )


def _borders(box: Any) -> Iterator[Rectangle]:
    """The borders of a box as rectangles that do not overlap."""
    x, y, width, height = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
    top, right, bottom, left = (getattr(box, f"border_{side}_width") for side in _SIDES)
    inner = height - top - bottom
    sides = (
        (top, (x, y, width, top)),
        (bottom, (x, y + height - bottom, width, bottom)),
        (left, (x, y + top, left, inner)),
        (right, (x + width - right, y + top, right, inner)),
    )
    return (rectangle for thickness, rectangle in sides if thickness)


def _fill(stream: Any, color: Any, rectangles: list[Rectangle]) -> None:
    stream.set_color(color)
    for rectangle in rectangles:
        stream.rectangle(*rectangle)
    stream.fill()


PARTS: Final = ((draw, "draw_table", _quicker),)
