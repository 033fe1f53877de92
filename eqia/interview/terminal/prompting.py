"""The interview in a terminal: questionary's prompts, with the same keys at every kind of question."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

from prompt_toolkit.application import Application, get_app_session
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import merge_key_bindings
from prompt_toolkit.shortcuts import clear, print_formatted_text

from eqia.interview import words
from eqia.interview.keeping.closing import CLOSING, WindowClosed
from eqia.interview.page import Act, Option, Page, Reply, Value, Widget
from eqia.interview.terminal import layout
from eqia.interview.terminal.editor import NoEditorError, edit
from eqia.interview.terminal.guard import Guard, Run
from eqia.interview.terminal.keys import (
    EDIT,
    HELP,
    MORE,
    STAY,
    Shortcut,
    list_keys,
    number_keys,
    text_keys,
    text_of,
    untyped_keys,
    way_keys,
    yes_no_keys,
)
from eqia.interview.terminal.pasting import unfinished_paste
from eqia.interview.terminal.prompts import STYLE, Keep, limit_height, make_prompt
from eqia.interview.terminal.telling import tell_of_enter, tell_of_letter
from eqia.interview.terminal.tty import Quiet
from eqia.interview.terminal.unseen import written_out
from eqia.interview.terminal.wrap import wrap_words
from eqia.printable import printable

_LOOK: Final = 0.5
"""Seconds between two looks at a paste that goes on."""

_FEWEST_ROWS: Final = 5
"""Rows that the place to answer has at least, even where the text above it then moves up."""


class Terminal:
    """A front end for people at a terminal that can move its cursor."""

    def __init__(self) -> None:
        get_app_session().output.encoding()
        self._quiet = Quiet()
        self._quiet.begin()
        self._run = Run()
        self._has_finished = False

    def say(self, *texts: str) -> None:
        """Print sentences, a paragraph each. An indented line is to be copied, and is not broken."""
        for line in (line for text in texts for line in printable(text).split("\n")):
            _print(line if line.startswith("  ") else "\n".join(layout.wrap(line, self._width)))

    def ask(self, page: Page, saved: str, keep: Keep) -> Reply:
        """Show a page until it is answered or left; ``keep`` gets what is typed on the way."""
        page = written_out(page)
        text: Value = None
        trouble = ""
        while True:
            reply = self._prompt(page, text, keep, self._show(page, saved, trouble))
            if isinstance(reply, Shortcut) and reply.wants == MORE:
                reply = self._more(page, reply.text)
            if isinstance(reply, Reply):
                return reply
            text, trouble = reply.text, ""
            if reply.wants == EDIT:
                text, trouble = self._edit(page, str(text or ""), keep)

    @property
    def _width(self) -> int:
        return layout.usable(shutil.get_terminal_size().columns)

    def _show(self, page: Page, saved: str, trouble: str) -> int:
        """Print a page; gives the rows that are left for the answer."""
        clear()
        width = self._width
        head = [*layout.heading(page, saved, width), *layout.keys(page, width), "-" * width]
        notes = [row for note in (*page.notes, trouble) if note for row in layout.wrap(f"* {note}", width)]
        asked = layout.wrap(page.ask + (words.OPTIONAL if page.optional and page.is_text else ""), width)
        rows = shutil.get_terminal_size().lines - sum(map(len, (head, notes, asked)))
        below = layout.body(page, width, rows - len(page.options) - 2)
        if page.widget not in (Widget.MENU, Widget.TICKS):  # these begin with an empty line of their own
            below.append("")
        for lines, style in ((head, ""), (notes, ""), (asked, "class:ask"), (below, "")):
            if lines:
                _print("\n".join(lines), style)
        return rows - len(below)

    def _prompt(self, page: Page, text: Value, keep: Keep, room: int) -> Reply | Shortcut:
        question = make_prompt(page, text, keep, self._width)
        app = question.application
        theirs = [app.key_bindings] if app.key_bindings else []
        app.key_bindings = merge_key_bindings([*theirs, *self._keys(page, app)])
        limit_height(app, max(_FEWEST_ROWS, room - 1))
        app.pre_run_callables.append(lambda: _listen(page, app))
        app.pre_run_callables.append(lambda: _look_at_pastes(page, app, keep))
        try:
            with CLOSING.waiting() if CLOSING.wakes is None else contextlib.nullcontext():
                result = question.unsafe_ask()
        except (EOFError, WindowClosed):  # the terminal is gone
            return Reply(Act.LEAVE, text_of(page, app)())
        if isinstance(result, Reply | Shortcut):
            return result
        self._has_finished |= page.widget is Widget.LONG
        return Reply(Act.ANSWER, result)

    def _keys(self, page: Page, app: Application[Any]) -> Iterator[Any]:
        """The keys that are ours, those that must win last."""
        before, self._run = self._run, Run()
        if page.is_text:
            tell_of_letter(app, self._width, lambda: before.is_recent)
            yield text_keys(page)
        else:
            yield untyped_keys()
            guard = Guard(app, words.TYPED_AT[page.widget], self._width, before, self._run)
            yield from _keys_of_choices(page, app, guard)
        if page.widget is Widget.LONG:
            yield wrap_words(app)
            if not self._has_finished:
                tell_of_enter(app, self._width)
        yield way_keys(page, app, self._help(page))

    def _help(self, page: Page) -> Callable[[], None]:
        def show() -> None:
            texts = [*layout.notes_of(page, self._width), *(page.help or (words.NO_HELP,))]
            lines = [row for text in texts for row in layout.wrap(text, self._width, "  ")]
            _print("\n".join(["", *lines, ""]))

        return show

    def _more(self, page: Page, text: Value) -> Reply | Shortcut:
        """The keys of a page as a menu: what was chosen, or the wish to go on with the page."""
        own = [EDIT] if page.widget is Widget.LONG else []
        ways = [act for act in (Act.BACK, Act.SKIP, Act.REUSE, Act.TASKS, Act.LEAVE) if act in page.acts]
        options = tuple(Option(name, words.MORE[name]) for name in (STAY, HELP, *own, *ways))
        chosen = self._choose(Page(MORE, Widget.MENU, words.MORE_TITLE, options=options, acts=()))
        if chosen == HELP:
            back = (Option(STAY, words.MORE[STAY]),)
            self._choose(Page(HELP, Widget.MENU, page.ask, lines=page.help or (words.NO_HELP,), options=back, acts=()))
        return Reply(Act(chosen), text) if chosen in page.acts else Shortcut(chosen, text)

    def _choose(self, menu: Page) -> str:
        reply = self._prompt(menu, None, lambda _: None, self._show(menu, "", ""))
        return str(reply.value) if isinstance(reply, Reply) else STAY

    def _edit(self, page: Page, text: str, keep: Keep) -> tuple[str, str]:
        """The text from the officer's own editor, and what went wrong."""
        try:
            with self._quiet.lifted():
                return edit(page, text, keep, self._wait), ""
        except NoEditorError as error:
            return text, str(error)

    def _wait(self) -> None:
        _print(words.EDITOR_OPEN)
        with CLOSING.waiting():
            sys.stdin.readline()


def _listen(page: Page, app: Application[Any]) -> None:
    """Leave the page when the end is asked for; after a stop, show it anew and take the keyboard back."""
    wakes, text = CLOSING.wakes, text_of(page, app)
    if wakes is None:
        return

    def leave() -> None:
        CLOSING.woken()
        if app.is_running and not (app.future and app.future.done()):
            app.exit(result=Reply(Act.LEAVE, text()) if CLOSING.asked else Shortcut(STAY, text()))
            unfinished_paste(app, take=True)

    loop = asyncio.get_running_loop()
    loop.add_reader(wakes, leave)


def _look_at_pastes(page: Page, app: Application[Any], keep: Keep) -> None:
    """Keep what has come of a paste, long before its end."""
    text = text_of(page, app)

    async def look() -> None:
        while True:
            await asyncio.sleep(_LOOK)
            if page.is_text and unfinished_paste(app):
                keep(text())

    app.create_background_task(look())


def _print(text: str, style: str = "") -> None:
    print_formatted_text(FormattedText([(style, text)]), style=STYLE)


def _keys_of_choices(page: Page, app: Application[Any], guard: Guard) -> Iterator[Any]:
    yield guard.keys()
    if page.widget is Widget.YES_NO:
        yield yes_no_keys(page, app, guard)
    else:
        yield number_keys(app, guard)
    if page.widget is Widget.TICKS:
        yield list_keys(page, app, guard)
