"""What goes between a program and the process that draws its PDF files: a view and a look, then a file or an error."""

from __future__ import annotations

import json
import struct
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Final

from eqia import errors
from eqia.errors import EqiaError, PackError
from eqia.view.document import DocumentView

READY: Final = b"ready"
"""The first message of a process that draws."""

_MOST_AT_ONCE: Final = 1 << 20
_LENGTH: Final = struct.Struct(">Q")
_MADE: Final = b"+"
_FAILED: Final = b"-"
_PARTS: Final = ("facts", "sections", "glance", "printed", "source")
"""What a PDF file shows of a view; the rest of it is for Word."""


class Gone(Exception):
    """The other end is not there any more."""


@dataclass(frozen=True)
class Channel:
    """Both ways to the other end. ``read`` gives at most as many bytes as asked for, and none at the end of all."""

    read: Callable[[int], bytes | None]
    write: Callable[[bytes], object]

    def send(self, message: bytes) -> None:
        """Send a message whole. Raises OSError if the other end is gone."""
        self.write(_LENGTH.pack(len(message)) + message)

    def receive(self) -> bytes:
        """The next message. Raises Gone if there is none any more, OSError if the other end was torn away."""
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        return self._exactly(length)

    def _exactly(self, length: int) -> bytes:
        parts = []
        while length:
            part = self.read(min(length, _MOST_AT_ONCE))
            if not part:
                raise Gone
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


def whole(file: IO[bytes]) -> Callable[[bytes], None]:
    """What writes to a file so that it goes out at once."""

    def write(data: bytes) -> None:
        file.write(data)
        file.flush()

    return write


@dataclass(frozen=True)
class Order:
    """A PDF file to draw, and the seconds it may take by the clock."""

    view: DocumentView
    template: str
    style: str
    seconds: float

    def packed(self) -> bytes:
        """The order as a message. Texts come out as they were, also those with half a character."""
        parts = {name: getattr(self.view, name) for name in _PARTS}
        return json.dumps([parts, self.template, self.style, self.seconds]).encode("ascii")

    @classmethod
    def unpacked(cls, message: bytes) -> Order:
        """The order in a message."""
        parts, template, style, seconds = json.loads(message)
        return cls(DocumentView(values={}, **parts), template, style, seconds)


def answer(draw: Callable[[], bytes]) -> bytes:
    """What is sent back: the file that ``draw`` makes, or what kept it from being made."""
    try:
        return _MADE + draw()
    except EqiaError as error:
        kind = next(each.__name__ for each in type(error).__mro__ if each.__module__ == errors.__name__)
        said: dict[str, Any] = {"kind": kind, "says": str(error), "faults": getattr(error, "faults", ())}
    except Exception as error:  # its text is left out: it may hold answers
        places = "".join(f"{at.filename}, line {at.lineno}\n" for at in traceback.extract_tb(error.__traceback__))
        said = {"fault": type(error).__name__, "places": places}
    return _FAILED + json.dumps(said).encode("ascii")


def file_in(message: bytes) -> bytes:
    """The file that was sent back. Raises the error that was sent instead."""
    if message.startswith(_MADE):
        return message.removeprefix(_MADE)
    said = json.loads(message.removeprefix(_FAILED))
    if "kind" in said:
        error: EqiaError = getattr(errors, said["kind"])(said["says"])
        if isinstance(error, PackError):
            error.faults = tuple(said["faults"])
        raise error
    fault = RuntimeError(f"Something went wrong inside eqia while it drew a PDF file ({said['fault']}).")
    fault.add_note(said["places"])
    raise fault
