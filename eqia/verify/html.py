"""What differs in a web page from the one that the assessment gives, by kind and place.

What may differ: line ends, the mark of its encoding, blank space
after its end, and the two lines that browsers add when they save a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

from eqia.errors import InputError
from eqia.verify.html_reading import UnlikePageError, read_page
from eqia.verify.states import Difference, State

_BEGINS: Final = re.compile(
    r"\s*<!doctype html>\s*(?:<!-- (?:seal [0-9a-f]{64}|saved from url=\(\d{4}\)[^<>]{0,2000}?) -->\s*){0,2}<html",
    re.IGNORECASE,
)
_ENDS: Final = "</html"
_SPACE: Final = re.compile(r"[ \t\n\f\r]+")
_MADE_BY_SAVING: Final = ("meta", (("content", "text/html; charset=UTF-8"), ("http-equiv", "Content-Type")))
_RUNS: Final = frozenset({"script", "object", "embed", "applet", "portal", "fencedframe", "template"})
_FETCHES: Final = frozenset(
    {"link", "iframe", "frame", "frameset", "img", "image", "video", "audio", "source", "track", "base", "form"}
) | {"input", "button", "picture", "svg", "math", "a", "area", "map"}
_FETCHING: Final = frozenset({"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "ping"})
_HEARD: Final = frozenset({"lang", "role", "scope", "headers", "title", "alt", "dir", "tabindex", "xml:lang"})
_UNSEEN: Final = frozenset({"head", "html", "body", "meta"})
_CREATED: Final = re.compile(r"dcterms\.(?:created|modified)")

Piece = tuple[str, ...]
"""A piece of a page: what it is (element, attribute, end, text, comment), the element, and its attributes or words."""


class PageComparison:
    """A web page, read once, to be compared with those that eqia makes."""

    def __init__(self, data: bytes) -> None:
        """Raises InputError for what is no text, and for a page that cannot be one of eqia's."""
        try:
            self.text = _text(data)
            self.root, self.sound = read_page(self.text)
        except (UnicodeDecodeError, UnlikePageError):
            raise InputError("This is not a web page that eqia made, or it is damaged.") from None

    def differences(self, expected: bytes, days: frozenset[str]) -> list[Difference]:
        """What differs from the page expected. ``days`` are the dates that the page may bear ("2026-05-04")."""
        made = _text(expected)
        if self.text == made:
            return []
        found = [*_outside(self.text)]
        if not self.sound:
            found.append(Difference(State.CARRIES, "something in its source that is on no page"))
        pieces, ours = list(_pieces(self.root, days)), list(_pieces(read_page(made)[0], days))
        return list(dict.fromkeys([*found, *_differing(pieces, ours)]))


def _differing(pieces: list[Piece], ours: list[Piece]) -> Iterator[Difference]:
    added, gone = Counter(pieces) - Counter(ours), Counter(ours) - Counter(pieces)
    yield from (_difference(piece, "added") for piece in added.elements())
    yield from (_difference(piece, "gone") for piece in gone.elements())
    if not added and not gone:
        moved = (one for one, other in zip_longest(pieces, ours, fillvalue=("end", "", "")) if one != other)
        yield from (_difference(piece, "moved") for piece in moved)


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").rstrip()


def _outside(text: str) -> Iterator[Difference]:
    """What stands before and behind a page."""
    if not _BEGINS.match(text):
        yield Difference(State.REDRAWN, "its first lines, which say how it is to be read")
    if text.casefold().count(_ENDS) != 1 or not re.search(r"</html\s*>$", text, re.IGNORECASE):
        yield Difference(State.CARRIES, "something behind its end")
    if "\0" in text:
        yield Difference(State.CARRIES, "characters that no page holds")


def _pieces(root: Any, days: frozenset[str]) -> Iterator[Piece]:
    """The pieces of a page in order. Dates that it may bear are all one."""
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            yield node
        elif not isinstance(node.tag, str):
            yield ("comment", "", node.text or "")
        else:
            attributes = tuple(sorted((str(name), value) for name, value in node.attrib.items()))
            if (node.tag, attributes) != _MADE_BY_SAVING:
                yield from _element(node.tag, attributes, days)
                waiting.append(("end", node.tag, ""))
            waiting += reversed(list(_inside(node)))


def _inside(node: Any) -> Iterator[Any]:
    """The text of an element, its children, and the text behind each. Blank space alone says nothing."""
    texts = [node.text, *(child.tail for child in node)]
    for place, (child, words) in enumerate(zip([None, *node], texts, strict=True)):
        if child is not None:
            yield child
        if words and words.strip():
            last = node.tag == "body" and place == len(texts) - 1
            yield ("text", node.tag, words.rstrip() if last else words)


def _element(tag: str, attributes: tuple[tuple[str, str], ...], days: frozenset[str]) -> Iterator[Piece]:
    """An element and its attributes, a piece each; a fact of the page (<meta>) is one with its attributes."""
    said = [f"{name}={value}" for name, value in _dated(tag, attributes, days)]
    if tag == "meta":
        yield ("element", tag, *said)
    else:
        yield ("element", tag)
        yield from (("attribute", tag, each) for each in said)


def _dated(tag: str, attributes: tuple[tuple[str, str], ...], days: frozenset[str]) -> tuple[tuple[str, str], ...]:
    known = dict(attributes)
    if tag == "meta" and _CREATED.fullmatch(known.get("name", "")):
        day, _, moment = known.get("content", "").partition("T")
        if day in days and moment == "00:00:00Z":
            known["content"] = "a day of the file"
    return tuple(sorted(known.items()))


def _difference(piece: Piece, how: str) -> Difference:
    kind, tag, *rest = piece
    words = _SPACE.sub(" ", " ".join(rest)).strip()
    if kind == "comment":
        return Difference(State.CARRIES, f"{how}: a remark in its source: {words}")
    if kind == "end":
        return Difference(State.REDRAWN, f"{how}: the end of <{tag}>")
    if kind == "text":
        return Difference(State.REDRAWN if tag == "style" else _words_in(tag), f"{how}: {words}")
    if tag == "meta" and "name=generator" in rest:
        return Difference(State.OTHER_VERSION, f"{how}: {words}")
    tag = tag.rpartition("}")[2]
    said = f"{words} on <{tag}>" if kind == "attribute" else f"<{' '.join([tag, words]).strip()}>"
    return Difference(_state(kind, tag, rest), f"{how}: {said}")


def _words_in(tag: str) -> State:
    return State.RUNS if tag == "script" else State.OTHER_WORDS


def _state(kind: str, tag: str, attributes: list[str]) -> State:
    """What an element is, or an attribute on it."""
    names = {each.partition("=")[0].casefold() for each in attributes}
    values = " ".join(each.partition("=")[2] for each in attributes).casefold()
    element = kind == "element"
    if (
        (element and tag in _RUNS)
        or any(name.startswith("on") for name in names)
        or "javascript:" in _SPACE.sub("", values)
    ):
        return State.RUNS
    if (element and tag in _FETCHES) or names & _FETCHING or "refresh" in values or "url(" in values:
        return State.FETCHES
    if (element and tag == "style") or names & {"style", "hidden", "class"}:
        return State.REDRAWN
    if names & _HEARD or any(name.startswith("aria-") for name in names):
        return State.HEARD
    return State.FACTS if tag in _UNSEEN else State.REDRAWN
