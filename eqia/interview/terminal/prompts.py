"""questionary's prompts, made for a page: one function for each kind of question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.layout import Dimension, ScrollbarMargin
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from eqia.interview import words
from eqia.interview.page import Option, Page, Value, Widget
from eqia.interview.terminal import layout
from eqia.interview.terminal.keys import inquirer
from eqia.interview.terminal.unseen import WrittenOut

Keep = Callable[[Value], None]

STYLE: Final = Style(
    [("answer", "noinherit"), ("qmark", "noinherit"), ("highlighted", "bold"), ("ask", "bold"), ("head", "")]
)


def make_prompt(page: Page, text: Value, keep: Keep, width: int) -> questionary.Question:
    """The prompt for a page. ``text`` is what to start from if it isn't what the page holds."""
    return _PROMPTS[page.widget](page, text, keep, width)


def limit_height(app: Application[Any], rows: int) -> None:
    """Let the text or the list scroll within ``rows``, so that what stands above it stays on the screen."""
    for window in app.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            window.height = Dimension(max=rows - 1)
            window.right_margins = [ScrollbarMargin(display_arrows=True)] if _rows_of(window.content) >= rows else []
        elif window is app.layout.current_window and isinstance(app.layout.current_buffer, Buffer):
            window.height = Dimension(min=1, max=rows)


def _rows_of(control: InquirerControl) -> int:
    return sum(str(choice.title).count("\n") + 1 for choice in control.choices)


def _ask_line(page: Page, text: Value, keep: Keep, _width: int) -> questionary.Question:
    return _typed(page, text, keep, multiline=False)


def _ask_long(page: Page, text: Value, keep: Keep, _width: int) -> questionary.Question:
    return _typed(page, text, keep, multiline=True)


def _typed(page: Page, text: Value, keep: Keep, *, multiline: bool) -> questionary.Question:
    question = questionary.text(
        "",
        default=page.text if text is None else str(text),
        qmark=">",
        multiline=multiline,
        instruction="",
        style=STYLE,
        prompt_continuation="   ",
        reserve_space_for_menu=0,
        input_processors=[WrittenOut()],
    )
    question.application.current_buffer.on_text_changed += lambda buffer: keep(buffer.text)
    return question


def _ask_yes_no(page: Page, _text: Value, _keep: Keep, _width: int) -> questionary.Question:
    so_far = words.YES_NO.get(str(page.value or ""), "")
    asked = words.PRESS_KEEP.format(answer=so_far) if page.value in ("yes", "no") else words.PRESS
    if so_far and page.value not in ("yes", "no"):
        asked = words.PRESS_UNCLEAR.format(answer=so_far)
    return questionary.confirm("", qmark="", instruction=asked + " ", style=STYLE)


def _ask_ticks(page: Page, text: Value, keep: Keep, width: int) -> questionary.Question:
    ticked = page.ticked if text is None else text
    fits = layout.notes_fit(page.options, width)
    titles = {option.id: _title(option, fits) for option in page.options}
    choices = [questionary.Choice(title, id, checked=id in (ticked or ())) for id, title in titles.items()]
    question = questionary.checkbox("", choices, qmark="", pointer=">", instruction=" ", style=STYLE, use_jk_keys=False)
    _show_boxes(question.application, titles, keep)
    return question


def _title(option: Option, with_note: bool) -> str:
    return f"{option.label}  ({option.note})" if option.note and with_note else option.label


def _show_boxes(app: Application[Any], titles: dict[str, str], keep: Keep) -> None:
    """Boxes that any font can show and any screen reader reads, and what is ticked kept on the way."""
    control = inquirer(app)
    control.use_indicator = False
    said = list(control.selected_options)

    def draw(_: object) -> None:
        nonlocal said
        for choice in control.choices:
            box = "[x]" if choice.value in control.selected_options else "[ ]"
            choice.title = f"{box} {titles[str(choice.value)]}"
        if control.selected_options != said:
            said = list(control.selected_options)
            keep(tuple(id for id in titles if id in said))

    app.before_render += draw


def _ask_menu(page: Page, _text: Value, _keep: Keep, width: int) -> questionary.Question:
    rows = [layout.row(option, number, page.options, width - 4) for number, option in enumerate(page.options, 1)]
    choices = [questionary.Choice(title, option.id) for option, title in zip(page.options, rows, strict=True)]
    start = page.start if page.start in {option.id for option in page.options} else page.options[0].id
    return questionary.select(
        "", choices, default=start, qmark="", pointer=">", instruction=" ", style=STYLE, use_jk_keys=False
    )


_PROMPTS: Final = {
    Widget.LINE: _ask_line,
    Widget.LONG: _ask_long,
    Widget.YES_NO: _ask_yes_no,
    Widget.TICKS: _ask_ticks,
    Widget.MENU: _ask_menu,
}
