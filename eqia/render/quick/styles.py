"""Computed styles that are worked out once and shared: by elements, by pages, and by the documents of an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from weasyprint.css import ComputedStyle, InitialStyle, StyleFor
from weasyprint.formatting_structure.boxes import Box

from eqia.render.quick.cascade import Shared

MOST: Final = 5_000
"""How many styles are kept. A template has about a hundred; only one that makes names up as it goes needs more."""

_ALONE: Final = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
"""Pseudo-elements whose styles WeasyPrint changes one by one."""

_ROOTS: Final = {"html", "body"}


def _sharing(original: Callable[..., None]) -> Callable[..., None]:
    def set_computed_styles(
        self: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        """The style of an element: the one that the same declarations gave under the same parent, or a new one."""
        if pseudo_type in _ALONE:
            original(self, element, parent, root, pseudo_type, base_url, target_collector)
            return
        computed = self.get_computed_styles()
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        above = computed[parent, None] if parent is not None else None
        kept = self.font_config.__dict__.setdefault("styles", {})
        key = (id(above), pseudo_type, base_url, *_identity_of(cascaded))
        style = kept.get(key)
        if style is None:
            if len(kept) >= MOST:
                kept.clear()
            top = InitialStyle(self.font_config) if above is None else computed[root, None]
            style = ComputedStyle(
                above, cascaded, pseudo_type, top, base_url, self.font_config, self.initial_page_sizes
            )
            kept[key] = style
        elif getattr(element, "tag", None) in _ROOTS:
            style.pop("overflow", None)  # handed on to the page, and taken away here, by each document
        computed[element, pseudo_type] = style
        if target_collector and style["anchor"]:
            target_collector.collect_anchor(style["anchor"])

    return set_computed_styles


def _identity_of(cascaded: Any) -> Iterator[Any]:
    """What tells the declared values of an element from those of others. A style keeps those it was made of."""
    if isinstance(cascaded, Shared):
        yield id(cascaded)
    else:
        for name, value in cascaded.items():
            yield name, *_identity(value)


def _identity(declared: tuple[Any, Any]) -> tuple[Any, Any]:
    """What tells one declared value from others: texts by what they say, the rest by the rule they stand in.

    Texts come from attributes of each page. The style that is kept holds the rest, so that none takes another's place.
    """
    value, (precedence, layer, specificity) = declared
    says = isinstance(value, str) or (type(value) is tuple and all(type(part) is str for part in value))
    return (value if says else id(value)), (precedence, layer, *specificity)


def _flow(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    def is_in_normal_flow(self: Any) -> bool:
        """Whether a box stands where it comes: not floated, positioned or a note. Its style alone says so."""
        style = self.style
        try:
            return bool(style.in_flow)
        except AttributeError:
            style.in_flow = original(self)
            return bool(style.in_flow)

    return is_in_normal_flow


PARTS: Final = ((StyleFor, "set_computed_styles", _sharing), (Box, "is_in_normal_flow", _flow))
