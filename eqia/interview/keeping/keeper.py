"""Keeps the work in its file: at once after an answer, within two seconds while somebody types."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from eqia.errors import OutputError
from eqia.files import is_folder, is_there, move_to_free, read_if_there, write_atomically
from eqia.interview import words

DELAY: Final = 1.0
"""Seconds after which half-typed text is saved: with a look before and the writing after, within two."""

_PATIENCE: Final = 2.0
"""Seconds for which a file that another program holds open is tried again; only Windows knows this."""

Content = Callable[[], str]
"""Gives the text of the file as it is to be saved now."""


class Keeper:
    """Saves one file. ``path`` is where the work is now; ``notices`` are sentences the officer has not heard yet."""

    def __init__(
        self, path: Path, *, delay: float = DELAY, write: Callable[[Path, bytes], None] = write_atomically
    ) -> None:
        self.path = path
        self.notices: list[str] = []
        self.saved: datetime | None = None
        self._write = write
        self._delay = delay
        self._lock = threading.RLock()
        self._timer: threading.Timer | None = None
        self._pending: Content | None = None
        self._known = _content(path)

    def save(self, content: Content) -> None:
        """Save at once. Raises OutputError only if there is no place at all where the work could be kept."""
        with self._lock:
            self._forget()
            self._put(content().encode("utf-8", "replace"))

    def soon(self, content: Content) -> None:
        """Save within two seconds, so that typing isn't held up."""
        with self._lock:
            self._pending = content
            if self._timer is None:
                self._timer = threading.Timer(self._delay, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Save now what was to be saved soon. A failure is left to the next save at once to report."""
        with self._lock, contextlib.suppress(OutputError):
            if self._pending is not None:
                self.save(self._pending)

    def rename(self, path: Path) -> None:
        """Give the file another name, unless something has that name already."""
        with self._lock, contextlib.suppress(OSError):
            move_to_free(self.path, path)
            self.path = path

    def _forget(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._pending = None

    def _put(self, data: bytes) -> None:
        if _content(self.path) not in (self._known, None):
            other = _free_name(self.path, "yours")
            self.notices.append(words.CHANGED_BY_OTHERS.format(path=self.path, other=other))
            self.path = other
        try:
            self._write_patiently(data)
        except OutputError as error:
            self._rescue(data, error)
        self._known = data
        self.saved = datetime.now()

    def _write_patiently(self, data: bytes) -> None:
        until = time.monotonic() + (_PATIENCE if os.name == "nt" else 0)
        while True:
            try:
                return self._write(self.path, data)
            except OutputError:
                if time.monotonic() >= until:
                    raise
                time.sleep(0.1)

    def _rescue(self, data: bytes, error: OutputError) -> None:
        """Save in the first other place that takes it, and stay there."""
        for place in _other_places(self.path):
            with contextlib.suppress(OutputError):
                self._write(place, data)
                self.notices.append(words.RESCUED.format(reason=error, place=place))
                self.path = place
                return
        raise error


def _other_places(path: Path) -> Iterator[Path]:
    import tempfile  # here, so that the first page comes sooner

    home = Path.home()
    for folder in (path.parent, home / "Documents", home, Path(tempfile.gettempdir())):
        if is_folder(folder):
            yield _free_name(folder / path.name, "rescued")


def _free_name(path: Path, word: str) -> Path:
    """A name beside the path that nothing has yet: "rescued-library.eqia.json", "rescued-2-library.eqia.json"."""
    names = (f"{word}-{number}-{path.name}" if number > 1 else f"{word}-{path.name}" for number in range(1, 1_000))
    return next((path.with_name(name) for name in names if not is_there(path.with_name(name))), path.with_name(word))


def _content(path: Path) -> bytes | None:
    return read_if_there(path)
