"""A paste whose end has not come: a slow line brings it in pieces, and prompt_toolkit holds them until the last."""

from __future__ import annotations

from typing import Any, Final

from prompt_toolkit.application import Application

_END: Final = "\x1b[201~"


def unfinished_paste(app: Application[Any], *, take: bool = False) -> str:
    """What has come of a paste that goes on; "" if there is none. To ``take`` it leaves only the rest to come."""
    parser = getattr(app.input, "vt100_parser", None)
    if parser is None or not parser._in_bracketed_paste:
        return ""
    held = str(parser._paste_buffer)
    begun = next((_END[:length] for length in range(len(_END), 0, -1) if held.endswith(_END[:length])), "")
    if take:
        parser._paste_buffer = begun
    return held.removesuffix(begun).replace("\r\n", "\n").replace("\r", "\n")
