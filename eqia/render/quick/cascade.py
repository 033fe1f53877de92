"""The cascade: declarations are weighed once for the rules that match an element, not once for each element."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any, Final

from weasyprint.css import StyleFor, declaration_precedence, find_style_attributes, preprocess_declarations

MOST: Final = 5_000
"""How many sets of rules are kept. A template has about fifty."""

Cascaded = dict[str, tuple[Any, tuple[int, float, tuple[int, ...]]]]
"""The declared value of each property, and its weight: precedence, layer, specificity (CSS Cascade 4, 6.1)."""


class Shared(Cascaded):
    """What a set of rules declares, for all elements that match them. The payloads are kept for their identity."""

    def __init__(self, payloads: list[Any]) -> None:
        super().__init__()
        self.payloads = payloads


_Rule = tuple[Any, str, Any, tuple[Any, ...]]
"""A style sheet, its origin, the specificity it gives its rules if any, and what its matcher gives for a rule."""


def _quicker(_original: Callable[..., None]) -> Callable[..., None]:
    def find_styles(
        self: Any, html: Any, sheets: Any, presentational_hints: bool, font_config: Any, target_collector: Any
    ) -> None:
        """Find the computed style of every element and pseudo-element of a page."""
        self._cascaded_styles, self._computed_styles = {}, {}
        self.initial_page_sizes = {"box": None, "area": None}
        self._sheets, self.font_config = sheets, font_config
        kept = font_config.__dict__.setdefault("cascades", {})
        attributes = _declared_by_attributes(html, presentational_hints)
        common = {"root": html.etree_element, "base_url": html.base_url, "target_collector": target_collector}
        for element in html.wrapper_element.iter_subtree():
            own = element.etree_element
            for pseudo_type, cascaded in _cascade(kept, sheets, element).items():
                self._cascaded_styles[own, pseudo_type] = cascaded
            if own in attributes:
                declared = self._cascaded_styles.get((own, None), {})
                self._cascaded_styles[own, None] = _heavier(declared, attributes[own])
            self.set_computed_styles(own, parent=element.parent and element.parent.etree_element, **common)
        for own, pseudo_type in self._cascaded_styles:
            if pseudo_type:
                self.set_computed_styles(own, pseudo_type=pseudo_type, parent=own, **common)
        self._cascaded_styles.clear()

    return find_styles


def _cascade(
    kept: dict[tuple[int, ...], dict[str | None, Shared]], sheets: Any, element: Any
) -> dict[str | None, Shared]:
    """What the rules that match an element declare, by pseudo-element (None for the element itself)."""
    rules = [(*sheet, rule) for sheet in sheets for rule in sheet[0].matcher.match(element)]
    key = tuple([id(rule[3]) for *_, rule in rules])
    found = kept.get(key)
    if found is None:
        if len(kept) >= MOST:
            kept.clear()
        found = _weigh(rules)
        if not any(layer for *_, (*_, (_, layer)) in rules):  # where a layer stands may change with the page
            kept[key] = found
    return found


def _weigh(rules: list[_Rule]) -> dict[str | None, Shared]:
    payloads = [rule[3] for *_, rule in rules]
    found: dict[str | None, Shared] = {}
    for sheet, origin, general, (specificity, _, pseudo_type, (declarations, layer)) in rules:
        order = inf if layer is None else sheet.layers.index(layer)
        style = found.setdefault(pseudo_type, Shared(payloads))
        for name, values, important in declarations:
            weight = (declaration_precedence(origin, important), order, general or specificity)
            if name not in style or style[name][1] <= weight:
                style[name] = values, weight
    return found


def _declared_by_attributes(html: Any, presentational_hints: bool) -> dict[Any, Cascaded]:
    """What the attributes of elements declare: style, id, lang, and others if they are asked for."""
    found: dict[Any, Cascaded] = {}
    for specificity, element, declarations, base_url in find_style_attributes(
        html.etree_element, presentational_hints, html.base_url
    ):
        style = found.setdefault(element, {})
        for name, values, important in preprocess_declarations(base_url, declarations):
            weight = (declaration_precedence("author", important), inf, specificity)
            if name not in style or style[name][1] <= weight:
                style[name] = values, weight
    return found


def _heavier(declared: Cascaded, attributes: Cascaded) -> Cascaded:
    """Of each property what weighs more; a rule comes after an attribute of the same weight."""
    return {
        **declared,
        **{name: value for name, value in attributes.items() if name not in declared or value[1] > declared[name][1]},
    }


PARTS: Final = ((StyleFor, "__init__", _quicker),)
