"""The look of the Word document: its page, its type scale, its colours. The PDF's style sheet says the same in CSS."""

from __future__ import annotations

from typing import Final

from eqia.wordml.building import BOX_FONT
from eqia.wordml.styles import Role
from eqia.wordml.stylesheet import ParagraphStyle, TableStyle

FONT: Final = "Arial"
PAGE_WIDTH: Final = 297
"""Millimetres: A4 on its side."""

MARGIN: Final = 16
"""Millimetres left and right."""

TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN
HEAD_SHADE: Final = "1B3A57"
LABEL_SHADE: Final = "E8EEF4"

_INK: Final = "111111"
_GREY: Final = "444444"
_RED: Final = "A4161A"
_POINTS: Final = TEXT_WIDTH / 25.4 * 72

PARAGRAPH_STYLES: Final = (
    ParagraphStyle(Role.PLAIN.value, size=10, colour=_INK, before=0, after=4, line=1.18),
    ParagraphStyle("Council", bold=True, colour=_GREY, after=0, keep_next=True),
    ParagraphStyle("Title", following="Normal", size=21, bold=True, colour=HEAD_SHADE, before=1, after=9, line=1.0, border=2, keep_next=True),
    ParagraphStyle("Stamp", bold=True, colour=_RED, spread=2, after=4),
    ParagraphStyle("Notice", after=9),
    ParagraphStyle("heading 1", following=Role.PLAIN.value, size=13.5, bold=True, colour=HEAD_SHADE, before=17, after=6, line=1.0, keep_next=True, outline=0),
    ParagraphStyle("Lead", after=6, keep_next=True),
    ParagraphStyle("Fixed Statement", after=6, keep_next=True),
    ParagraphStyle("Guidance", before=8),
    ParagraphStyle("Table Heading", bold=True, colour="FFFFFF", after=0, keep_next=True),
    ParagraphStyle("Table Heading Centred", based_on="Table Heading", centred=True),
    ParagraphStyle("Label", bold=True, after=0, keep_lines=True),
    ParagraphStyle("Statement", after=0, keep_lines=True),
    ParagraphStyle("Tick Box", font=BOX_FONT, size=14, after=0, line=1.0),
    ParagraphStyle("Tick Box Centred", based_on="Tick Box", centred=True),
    ParagraphStyle("Table Gap", size=4, after=0, line=1.0),
    ParagraphStyle(Role.AFTER_BLANK.value, based_on=Role.PLAIN.value, following=Role.PLAIN.value, before=8),
    ParagraphStyle(Role.BULLET.value, based_on=Role.PLAIN.value, after=2, bullet=True),
    ParagraphStyle(Role.BULLET_AFTER_BLANK.value, based_on=Role.BULLET.value, following=Role.BULLET.value, before=8),
    ParagraphStyle(Role.MISSING.value, following=Role.PLAIN.value, colour="555555"),
    ParagraphStyle("Small Print", size=8, colour=_GREY, before=14),
    ParagraphStyle("header", size=8, colour=_GREY, after=0, line=1.0, tab=_POINTS),
    ParagraphStyle("footer", size=8, colour=_GREY, after=0, line=1.0, tab=_POINTS),
)

TABLE_STYLE: Final = TableStyle("Form Table", line="6B7785", above=3.5, beside=6)
