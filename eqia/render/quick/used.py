"""The used lengths of boxes whose styles name no percentage: worked out once a style, not once a box."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from weasyprint.layout import percent

_SIDES: Final = ("top", "right", "bottom", "left")
_SPACES: Final = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES)
_SIZES: Final = ("width", "height", "min_width", "max_width", "min_height", "max_height")


def lengths_of(style: Any) -> dict[str, Any] | None:
    """The used lengths of a style in pixels, by property; None if they depend on the box around.

    CSS 2.1, 8.3, 8.4, 10.2 and 10.5: only percentages do.
    """
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    lengths: dict[str, Any] = {}
    for name in _SPACES + _SIZES:
        value = style[name]
        if value is not None and value != "auto":
            if getattr(value, "unit", None) != "px":
                return None
            value = value.value
        lengths[name] = value
    for name in ("min_width", "min_height"):
        if lengths[name] == "auto":
            lengths[name] = 0
    return lengths | {f"border_{side}_width": style[f"border_{side}_width"] for side in _SIDES}


def _quicker(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        """Set the used lengths of a box."""
        style = box.style
        try:
            lengths = style.lengths
        except AttributeError:
            lengths = style.lengths = lengths_of(style)
        if lengths is None:
            original(box, containing_block)
        else:
            vars(box).get("_box", box).__dict__.update(lengths)  # a box out of the flow stands in another

    return resolve_percentages


PARTS: Final = ((percent, "resolve_percentages", _quicker),)
