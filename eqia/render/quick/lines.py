"""Lines of text: a paragraph is broken into lines at once, each line is shaped once, and drawn as it was shaped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.text import line_break

from eqia.render.quick.paragraphs import split_text

_TOLERANCE: Final = 1 + 1e-9
"""How much wider than its place a line may be, for what sums of fractions lose."""


def _strut(original: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    def strut(style: Any) -> tuple[float, float]:
        """The line height of a style and its baseline, from the top of the line."""
        try:
            known: tuple[float, float] = style.strut
        except AttributeError:
            known = style.strut = original(style)
        return known

    return strut


def _next_line(original: Callable[..., tuple[Any, Any]]) -> Callable[..., tuple[Any, Any]]:
    def get_next_linebox(
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> tuple[Any, Any]:
        """The next line of a block, and where the line after it begins."""
        plain = not (context.excluded_shapes or first_letter_style or first_line_style)
        if plain and _holds_only_text(linebox, containing_block):
            resumed = inline.skip_first_whitespace(linebox, skip_stack)
            line = None if resumed == "continue" else _fill(context, linebox, position_y, resumed, containing_block)
            if line:
                return line
        return original(
            *(context, linebox, position_y, bottom_space, skip_stack, containing_block),
            *(absolute_boxes, fixed_boxes, first_letter_style, first_line_style),
        )

    return get_next_linebox


def _holds_only_text(linebox: Any, containing_block: Any) -> bool:
    """Whether a line box is of one text, read from left to right."""
    children = linebox.children
    return (
        len(children) == 1
        and type(children[0]) is TextBox
        and containing_block.style["direction"] == "ltr"
        and linebox.style["direction"] == "ltr"
        and linebox.style["position"] == "static"
        and children[0].style["vertical_align"] == "baseline"
    )


def _fill(context: Any, linebox: Any, top: float, skip_stack: Any, around: Any) -> tuple[Any, Any] | None:
    """A line with as much text as fits, put in its place, and where the next one begins; None if there is no text."""
    (text,) = linebox.children
    skip = next(iter(skip_stack[0] or (0,))) if skip_stack else 0
    left = around.content_box_x()
    right = left + around.width
    linebox.position_x, linebox.position_y = left, top
    inline.resolve_percentages(text, around)
    start = left + linebox.text_indent
    text.position_x, text.position_y = start, top
    width = right * _TOLERANCE - start
    split = split_text(linebox, text, width, skip or 0)
    shown, resume, broken = split or inline.split_text_box(context, text, width, skip or 0, is_line_start=True)
    if shown is None:
        return None
    line = linebox.copy_with_children([shown])
    line.width = shown.position_x + shown.margin_width() - line.content_box_x()
    inline._adjust_line_height(line)
    inline.remove_last_whitespace(context, line)
    linebox.width, linebox.height = line.width, line.height
    offset = inline.text_align(context, line, right - left, last=resume is None or bool(broken))
    _place(line, shown, top, offset)
    return line, (None if resume is None else {0: {resume: None}})


def _place(line: Any, shown: Any, top: float, offset: float) -> None:
    """Put a line and its text where they belong: both on one baseline (CSS 2.1, 10.8)."""
    highest = min(-shown.baseline, -line.baseline)
    lowest = max(-shown.baseline + shown.margin_height(), -line.baseline + line.margin_height())
    line.baseline = -highest
    line.height = lowest - highest
    line.margin_top = line.margin_bottom = 0
    line.position_x += offset
    line.position_y = top
    shown.position_x += offset
    shown.position_y = -shown.baseline + (top - highest)


PARTS: Final = (
    (line_break, "strut", _strut),
    (inline, "get_next_linebox", _next_line),
)
