"""Repairs the tags WeasyPrint 70 writes, so that a screen reader meets the report as its pages show it.

Validators pass the unrepaired file; people do not get on with it. Each repair is a function of its own, named after
what it mends, with the clause of the standard or the issue upstream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydyf import Array, Dictionary, String

from eqia.characters.drawing import RIGHT_TO_LEFT
from eqia.render.html_text import LABEL
from eqia.render.pdf_tables import join_headers
from eqia.render.pdf_tree import Element, EngineChanged, Source, TagTree, number_of

_INLINE: Final = {"span", "strong", "em", "b", "i", "small", "sup", "sub", "abbr"}
_ROLES: Final = {
    **{name: f"/{name.upper()}" for name in ("h1", "h2", "h3", "h4", "p", "li", "th", "td", "tr")},
    "table": "/Table",
    "thead": "/THead",
    "tbody": "/TBody",
    "ul": "/L",
    "ol": "/L",
}
"""What the elements of a page are called in a PDF."""

_SPOKEN: Final = {"/P", "/LI", "/Span", "/Link", "/TD", "/TH", "/Caption", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}
"""What says its language itself; what else comes from the same source is in one of these."""

_GROUPS: Final = {"/NonStruct", "/Div", "/Sect", "/Part", "/Document", "/TR", "/Table", "/THead", "/TBody", "/L", "/LI"}


def repair_tags(pdf: Any) -> None:
    """Repair the tags of a finished, unwritten PDF in place. Raises EngineChanged if they are not as expected."""
    try:
        _repair(TagTree(pdf))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise EngineChanged("its tags have another shape") from error


def _repair(tree: TagTree) -> None:
    merge_fragments(tree, tree.document)
    nest_lists(tree, tree.elements())
    elements = tree.elements()
    join_links(tree, elements)
    elements = tree.elements()
    mark_artifacts(tree, elements)
    flatten_lines(tree, elements)
    elements = tree.elements()
    join_headers(tree, elements)
    name_answers(tree, elements)
    speak_boxes(tree, elements)
    name_languages(tree, elements)
    order_right_to_left(tree, elements)
    add_id_tree(tree, elements)
    check_roles(tree, elements)
    forget_orphans(tree, elements)


def merge_fragments(tree: TagTree, parent: Element) -> None:
    """One structure element for each HTML element, however many pages it crosses.

    WeasyPrint issue 2903: a table over three pages was three tables. A table head that is repeated on a page is left
    out of the tree, and so becomes an artifact.
    """
    first: dict[tuple[int, str], Element] = {}
    kept, kids = [], []
    for reference in parent["K"]:
        kid = tree.element(reference)
        source = kid and tree.source(kid)
        if kid is not None and source is not None:
            key = (id(source), kid["S"])
            earlier = first.get(key)
            if earlier is not None and _continues(tree, earlier, kid):
                if kid["S"] != "/THead":
                    _join(tree, earlier, kid)
                continue
            first[key] = kid
        kept.append(reference)
        if kid is not None:
            kids.append(kid)
    parent["K"][:] = kept
    for kid in kids:
        merge_fragments(tree, kid)


def _continues(tree: TagTree, earlier: Element, kid: Element) -> bool:
    """Whether an element goes on from one of the same source: on another page, or on another line if it is a span."""
    return (earlier["Pg"] != kid["Pg"] or kid["S"] == "/Span") and len(tree.children(kid)) == len(kid["K"])


def _join(tree: TagTree, earlier: Element, later: Element) -> None:
    for part in tree.children(later):
        part["P"] = earlier.reference
    earlier["K"] += later["K"]
    later["K"] = Array()


def nest_lists(tree: TagTree, elements: list[Element]) -> None:
    """A list in an item stands in the item's body: WeasyPrint puts it behind the item, and leaves an empty body there.

    ISO 32000-1, 14.8.4.3.3.
    """
    for outer in (element for element in elements if element["S"] == "/L"):
        body: Element | None = None
        for kid in tree.children(outer):
            if kid["S"] == "/LI":
                body = _only_body(tree, kid)
            elif kid["S"] == "/L" and body is not None:
                outer["K"].remove(kid.reference)
                body["K"].append(kid.reference)
                kid["P"] = body.reference


def _only_body(tree: TagTree, item: Element) -> Element | None:
    """The body of an item, without the empty ones behind it."""
    first, *others = [kid for kid in tree.children(item) if kid["S"] == "/LBody"] or [None]
    for other in others:
        if other is not None and not other["K"]:
            item["K"].remove(other.reference)
    return first


def join_links(tree: TagTree, elements: list[Element]) -> None:
    """One element for a link, with an annotation for each of its lines (ISO 14289-1, 7.18.5).

    WeasyPrint makes a link of each line, and people hear as many.
    """
    owners = _owners(tree)
    first: dict[int, Element] = {}
    joined: dict[bytes, bytes] = {}
    for element in elements:
        if element["S"] != "/Link":
            continue
        source = id(tree.source(element))
        earlier = first.get(source)
        if earlier is None:
            first[source] = element
        else:
            for mcid, page in _contents(element):
                owners[page][mcid] = earlier.reference
                earlier["K"].append(_content(mcid, page, earlier["Pg"]))
            earlier["K"] += [part for part in element["K"] if isinstance(part, bytes)]
            joined[element.reference] = earlier.reference
            tree.parent(element)["K"].remove(element.reference)
            tree.drop(element)
    for place, owner in enumerate(tree.parents):
        if isinstance(owner, bytes) and owner in joined:
            tree.parents[place] = joined[owner]


def mark_artifacts(tree: TagTree, elements: list[Element]) -> None:
    """What belongs to no element in the tree (running titles, page numbers, repeated heads) is a pagination artifact.

    ISO 14289-1, 7.8, and WeasyPrint issue 1836.
    """
    live = {element.number for element in elements}
    for stream, owners in tree.contents():
        orphans = {mcid for mcid, owner in enumerate(owners) if number_of(owner) not in live}
        _mark(stream, set(orphans))
        for mcid in orphans:
            owners[mcid] = b"null"


def _mark(stream: list[Any], orphans: set[int]) -> None:
    for place, item in enumerate(stream):
        if not orphans:
            return
        if isinstance(item, dict) and item.get("MCID") in orphans:
            if stream[place + 1] != b"BDC":
                raise EngineChanged("WeasyPrint marks content in another way")
            stream[place - 1], stream[place] = b"/Artifact", b"<</Type /Pagination>>"
            orphans.discard(item["MCID"])
    if orphans:
        raise EngineChanged("content that WeasyPrint tagged is not on its page")


def flatten_lines(tree: TagTree, elements: list[Element]) -> None:
    """Hang text on its paragraph: an element for every line, or for bold type, says nothing. WeasyPrint issue 2482."""
    owners = _owners(tree)
    for element in reversed(elements):
        parent = tree.parent(element)
        if _is_mere_text(tree, element) and (parent["S"] not in _GROUPS or _is_inline(tree, parent)):
            moved = list(_contents(element))
            for mcid, page in moved:
                owners[page][mcid] = parent.reference
            place = parent["K"].index(element.reference)
            parent["K"][place : place + 1] = [_content(mcid, page, parent["Pg"]) for mcid, page in moved]
            tree.drop(element)


def _owners(tree: TagTree) -> dict[bytes, list[Any]]:
    """Of each page, the references that its marked content belongs to, by MCID."""
    return dict(zip(tree.pdf.page_references, tree.parents[1::2], strict=False))


def _is_mere_text(tree: TagTree, element: Element) -> bool:
    if not _is_inline(tree, element) or tree.children(element):
        return False
    if any(tree.attribute(element, name) for name in ("data-field", "lang", "dir")):
        return False
    return not element.keys() & {"A", "Alt", "ActualText"}


def _is_inline(tree: TagTree, element: Element) -> bool:
    source = tree.source(element)
    return element["S"] == "/Span" or (source is not None and source.tag in _INLINE)


def _contents(element: Element) -> Iterator[tuple[int, bytes]]:
    """The marked content directly in an element: its number, and its page."""
    for part in element["K"]:
        if not isinstance(part, bytes):
            yield (part, element["Pg"]) if isinstance(part, int) else (part["MCID"], part["Pg"])


def _content(mcid: int, page: bytes, home: bytes) -> int | Dictionary:
    """A reference to marked content; with its page where that is not the element's own (ISO 32000-1, 14.7.4.3)."""
    return mcid if page == home else Dictionary({"Type": "/MCR", "Pg": page, "MCID": mcid})


def name_answers(tree: TagTree, elements: list[Element]) -> None:
    """Give each answer's element its field path as ID, by which the file can be read back."""
    named = set()
    for element in elements:
        path = tree.attribute(element, "data-field")
        if path and path not in named:
            element["ID"] = String(path)
            named.add(path)


def speak_boxes(tree: TagTree, elements: list[Element]) -> None:
    """Let a tick box be heard as "Yes" or "No", and not as "ballot box with X" (ISO 32000-1, 14.9.4)."""
    for element in elements:
        if element["S"] == "/Span" and tree.attribute(element, "role") == "img":
            element["ActualText"] = String(tree.attribute(element, "aria-label") or "")


def name_languages(tree: TagTree, elements: list[Element]) -> None:
    """Say of each element which language it is in, where that is not the document's (ISO 32000-1, 14.9.2)."""
    for element in elements:
        language = tree.attribute(element, "lang")
        if language and element["S"] in _SPOKEN:
            element["Lang"] = String(language)


def order_right_to_left(tree: TagTree, elements: list[Element]) -> None:
    """Give text with right-to-left letters as it is read: a page holds its glyphs from left to right.

    ISO 32000-1, 14.8.2.3.3 and 14.9.4.
    """
    for element in elements:
        source = tree.source(element)
        if source is None or tree.children(element) or not element["K"] or "ActualText" in element:
            continue
        text = _label(source) if element["S"] == "/Lbl" else "".join(source.itertext())
        if text and (source.get("dir") == "rtl" or RIGHT_TO_LEFT.search(text)):
            element["ActualText"] = String(text)


def _label(item: Source) -> str:
    """The label of an item that names its own; "" for one with a bullet."""
    label = LABEL.fullmatch(item.get("style", ""))
    return label[1] if label else ""


def add_id_tree(tree: TagTree, elements: list[Element]) -> None:
    """Elements with an ID are found through the ID tree (ISO 32000-1, table 322), sorted by ID."""
    ids = sorted((element["ID"].string, element.reference) for element in elements if "ID" in element)
    names = Dictionary({"Names": Array()})
    for name, reference in ids:
        names["Names"] += [String(name), reference]
    tree.pdf.add_object(names)
    tree.root["IDTree"] = names.reference
    tree.root["ParentTreeNextKey"] = tree.parents[-2] + 1


def check_roles(tree: TagTree, elements: list[Element]) -> None:
    """Raise EngineChanged where a part of the page is not tagged as what it is (ISO 32000-1, 14.8.4)."""
    found: dict[int, set[str]] = {}
    tags: dict[int, str] = {}
    for element in elements:
        source = tree.source(element)
        if source is not None:
            tags[id(source)] = source.tag
            found.setdefault(id(source), set()).add(element["S"])
    for each, tag in tags.items():
        if tag in _ROLES and _ROLES[tag] not in found[each]:
            raise EngineChanged(f"WeasyPrint tags <{tag}> in another way")


def forget_orphans(tree: TagTree, elements: list[Element]) -> None:
    """Take the elements out of the file that no longer stand in the tree."""
    live = {element.number for element in elements}
    for number, thing in enumerate(tree.pdf.objects):
        if isinstance(thing, dict) and thing.get("Type") == "/StructElem" and number not in live:
            tree.drop(thing)
