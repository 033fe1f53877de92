"""Marks the words of a finished page: the language and direction of those that are not the page's own, and links.

It works on the text of the page, whatever template it was made from: so titles, labels and cells are marked as answers
are. Not a letter of the text is changed.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from markupsafe import escape

from eqia.inline.addresses import break_address
from eqia.inline.runs import Line, Run, is_plain, read_line
from eqia.inline.scripts import letters

_TOKEN: Final = re.compile(r"<!--.*?-->|<style\b.*?</style\s*>|<[^>]*>|[^<]+", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_BLOCKS: Final = frozenset({"caption", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th"})
_TITLE: Final = "title"


def mark_page(page: str, *, line_break: str = "", links: bool = True) -> str:
    """A page with ``lang`` and ``dir`` where its words ask for them, and with ``links`` where they are addresses.

    ``line_break`` is put into long links where a line may end.
    """
    tokens: list[str] = _TOKEN.findall(page)
    marks = _Marks(line_break, links=links)
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        if token[0] == "<":
            marks.tag(token)
        else:
            marks.text(token, alone=following.startswith("</"))
    return "".join(marks.page)


class _Marks:
    """A page that is being marked: its tokens so far, and what is open where the next one stands."""

    def __init__(self, line_break: str, *, links: bool) -> None:
        self.page: list[str] = []
        self.line_break = line_break
        self.may_link = links
        self.opened = ""
        self.links = 0
        self.language = ""
        self.right_to_left = False

    def tag(self, token: str) -> None:
        """Add a tag, or what else is no text."""
        self.page.append(token)
        found = _TAG.match(token)
        closes, name = (found[1], found[2].lower()) if found else ("", "")
        self.opened = "" if closes else name
        if name == "a":
            self.links += -1 if closes else 1
        if name in _BLOCKS:
            self.language, self.right_to_left = "", False

    def text(self, token: str, *, alone: bool) -> None:
        """Add text; ``alone`` says that what it stands in ends with it. The line that begins a block gives the block
        its direction, and its language if nothing else is in it.
        """
        if is_plain(token):
            self.page.append(token)
            self.opened = ""
            return
        lines = [read_line(line) for line in unescape(token).split("\n")]
        if self.opened in _BLOCKS or self.opened == _TITLE:
            said = [line for line in lines if any(run.text.strip() for run in line.runs)]
            self._begin(said[0], said[0].language if alone and len(said) == 1 else "")
        is_title = self.opened == _TITLE
        self.page.append(token if is_title else "\n".join(map(self._line, lines)))
        self.opened = ""

    def _begin(self, line: Line, language: str) -> None:
        """Say in the tag of a block what holds for its text."""
        tag = self.page[-1]
        if " lang=" not in tag and " dir=" not in tag:
            self.page[-1] = tag[:-1] + _attributes(language, "rtl" if line.right_to_left else "") + ">"
            self.language, self.right_to_left = language, line.right_to_left

    def _line(self, line: Line) -> str:
        return "".join(self._run(run, alone=len(line.runs) == 1) for run in line.runs)

    def _run(self, run: Run, *, alone: bool) -> str:
        """A run; ``alone`` is one of which its block has said everything."""
        has_words = bool(run.address) or letters().search(run.text) is not None
        is_said = run.language == self.language and (alone or not run.script)
        language = run.language if has_words and not is_said else ""
        said = _attributes(language, "" if alone and run.right_to_left == self.right_to_left else self._direction(run))
        if run.address and self.may_link and not self.links:
            pieces = break_address(run.text, "\0").split("\0")
            words = self.line_break.join(str(escape(piece)) for piece in pieces)
            return f'<a href="{escape(run.address)}"{said}>{words}</a>'
        return f"<span{said}>{escape(run.text)}</span>" if said else str(escape(run.text))

    def _direction(self, run: Run) -> str:
        """The direction to say of a run. Within a line from the right each piece says its own: there a page, and who
        reads it aloud, cannot tell where brackets and figures belong.
        """
        if self.right_to_left and not run.text.isspace():
            return "ltr" if run.address or (run.script and not run.right_to_left) else "rtl"
        return "rtl" if run.right_to_left else ""


def _attributes(language: str, direction: str) -> str:
    return (f' lang="{language}"' if language else "") + (f' dir="{direction}"' if direction else "")
