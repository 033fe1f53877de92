"""The tag tree of a PDF that is being made: the structure elements WeasyPrint wrote, and the HTML they came from."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any, Final

import pydyf
from weasyprint.pdf import tags as engine

from eqia.errors import RenderError

Element = Any
"""A structure element (ISO 32000-1, 14.7.2): a dictionary with S, K, P, Pg and perhaps ID and A."""

Source = Any
"""The HTML element that a structure element came from."""

_BUILDER: Final = ["box", "parent", "pdf", "page_number", "nums", "annotations", "tags"]


class EngineChanged(RenderError):
    """WeasyPrint or pydyf no longer work as the repair of the tags needs them to."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The PDF was not made: {what}. The tags that screen readers need are repaired for the versions of "
            "weasyprint and pydyf that eqia names. Install eqia again, with the versions it asks for."
        )


class StructureElement(pydyf.Dictionary):  # type: ignore[misc]  # pydyf is not typed
    """A dictionary of the tag tree. Its reference is put together once, not each time it is asked for as by pydyf."""

    generation = offset = 0
    free = "n"

    def __init__(self, entries: dict[str, Any] | None = None) -> None:
        dict.__init__(self, entries or {})

    @cached_property
    def reference(self) -> bytes:
        """How other objects name this one."""
        return b"%d 0 R" % self.number


class _Recorder:
    """Stands in for a PDF while its tags are built, and remembers the HTML element of each structure element.

    It lists the pages' references once: pydyf does so anew each time it is asked, which is for every element.
    """

    def __init__(self, pdf: Any) -> None:
        self.page_references = pdf.page_references
        self.pdf = pdf
        self.sources: dict[int, Source] = {}
        self.recorder = pdf.recorder = self

    def add_object(self, thing: Any) -> None:
        """Add an object to the PDF. Its reference is known from here on."""
        self.pdf.add_object(thing)
        if isinstance(thing, StructureElement):
            thing.reference = b"%d 0 R" % thing.number


@cache
def record_sources() -> None:
    """Make WeasyPrint remember, on each PDF, the HTML element of every structure element. Once per process.

    It gets lighter dictionaries and arrays for the tags than those of pydyf; ``pdf_file`` writes either.
    """
    build = getattr(engine, "_build_box_tree", None)
    if build is None or list(inspect.signature(build).parameters) != _BUILDER:
        raise EngineChanged("WeasyPrint builds its tags in another way")
    engine._build_box_tree = _recording(build)
    engine.pydyf = SimpleNamespace(**{**vars(pydyf), "Dictionary": StructureElement, "Array": list})


def _recording(build: Callable[..., Iterator[Element]]) -> Callable[..., Iterator[Element]]:
    def build_and_record(box: Any, parent: Element, pdf: Any, *rest: Any) -> Iterator[Element]:
        recorder = getattr(pdf, "recorder", None) or _Recorder(pdf)
        source = getattr(box, "_box", box).element
        for element in build(box, parent, recorder, *rest):
            recorder.sources.setdefault(element.number, source)
            yield element

    return build_and_record


class _Elements(dict[bytes, Element | None]):
    """The structure elements of a PDF by reference ("12 0 R"), each looked up once; None for any other object."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf

    def __missing__(self, reference: bytes) -> Element | None:
        found = resolve(self.pdf, reference)
        self[reference] = element = found if found and found.get("Type") == "/StructElem" else None
        return element


def number_of(reference: bytes) -> int:
    """The number of the object that a reference ("12 0 R") stands for."""
    return int(reference.split()[0])


def resolve(pdf: Any, reference: bytes) -> Any:
    """The object of a PDF that a reference stands for."""
    return pdf.objects[number_of(reference)]


class TagTree:
    """The structure tree of a pydyf PDF."""

    def __init__(self, pdf: Any) -> None:
        """Raises EngineChanged if the PDF holds no tree of the known shape."""
        self.pdf = pdf
        self._known = _Elements(pdf)
        try:
            self.sources: dict[int, Source] = pdf.recorder.sources
            self.root: Element = resolve(pdf, pdf.catalog["StructTreeRoot"])
            self.document: Element = resolve(pdf, self.root["K"][0])
            self.parents: list[Any] = resolve(pdf, self.root["ParentTree"])["Nums"]
        except (AttributeError, KeyError, IndexError) as error:
            raise EngineChanged("it came without a tag tree of the known shape") from error

    def element(self, kid: Any) -> Element | None:
        """The structure element that one of another's kids is; None if it is content or an annotation."""
        return self._known[kid] if isinstance(kid, bytes) else None

    def parent(self, element: Element) -> Element:
        """The structure element that one is in."""
        return self._known[element["P"]]

    def children(self, element: Element) -> list[Element]:
        """The structure elements directly inside one."""
        known = self._known
        return [child for kid in element["K"] if isinstance(kid, bytes) and (child := known[kid]) is not None]

    def elements(self, top: Element | None = None) -> list[Element]:
        """An element (the whole document unless one is given) and all inside it, in reading order."""
        found = []
        waiting = [self.document if top is None else top]
        while waiting:
            element = waiting.pop()
            found.append(element)
            waiting += reversed(self.children(element))
        return found

    def source(self, element: Element) -> Source:
        """The HTML element a structure element came from, or None."""
        return self.sources.get(element.number)

    def attribute(self, element: Element, name: str) -> str | None:
        """An attribute of the HTML element a structure element came from."""
        source = self.source(element)
        return None if source is None else source.get(name)

    def contents(self) -> Iterator[tuple[list[Any], list[Any]]]:
        """Of each page, the operators of its content, and the references that its marked content belongs to.

        The second list is the page's entry in the parent tree, by MCID (ISO 32000-1, 14.7.4.4).
        """
        for number, page in enumerate(self.pdf.page_references):
            stream = resolve(self.pdf, resolve(self.pdf, page)["Contents"]).stream
            yield stream, self.parents[2 * number + 1]

    def drop(self, element: Element) -> None:
        """Take an object out of the file. The writer leaves its number free."""
        self.pdf.objects[element.number] = None
        self._known.pop(element.reference, None)
