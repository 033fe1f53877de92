"""Boxes without background, image, shadow or round corners, of which nothing has to be worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from weasyprint.draw.color import get_color
from weasyprint.layout import background

CORNERS: Final = tuple(f"border_{row}_{side}_radius" for row in ("top", "bottom") for side in ("left", "right"))
_BARE: Final = {"background": None, **dict.fromkeys(CORNERS, (0, 0))}


def is_bare(style: Any) -> bool:
    """Whether a box of this style has nothing behind its content."""
    try:
        return bool(style.bare)
    except AttributeError:
        style.bare = (
            has_straight_corners(style)
            and style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and not style["box_shadow"]
            and (style["visibility"] == "hidden" or get_color(style, "background_color").alpha == 0)
        )
        return bool(style.bare)


def has_straight_corners(style: Any) -> bool:
    """Whether no corner of the border is rounded."""
    return all((0, "px") in style[corner] for corner in CORNERS)


def _quicker(original: Callable[..., None]) -> Callable[..., None]:
    def layout_box_backgrounds(
        page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        """Set the background of a box and of those in it."""
        if style is not None or box is page or not is_bare(box.style):
            original(page, box, get_image_from_uri, layout_children, style)
            return
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image_from_uri)
        vars(box).get("_box", box).__dict__.update(_BARE)  # a box out of the flow stands in another

    return layout_box_backgrounds


PARTS: Final = ((background, "layout_box_backgrounds", _quicker),)
