"""The process that draws PDF files for a program that uses eqia. It ends with that program, however that ends."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import signal
import socket
import sys
from functools import partial
from typing import Final

from eqia.limits import limited
from eqia.process import claim, forget_tasks
from eqia.render.drawing.front import draw_pdf
from eqia.render.drawing.messages import READY, Channel, Gone, Order, answer, whole

SECONDS_IDLE: Final = 600.0
"""How long it waits for something to draw before it ends; the program then starts another when it needs one."""


def main() -> None:
    """Draw what is asked for on the standard input until nobody asks any more."""
    if "detached" in sys.argv and os.fork():
        os._exit(0)  # so that it is no child of the program, which may be waiting for its own
    claim()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    channel = _channel()
    with contextlib.suppress(Gone, OSError):
        channel.send(READY)
        while True:
            channel.send(_drawn(Order.unpacked(channel.receive())))
            forget_tasks()
    os._exit(0)  # nothing is left to do, and taking down what is loaded takes time


def _drawn(order: Order) -> bytes:
    """The answer to an order. After its seconds the system ends the process, whatever it is doing."""
    with open(os.devnull, "w", encoding="utf-8") as nobody:
        faulthandler.dump_traceback_later(order.seconds, exit=True, file=nobody)
        try:
            return answer(partial(_draw, order))
        finally:
            faulthandler.cancel_dump_traceback_later()


def _draw(order: Order) -> bytes:
    with limited("Making the PDF file"):
        return draw_pdf(order.view, order.template, order.style)


def _channel() -> Channel:
    """The way to the program. What libraries write to the standard output or read from the input goes nowhere."""
    asked, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if os.name == "nt":
        return Channel(partial(os.read, asked), whole(open(answers, "wb")))
    end = socket.socket(fileno=asked)
    end.settimeout(SECONDS_IDLE)
    return Channel(end.recv, end.sendall)
