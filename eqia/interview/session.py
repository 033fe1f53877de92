"""One sitting: pages are shown and answered, everything is kept, and the officer is told where it is."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eqia.errors import OutputError, Unfinished
from eqia.files import is_there, read_if_there
from eqia.interview import words
from eqia.interview.keeping import lock
from eqia.interview.keeping.closing import CLOSING, WindowClosed
from eqia.interview.keeping.keeper import Keeper
from eqia.interview.keeping.naming import file_name, free_path, name_for_now
from eqia.interview.later import Later
from eqia.interview.page import Act, Reply, Value, answer
from eqia.interview.terminal.front import FrontEnd
from eqia.interview.welcome import glance, taken_page, unsaved_page, welcome_page
from eqia.kept import keep, place_of_copy

if TYPE_CHECKING:
    from eqia.assessment.model import Assessment
    from eqia.form.definition import Form
    from eqia.interview.draft import Draft
    from eqia.interview.engine import Interview
    from eqia.rules.findings import Findings

DONE: Final = 0
UNFINISHED: Final = Unfinished.exit_code
_FIRST_PAGE: Final = 0.1
"""Seconds that the first page has to itself before the form is loaded."""


@dataclass(frozen=True)
class Council:
    """A council's form, and its rules as they check an assessment."""

    form: Form
    check: Callable[[Assessment], Findings]


@dataclass(frozen=True)
class Tools:
    """What a sitting gets from outside. ``load`` and ``make_documents`` import what they need when they are called.

    ``load`` gives the form and rules of a council, by its id. ``make_documents`` makes documents of a file and gives
    their paths. ``remember`` is told which file is being worked on. ``today`` is the day for rules and dates, ``clock``
    the time for "Saved 14:32".
    """

    load: Callable[[str], Council]
    make_documents: Callable[[Path], Sequence[Path]]
    remember: Callable[[Path], None]
    today: date
    clock: Callable[[], datetime] = datetime.now


@dataclass(frozen=True)
class Start:
    """What a sitting begins with: a file to carry on with, or a folder and a council for a new one."""

    path: Path | None
    folder: Path
    council: str


class Sitting:
    """A sitting at one assessment, from the first page to the last sentence."""

    def __init__(self, front: FrontEnd, start: Start, tools: Tools) -> None:
        self._front = front
        self._tools = tools
        self._data = glance(start.path) if start.path else None
        self._council = str((self._data or {}).get("council") or start.council)
        self._named = start.path is not None
        self._keeper = Keeper(start.path or free_path(start.folder, name_for_now(tools.clock())))
        self._interview: Interview | None = None
        self._taken = self._keeper.path
        self._where = ""
        self._unsaved = False

    @property
    def path(self) -> Path:
        """Where the work is now."""
        return self._keeper.path

    def run(self) -> int:
        """Go through it. Gives the exit code: 0 if every section is complete, 3 if there is more to do.

        Raises InputError or PackError if there is nothing that could be asked.
        """
        with CLOSING.heard(self._rescue):
            code = self._sit()
        if CLOSING.asked:
            raise WindowClosed(code)
        return code

    def _sit(self) -> int:
        if not self._may_open():
            return UNFINISHED
        ready = Later(self._prepare, _FIRST_PAGE)
        if self._data == {}:  # it may be none of ours: nobody is welcomed back to that
            ready.result()
        if self._front.ask(welcome_page(self._data), "", lambda _: None).act is Act.LEAVE:
            return UNFINISHED
        self._interview = ready.result()
        with self._held():
            return self._converse(self._interview)

    def _may_open(self) -> bool:
        holder = lock.find_holder(self.path)
        if holder is None:
            return True
        return self._front.ask(taken_page(self.path, holder), "", lambda _: None) == answer("open")

    def _prepare(self) -> Interview:
        from eqia.assessment.store import read_json
        from eqia.interview.draft import Draft
        from eqia.interview.engine import Interview
        from eqia.interview.keeping.files import draft_of, says_all
        from eqia.interview.state import Services

        council = self._tools.load(self._council)
        services = Services(council.check, self._make_documents, self._tools.today)
        if not self._named or not is_there(self.path):
            return Interview(council.form, Draft(rest={"council": self._council}), services)
        data = read_json(self.path)
        interview = Interview(council.form, draft_of(data, council.form, str(self.path)), services)
        interview.note("" if says_all(data, interview.draft, council.form) else words.NOT_COUNTED)
        return interview

    @contextlib.contextmanager
    def _held(self) -> Iterator[None]:
        """The file is ours: others are told, yesterday's copy is kept, and a closed window loses nothing."""
        try:
            self._take()
            self._keep_yesterdays()
            yield
        finally:
            lock.release(self._taken)

    def _keep_yesterdays(self) -> None:
        if before := read_if_there(self.path):
            with contextlib.suppress(OutputError):
                keep(place_of_copy(self.path, hashlib.sha256(before).hexdigest()), before)

    def _take(self) -> None:
        self._taken = self.path
        lock.take(self._taken, self._tools.clock())
        if self._named:
            self._tools.remember(self._taken)

    def _rescue(self) -> None:
        """Save and leave in a hurry: the ordinary way out is held up."""
        self._keeper.flush()
        lock.release(self._taken)

    def _converse(self, interview: Interview) -> int:
        try:
            while not (interview.over or CLOSING.asked):
                self._save(interview)
                interview.note(*self._notices())
                interview.take(self._ask(interview))
                self._name_after_title(interview)
            return self._leave(interview)
        except KeyboardInterrupt:
            return self._leave(interview)
        except OSError:  # the terminal is gone
            self._keeper.flush()
            with contextlib.suppress(OSError):
                self._front.say(words.CARRY_ON_WITH.format(path=_as_typed(self.path)))
            return UNFINISHED

    def _ask(self, interview: Interview) -> Reply:
        page = interview.page()
        self._where = page.where

        typed: Value = page.text if page.is_text else page.ticked or None

        def keep(value: Value) -> None:
            nonlocal typed
            typed = value
            interview.type(page, value)
            draft = interview.draft
            self._keeper.soon(lambda: self._text(interview, draft))

        try:
            return self._front.ask(page, self._saved(), keep)
        except (KeyboardInterrupt, EOFError, WindowClosed):
            return Reply(Act.LEAVE, typed)

    def _saved(self) -> str:
        return words.SAVED.format(time=self._keeper.saved) if self._keeper.saved else ""

    def _save(self, interview: Interview) -> None:
        """Save now. If there is no place for it, say so and let the officer make room; nothing is lost meanwhile."""
        if not self._path_is_wanted(interview):
            return
        draft = interview.draft
        while True:
            try:
                self._keeper.save(lambda: self._text(interview, draft))
            except OutputError as error:
                self._unsaved = self._front.ask(unsaved_page(error), "", lambda _: None) == answer("leave")
            else:
                self._unsaved = False
                return
            if self._unsaved:
                return

    def _path_is_wanted(self, interview: Interview) -> bool:
        """Whether there is anything to save: a new assessment has a file from the first word on."""
        draft = interview.draft
        return bool(is_there(self.path) or draft.answers or draft.typing or draft.marks)

    def _text(self, interview: Interview, draft: Draft) -> str:
        from eqia.interview.keeping.files import text_of

        return text_of(draft, interview.form, saved=f"{self._tools.clock():%Y-%m-%dT%H:%M:%S}", where=self._where)

    def _notices(self) -> list[str]:
        notices, self._keeper.notices[:] = list(self._keeper.notices), []
        return notices

    def _name_after_title(self, interview: Interview) -> None:
        """Name a new file after the activity, once it has a title."""
        title = interview.outline.title
        if self._named or not title:
            return
        self._save(interview)
        lock.release(self._taken)
        self._keeper.rename(free_path(self.path.parent, file_name(title)))
        self._named = True
        self._take()
        interview.note(words.NAMED.format(path=_as_typed(self.path)))

    def _make_documents(self) -> Sequence[str]:
        assert self._interview is not None
        self._save(self._interview)
        self._front.say(words.MAKING)
        return [words.MADE, *(f'"{path}"' for path in self._tools.make_documents(self.path))]

    def _leave(self, interview: Interview) -> int:
        from eqia.interview.places.ending import still_to_do

        self._save(interview)
        left = still_to_do(interview)
        self._front.say(*self._notices())
        if not is_there(self.path):
            self._front.say(words.NOT_SAVED if self._unsaved else words.NOTHING_SAVED)
            return UNFINISHED
        self._front.say((words.SAVED_BEFORE if self._unsaved else words.SAVED_IN).format(path=self.path))
        if not left and not self._unsaved:
            self._front.say(words.ALL_COMPLETE, words.NOW_RENDER.format(path=_as_typed(self.path)))
            return DONE
        self._front.say(left)
        self._front.say(words.CARRY_ON_WITH.format(path=_as_typed(self.path)))
        return UNFINISHED


def _as_typed(path: Path) -> Path:
    """A path as one would type it: short for a file in the folder one is in."""
    with contextlib.suppress(ValueError, OSError):
        return path.relative_to(Path.cwd())
    return path
