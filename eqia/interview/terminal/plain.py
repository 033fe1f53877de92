"""The interview line by line: for screen readers, for pipes, and for terminals that cannot move their cursor."""

from __future__ import annotations

import contextlib
import importlib
import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TextIO

from eqia.interview import words
from eqia.interview.keeping.closing import CLOSING, WindowClosed
from eqia.interview.page import Act, Page, Reply, Value, Widget
from eqia.interview.terminal import layout
from eqia.interview.terminal.editor import NoEditorError, edit
from eqia.printable import printable

_COMMANDS: Final = {
    "/back": Act.BACK,
    "/skip": Act.SKIP,
    "/list": Act.TASKS,
    "/leave": Act.LEAVE,
    "/start": Act.REUSE,
}
_HELP: Final = ("/help", "?")
_EDIT: Final = "/edit"
_CLEAR: Final = "/clear"
_END: Final = "."
_LONGEST_NOTE: Final = 160
_YES_NO: Final = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}

Keep = Callable[[Value], None]


class Plain:
    """A front end of printed lines and typed lines. What starts with a slash is a command."""

    def __init__(self, source: TextIO | None = None, target: TextIO | None = None) -> None:
        self._source = source or sys.stdin
        self._target = target or sys.stdout
        self._begun = ""
        self._begins = False
        if isinstance(self._source, io.TextIOWrapper):
            self._source.reconfigure(errors="surrogateescape")  # a wrong byte is then refused with its answer, in words
        self._keys: tuple[str, ...] = (words.PLAIN_KEYS,)
        if self._source.isatty():  # without it a terminal cuts lines at 4,095 characters
            try:
                importlib.import_module("readline").set_startup_hook(self._line_begins)
            except ImportError:
                self._keys += (words.PLAIN_UNFINISHED,)

    def say(self, *texts: str) -> None:
        """Print sentences, one a line; on a terminal, which would break words, as many lines as they need."""
        for text in texts:
            self._target.write("\n".join(_broken(_shown(text, self._target), self._target)) + "\n")
        self._target.flush()

    def ask(self, page: Page, saved: str, keep: Keep) -> Reply:
        """Show a page until it is answered or left."""
        self._show(page, saved)

        def seen(begun: str) -> None:
            if page.is_text:
                keep(_half(page, begun))

        while True:
            line = self._read(words.PLAIN_PROMPTS[page.widget], seen)
            if line is None:
                return Reply(Act.LEAVE, _half(page, self._begun) if page.is_text else page.ticked or None)
            command = line.strip().casefold()
            if command in _HELP:
                self.say(*(page.help or (words.NO_HELP,)))
            elif command == _CLEAR and page.is_text:
                return Reply(Act.ANSWER, "")
            elif command == _EDIT and page.widget is Widget.LONG:
                page = self._edit(page, keep)
            elif command in _COMMANDS:
                if _COMMANDS[command] in page.acts:
                    return Reply(_COMMANDS[command], page.text if page.is_text else None)
                self.say(words.NOT_HERE.format(command=command))
            elif reply := self._answer(page, line, keep):
                return reply

    def _show(self, page: Page, saved: str) -> None:
        self.say("", *([f"{page.where}. {saved}".strip()] if page.where or saved else []))
        self.say(*self._keys)
        self._keys = ()
        self.say(*(f"* {note}" for note in page.notes))
        self.say(page.ask + (words.OPTIONAL if page.optional and page.is_text else ""), *page.lines)
        self.say(*([page.hint] if page.hint else []), *_rows(page), *_so_far(page))

    def _answer(self, page: Page, line: str, keep: Keep) -> Reply | None:
        match page.widget:
            case Widget.LONG:
                return self._long(page, line, keep)
            case Widget.LINE:
                return Reply(Act.ANSWER, line or page.text)
            case Widget.YES_NO:
                return self._yes_no(page, line)
            case Widget.TICKS:
                return self._ticks(page, line)
            case Widget.MENU:
                return self._menu(page, line)

    def _long(self, page: Page, line: str, keep: Keep) -> Reply:
        """Lines up to a full stop alone; an empty first line keeps what is there."""
        if not line:
            return Reply(Act.ANSWER, page.text)
        lines: list[str] = []
        following: str | None = line
        while following is not None and following.strip() != _END:
            if following.strip().casefold() in _COMMANDS:
                return Reply(_COMMANDS[following.strip().casefold()], "\n".join(lines))
            lines.append(following)
            keep("\n".join(lines))
            following = self._read("", lambda begun: keep("\n".join([*lines, *([begun] if begun else [])])))
        if following is None:
            return Reply(Act.LEAVE, "\n".join([*lines, *([self._begun] if self._begun else [])]))
        return Reply(Act.ANSWER, "\n".join(lines))

    def _yes_no(self, page: Page, line: str) -> Reply | None:
        text = line.strip().casefold()
        if text in ("d", "don't know", "dont know"):
            return Reply(Act.SKIP)
        value = page.value if not text and page.value in ("yes", "no") else _YES_NO.get(text)
        if value is None:
            self.say(words.PLAIN_YES_NO)
        return Reply(Act.ANSWER, value) if value else None

    def _ticks(self, page: Page, line: str) -> Reply | None:
        text = line.strip().casefold()
        if not text and page.ticked:
            return Reply(Act.ANSWER, page.ticked)
        chosen = [] if text in ("", "none") else [self._option(page, part) for part in text.replace(",", " ").split()]
        if None in chosen:
            self.say(_numbers_of(page, words.PLAIN_NUMBERS, words.PLAIN_ONLY_NUMBERS))
            return None
        ticked = tuple(option.id for option in page.options if option.id in chosen)
        alone = next((option for option in page.options if option.alone and option.id in ticked), None)
        if alone and len(ticked) > 1 and ticked != page.ticked:
            self.say(words.PLAIN_RULED_OUT.format(one=alone.label))
            return None
        return Reply(Act.ANSWER, ticked)

    def _menu(self, page: Page, line: str) -> Reply | None:
        chosen = page.start if not line.strip() and page.start else self._option(page, line.strip())
        if chosen is None:
            self.say(_numbers_of(page, words.PLAIN_NUMBER, words.PLAIN_ONLY_NUMBER))
        return Reply(Act.ANSWER, chosen) if chosen else None

    def _option(self, page: Page, text: str) -> str | None:
        number = int(text) if text.isdecimal() and len(text) < 4 else 0
        return page.options[number - 1].id if 0 < number <= len(page.options) else None

    def _edit(self, page: Page, keep: Keep) -> Page:
        """The page after the officer wrote in the own editor: the text is what was typed so far."""
        try:
            text = edit(page, page.text, keep, self._wait)
        except NoEditorError as error:
            self.say(str(error))
            return page
        keep(text)
        edited = replace(page, typed=text)
        self.say(*_so_far(edited))
        return edited

    def _wait(self) -> None:
        self.say(words.EDITOR_OPEN)
        self._read("", lambda _: None)

    def _read(self, prompt: str, seen: Callable[[str], None]) -> str | None:
        """A line without its end; None when there are no more, or when the officer pressed Ctrl-C or closed the window.

        What had been typed of the line by then is in ``_begun``; ``seen`` gets it while it grows.
        """
        line, self._begun, self._begins = None, "", False

        def look() -> None:
            if (typed := self._typed()) != self._begun:
                self._begun = typed
                seen(typed)

        try:
            with CLOSING.waiting(look):
                line = self._line(prompt)
            if line and self._is_lost():
                raise EOFError
        except (EOFError, KeyboardInterrupt, WindowClosed, SystemError) as error:
            if (
                isinstance(error, SystemError) and not CLOSING.asked
            ):  # what two signals at once make of one WindowClosed
                raise
            self._begun = line if line is not None else self._typed() or self._begun
            with contextlib.suppress(OSError):
                self.say("")
            return None
        return line

    def _typed(self) -> str:
        """What stands in the line that is being typed, where the system tells."""
        readline = sys.modules.get("readline")
        tells = readline and (self._begins or "libedit" in (readline.__doc__ or ""))  # which calls nobody back
        return str(readline.get_line_buffer()) if readline and tells else ""

    def _line_begins(self) -> None:
        """Called by readline when a line begins: until then it tells what stood in the one before."""
        self._begins = True

    def _is_lost(self) -> bool:
        """Whether the terminal went meanwhile, so that nobody ended the line that came: readline does, at the end."""
        return self._begins and not self._source.isatty()

    def _line(self, prompt: str) -> str:
        if self._source is sys.stdin and self._source.isatty() and self._target is sys.stdout:
            return input(prompt)
        self._target.write(prompt)
        self._target.flush()
        line = self._source.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n").removesuffix("\r")


def _half(page: Page, begun: str) -> str:
    """The text that is half typed on a page when a line was begun: half a command is none of it."""
    typed = begun.strip().casefold()
    is_command = any(command.startswith(typed) for command in (*_COMMANDS, *_HELP, _EDIT, _CLEAR))
    return page.text if is_command else begun


def _rows(page: Page) -> list[str]:
    rows = [f"{option.label} ({_short(option.note)})" if option.note else option.label for option in page.options]
    return [f"{number}. {row}" for number, row in enumerate(rows, 1)]


def _numbers_of(page: Page, many: str, one: str) -> str:
    """What numbers a list takes."""
    return many.format(most=len(page.options)) if len(page.options) > 1 else one


def _short(note: str) -> str:
    """A note as it is read out in a list; the whole of it stands on the page that the row leads to."""
    text = " ".join(note.split())
    return text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE].rpartition(" ")[0] + " ..."


def _so_far(page: Page) -> list[str]:
    """What the answer is now, and that Enter keeps it."""
    if page.is_text and page.text:
        begun = words.PLAIN_HALF if page.typed is not None else words.PLAIN_SO_FAR
        return [begun, page.text, words.PLAIN_KEEP, *([words.PLAIN_LONG] if page.widget is Widget.LONG else [])]
    if page.widget is Widget.YES_NO and page.value:
        keep = [words.PLAIN_KEEP] if page.value in ("yes", "no") else []
        return [f"{words.PLAIN_SO_FAR} {words.YES_NO.get(str(page.value), '')}", *keep]
    if page.widget is Widget.TICKS and page.ticked:
        numbers = [str(number) for number, option in enumerate(page.options, 1) if option.id in page.ticked]
        return [f"{words.PLAIN_SO_FAR} {', '.join(numbers)}", words.PLAIN_KEEP]
    if page.widget is Widget.MENU and page.start:
        number = [option.id for option in page.options].index(page.start) + 1
        return [words.PLAIN_START.format(number=number)]
    return [words.PLAIN_LONG] if page.widget is Widget.LONG else []


def _broken(text: str, target: TextIO) -> list[str]:
    """A text in lines that fit the terminal, if it goes to one. An indented line is to be copied, and is not broken."""
    if not target.isatty():
        return [text]
    width = layout.usable(shutil.get_terminal_size().columns)
    lines = ([line] if line.startswith("  ") else layout.wrap(line, width) for line in text.split("\n"))
    return [row for rows in lines for row in rows]


def _shown(text: str, target: TextIO) -> str:
    """The text as the terminal can show it; what it cannot show becomes a question mark on the screen only."""
    encoding = target.encoding or "utf-8"
    return printable(text).encode(encoding, "replace").decode(encoding)
