"""A style sheet as data: the paragraph styles of a template, and the part ``word/styles.xml`` that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from eqia.wordml.names import W

_BUILT_IN: Final = ("Normal", "Title", "header", "footer")
_PLAIN_STYLES: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    '</w:tblCellMar></w:tblPr></w:style><w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>'
    '<w:uiPriority w:val="99"/><w:unhideWhenUsed/></w:style>'
)


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style. What is None is as in the style it is based on. Sizes and spaces are in points.

    ``line`` is the line spacing as a multiple of single; ``border`` a thickness of the line below; ``tab`` the place of a
    tab stop that aligns right; ``bullet`` makes every paragraph an item of the bullet list.
    """

    name: str
    based_on: str = "Normal"
    following: str = ""
    size: float | None = None
    bold: bool | None = None
    colour: str | None = None
    spread: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    border: float | None = None
    tab: float | None = None
    outline: int | None = None
    font: str | None = None
    keep_next: bool = False
    keep_lines: bool = False
    centred: bool = False
    bullet: bool = False

    @property
    def id(self) -> str:
        """The style's id: its name without spaces, as Word makes them."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


@dataclass(frozen=True)
class TableStyle:
    """A table style with thin lines of a colour; ``above`` and ``beside`` are the room around text, in points."""

    name: str
    line: str
    above: float
    beside: float

    @property
    def id(self) -> str:
        """The style's id."""
        return self.name.replace(" ", "")


def style_sheet(font: str, language: str, paragraphs: Sequence[ParagraphStyle], table: TableStyle) -> bytes:
    """The part ``word/styles.xml``. One font serves all scripts; ``language`` is that of all text ("en-GB")."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(font)}{_size(10)}"
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    styles = "".join(_paragraph_style(style) for style in paragraphs)
    text = f'<w:styles xmlns:w="{W}">{defaults}{_PLAIN_STYLES}{styles}{_table_style(table)}</w:styles>'
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()


def _paragraph_style(style: ParagraphStyle) -> str:
    built_in = style.name in _BUILT_IN or style.name.startswith("heading ")
    kind = (' w:default="1"' if style.name == "Normal" else "") + ("" if built_in else ' w:customStyle="1"')
    based = f'<w:basedOn w:val="{_id(style.based_on)}"/>' if style.name != "Normal" else ""
    following = f'<w:next w:val="{_id(style.following)}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{based}{following}<w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(style)}</w:pPr><w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


def _paragraph_properties(style: ParagraphStyle) -> str:
    """In the order that the schema demands (ECMA-376 part 1, 17.3.1.26)."""
    spacing = [("before", style.before, 20), ("after", style.after, 20), ("line", style.line, 240)]
    spaces = "".join(f' w:{name}="{round(value * unit)}"' for name, value, unit in spacing if value is not None)
    rule = ' w:lineRule="auto"' if style.line is not None else ""
    border = '<w:pBdr><w:bottom w:val="single" w:sz="{}" w:space="4" w:color="{}"/></w:pBdr>'
    return "".join(
        (
            "<w:keepNext/>" if style.keep_next else "",
            "<w:keepLines/>" if style.keep_next or style.keep_lines else "",
            "<w:widowControl/>" if style.name == "Normal" else "",
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if style.bullet else "",
            border.format(round(style.border * 8), style.colour) if style.border is not None else "",
            f'<w:tabs><w:tab w:val="right" w:pos="{round(style.tab * 20)}"/></w:tabs>' if style.tab is not None else "",
            f"<w:spacing{spaces}{rule}/>" if spaces else "",
            '<w:jc w:val="center"/>' if style.centred else "",
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
        )
    )


def _run_properties(style: ParagraphStyle) -> str:
    bold = {True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>', None: ""}[style.bold]
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour is not None else ""
    spread = f'<w:spacing w:val="{round(style.spread * 20)}"/>' if style.spread is not None else ""
    return (_fonts(style.font) if style.font is not None else "") + bold + colour + spread + (_size(style.size) if style.size is not None else "")


def _table_style(table: TableStyle) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{table.line}"/>' for side in sides)
    room = {"top": table.above, "left": table.beside, "bottom": table.above, "right": table.beside}
    margins = "".join(f'<w:{side} w:w="{round(points * 20)}" w:type="dxa"/>' for side, points in room.items())
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{table.id}"><w:name w:val="{table.name}"/><w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
    )


def _fonts(font: str) -> str:
    scripts = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts{scripts}/>"


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _id(name: str) -> str:
    return ParagraphStyle(name).id
