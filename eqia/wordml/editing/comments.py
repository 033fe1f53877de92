"""Comments in a Word file: who said what, on which paragraphs, with the replies, and whether it is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from eqia.wordml.names import PARAGRAPH, Element, parse, w, w14
from eqia.wordml.text.asides import COMMENTS
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.revisions import moment_of
from eqia.wordml.text.showing import read_part

EXTENDED: Final = "word/commentsExtended.xml"
MOST_PARAGRAPHS: Final = 200
MOST_WORDS: Final = 100
"""Paragraphs, and pieces of text, that are kept of what a comment is on."""

_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_START, _END, _REFERENCE = (w(name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_ON: Final = ("1", "true", "on")


@dataclass(frozen=True)
class Comment:
    """A comment. ``when`` is the moment as the file says it. ``paragraphs`` are those it is on, in the document;
    ``quote`` is the text it is on. ``replies`` stand in their order.
    """

    id: str
    author: str
    when: str
    text: str
    resolved: bool = False
    paragraphs: tuple[Element, ...] = ()
    quote: str = ""
    replies: tuple[Comment, ...] = ()


@dataclass(frozen=True)
class _Range:
    """What stands between the start and the end of a comment."""

    paragraphs: tuple[Element, ...] = ()
    quote: str = ""


def read_comments(parts: Mapping[str, bytes], root: Element) -> list[Comment]:
    """The comments of a file, in the order of the text they are on. ``root`` is its parsed document."""
    comments = read_part(parts, COMMENTS)
    if comments is None:
        return []
    ranges = _ranges(root)
    threads = _threads(parts.get(EXTENDED))
    parents: dict[str, str] = {}
    found: dict[str, Comment] = {}
    keys: dict[str, str] = {}
    for node in comments.iter(w("comment")):
        comment, parent = _comment(node, ranges, threads)
        found[comment.id] = comment
        keys |= dict.fromkeys(_keys(node), comment.id)
        if parent:
            parents[comment.id] = parent
    answered = {id: keys[parent] for id, parent in parents.items() if parent in keys}
    return _nested(found, answered, {id: place for place, id in enumerate(ranges)})


def _comment(
    node: Element, ranges: Mapping[str, _Range], threads: Mapping[str, tuple[str, bool]]
) -> tuple[Comment, str]:
    id = node.get(w("id"), "")
    at = ranges.get(id, _Range())
    known = [threads[key] for key in _keys(node) if key in threads]
    comment = Comment(
        id=id,
        author=node.get(w("author"), ""),
        when=moment_of(node),
        text="\n".join(text_of(paragraph) for paragraph in node.iter(PARAGRAPH)).strip("\n"),
        resolved=any(done for _, done in known),
        paragraphs=at.paragraphs,
        quote=at.quote,
    )
    return comment, next((parent for parent, _ in known if parent), "")


def _keys(node: Element) -> list[str]:
    return [key for paragraph in node.iter(PARAGRAPH) if (key := paragraph.get(w14("paraId")))]


def _threads(part: bytes | None) -> dict[str, tuple[str, bool]]:
    """For the paragraph that identifies a comment: the one of the comment it answers, and whether it is settled."""
    if not part:
        return {}
    names = [f"{{{_W15}}}{name}" for name in ("paraId", "paraIdParent", "done")]
    entries = ([entry.get(name, "") for name in names] for entry in parse(part))
    return {key: (parent, done in _ON) for key, parent, done in entries}


def _nested(found: Mapping[str, Comment], parents: Mapping[str, str], order: Mapping[str, int]) -> list[Comment]:
    """Replies under what they answer; a reply to a reply stands under the first comment, as Word shows it."""
    replies: dict[str, list[Comment]] = {}
    for id in parents:
        first, seen = id, {id}
        while first in parents and parents[first] not in seen:
            first = parents[first]
            seen.add(first)
        if first not in parents:
            replies.setdefault(first, []).append(found[id])
    under = {reply.id for each in replies.values() for reply in each}
    top = [comment for id, comment in found.items() if id not in under]
    top.sort(key=lambda comment: order.get(comment.id, len(order)))
    return [_with_replies(comment, replies.get(comment.id, [])) for comment in top]


def _with_replies(comment: Comment, replies: list[Comment]) -> Comment:
    return replace(comment, replies=tuple(replies)) if replies else comment


def _ranges(root: Element) -> dict[str, _Range]:
    """What each comment is on: the text of its range, or where its mark stands if it has no range."""
    paragraphs: list[Element] = []
    words: list[str] = []
    starts: dict[str, tuple[int, int]] = {}
    found: dict[str, _Range] = {}
    for node in root.iter(PARAGRAPH, w("t"), _START, _END, _REFERENCE):
        id = node.get(w("id"), "")
        if node.tag == PARAGRAPH:
            paragraphs.append(node)
        elif node.tag == w("t"):
            words.append(node.text or "")
        elif node.tag == _START:
            inside = next(node.iterancestors(PARAGRAPH), None) is not None
            starts.setdefault(id, (max(len(paragraphs) - inside, 0), len(words)))
        elif node.tag == _END and id in starts:
            first, word = starts[id]
            covered = tuple(paragraphs[first : min(len(paragraphs), first + MOST_PARAGRAPHS)])
            found.setdefault(id, _Range(covered, "".join(words[word : word + MOST_WORDS])))
        elif node.tag == _REFERENCE:
            found.setdefault(id, _Range(tuple(node.iterancestors(PARAGRAPH))[:1]))
    return found
