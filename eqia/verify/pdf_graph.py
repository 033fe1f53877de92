"""Compares all that two PDF files hold, object by object from their catalogues, however the objects are numbered.

What a program that saves a file again may write otherwise is left out of sight here, and nothing else: how streams are
compressed, the tree that pages hang in, which keys a page takes over from that tree, and rounding that no eye can see.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from decimal import Decimal
from typing import Any, Final

import pikepdf

from eqia.render.pdf_opening import content_of

Path = tuple[str, ...]
"""The keys that lead to a place in a PDF. A page is "page 3"; the entries of arrays have no names."""

_PACKING: Final = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
_TREE: Final = frozenset({"/Pages"})
_TAGS: Final = frozenset({"/StructTreeRoot"})
_OF_THE_TREE: Final = frozenset({"/Parent"})
_INHERITED: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_ROUNDING: Final = Decimal("0.001")
_MOST: Final = 2_000
"""Differences after which nobody looks further."""

_DEEPEST: Final = 200
"""Dictionaries of the tree of pages above a page."""


def differing(given: pikepdf.Pdf, expected: pikepdf.Pdf) -> list[Path]:
    """The places in which the first file is not as the second. Raises what pikepdf raises for a damaged file."""
    found: list[Path] = []
    for path in _Comparison(given, expected).run():
        found.append(path)
        if len(found) == _MOST:
            break
    return list(dict.fromkeys(found))


class _Comparison:
    """Two files, looked through side by side."""

    def __init__(self, given: pikepdf.Pdf, expected: pikepdf.Pdf) -> None:
        self.files = (given, expected)
        self.pages = tuple({page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)} for pdf in self.files)
        self.met: set[tuple[tuple[int, int], tuple[int, int]]] = set()
        self.waiting: list[tuple[Path, Any, Any]] = []

    def run(self) -> Iterator[Path]:
        """What a file carries comes first: where pages differ, all of them may, and there is an end to what is told."""
        one, other = self.files
        yield from self._entries((), *(_entries(each.Root, _TREE | _TAGS) for each in self.files))
        yield from self._entries(("/Info",), _facts(one), _facts(other))
        yield from self._rest()
        yield from self._entries((), *(_entries(each.Root, each.Root.keys() - _TAGS) for each in self.files))
        if len(one.pages) != len(other.pages):
            yield ("number of pages",)
        for number, (page, same) in enumerate(zip(one.pages, other.pages, strict=False), 1):
            yield from self._entries((f"page {number}",), _page(page.obj), _page(same.obj))
        yield from self._rest()

    def _rest(self) -> Iterator[Path]:
        while self.waiting:
            yield from self._pair(*self.waiting.pop())

    def _pair(self, path: Path, one: Any, other: Any) -> Iterator[Path]:
        pages = [
            known.get(getattr(each, "objgen", (0, 0))) for known, each in zip(self.pages, (one, other), strict=True)
        ]
        if pages != [None, None]:
            if pages[0] != pages[1]:
                yield path
        elif not self._is_new(one, other):
            return
        elif isinstance(one, pikepdf.Array) and isinstance(other, pikepdf.Array):
            if len(one) != len(other):
                yield path
            self.waiting += [(path, *each) for each in zip(list(one), list(other), strict=False)]
        elif _is_dictionary(one) and _is_dictionary(other):
            yield from self._entries(path, _entries(one, _left_out(one)), _entries(other, _left_out(other)))
            if isinstance(one, pikepdf.Stream) != isinstance(other, pikepdf.Stream) or not _same_content(one, other):
                yield path
        elif not _equal(one, other):
            yield path

    def _entries(self, path: Path, one: dict[str, Any], other: dict[str, Any]) -> Iterator[Path]:
        yield from ((*path, name) for name in sorted(one.keys() ^ other.keys()))
        self.waiting += [((*path, name), one[name], other[name]) for name in sorted(one.keys() & other.keys())]

    def _is_new(self, one: Any, other: Any) -> bool:
        """Whether two things have not been compared yet. Only objects with a number can lead round in a circle."""
        if not (getattr(one, "is_indirect", False) and getattr(other, "is_indirect", False)):
            return True
        pair = (one.objgen, other.objgen)
        if pair in self.met:
            return False
        self.met.add(pair)
        return True


def _left_out(thing: Any) -> frozenset[str]:
    return _PACKING if isinstance(thing, pikepdf.Stream) else frozenset()


def _entries(thing: Any, left_out: Set[str]) -> dict[str, Any]:
    return {name: thing[name] for name in thing.keys() - left_out if thing[name] is not None}


def _facts(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return _entries(pdf.trailer.Info, frozenset()) if "/Info" in pdf.trailer else {}


def _page(page: Any) -> dict[str, Any]:
    """What a page has, from the tree of pages too. Boxes that only repeat the page's own size are as good as absent."""
    entries = _entries(page, _OF_THE_TREE)
    above, depth = page, 0
    while "/Parent" in above and depth < _DEEPEST:
        above, depth = above.Parent, depth + 1
        entries |= {name: above[name] for name in _INHERITED if name in above and name not in entries}
    if entries.get("/Rotate") == 0:
        del entries["/Rotate"]
    if "/CropBox" in entries and "/MediaBox" in entries and _same_array(entries["/CropBox"], entries["/MediaBox"]):
        del entries["/CropBox"]
    contents = entries.get("/Contents")
    if isinstance(contents, pikepdf.Array) and len(contents) == 1:
        entries["/Contents"] = contents[0]
    return entries


def _same_array(one: Any, other: Any) -> bool:
    return len(one) == len(other) and all(map(_equal, one, other))


def _is_dictionary(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)


def _same_content(one: Any, other: Any) -> bool:
    if not isinstance(one, pikepdf.Stream) or not isinstance(other, pikepdf.Stream):
        return True
    return content_of(one) == content_of(other)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return abs(Decimal(one) - Decimal(other)) <= _ROUNDING
    if isinstance(one, pikepdf.String) and isinstance(other, pikepdf.String):
        return bytes(one) == bytes(other) or str(one) == str(other)
    return type(one) is type(other) and bool(one == other)
