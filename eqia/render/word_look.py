"""The look of the Word document: its page, its type scale, its colours. The PDF's style sheet says the same in CSS."""

from __future__ import annotations

from typing import Final

from eqia.wordml.form.building import BOX_FONT
from eqia.wordml.form.printing import BESIDE_STYLE
from eqia.wordml.form.stylesheet import CharacterStyle, ParagraphStyle, Style, TableStyle
from eqia.wordml.text.styles import Role

FONT: Final = "Arial"
PAGE_WIDTH: Final = 297
"""Millimetres: A4 on its side."""

MARGIN: Final = 16
"""Millimetres left and right."""

TOP: Final = 15
"""Millimetres above the text of the first page."""

HEADER: Final = 9
"""Millimetres above the running title of the other pages, on which the text begins five millimetres lower."""

TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN
ASIDE: Final = 70
"""Millimetres left free to the right of text outside tables: lines across the whole page are too long to read."""

ABOVE_GLANCE: Final = 10
"""Points above the heading of the box on the first page, which has more to hold than the others."""

LABEL_SHADE: Final = "E8EEF4"

_NAVY: Final = "1B3A57"
_INK: Final = "111111"
_GREY: Final = "444444"
_RED: Final = "A4161A"
_LINE: Final = "6B7785"
_POINTS: Final = TEXT_WIDTH / 25.4 * 72
_PLAIN: Final = Role.PLAIN.value

FORM_TABLE: Final = TableStyle("Form Table", _LINE, above=4.5, below=0.5, beside=6, head=_NAVY, label=LABEL_SHADE)
"""The space after a cell's last paragraph is most of the room below it."""

STATEMENT_TABLE: Final = TableStyle("Statement Table", _LINE, above=4.5, below=0.5, beside=6, head=_NAVY)
GLANCE_TABLE: Final = TableStyle("Glance Table", _LINE, above=2.5, below=0.5, beside=6, head=_NAVY, label=LABEL_SHADE)
DRAFT_MARK: Final = "Draft Mark"
DRAFT_BAND: Final = "Draft Band"
FIRST_BAND: Final = "Draft Band First Page"
SIGN: Final = "Impact Sign"

_TITLES: Final = (
    ParagraphStyle("Council", bold=True, colour=_GREY, after=0, keep_next=True),
    ParagraphStyle("Form Title", size=13.5, bold=True, colour=_NAVY, after=0, line=1.0, keep_next=True),
    ParagraphStyle(
        "Title",
        size=18,
        bold=True,
        colour=_NAVY,
        before=1,
        after=9,
        line=1.0,
        border=2,
        following=_PLAIN,
        keep_next=True,
    ),
    ParagraphStyle("Long Title", based_on="Title", size=12, following=_PLAIN),
    ParagraphStyle("Stamp", bold=True, colour=_RED, spread=2, after=4),
    ParagraphStyle("Approval", bold=True, after=4),
    ParagraphStyle("Notice", after=9),
    ParagraphStyle(
        "heading 1",
        size=13.5,
        bold=True,
        colour=_NAVY,
        before=16,
        after=6,
        line=1.0,
        following=_PLAIN,
        keep_next=True,
        outline=0,
    ),
)
_SENTENCES: Final = (
    ParagraphStyle("Lead", after=6, keep_next=True),
    ParagraphStyle("Glance Line", based_on="Lead", after=4),
    ParagraphStyle("Fixed Statement", after=6, keep_next=True),
    ParagraphStyle("Guidance", before=8),
    ParagraphStyle("Heading Small", based_on="heading 1", size=10.5, before=12, after=3, following=_PLAIN),
    ParagraphStyle("Small Print", size=8, colour=_GREY, before=10),
    ParagraphStyle("header", size=8, colour=_GREY, after=22, line=1.0, tab=_POINTS),
    ParagraphStyle(DRAFT_BAND, based_on="header", bold=True, colour="FFFFFF", band=_RED, after=16),
    ParagraphStyle(FIRST_BAND, based_on=DRAFT_BAND, after=4),
    ParagraphStyle("footer", size=8, colour=_GREY, after=0, line=1.0, tab=_POINTS),
)
_CELLS: Final = (
    ParagraphStyle("Table Heading", bold=True, colour="FFFFFF", keep_next=True),
    ParagraphStyle("Table Heading Centred", based_on="Table Heading", centred=True),
    ParagraphStyle("Label", bold=True, keep_lines=True),
    ParagraphStyle("Statement", keep_lines=True),
    ParagraphStyle("Glance Label", based_on="Label", after=2, line=1.1),
    ParagraphStyle("Glance", after=2, line=1.1, keep_lines=True),
    ParagraphStyle("Tick Box", font=BOX_FONT, size=14, after=2, line=1.0),
    ParagraphStyle("Tick Box Centred", based_on="Tick Box", centred=True),
    CharacterStyle(BESIDE_STYLE, font=FONT, size=8),
    CharacterStyle(DRAFT_MARK, size=11, spread=3),
    CharacterStyle(SIGN, size=11, bold=True, colour=_NAVY),
    ParagraphStyle("Table Gap", size=7, after=0, line=1.0),
    ParagraphStyle("Table End", size=1, after=0, line=1.0),
)
_ANSWERS: Final = (
    ParagraphStyle(Role.AFTER_BLANK.value, following=_PLAIN, before=8),
    ParagraphStyle(Role.BULLET.value, after=3, bullet=True),
    ParagraphStyle(Role.BULLET_AFTER_BLANK.value, based_on=Role.BULLET.value, following=Role.BULLET.value, before=8),
    ParagraphStyle(Role.MISSING.value, following=_PLAIN, colour="555555"),
)
STYLES: Final[tuple[Style, ...]] = (
    ParagraphStyle(_PLAIN, size=10, colour=_INK, before=0, after=4, line=1.22),
    *_TITLES,
    *_SENTENCES,
    *_CELLS,
    *_ANSWERS,
    FORM_TABLE,
    STATEMENT_TABLE,
    GLANCE_TABLE,
)
