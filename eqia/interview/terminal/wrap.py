"""A text field that breaks its lines between words, and whose arrow keys move by the lines one sees."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout.controls import BufferControl, UIContent
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.utils import get_cwidth

_MARGIN = 4
"""Columns for the prompt before each line and the cursor after it."""


def wrap_words(application: Application[Any]) -> KeyBindings:
    """Make the field that is typed in break its lines between words; gives the keys that move up and down in it."""
    window = application.layout.current_window
    control = window.content
    assert isinstance(control, BufferControl)
    wrapped = WrappedControl(
        control.buffer,
        input_processors=control.input_processors,
        lexer=control.lexer,
        focusable=control.focusable,
        search_buffer_control=control.search_buffer_control,
        key_bindings=control.key_bindings,
    )
    window.content = wrapped
    keys = KeyBindings()
    keys.add("up", eager=True)(lambda _: wrapped.move(-1))
    keys.add("down", eager=True)(lambda _: wrapped.move(1))
    return keys


class WrappedControl(BufferControl):
    """prompt_toolkit's control, with each line of the text shown as several rows."""

    rows: list[tuple[int, int, int]]
    """The rows as last shown: the number of the line, and the columns of it where the row starts and ends."""

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:
        """The rows for a screen of this width."""
        content = super().create_content(width, height, preview_search)
        shown: list[tuple[int, int, int, StyleAndTextTuples]] = []
        cursor = Point(0, 0)
        for number in range(content.line_count):
            fragments = explode_text_fragments(content.get_line(number))
            cuts = _cuts("".join(fragment[1] for fragment in fragments), max(10, width - _MARGIN))
            for start, end in zip(cuts, (*cuts[1:], len(fragments)), strict=True):
                if number == content.cursor_position.y and start <= content.cursor_position.x:
                    cursor = Point(content.cursor_position.x - start, len(shown))
                shown.append((number, start, end, fragments[start:end]))
        self.rows = [row[:3] for row in shown]
        return UIContent(_line_of(shown), len(shown), cursor, show_cursor=content.show_cursor)

    def move(self, by: int) -> None:
        """Move the cursor one row up or down, keeping its column as far as the row goes."""
        document = self.buffer.document
        line, column = document.cursor_position_row, document.cursor_position_col
        here = [row for row in range(len(self.rows)) if self.rows[row][0] == line and self.rows[row][1] <= column]
        target = (here[-1] if here else 0) + by
        if not here or not 0 <= target < len(self.rows):
            return
        to_line, start, end = self.rows[target]
        last_of_line = target + 1 == len(self.rows) or self.rows[target + 1][0] != to_line
        longest = end - start - 1 - (0 if last_of_line else 1)
        offset = min(column - self.rows[here[-1]][1], max(0, longest))
        self.buffer.cursor_position = document.translate_row_col_to_index(to_line, start + offset)


def _line_of(shown: list[tuple[int, int, int, StyleAndTextTuples]]) -> Callable[[int], StyleAndTextTuples]:
    return lambda number: shown[number][3]


@lru_cache(maxsize=4096)
def _cuts(text: str, width: int) -> tuple[int, ...]:
    """Where the rows of a line start. Characters of double width, as in Chinese, count as two columns."""
    if len(text) <= width and text.isascii():
        return (0,)
    cuts, used, space = [0], 0, 0
    for position, mark in enumerate(text):
        used += 1 if " " <= mark <= "~" else get_cwidth(mark)
        if used > width:
            cuts.append(space if space > cuts[-1] else position)
            used = sum(get_cwidth(each) for each in text[cuts[-1] : position + 1])
        if mark == " ":
            space = position + 1
    return tuple(cuts)


def accept(event: KeyPressEvent) -> None:
    """Finish the text, as Enter does in a field of one line."""
    event.current_buffer.validate_and_handle()
