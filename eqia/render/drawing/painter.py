"""One process that draws PDF files for this program, and the way to it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from functools import partial
from typing import Final

from eqia.render.drawing.interpreter import command_line, variables
from eqia.render.drawing.messages import READY, Channel, whole

_NO_SIGNAL: Final = getattr(socket, "MSG_NOSIGNAL", 0)
_NO_SIGNAL_OF_MACOS: Final = 0x1022
"""SO_NOSIGPIPE: a socket whose other end is gone sends its program no signal."""


class Painter:
    """A process that draws, just started. It ends when it is closed, and with this program.

    ``ready`` says whether it has been heard from, ``drawn`` how many orders it has answered.
    """

    def __init__(self) -> None:
        """Raises RenderError where there is no Python to start, OSError if the system does not let it be started."""
        self.ready = False
        self.drawn = 0
        self._end: socket.socket | None = None
        self._child, self._channel = self._over_pipes() if sys.platform == "win32" else self._over_socket()

    def ask(self, order: bytes, seconds: float) -> bytes:
        """The answer to an order. Raises Gone or OSError if the process is lost or does not answer in time."""
        if self._end:
            self._end.settimeout(seconds)
        if not self.ready:
            self.ready = self._channel.receive() == READY
        self._channel.send(order)
        message = self._channel.receive()
        self.drawn += 1
        return message

    def let_go(self) -> None:
        """Close this program's end of the way. The process ends when no program holds one."""
        for end in (self._end, self._child.stdin, self._child.stdout):
            if end:
                end.close()

    def close(self) -> None:
        """End the process."""
        self.let_go()
        self._child.kill()  # nothing happens where it is no child of this program any more
        self._child.wait()

    def _over_socket(self) -> tuple[subprocess.Popen[bytes], Channel]:
        """A socket whose other end is gone gives no signal. A pipe does, which ends programs that expect none."""
        ours, theirs = _sockets()
        self._end = ours
        try:
            with theirs:
                child = _detached(theirs)
        except BaseException:
            ours.close()
            raise
        return child, Channel(ours.recv, lambda data: ours.sendall(data, _NO_SIGNAL))

    def _over_pipes(self) -> tuple[subprocess.Popen[bytes], Channel]:
        child = subprocess.Popen(  # noqa: S603 - our own program
            command_line(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=variables(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert child.stdin
        assert child.stdout
        return child, Channel(partial(os.read, child.stdout.fileno()), whole(child.stdin))


def _sockets() -> tuple[socket.socket, socket.socket]:
    """Both ends of a way. Neither takes the place of a standard stream that is closed, to which others may write."""
    import fcntl  # not on Windows

    ends = socket.socketpair()
    ours, theirs = (socket.socket(fileno=fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 3)) for end in ends)
    for end in ends:
        end.close()
    theirs.setblocking(True)  # the program may have set another default
    if sys.platform == "darwin":
        ours.setsockopt(socket.SOL_SOCKET, _NO_SIGNAL_OF_MACOS, 1)
    return ours, theirs


def _detached(end: socket.socket) -> subprocess.Popen[bytes]:
    """Start a process that splits another off itself and ends: a child would be met by programs that wait for theirs.

    Process 1 starts a child: the system would give it the other back.
    """
    detached = os.getpid() != 1
    child = subprocess.Popen(  # noqa: S603 - our own program
        command_line(*(["detached"] if detached else [])),
        stdin=end.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=variables(),
        cwd="/",
        start_new_session=True,
    )
    if detached:
        child.wait()
    return child
