"""A style sheet as data: the styles of a template, and the part ``word/styles.xml`` that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from eqia.wordml.names import W

_BUILT_IN: Final = ("Normal", "Title", "header", "footer")
_NEEDED: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/></w:style>'
)
"""What Word expects in every file, and the styles of comments."""


@dataclass(frozen=True, kw_only=True)
class Letters:
    """How letters look. What is None is as in the style a style is based on; sizes and spreads are in points."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    colour: str | None = None
    spread: float | None = None


@dataclass(frozen=True)
class CharacterStyle(Letters):
    """A style of words within a paragraph."""

    name: str


@dataclass(frozen=True)
class ParagraphStyle(Letters):
    """A paragraph style. Spaces and places are in points.

    ``line`` is the line spacing as a multiple of single; ``border`` a thickness of the line below; ``band`` a
    colour behind the whole line, and a little above and below it; ``tab`` the place of
    a tab stop that aligns right; ``bullet`` makes every paragraph an item of the bullet list; ``outline`` is the level
    of a heading, counted from 0.
    """

    name: str
    based_on: str = "Normal"
    following: str = ""
    before: float | None = None
    after: float | None = None
    line: float | None = None
    border: float | None = None
    band: str = ""
    tab: float | None = None
    outline: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    centred: bool = False
    bullet: bool = False


@dataclass(frozen=True)
class TableStyle:
    """A table style with thin lines of a colour; ``above``, ``below``, ``beside`` are the room around text, in points.

    ``head`` is the background of the heading row, ``label`` that of the first column, where it has one.
    """

    name: str
    line: str
    above: float
    below: float
    beside: float
    head: str
    label: str = ""


_EDGES: Final = ("top", "bottom")

Style = CharacterStyle | ParagraphStyle | TableStyle


def style_sheet(font: str, language: str, styles: Sequence[Style]) -> bytes:
    """The part ``word/styles.xml``. One font serves all scripts; ``language`` is that of all text ("en-GB")."""
    written = "".join(map(_style, styles))
    text = f'<w:styles xmlns:w="{W}">{_defaults(font, language)}{_NEEDED}{written}</w:styles>'
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()


def style_id(name: str) -> str:
    """The id of a style: its name without spaces, as Word makes them."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _style(style: Style) -> str:
    match style:
        case CharacterStyle():
            return _named("character", style.name, f"<w:rPr>{_letters(style)}</w:rPr>", "DefaultParagraphFont")
        case ParagraphStyle():
            properties = f"<w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{_letters(style)}</w:rPr>"
            return _named("paragraph", style.name, properties, style_id(style.based_on), style_id(style.following))
        case TableStyle():
            return _named("table", style.name, _table(style), "TableNormal")


def _named(kind: str, name: str, properties: str, based_on: str, following: str = "") -> str:
    own = "" if name in _BUILT_IN or name.startswith("heading ") else ' w:customStyle="1"'
    usual = ' w:default="1"' if name == "Normal" else ""
    based = f'<w:basedOn w:val="{based_on}"/>' if name != "Normal" else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    head = f'<w:style w:type="{kind}"{usual}{own} w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
    return f"{head}{based}{after}<w:qFormat/>{properties}</w:style>"


def _paragraph(style: ParagraphStyle) -> str:
    """In the order that the schema demands (ECMA-376 part 1, 17.3.1.26)."""
    spaces = [("before", style.before, 20), ("after", style.after, 20), ("line", style.line, 240)]
    spacing = "".join(f' w:{name}="{round(value * unit)}"' for name, value, unit in spaces if value is not None)
    rule = ' w:lineRule="auto"' if style.line is not None else ""
    border = f'<w:bottom w:val="single" w:sz="{round((style.border or 0) * 8)}" w:space="4" w:color="{style.colour}"/>'
    edges = "".join(f'<w:{side} w:val="single" w:sz="24" w:space="0" w:color="{style.band}"/>' for side in _EDGES)
    parts = {
        "<w:keepNext/>": style.keep_next,
        "<w:keepLines/>": style.keep_next or style.keep_lines,
        "<w:widowControl/>": style.name == "Normal",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>': style.bullet,
        f"<w:pBdr>{border}</w:pBdr>": style.border is not None,
        f'<w:pBdr>{edges}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{style.band}"/>': bool(style.band),
        f'<w:tabs><w:tab w:val="right" w:pos="{round((style.tab or 0) * 20)}"/></w:tabs>': style.tab is not None,
        f"<w:spacing{spacing}{rule}/>": bool(spacing),
        '<w:jc w:val="center"/>': style.centred,
        f'<w:outlineLvl w:val="{style.outline}"/>': style.outline is not None,
    }
    return "".join(part for part, wanted in parts.items() if wanted)


def _letters(style: Letters) -> str:
    """In the order that the schema demands (ECMA-376 part 1, 17.3.2.28)."""
    bold = {True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>', None: ""}[style.bold]
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour is not None else ""
    spread = f'<w:spacing w:val="{round(style.spread * 20)}"/>' if style.spread is not None else ""
    fonts = _fonts(style.font) if style.font is not None else ""
    return fonts + bold + colour + spread + (_size(style.size) if style.size is not None else "")


def _table(table: TableStyle) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{table.line}"/>' for side in sides)
    room = {"top": table.above, "left": table.beside, "bottom": table.below, "right": table.beside}
    margins = "".join(f'<w:{side} w:w="{round(points * 20)}" w:type="dxa"/>' for side, points in room.items())
    shades = _shaded("firstRow", table.head) + _shaded("firstCol", table.label)
    properties = f"<w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
    return f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{properties}</w:tblPr>{shades}'


def _shaded(part: str, colour: str) -> str:
    """What a table style says of a part of its tables."""
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{colour}"/></w:tcPr>'
    return f'<w:tblStylePr w:type="{part}">{shade}</w:tblStylePr>' if colour else ""


def _defaults(font: str, language: str) -> str:
    spoken = f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    letters = f"<w:rPrDefault><w:rPr>{_fonts(font)}{_size(10)}{spoken}</w:rPr></w:rPrDefault>"
    return f"<w:docDefaults>{letters}<w:pPrDefault/></w:docDefaults>"


def _fonts(font: str) -> str:
    scripts = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts{scripts}/>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
