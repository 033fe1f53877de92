"""Checks report.html and report.css: what the web page and the PDF made of them show, and that they ask for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from eqia.errors import EqiaError, MissingLibrary
from eqia.form.definition import Form
from eqia.form.places import Places
from eqia.packs.faults import Fault, faults_of
from eqia.packs.slots import Slot, slots_of
from eqia.render.html import render_page
from eqia.render.html_text import Page, differences, style_faults
from eqia.view.document import DocumentView

HTML: Final = "report.html"
STYLE: Final = "report.css"
_MUST_SAY: Final = {
    "stamp": "the word DRAFT",
    "approval": "by whom and when it was approved",
    "notice": "the notice of the assessment",
}
_SHOULD_SAY: Final = {
    "reference": "the reference",
    "digest": "the digest of the answers",
    "program": "the version of eqia",
    "template": "the version of the template",
    "council": "the name of the council",
    "title": "the title of the form",
}


def page_faults(template: str, style: str, form: Form, views: Sequence[DocumentView]) -> list[Fault]:
    """Everything wrong with the page that the template and the style sheet make.

    The first of ``views`` answers every question.
    """
    found = [Fault(STYLE, fault) for fault in style_faults(style)]
    places = Places(form)
    for view in views:
        try:
            page = Page(render_page(view, template))
        except EqiaError as error:
            return [*found, *faults_of(error, HTML)]
        found += [Fault(HTML, f"the page holds {fault}") for fault in page.foreign()]
        found += [_not_shown(path, places, "page") for path in differences(view, page.fields())]
        found += _said(page, view)
        if view is views[0]:
            found += [*_labels(page, view, places), *_frame(page, form, view)]
    return list(dict.fromkeys(found))


def pdf_faults(template: str, style: str, form: Form, views: Sequence[DocumentView]) -> Iterator[Fault]:
    """Everything wrong with PDF files of some views. Raises MissingLibrary where none can be made."""
    places = Places(form)
    try:
        from eqia.packs.contrast import contrast_faults
        from eqia.render.pdf import PdfEngine
        from eqia.render.pdf_text import differences as pdf_differences
        from eqia.render.pdf_text import read_pdf

        engine = PdfEngine(style)
        for view in views:
            shown = read_pdf(engine.draw(view, template))
            yield from (_not_shown(path, places, "PDF") for path in pdf_differences(view, shown))
        yield from contrast_faults(template, style, views, STYLE)
    except MissingLibrary:
        raise
    except EqiaError as error:
        yield from faults_of(error, f"{HTML} and {STYLE}")


def _not_shown(path: str, places: Places, document: str) -> Fault:
    said = f"the {document} does not show the answer as it was given"
    return Fault(HTML, f'{places.describe(path)}: {said}. It must stand in an element with data-field="{path}".')


def _said(page: Page, view: DocumentView) -> Iterator[Fault]:
    """Facts and fixed words that a page does not say."""
    text = page.text()
    unneeded = [section for section in view.sections if not section["needed"]]
    for fact, words in {**_MUST_SAY, **_SHOULD_SAY}.items():
        value = _plain(str(dict(view.facts)[fact]))
        if value and value not in text:
            yield Fault(HTML, f"{words} is shown nowhere. Write {{{{ facts.{fact} }}}}.", fact in _SHOULD_SAY)
    for section in view.sections:
        for words in (section["lead"], section["fixed"], section["closing"]):
            if words and _plain(words) not in text:
                yield Fault(HTML, f'section "{section["title"]}": the page nowhere says "{words}".', warning=True)
    if text.count(_plain(view.facts["not_needed"])) < len(unneeded):
        yield Fault(HTML, "the page does not say of a section that it is not needed.", warning=True)


def _labels(page: Page, view: DocumentView, places: Places) -> Iterator[Fault]:
    """Fields that stand twice, or beside or under other words than those of the form."""
    expected = _expected(view, slots_of(view, places))
    seen: set[str] = set()
    for path, beside, column in page.labels():
        if path in seen:
            yield Fault(HTML, f"{places.describe(path)}: the answer stands on the page more than once.")
        seen.add(path)
        label, head = expected.get(path, ("", ""))
        for where, found, wanted in (("beside", beside, label), ("under", column, head)):
            if wanted and found != _plain(wanted):
                text = f'{places.describe(path)}: it stands {where} "{found}"; form.toml says "{wanted}".'
                yield Fault(HTML, text, warning=True)


def _expected(view: DocumentView, slots: Mapping[str, Slot]) -> dict[str, tuple[str, str]]:
    """The words beside and above each field of a view."""
    words = {path: (slot.label, slot.column) for path, slot in slots.items() if "#" not in path}
    for section in view.sections:
        for question in section["questions"]:
            for row in question["rows"]:
                words |= {cell["path"]: (row["label"], cell["label"]) for cell in row["cells"]}
    return words


def _frame(page: Page, form: Form, view: DocumentView) -> Iterator[Fault]:
    """What screen readers need of the page as a whole."""
    if page.root.get("lang") != form.language:
        yield Fault(HTML, 'the page does not name its language. Begin it with <html lang="{{ facts.language }}">.')
    if not (page.root.findtext("head/title") or "").strip():
        yield Fault(HTML, "the page has no title. Write one into its <title>.")
    if not any(view.facts["digest"] in meta.get("content", "") for meta in page.root.iterfind("head/meta")):
        text = 'its head does not name the answers. Write <meta name="keywords" content="{{ facts.digest }}"> into it.'
        yield Fault(HTML, text, warning=True)
    if len(page.root.findall(".//h1")) != 1:
        yield Fault(HTML, "the page must have one heading <h1>.")
    for table in page.root.iterfind(".//table"):
        named = table.get("aria-labelledby") or table.get("aria-label") or table.find("caption") is not None
        heads = table.findall("thead/tr/th")
        if not named:
            yield Fault(HTML, f'the table "{table.get("class") or ""}" has no name for screen readers.')
        if not heads or any(head.get("scope") != "col" for head in heads):
            yield Fault(HTML, f'the table "{table.get("class") or ""}" has no row of <th scope="col"> in a <thead>.')


def _plain(text: str) -> str:
    return " ".join(text.split())
