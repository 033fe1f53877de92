"""The tag tree of a PDF that is being made: the structure elements WeasyPrint wrote, and the HTML they came from."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

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


class _Recorder:
    """Stands in for a PDF while its tags are built, and remembers the HTML element of each structure element.

    It lists the pages' references once: pydyf does so anew each time it is asked, which is for every element.
    """

    def __init__(self, pdf: Any) -> None:
        self.page_references = pdf.page_references
        self.add_object = pdf.add_object
        self.sources: dict[int, Source] = {}
        self.recorder = pdf.recorder = self


@cache
def record_sources() -> None:
    """Make WeasyPrint remember, on each PDF, the HTML element of every structure element. Once per process."""
    build = getattr(engine, "_build_box_tree", None)
    if build is None or list(inspect.signature(build).parameters) != _BUILDER:
        raise EngineChanged("WeasyPrint builds its tags in another way")
    engine._build_box_tree = _recording(build)


def _recording(build: Callable[..., Iterator[Element]]) -> Callable[..., Iterator[Element]]:
    def build_and_record(box: Any, parent: Element, pdf: Any, *rest: Any) -> Iterator[Element]:
        recorder = getattr(pdf, "recorder", None) or _Recorder(pdf)
        source = getattr(box, "_box", box).element
        for element in build(box, parent, recorder, *rest):
            recorder.sources.setdefault(element.number, source)
            yield element

    return build_and_record


class TagTree:
    """The structure tree of a pydyf PDF."""

    def __init__(self, pdf: Any) -> None:
        """Raises EngineChanged if the PDF holds no tree of the known shape."""
        self.pdf = pdf
        try:
            self.sources: dict[int, Source] = pdf.recorder.sources
            self.root: Element = self.resolve(pdf.catalog["StructTreeRoot"])
            self.document: Element = self.resolve(self.root["K"][0])
            self.parents: list[Any] = self.resolve(self.root["ParentTree"])["Nums"]
        except (AttributeError, KeyError, IndexError) as error:
            raise EngineChanged("it came without a tag tree of the known shape") from error

    def resolve(self, reference: bytes) -> Any:
        """The object a reference ("12 0 R") stands for."""
        return self.pdf.objects[int(reference.split()[0])]

    def element(self, kid: Any) -> Element | None:
        """The structure element that one of another's kids is; None if it is content or an annotation."""
        found = self.resolve(kid) if isinstance(kid, bytes) else None
        return found if found and found.get("Type") == "/StructElem" else None

    def children(self, element: Element) -> list[Element]:
        """The structure elements directly inside one."""
        return [child for child in map(self.element, element["K"]) if child is not None]

    def elements(self, top: Element | None = None) -> Iterator[Element]:
        """An element (the whole document unless one is given) and all inside it, in reading order."""
        element = self.document if top is None else top
        yield element
        for child in self.children(element):
            yield from self.elements(child)

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
            stream = self.resolve(self.resolve(page)["Contents"]).stream
            yield stream, self.parents[2 * number + 1]

    def drop(self, element: Element) -> None:
        """Take an object out of the file. The writer leaves its number free."""
        self.pdf.objects[element.number] = None
