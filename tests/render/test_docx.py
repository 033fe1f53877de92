"""The Word document: the council's words, every answer, the same bytes each time, and templates kept in their place."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from eqia.concepts.model import Concepts
from eqia.errors import InputError, PackError, RenderError
from eqia.form.definition import Kind, Layout
from eqia.render.docx import compile_word_template, differences, read_docx, render_docx, rows_of
from eqia.render.word_engine import LONGEST_RUNNING_TITLE
from eqia.render.word_form import build_word_template
from eqia.view.build import build_view
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.archive.store import read_source
from eqia.wordml.names import PARAGRAPH, TABLE, parse, w, w14
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.styles import STYLES, read_styles

INJECTIONS = [
    "{{ 7*7 }}",
    "{_{ 7*7 }_}",
    "{% for x in y %}",
    "{# note #}",
    "{{",
    "%}",
    "<b>bold</b>",
    "R&D &amp; &lt;",
    "]]>",
    "</w:t></w:r></w:p><w:p/>",
    "=cmd|' /C calc'!A0",
    "\u202eright to left\u202c",
    "\u200f\u200e\u2067x\u2069",
    "\ue000\ue001",
    "x" * 100_000,
    "word " * 20_000,
    "line\n" * 2_000,
]


@pytest.fixture(scope="session")
def template(bedford):
    return compile_word_template(bedford.read("report.docx"))


@pytest.fixture(scope="session")
def reading(template):
    """Renders a view and reads the file as a stranger would: from its bytes."""

    def read(view):
        return read_docx(render_docx(view, template), template, rows_of(view), view.blanks)

    return read


def texts(data, part=DOCUMENT):
    return [text_of(paragraph) for paragraph in parse(read_parts(data)[part]).iter(PARAGRAPH)]


def changed(bedford, replacements, part=DOCUMENT):
    """The council's template with texts in its XML replaced."""
    parts = read_parts(bedford.read("report.docx"))
    for old, new in replacements.items():
        assert old.encode() in parts[part], old
        parts[part] = parts[part].replace(old.encode(), new.encode())
    return write_parts(parts)


def test_the_committed_template_is_what_the_form_makes(bedford):
    """Staff may edit it; then this test goes, and the next one proves that the labels are still the form's."""
    assert read_parts(bedford.read("report.docx")) == read_parts(build_word_template(bedford.form))


def test_every_label_in_the_template_is_the_forms(bedford, template):
    labels = {anchor.path.removesuffix(".#"): anchor.label for anchor in template.anchors}
    columns = {slot.path: slot.column for anchor in template.anchors for slot in anchor.slots}
    asked = [question for section in bedford.form.sections for question in section.questions]
    for question in (question for question in asked if question.printed and not question.joins):
        if question.kind is not Kind.MATRIX:
            assert labels[question.id] == question.label
        if question.kind is Kind.MATRIX or question.row_label:
            assert [columns[f"{question.id}.#.{column.id}"] for column in question.columns] == [
                column.label for column in question.columns
            ]


def test_the_order_and_the_fixed_words_are_the_forms(bedford):
    shown = iter(texts(bedford.read("report.docx")))
    assert next(shown) == bedford.form.council
    assert bedford.form.title in shown
    for section in bedford.form.sections:
        heading = section.questions[0].label if section.layout is Layout.TEXT else section.title
        for words in (
            heading if section.layout is not Layout.HEADER else "",
            section.lead,
            section.fixed,
            section.closing,
        ):
            assert not words or words in shown, words


def test_every_sample_prints_and_reads_back(samples, bedford, reading):
    for path in samples:
        view = build_view(Concepts.model_validate_json(path.read_bytes()), bedford.form, draft=True)
        assert differences(view, reading(view)) == []


def test_every_state_of_every_field_comes_back(view_of, full, reading):
    view = view_of(full)
    assert reading(view) == view.printed
    assert "unreadable" in view.printed.values()


def test_an_empty_assessment_prints_the_whole_form_and_says_what_is_not_answered(view_of, template, reading):
    view = view_of()
    assert reading(view) == view.printed
    shown = texts(render_docx(view, template))
    alone = [
        path
        for path, printed in view.printed.items()
        if printed == "" and path.split(".")[0] not in ("duty", "impacts", "actions")
    ]
    assert sum(text in view.blanks for text in shown) == len(alone)
    assert len(view.blanks) == 2
    assert sum(text.startswith("☐") for text in shown) == sum(printed is False for printed in view.printed.values())


def test_a_section_that_is_not_needed_says_so_and_prints_no_questions(samples, bedford, template):
    (path,) = (path for path in samples if path.name == "not-required.json")
    view = build_view(Concepts.model_validate_json(path.read_bytes()), bedford.form, draft=True)
    data = render_docx(view, template)
    unneeded = [section for section in view.sections if not section["needed"]]
    assert texts(data).count(view.facts["not_needed"]) == len(unneeded) > 0
    tables = [section for section in view.sections if section["needed"] and section["layout"] != "text"]
    assert len(list(parse(read_parts(data)[DOCUMENT]).iter(TABLE))) == len(tables) + 2  # the statements take three


def test_a_draft_says_so_on_every_page_and_a_final_document_does_not(view_of, template):
    draft, final = (render_docx(view_of(draft=draft), template) for draft in (True, False))
    assert "DRAFT" in texts(draft)
    assert any(text.endswith("\tDRAFT") for text in texts(draft, "word/header1.xml"))
    assert not any("DRAFT" in text for text in [*texts(final), *texts(final, "word/header1.xml")])


def test_a_notice_stands_under_the_title(view_of, template):
    shown = texts(render_docx(view_of({"notice": "An illustration.\nNot the council's."}), template))
    assert shown[:4] == [
        "Bedford Borough Council",
        "Equality Analysis Report",
        "DRAFT",
        "An illustration.\nNot the council's.",
    ]


def test_small_print_names_digest_program_and_template(view_of, template):
    view = view_of({"reference": "EA-1", "revision": 4})
    facts = view.facts
    small = texts(render_docx(view, template))[-1]
    assert small.startswith("Reference EA-1. Revision 4. ")
    assert all(fact in small for fact in (facts["digest"], facts["program"], facts["template"]))


def test_pages_are_numbered_and_a_long_title_is_cut_at_their_top(view_of, template):
    data = render_docx(view_of({"activity": {"title": "long " * 1000}}), template)
    (running,) = texts(data, "word/header1.xml")
    assert len(running) < LONGEST_RUNNING_TITLE + 60
    assert texts(data, "word/footer1.xml")[0].startswith("Bedford Borough Council · Revision 1\tPage ")
    assert b"NUMPAGES" in read_parts(data)["word/footer1.xml"]


def test_the_source_travels_inside_and_says_what_was_printed(view_of, full, template):
    view = view_of(full)
    source = read_source(read_parts(render_docx(view, template)))
    assert source is not None
    assert source.whole
    assert json.loads(source.json) == json.loads(view.source)


def test_facts_of_the_file_come_from_the_data_and_name_no_user(view_of, template):
    answers = {"activity": {"title": "R&D <Libraries>", "approval_date": "1 December 2026"}}
    core = {
        node.tag.rpartition("}")[2]: node.text
        for node in parse(read_parts(render_docx(view_of(answers), template))["docProps/core.xml"])
    }
    assert core["title"] == "Equality Analysis Report: R&D <Libraries>"
    assert core["language"] == "en-GB"
    assert core["created"] == core["modified"] == "2026-12-01T00:00:00Z"
    assert core["creator"] == "Bedford Borough Council"
    assert "lastModifiedBy" not in core
    facts = view_of(answers).facts
    assert core["identifier"] == facts["digest"]
    assert core["version"] == f"{facts['program']}, template {facts['template']}"


def test_prose_prints_as_paragraphs_and_real_bullets(view_of, template):
    data = render_docx(view_of({"summary": "One.\n\n- Two\n- Three\nFour"}), template)
    styles = read_styles(read_parts(data)[STYLES])
    paragraphs = list(parse(read_parts(data)[DOCUMENT]).iter(PARAGRAPH))
    start = next(number for number, paragraph in enumerate(paragraphs) if text_of(paragraph) == "One.")
    assert [(styles.name_of(p), text_of(p)) for p in paragraphs[start : start + 4]] == [
        ("", "One."),
        ("answer bullet after space", "Two"),
        ("answer bullet", "Three"),
        ("", "Four"),
    ]


@pytest.mark.parametrize("text", INJECTIONS, ids=lambda text: text[:20])
def test_text_of_an_answer_is_never_run_as_anything(view_of, reading, text):
    answers = {
        "notice": text,
        "reference": text.replace("\n", " "),
        "activity": {"title": text.replace("\n", " "), "description": text},
        "scope": {"who_is_affected": text},
        "impacts": {"age": {"explanation": text}},
        "actions": {"other": [{"what": text, "who": text.replace("\n", " "), "when": text}]},
    }
    view = view_of(answers)
    assert reading(view) == view.printed


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800", "\r"])
def test_a_character_that_no_file_can_hold_is_an_error_and_never_lost(view_of, template, character):
    view = view_of({"summary": "marker"})
    values = {**view.values, "summary": f"a{character}b"}
    with pytest.raises((RenderError, InputError)):
        render_docx(replace(view, values=values, printed={**view.printed, "summary": f"a{character}b"}), template)


def test_a_document_that_shows_something_else_is_never_given_out(view_of, full, template):
    view = view_of(full)
    with pytest.raises(RenderError, match=r"impacts\.age\.negative, summary\.$"):
        render_docx(replace(view, printed={**view.printed, "summary": "x", "impacts.age.negative": True}), template)


def test_a_field_that_the_template_lacks_is_named(view_of, full, bedford):
    lacking = compile_word_template(changed(bedford, {"{{ evidence.gaps }}": "nothing"}))
    with pytest.raises(RenderError, match=r"evidence\.gaps\.$"):
        render_docx(view_of(full), lacking)


def test_the_same_view_gives_the_same_bytes_whenever_the_template_is_compiled(view_of, full, bedford, template):
    view = view_of(full)
    once = render_docx(view, template)
    assert render_docx(view, template) == once
    assert render_docx(view, compile_word_template(bedford.read("report.docx"))) == once


PRINT_DIGEST = """
import hashlib, sys
from pathlib import Path
from eqia.concepts.model import Concepts
from eqia.form.loader import load_pack
from eqia.render.docx import compile_word_template, render_docx
from eqia.view.build import build_view
pack = load_pack("bedford")
assessment = Concepts.model_validate_json(Path(sys.argv[1]).read_bytes())
data = render_docx(build_view(assessment, pack.form, draft=True), compile_word_template(pack.read("report.docx")))
print(hashlib.sha256(data).hexdigest())
"""


def test_other_processes_with_other_hash_seeds_and_clocks_give_the_same_bytes(samples):
    digests = {
        subprocess.run(
            [sys.executable, "-c", PRINT_DIGEST, str(samples[1])],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("77", "America/New_York"))
    }
    assert len(digests) == 1


def test_the_template_is_the_same_each_time_it_is_built(bedford):
    assert build_word_template(bedford.form) == build_word_template(bedford.form)


@pytest.mark.parametrize(
    "payload",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ facts.__class__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum.__globals__ }}",
        "{{ facts.update({'title': 'x'}) }}",
        "{{ 'a' * 10000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{% for x in range(1000000000) %}x{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{{ facts.title|attr('__class__') }}",
        "{{ namespace }}",
        "{{ summary.nothing }}",
        "{{ nothing }}",
        "{{ facts.title(",
        "{% endfor %}",
    ],
)
def test_a_template_that_reaches_out_or_is_wrong_is_refused_in_a_sentence(view_of, bedford, payload):
    payload = payload.replace("'", "&#39;")
    for part, place, said in (
        (DOCUMENT, "Please refer to", "in its text"),
        ("word/header1.xml", "{{ facts.stamp }}", "at the top of its pages"),
    ):
        with pytest.raises(PackError, match=rf"(?s)The Word template .*\({said}\)"):
            render_docx(view_of(), compile_word_template(changed(bedford, {place: payload}, part)))


def test_a_template_edited_in_pieces_still_prints(view_of, full, bedford):
    pieces = '</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">'
    edited = changed(bedford, {"{{ evidence.gaps }}": f"{{{{ evi{pieces}dence.gaps }}{pieces}}}", "Label": "Label"})
    view = view_of(full)
    assert render_docx(view, compile_word_template(edited))


def test_a_template_made_from_a_printed_document_holds_nothing_of_it(view_of, full, bedford, template):
    """Staff may take a printed report and put the expressions back: its data and its bookmarks must not stay."""
    parts = read_parts(render_docx(view_of({"summary": "of another assessment"}), template))
    parts[DOCUMENT] = read_parts(bedford.read("report.docx"))[DOCUMENT]
    data = render_docx(view_of(full), compile_word_template(write_parts(parts)))
    assert not any(b"another assessment" in part for part in read_parts(data).values())


def test_not_a_word_file_is_refused():
    with pytest.raises(InputError):
        compile_word_template(b"not a template")


def test_tick_boxes_carry_their_field_path_and_a_title_of_their_own(view_of, full, template):
    root = parse(read_parts(render_docx(view_of(full), template))[DOCUMENT])
    controls = [properties for properties in root.iter(w("sdtPr")) if properties.find(w14("checkbox")) is not None]
    tags, titles = ([p.find(w(name)).get(w("val")) for p in controls] for name in ("tag", "alias"))
    view = view_of(full)
    assert set(tags) == {path for path, printed in view.printed.items() if printed in (True, False, "unreadable")}
    assert "Age: Positive impact" in titles
    assert all(0 < len(title) <= 64 for title in titles)
    assert len(set(titles)) == len(titles)


def test_a_compiled_template_is_not_touched_by_printing(view_of, full, template):
    before = (template.anchors, template.unchanging)
    render_docx(view_of(full), template)
    assert (template.anchors, template.unchanging) == before
    assert io.BytesIO(render_docx(view_of(), template)).getvalue() == render_docx(view_of(), template)
