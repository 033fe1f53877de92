"""Room on Python's stack for all the calls of a document, so that none of them has to ask for more.

CPython keeps the frames of calls in pieces of 16 kB. A call that begins a piece asks the system for memory, and gives
it back at its end: where a loop of the layout happens to stand at the end of a piece, each of its calls does so. Which
loop that is depends on how deep the program is when it asks for a document.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Final, ParamSpec, TypeVar, cast

_SLOTS: Final = 33_000
"""The slots of a frame for which CPython sets 512 kB apart. The half that it does not take is left to what it calls."""

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def with_room(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """A function that does the same, from a frame behind which there is room for those of all that it calls."""

    @wraps(function)
    def call(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        return function(*args, **kwargs)

    roomy = cast(FunctionType, call)
    roomy.__code__ = roomy.__code__.replace(co_stacksize=_SLOTS)
    return call
