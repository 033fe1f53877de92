"""What is drawn in a text, in the words of someone who looks at it: a picture, a shape, a text box, WordArt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from eqia.wordml.names import Element, w

TEXT_BOX: Final = "a text box (its words are read)"
PICTURE: Final = "a picture"
_SHAPE: Final = "a shape"
_BENT: Final = "WordArt (its words are read, and its form is not)"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PICTURES: Final = ("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic", f"{_A}blip", f"{_V}imagedata")
_SHAPES: Final = (
    f"{_WPS}wsp",
    *(f"{_V}{name}" for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve")),
)
_WORDS_IN_A_SHAPE: Final = f"{_V}textpath"
_WARP: Final = f"{_A}prstTxWarp"
_UNBENT: Final = "textNoShape"


def drawn_in(drawing: Element) -> Iterator[str]:
    """What a drawing shows, in words: each kind of thing once, and WordArt of the old kind with what it says."""
    if next(drawing.iter(*_PICTURES), None) is not None:
        yield PICTURE
    for shape in drawing.iter(*_SHAPES):
        yield from _shape(shape)


def _shape(shape: Element) -> Iterator[str]:
    said = [text for path in shape.iter(_WORDS_IN_A_SHAPE) if (text := path.get("string", "").strip())]
    yield from (f'WordArt that says "{text}"' for text in said)
    if any(warp.get("prst", _UNBENT) != _UNBENT for warp in shape.iter(_WARP)):
        yield _BENT
    elif next(shape.iter(w("txbxContent")), None) is not None:
        yield TEXT_BOX
    elif not said and next(shape.iter(*_PICTURES), None) is None:
        yield _SHAPE
