"""The pages of a sitting that no form is needed for: the first one, a file that is taken, work that cannot be saved."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eqia.errors import InputError, OutputError
from eqia.files import LARGEST_FILE, read_bounded
from eqia.interview import words
from eqia.interview.keeping.lock import Holder
from eqia.interview.page import Act, Option, Page, Widget


def glance(path: Path) -> dict[str, Any] | None:
    """What a file says of itself, for the first page; None if there is no such file. Its faults are found later."""
    if not os.path.lexists(path):
        return None
    try:
        data = json.loads(read_bounded(path, LARGEST_FILE))
    except (InputError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def describe(data: Mapping[str, Any]) -> tuple[str, str]:
    """The title in the data of a file, and the page where the officer stopped; empty where there is none."""
    return _text(_part(data, "activity"), "title"), _text(_part(data, "interview"), "page")


def welcome_page(data: Mapping[str, Any] | None) -> Page:
    """The first page: what will happen, or where the officer stopped last time."""
    lines, begin = words.WELCOME, words.BEGIN
    if data is not None:
        title, stopped = describe(data)
        at = (words.WELCOME_AT.format(page=stopped),) if stopped else ()
        back = words.WELCOME_BACK.format(title=title or words.UNTITLED)
        lines, begin = (back, *at, words.WELCOME_SAVED), words.CARRY_ON
    options = (Option("go", begin),)
    return Page("welcome", Widget.MENU, words.NAME, lines=lines, options=options, start="go", acts=(Act.LEAVE,))


def taken_page(path: Path, holder: Holder) -> Page:
    """Asks what to do about a file that somebody has open."""
    asked = words.OPEN_ELSEWHERE.format(path=path, user=holder.user, machine=holder.machine, since=holder.since)
    options = (Option("leave", words.LEAVE_ALONE), Option("open", words.OPEN_ANYWAY))
    return Page("taken", Widget.MENU, asked, options=options, start="leave", acts=(Act.LEAVE,))


def unsaved_page(error: OutputError) -> Page:
    """Asks what to do when the work could not be saved anywhere."""
    options = (Option("again", words.TRY_AGAIN), Option("leave", words.LEAVE_UNSAVED))
    return Page("unsaved", Widget.MENU, words.UNSAVED.format(reason=error), options=options, acts=())


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""
