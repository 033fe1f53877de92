"""Checks a whole pack: its words, its settings of rules, and all that is made of its templates, with every fault."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eqia.assessment.problems import suggest
from eqia.characters.drawing import undrawable
from eqia.concepts.model import Concepts
from eqia.concepts.roles import concepts_of_forms
from eqia.errors import EqiaError, InputError, MissingLibrary
from eqia.files import is_folder
from eqia.form.definition import Form
from eqia.form.inherited import inherited_guidance
from eqia.form.loader import (
    FACTS,
    FORM,
    PARTS,
    SYNONYMS,
    Pack,
    PackFacts,
    form_files,
    load_facts,
    load_pack_at,
    load_words,
    read_toml,
)
from eqia.form.projection import had
from eqia.packs.apart import pdf_faults_apart
from eqia.packs.faults import Fault, faults_of, serious
from eqia.packs.page import HTML, STYLE, page_faults, pdf_faults
from eqia.packs.start import MODEL, MODEL_NAME
from eqia.packs.tokens import APPROVAL, empty_assessment, token_assessment, whole_form
from eqia.packs.word import word_faults
from eqia.packs.word_marks import WORD
from eqia.process import is_own
from eqia.rules.pack_settings import read_settings
from eqia.rules.silence import silent_rules
from eqia.system_words import reason
from eqia.view.build import build_view
from eqia.view.document import DocumentView


@dataclass(frozen=True)
class Checked:
    """What the check of a pack found. ``fields`` is the number of fields found in each document; 0 if none was made.

    ``missing`` says why there was no PDF among the documents; ``silent`` which rules cannot speak on the form, and why.
    """

    faults: tuple[Fault, ...]
    fields: int = 0
    missing: MissingLibrary | None = None
    silent: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the pack can be used."""
        return not serious(self.faults)


def check_pack(folder: Path) -> Checked:
    """Check the pack in a folder: fill every question with a text of its own, and look for each in every document."""
    faults = _unknown_files(folder)
    try:
        facts = load_facts(folder)
    except EqiaError as error:
        return Checked((*faults, *faults_of(error, FACTS)))
    faults += _settings(facts)
    try:
        pack = load_pack_at(folder)
    except EqiaError as error:
        return Checked((*faults, *faults_of(error, FORM)))
    views = [*token_views(pack)]
    faults += [
        *_blank(pack.form),
        *_in_no_table(pack.form),
        *_own(pack.form),
        *_words(pack),
        *_inherited(pack),
        *_synonyms(pack),
    ]
    of_page, missing = _page(pack, views)
    faults += [*_word(pack, views), *of_page]
    silent = [*silent_rules(_had(pack), pack.form.laws)]
    faults += [Fault(FORM, str(each), warning=True) for each in silent if each.rule.statutory and each.missing]
    others = tuple(str(each) for each in silent if not (each.rule.statutory and each.missing))
    return Checked(tuple(dict.fromkeys(faults)), len(views[0].printed), missing, others)


def _had(pack: Pack) -> Collection[str] | None:
    """The concepts that the form of a pack has; None for all of them."""
    return None if pack.model is Concepts else had(pack.form)


def token_views(pack: Pack) -> Sequence[DocumentView]:
    """The views that a pack is checked with: drafts, the first with every question answered; the last is approved."""
    council, whole = pack.facts.council, whole_form(pack.form)
    full = [token_assessment(pack.form, council, ticked=ticked) for ticked in (True, False)]
    empty, last = (empty_assessment(pack.form, council, needed=needed) for needed in (True, False))
    approved = build_view(last, pack.form, draft=False, template=pack.stamp, approval=APPROVAL)
    drafts = [*((each, whole) for each in full), (empty, pack.form)]
    return [*(build_view(each, form, draft=True, template=pack.stamp) for each, form in drafts), approved]


def _word(pack: Pack, views: Sequence[DocumentView]) -> list[Fault]:
    try:
        return word_faults(pack.read(WORD), pack.form, views)
    except EqiaError as error:
        return faults_of(error, WORD)


def _page(pack: Pack, views: Sequence[DocumentView]) -> tuple[list[Fault], MissingLibrary | None]:
    """What is wrong with the web page and, if that is sound, with the PDF, and why there is none if there is none."""
    texts = []
    for name in (HTML, STYLE):
        try:
            texts.append(pack.read_text(name))
        except EqiaError as error:
            return faults_of(error, name), None
    found = page_faults(texts[0], texts[1], pack.form, views)
    try:
        of_pdf = [] if serious(found) else pdf_faults_of(pack) if is_own() else pdf_faults_apart(pack.folders[0])
        return [*found, *of_pdf], None
    except MissingLibrary as error:
        return found, error
    except EqiaError as error:
        return [*found, *faults_of(error, f"{HTML} and {STYLE}")], None


def pdf_faults_of(pack: Pack) -> list[Fault]:
    """What is wrong with the PDF files of a pack whose web page is sound; for a process of eqia's own.

    Raises MissingLibrary where none can be made.
    """
    first, *_, last = token_views(pack)
    return [*pdf_faults(pack.read_text(HTML), pack.read_text(STYLE), pack.form, (first, last))]


def _settings(facts: PackFacts) -> list[Fault]:
    try:
        read_settings(facts.rules, FACTS)
    except EqiaError as error:
        return faults_of(error, FACTS)
    return []


def _synonyms(pack: Pack) -> list[Fault]:
    try:
        pack.synonyms  # noqa: B018 - it is read when first asked for
    except EqiaError as error:
        return faults_of(error, SYNONYMS)
    return []


def _own(form: Form) -> Iterator[Fault]:
    """Questions of the form's own whose ids are nearly those of concepts: rules would not see them."""
    asked = {question.concept for section in form.sections for question in section.questions if question.concept}
    free = [path for path in concepts_of_forms() if path not in asked]
    for id in asked - concepts_of_forms().keys():
        if close := suggest(id, free):
            yield Fault(FORM, f'question "{id}" is this form\'s own, and no rule looks at it.{close}', warning=True)


def _inherited(pack: Pack) -> Iterator[Fault]:
    """Guidance of the pack below beside words of this pack's own."""
    own, *others = form_files(pack.folders)
    if others and own.parent == pack.folders[0]:
        whose = pack.facts.extends.replace("_", " ").title()
        for remark in inherited_guidance(read_toml(own), load_words(*others)[0], whose):
            yield Fault(FORM, remark, warning=True)


def _words(pack: Pack) -> Iterator[Fault]:
    """Words of the form that a template would take for its own marks, or that name the council it was copied from."""
    for text in dict.fromkeys(_printed_words(pack.form)):
        if _has_marks(text):
            yield Fault(FORM, f'"{text}" holds a mark of templates, such as {{{{.')
        for bad in undrawable({"": text}):
            yield Fault(FORM, f'"{text}": {bad}. Type it another way.')
        if MODEL_NAME in text and pack.facts.council != MODEL:
            yield Fault(FORM, f'"{text}" still names the council that the pack was copied from.', warning=True)


def _blank(form: Form) -> Iterator[Fault]:
    """Labels without words: what they stand beside could not be told apart by ear."""
    named = {f'question "{question.id}"': question.label for section in form.sections for question in section.questions}
    named |= {f'group "{group.id}"': group.label for group in form.groups}
    named |= {"the council": form.council, "the title": form.title}
    named |= {
        f'column "{column.id}" of "{question.id}"': column.label
        for section in form.sections
        for question in section.questions
        for column in question.columns
    }
    for name, label in named.items():
        if not label.strip():
            yield Fault(FORM, f"{name} has no words. Give it a label, or screen readers say nothing there.")


def _in_no_table(form: Form) -> Iterator[Fault]:
    """Groups that are named and never asked about."""
    rows = {row for section in form.sections for question in section.questions for row in question.rows}
    for group in form.groups:
        if group.id not in rows:
            text = f'the group "{group.label}" stands in no table. Add "{group.id}" to the rows of "impacts".'
            yield Fault(FORM, text, warning=True)


def _printed_words(form: Form) -> Iterator[str]:
    yield from (form.council, form.title, form.not_needed, form.not_answered, *(group.label for group in form.groups))
    for section in form.sections:
        yield from (section.title, section.lead, section.fixed, section.closing)
        for question in section.questions:
            yield from (question.label, question.short, *(column.label for column in question.columns))


def _has_marks(text: str) -> bool:
    return any(mark in text for mark in ("{{", "}}", "{%", "%}", "{#", "#}"))


def _unknown_files(folder: Path) -> list[Fault]:
    """Files that eqia never reads: a misspelt name is easily overlooked."""
    if not is_folder(folder):
        return []
    try:
        others = sorted(path.name for path in folder.iterdir() if path.name not in PARTS)
    except OSError as error:
        raise InputError(f'Cannot read the folder "{folder}": {reason(error)}.') from None
    return [Fault(name, f"eqia reads no file of this name. A pack has {', '.join(PARTS)}.", True) for name in others]
