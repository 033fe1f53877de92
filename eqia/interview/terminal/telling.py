"""What a page says between the question and the answer, while the answer is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.layout import ConditionalContainer, Dimension, FormattedTextControl, HSplit, Layout, Window

from eqia.interview import words
from eqia.interview.terminal.layout import wrap


def tell_of_letter(app: Application[Any], width: int, is_recent: Callable[[], bool]) -> None:
    """Say, once something is typed, that the letter just before it was an answer, while that ``is_recent``."""
    said: list[str] = []

    def typed(_: Buffer) -> None:
        if is_recent():
            said[:] = wrap(f"* {words.LETTER_ANSWERED}", width)

    show_above(app, lambda: said)
    app.current_buffer.on_text_changed += typed


def tell_of_enter(app: Application[Any], width: int) -> None:
    """Say how to go on, when Enter is pressed once more at the end: it begins a line, and seems to do nothing."""
    text = app.current_buffer
    show_above(app, lambda: wrap(f"* {words.ENTER_IS_A_LINE}", width) if text.text.endswith("\n\n") else [])


def show_above(app: Application[Any], lines: Callable[[], list[str]]) -> None:
    """Show lines above the answer while there are any."""
    text = FormattedTextControl(lambda: [("class:ask", "\n".join(lines()))])
    window = Window(text, height=lambda: Dimension.exact(len(lines())))
    above = ConditionalContainer(window, Condition(lambda: bool(lines())))
    app.layout = Layout(HSplit([above, app.layout.container]), app.layout.current_window)
