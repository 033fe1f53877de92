"""Sets up the Word template before anything stands in it: its styles, its page, what runs at the top and the foot."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.parser import parse_xml
from docx.section import _Header
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from eqia.form.definition import Form
from eqia.render.word_look import DRAFT_BAND, DRAFT_MARK, FIRST_BAND, FONT, HEADER, MARGIN, PAGE_WIDTH, STYLES, TOP
from eqia.wordml.form import building
from eqia.wordml.form.stylesheet import style_sheet

_MADE: Final = datetime(2011, 4, 5)
"""A fixed date, so that the same form always makes the same template."""

_RUNNING_TITLE: Final = "{{ facts.title }}{% if facts.name %}: {{ facts.name }}{% endif %}"

_UNWANTED: Final = ("/customXml", "/thumbnail", "/stylesWithEffects", "/webSettings")


def prepare_document(document: WordDocument, form: Form) -> None:
    """Empties python-docx's own template; sets up the styles, the page, and the file's facts."""
    for holder in (document.part.rels, document.part.package.rels):
        for id in [id for id, relation in holder.items() if relation.reltype.endswith(_UNWANTED)]:
            del holder[id]
    styles = document.styles.element
    for old in list(styles):
        styles.remove(old)
    styles.extend(list(parse_xml(style_sheet(FONT, form.language, STYLES))))
    _set_page(document)
    facts = document.core_properties
    facts.title, facts.author, facts.language = form.title, form.council, form.language
    facts.comments, facts.last_modified_by, facts.revision = "", "", 1
    facts.created = facts.modified = _MADE


def _set_page(document: WordDocument) -> None:
    """Sets up the pages of a document. The first has the title in its text, the others have it at the top.

    Those of a draft have a band there that says so. It is part of the page, not of the text, which says it once.
    Word knows one top margin: the space below the running title is what lets the text of other pages begin lower.
    """
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(PAGE_WIDTH), Mm(210)
    page.left_margin = page.right_margin = Mm(MARGIN)
    page.top_margin, page.bottom_margin = Mm(TOP), Mm(18)
    page.header_distance = page.footer_distance = Mm(HEADER)
    page.different_first_page_header_footer = True
    _head(page.header, "header", _RUNNING_TITLE, DRAFT_BAND)
    _head(page.first_page_header, "footer", "", FIRST_BAND)
    for footer in (page.footer, page.first_page_footer):
        _foot(footer.paragraphs[0])


def _head(header: _Header, style: str, title: str, band: str) -> None:
    """What stands at the top of pages: a title, in a draft upon the band of drafts."""
    lines = [("{%p if facts.draft %}", ""), (f"{title}\t", band), ("{%p else %}", ""), (title, style)]
    for place, (text, name) in enumerate([*lines, ("{%p endif %}", "")]):
        paragraph = header.add_paragraph() if place else header.paragraphs[0]
        paragraph.style = name or "Normal"
        paragraph.add_run(text)
        if name == band:
            paragraph.add_run("{{ facts.stamp }}", DRAFT_MARK)


def _foot(paragraph: Paragraph) -> None:
    """Whose document it is and which, and the number of the page."""
    paragraph.style = "footer"
    paragraph.add_run("{{ facts.foot }}\tPage ")
    building.add_field(paragraph._p, "PAGE")
    paragraph.add_run(" of ")
    building.add_field(paragraph._p, "NUMPAGES")
