"""Judges the contrast of a style sheet: each text of a report that is laid out, against what is painted behind it.

WeasyPrint has worked out by then which rules win. What holds for screens only is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from eqia.packs.faults import Fault
from eqia.render.html import render_page
from eqia.render.pdf_engine import FACES, BundleFetcher, new_fonts, strict, weasyprint
from eqia.view.document import DocumentView
from eqia.wordml.judging.contrast import LEAST, LEAST_LARGE
from eqia.wordml.looks.colours import ratio_of
from eqia.wordml.text.whereabouts import quoted

Colour = tuple[float, float, float]

_WHITE: Final = (1.0, 1.0, 1.0)
_POINTS_A_PIXEL: Final = 0.75
_NO_IMAGE: Final = (("none", None),)


def contrast_faults(template: str, style: str, views: Iterable[DocumentView], file: str) -> Iterator[Fault]:
    """A warning for each pair of colours that is hard to see, with the first text that has it.

    ``file`` names the style sheet. Raises PackError as the making of a PDF does.
    """
    seen: set[tuple[str, str]] = set()
    for view in views:
        for page in _pages(render_page(view, template), style):
            for box, ground in _texts(page, _WHITE):
                colour, behind = _hexadecimal(_painted(box.style["color"], ground)), _hexadecimal(ground)
                ratio, least = ratio_of(colour, behind), _least(box.style)
                if ratio < least and (colour, behind) not in seen:
                    seen.add((colour, behind))
                    said = f"#{colour} on #{behind} has a contrast of {ratio:.2f} to 1, and {least} to 1 is needed"
                    yield Fault(file, f"the text {quoted(box.text)} is hard to see: {said}.", warning=True)


def _pages(page: str, style: str) -> list[Any]:
    """The boxes of the pages."""
    fetcher, fonts = BundleFetcher(), new_fonts()
    with strict("The template report.html", fetcher):
        sheet = weasyprint.CSS(string=style + FACES, url_fetcher=fetcher, font_config=fonts)
        laid = weasyprint.HTML(string=page, url_fetcher=fetcher).render(stylesheets=[sheet], font_config=fonts)
    return [each._page_box for each in laid.pages]


def _texts(box: Any, ground: Colour | None) -> Iterator[tuple[Any, Colour]]:
    """The boxes of text that can be seen, each with the colour behind it; not those upon an image or a gradient."""
    style = box.style
    own = style["background_color"]
    own = style["color"] if own == "currentcolor" else own
    if style["background_image"] != _NO_IMAGE:
        ground = None
    elif own.alpha == 1:
        ground = _painted(own, _WHITE)
    elif ground:
        ground = _painted(own, ground)
    if ground and getattr(box, "text", "").strip() and style["visibility"] == "visible":
        yield box, ground
    for child in getattr(box, "children", ()):
        yield from _texts(child, ground)


def _painted(colour: Any, ground: Colour) -> Colour:
    """What shows of a colour, which may be partly transparent, on a ground; each part from 0 to 1."""
    red, green, blue = (
        colour.alpha * min(max(part, 0), 1) + (1 - colour.alpha) * below
        for part, below in zip(_parts(colour), ground, strict=True)
    )
    return red, green, blue


def _parts(colour: Any) -> Sequence[float]:
    parts: Sequence[float] = [*colour.to("srgb")][:3]
    return parts


def _hexadecimal(colour: Colour) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colour)


def _least(style: Any) -> float:
    """The least contrast of text in a style: large text, of 18 points or of 14 points bold, needs less."""
    large = 14 if style["font_weight"] >= 700 else 18
    return LEAST_LARGE if style["font_size"] * _POINTS_A_PIXEL >= large else LEAST
