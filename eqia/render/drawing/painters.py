"""The processes that draw PDF files for this program: started when they are needed, kept, and replaced when lost."""

from __future__ import annotations

import atexit
import os
import threading
import time
from typing import Final
from weakref import WeakSet

from eqia.errors import RenderError
from eqia.process import processors
from eqia.render.drawing.messages import Gone, Order, file_in
from eqia.render.drawing.painter import Painter
from eqia.system_words import reason
from eqia.view.document import DocumentView

SECONDS: Final = 180.0
"""How long a PDF file may take by the clock. Its limits of processor time and memory are those of ``eqia render``."""

FILES_A_PAINTER: Final = 500
"""How many files a process draws before a fresh one takes its place: the C libraries keep some 6 kB of each."""

_TRIES: Final = 2
"""How many fresh processes may be lost over one file."""


class Painters:
    """Processes that draw, at most ``most`` at once. A thread that finds none free waits for one."""

    def __init__(self, most: int, seconds: float = SECONDS) -> None:
        self._free: list[Painter] = []
        self._known: WeakSet[Painter] = WeakSet()
        self._places = threading.BoundedSemaphore(most)
        self._seconds = seconds

    def draw(self, view: DocumentView, template: str, style: str) -> bytes:
        """What ``front.draw_pdf`` gives and raises, drawn in another process."""
        order = Order(view, template, style, self._seconds).packed()
        with self._places:
            for _ in range(_TRIES):
                while (painter := self._take()) is not None:
                    if (answer := self._answer(painter, order)) is not None:
                        return file_in(answer)
                if (answer := self._answer(self._start(), order)) is not None:
                    return file_in(answer)
        raise RenderError(
            "The PDF file was not made: the process that draws it was ended twice, perhaps for want of memory. "
            'Nothing was written. Close other programs, and look with "eqia doctor" for what is missing.'
        )

    def close(self) -> None:
        """End the processes that are free."""
        while (painter := self._take()) is not None:
            painter.close()

    def let_go(self) -> None:
        """Leave the processes to the program that this one was split off from."""
        for painter in self._known:
            painter.let_go()

    def _take(self) -> Painter | None:
        try:
            return self._free.pop()
        except IndexError:
            return None

    def _start(self) -> Painter:
        try:
            painter = Painter()
        except OSError as error:
            raise RenderError(
                f"The process that draws PDF files could not be started: {reason(error)}. "
                "Nothing was written. Close other programs and try again."
            ) from None
        self._known.add(painter)
        return painter

    def _answer(self, painter: Painter, order: bytes) -> bytes | None:
        """What a process answers; None if it is lost. Raises RenderError if it takes too long."""
        until = time.monotonic() + self._seconds
        try:
            answer = painter.ask(order, self._seconds)
        except (Gone, OSError):
            painter.close()
            if time.monotonic() < until:
                return None
            raise RenderError(
                f"Making the PDF file took longer than {self._seconds:.0f} seconds and was stopped. Nothing was "
                "written. Look for very long answers or lists, and for a template that repeats itself."
            ) from None
        except BaseException:  # Ctrl-C, say: what it answers would be taken for the answer to another order
            painter.close()
            raise
        if painter.drawn < FILES_A_PAINTER:
            self._free.append(painter)
        else:
            painter.close()
        return answer


_shared = Painters(processors())


def painters() -> Painters:
    """Those of this process."""
    return _shared


def _after_fork() -> None:
    """Begin anew in a process that was split off: the others answer the one they were started by."""
    global _shared
    _shared.let_go()
    _shared = Painters(processors())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
atexit.register(lambda: _shared.close())
