"""Something that is computed in the background while the officer reads the first page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

_Made = TypeVar("_Made")


class Later(Generic[_Made]):
    """Starts to compute when the page is on the screen: ``after`` seconds, or as soon as the result is asked for."""

    def __init__(self, make: Callable[[], _Made], after: float) -> None:
        self._after = after
        self._wanted = threading.Event()
        self._made: list[_Made] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(make,), daemon=True)
        self._thread.start()

    def _run(self, make: Callable[[], _Made]) -> None:
        self._wanted.wait(self._after)
        try:
            self._made.append(make())
        except BaseException as error:
            self._error = error

    def result(self) -> _Made:
        """Wait for it. Raises what the computation raised."""
        self._wanted.set()
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._made[0]
