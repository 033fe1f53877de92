"""The keys of the terminal front end, added to those of questionary's prompts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from questionary.prompts.common import InquirerControl

from eqia.interview import words
from eqia.interview.page import Act, Page, Reply, Value, Widget, answer
from eqia.interview.terminal.guard import PAUSE, Guard
from eqia.interview.terminal.pasting import unfinished_paste
from eqia.interview.terminal.wrap import accept

EDIT: Final = "edit"
MORE: Final = "more"
STAY: Final = "stay"
FIGURES: Final = "0123456789"
HELP: Final = "help"

_WAYS: Final = {
    "c-b": Act.BACK,
    "c-n": Act.SKIP,
    "c-t": Act.TASKS,
    "c-c": Act.LEAVE,
    "c-d": Act.LEAVE,
    "c-q": Act.LEAVE,
    "c-r": Act.REUSE,
}


@dataclass(frozen=True)
class Shortcut:
    """A wish that the front end fulfils by itself, with what was typed so far."""

    wants: str
    text: Value = None


def inquirer(app: Application[Any]) -> InquirerControl:
    """The list in one of questionary's prompts."""
    return next(control for control in app.layout.find_all_controls() if isinstance(control, InquirerControl))


def way_keys(page: Page, app: Application[Any], help: Callable[[], None]) -> KeyBindings:
    """The ways off a page, help, the menu of all of them, and Ctrl-L to draw the page again.

    A way that the page does not have does nothing.
    """
    keys = KeyBindings()
    text = text_of(page, app)

    def bind(key: str, act: Act) -> None:
        @keys.add(key, eager=True)
        def leave(event: KeyPressEvent) -> None:
            if act in page.acts:
                event.app.exit(result=Reply(act, text()))

    for key, act in _WAYS.items():
        bind(key, act)

    shown = False

    def show_help(event: KeyPressEvent) -> None:
        """Print the help above the answer; once it is there, take it away again."""
        nonlocal shown
        if shown:
            event.app.exit(result=Shortcut(STAY, text()))
        else:
            shown = True
            run_in_terminal(help)

    keys.add("f1", eager=True)(show_help)
    keys.add("?", filter=Condition(lambda: not (page.is_text and text())), eager=True)(show_help)
    keys.add("c-l", eager=True)(lambda event: event.app.exit(result=Shortcut(STAY, text())))
    if page.acts:
        keys.add("f3", eager=True)(lambda event: event.app.exit(result=Shortcut(MORE, text())))
    return keys


def text_of(page: Page, app: Application[Any]) -> Callable[[], Value]:
    """What gives the text that stands in the field now with what has come of a paste, or the ticks."""

    def text() -> str:
        now, pasted = app.current_buffer.document, unfinished_paste(app)
        if page.widget is Widget.LINE:
            pasted = " ".join(pasted.split())
        return f"{now.text_before_cursor}{pasted}{now.text_after_cursor}"

    if page.is_text:
        return text
    if page.widget is Widget.TICKS:
        control = inquirer(app)
        return lambda: tuple(str(choice.value) for choice in control.get_selected_values())
    return lambda: None


def text_keys(page: Page) -> KeyBindings:
    """Finishing a text with Ctrl-S, the own editor, and pasting."""
    keys = KeyBindings()
    keys.add("c-s", eager=True)(accept)
    if page.widget is Widget.LONG:
        for key in ("f2", "c-o"):
            keys.add(key, eager=True)(lambda event: event.app.exit(result=Shortcut(EDIT, event.current_buffer.text)))
    else:

        @keys.add(Keys.BracketedPaste, eager=True)
        def paste(event: KeyPressEvent) -> None:
            """Lines that are pasted into a field of one line become one line, for the officer to see."""
            event.current_buffer.insert_text(" ".join(event.data.split()))

    return keys


def untyped_keys() -> KeyBindings:
    """What would type into the line that questionary hides behind a list, or search in it, does nothing."""
    keys = KeyBindings()
    for key in (Keys.BracketedPaste, "c-s", "c-r", "c-y"):
        keys.add(key, eager=True)(_nothing)
    return keys


def _nothing(_: KeyPressEvent) -> None:
    return


def yes_no_keys(page: Page, app: Application[Any], guard: Guard) -> KeyBindings:
    """Y, N, and D for "don't know yet". Enter keeps an answer that is there, and gives none by itself."""
    keys = KeyBindings()

    def bind(key: str, reply: Reply) -> None:
        keys.add(key, eager=True)(lambda _: guard.press(lambda: app.exit(result=reply)))

    for letter, reply in (("y", answer("yes")), ("n", answer("no")), ("d", Reply(Act.SKIP))):
        bind(letter, reply)
        bind(letter.upper(), reply)

    @keys.add("enter", eager=True)
    def keep(event: KeyPressEvent) -> None:
        if not (guard.stopped or guard.confirm()) and page.value in ("yes", "no"):
            event.app.exit(result=Reply(Act.ANSWER, page.value))

    return keys


def list_keys(page: Page, app: Application[Any], guard: Guard) -> KeyBindings:
    """In a tick list no letter does anything: questionary's own would tick all or turn every tick round.

    A tick takes away those that it cannot stand beside, and that is said. Enter gives the ticks in the list's order.
    """
    keys = KeyBindings()
    control = inquirer(app)
    for letter in ("a", "i"):
        keys.add(letter, eager=True)(lambda _: None if guard.stopped else guard.stop())

    @keys.add(" ", eager=True)
    def tick(event: KeyPressEvent) -> None:
        if guard.stopped:
            return
        guard.begins(event, _as_it_is(control))
        row, ticked = str(control.get_pointed_at().value), [str(each) for each in control.selected_options]
        gone = {row} if row in ticked else page.ruled_out_by(row) & {*ticked}
        control.selected_options = [each for each in (*ticked, row) if each not in gone]
        if row not in gone and gone:
            labels = {option.id: option.label for option in page.options}
            names = " and ".join(labels[each] for each in labels if each in gone)
            guard.say(words.RULED_OUT.format(gone=names, by=labels[row]))

    @keys.add("c-s", eager=True)
    @keys.add("enter", eager=True)
    def finish(event: KeyPressEvent) -> None:
        if not guard.stopped:
            chosen = tuple(str(choice.value) for choice in control.get_selected_values())
            event.app.exit(result=Reply(Act.ANSWER, chosen))

    return keys


def number_keys(app: Application[Any], guard: Guard) -> KeyBindings:
    """Figures go to the row with that number; figures in a row make one number. One that no row has does nothing."""
    keys = KeyBindings()
    control = inquirer(app)
    typed, began, row = "", 0.0, 0

    def bind(figure: str) -> None:
        @keys.add(figure, eager=True)
        def go(event: KeyPressEvent) -> None:
            nonlocal typed, began, row
            if guard.stopped:
                return
            goes_on = any(press.key in FIGURES for press in event.previous_key_sequence)
            typed = typed + figure if goes_on and time.monotonic() - began < PAUSE else figure
            row = row if len(typed) > 1 else control.pointed_at
            began = time.monotonic()
            guard.begins(event, _as_it_is(control))
            if 0 < int(typed) <= len(control.choices):
                control.pointed_at = int(typed) - 1
            else:
                control.pointed_at = row
                most = len(control.choices)
                said = words.NO_SUCH_NUMBER if most > 1 else words.ONLY_NUMBER
                guard.refuse(said.format(number=typed, most=most))
                typed = ""

    for figure in FIGURES:
        bind(figure)
    keys.add("home", eager=True)(lambda _: setattr(control, "pointed_at", 0))
    keys.add("end", eager=True)(lambda _: setattr(control, "pointed_at", len(control.choices) - 1))
    return keys


def _as_it_is(control: InquirerControl) -> Callable[[], None]:
    """What brings back the ticks and the row that are now."""
    ticked, row = list(control.selected_options), control.pointed_at

    def bring_back() -> None:
        control.selected_options, control.pointed_at = ticked, row

    return bring_back
