"""Forms typed by hand: what is found, how sure, what could not be read, what is left over. No tick is ever guessed."""

import io
import json
import re

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from eqia.assessment import store
from eqia.assessment.model import Assessment, Person
from eqia.errors import InputError
from eqia.form.definition import Kind
from eqia.render.worksheet import make_worksheet
from eqia.resources import folder
from eqia.review.compare import compare
from eqia.review.import_form import import_document, import_text
from eqia.wordml.names import w
from eqia.wordml.redline_text import without_controls

SAMPLES = sorted(folder("samples").glob("*.json"))
STATEMENTS = [
    "1. The outcomes of the activity directly and significantly impact on people, e.g. service users, employees, "
    "voluntary and community sector groups.",
    "2. The activity could / does affect one or more protected equality groups.",
    "3. The activity could / does affect protected equality groups differently.",
]
FIXED = (
    "In preparing this report, due consideration has been given to the Borough Council's statutory Equality Duty to "
    "eliminate unlawful discrimination, advance equality of opportunity and foster good relations, as set out in "
    "Section 149(1) of the Equality Act 2010."
)
MEASURES = "We have established that we have effective measures in place to monitor the impact of"
GROUPS = ["Age", "Disability", "Gender reassignment", "Pregnancy and maternity", "Race"]


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def table(document, rows):
    made = document.add_table(len(rows), max(map(len, rows)))
    for row, cells in zip(made.rows, rows, strict=True):
        for cell, content in zip(row.cells, cells, strict=False):
            if callable(content):
                content(cell.paragraphs[0])
            else:
                cell.text = content
    return made


def control(checked):
    """A check box of Word 2010 and later."""

    def write(paragraph):
        box = etree.fromstring(
            '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox>'
            f'<w14:checked w14:val="{int(checked)}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>'
            f"{'☒' if checked else '☐'}</w:t></w:r></w:sdtContent></w:sdt>"
        )
        paragraph._p.append(box)

    return write


def form_field(checked, default=False):
    """A check box among the form fields of old."""

    def write(paragraph):
        for kind in ("begin", "separate", "end"):
            run = paragraph.add_run()
            character = OxmlElement("w:fldChar")
            character.set(qn("w:fldCharType"), kind)
            if kind == "begin":
                data, box = OxmlElement("w:ffData"), OxmlElement("w:checkBox")
                for name, value in (("default", default), ("checked", checked)):
                    if value is not None:
                        node = OxmlElement(f"w:{name}")
                        node.set(qn("w:val"), str(int(value)))
                        box.append(node)
                data.append(box)
                character.append(data)
            run._r.append(character)
            if kind == "begin":
                instruction = OxmlElement("w:instrText")
                instruction.text = " FORMCHECKBOX "
                paragraph.add_run()._r.append(instruction)

    return write


def symbol(number, font="Wingdings"):
    def write(paragraph):
        node = OxmlElement("w:sym")
        node.set(qn("w:font"), font)
        node.set(qn("w:char"), number)
        paragraph.add_run()._r.append(node)

    return write


def in_font(text, font):
    def write(paragraph):
        run = paragraph.add_run(text)
        run.font.name = font

    return write


def boxes_of(yes, no):
    """The answer to the first statement, with this in the cells under Yes and No."""
    document = Document()
    table(document, [["", "Yes", "No"], [STATEMENTS[0], yes, no]])
    return import_document(saved(document), "bedford").assessment.relevance.affects_people


@pytest.mark.parametrize(
    ("yes", "no", "answer"),
    [
        ("X", "", "yes"),
        ("", "x", "no"),
        ("✓", "", "yes"),
        ("✔", "☐", "yes"),
        ("☐", "☒", "no"),
        ("☒", "☒", "both"),
        ("", "", None),
        ("☐", "☐", None),
        ("√", "", "yes"),
        (symbol("F0FC"), "", "yes"),
        (symbol("F0FE"), symbol("F0A8"), "yes"),
        (symbol("F052", "Wingdings 2"), symbol("F0A3", "Wingdings 2"), "yes"),
        (in_font("ü", "Wingdings"), "", "yes"),
        (control(False), control(True), "no"),
        (form_field(True), form_field(False), "yes"),
        (form_field(None, default=True), form_field(None), "yes"),
        ("ü", "", "unreadable"),
        ("maybe", "", "unreadable"),
        (symbol("F04A"), "", "unreadable"),
    ],
)
def test_every_way_of_ticking_is_read_and_what_is_not_known_is_said_to_be_unreadable(yes, no, answer):
    assert boxes_of(yes, no) == answer


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (["Yes", "☒", "No", "☐"], "yes"),
        (["Yes", "", "No", "X"], "no"),
        (["Yes ☐", "No ☒"], "no"),
        (["☒ Yes", "☐ No"], "yes"),
        (["Yes ☒ No ☐"], "yes"),
        (["Yes"], "yes"),
        (["No"], "no"),
        (["Yes / No"], "unreadable"),
        (["see below"], "unreadable"),
        (["Yes", "", "No", ""], None),
    ],
)
def test_boxes_beside_words(cells, answer):
    document = Document()
    table(document, [[STATEMENTS[1], *cells]])
    assert import_document(saved(document), "bedford").assessment.relevance.affects_groups == answer


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_our_own_documents_are_read_without_any_hidden_mark(path, docx, edit, pack):
    assessment = store.parse(store.read_json(path))[0]

    def strip(root, parts):
        for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            mark.getparent().remove(mark)
        without_controls(root)
        for name in [name for name in parts if re.fullmatch(r"customXml/item\d+\.xml", name)]:
            del parts[name]

    imported = import_document(edit(docx(assessment), strip), "bedford")
    scope = assessment.scope.model_copy(update={"characteristics": (), "other_groups": ()})
    printed = assessment.model_copy(update={"reference": "", "notice": "", "revision": 1, "scope": scope})
    assert compare(printed, imported.assessment, pack.form) == ()
    assert imported.how == "by its printed labels"
    assert all(0.7 <= sure <= 1 for sure in imported.sure.values())


def test_our_own_document_is_imported_with_all_that_travels_inside(docx, full):
    imported = import_document(docx(full), "bedford")
    assert imported.assessment == full
    assert set(imported.sure.values()) == {1.0}


def handmade(four_columns):
    """A form that somebody typed after the council's, with its own small differences."""
    document = Document()
    document.add_paragraph("EQUALITY ANALYSIS REPORT")
    head = [
        ("Title of activity", "Opening hours of libraries"),
        ("Committee meeting (decision-maker) and date", "Executive, 14 May 2026"),
        ("Service Area:", "Libraries"),
        ("Lead Officer", "A Name, Head of Libraries"),
        ("Approved by", "Director of Communities"),
        ("Date of approval", ""),
    ]
    if four_columns:
        table(document, [[*head[n], *head[n + 1]] for n in (0, 2, 4)])
    else:
        table(document, [list(pair) for pair in head])
    document.add_heading("Description of activity", 1)
    document.add_paragraph("Branches close on Mondays.")
    document.add_paragraph("They open on Sundays.", style="List Bullet")
    document.add_paragraph("Please refer to the Equality Analysis Template Notes for guidance on completing this form.")
    document.add_heading("Relevance test", 1)
    table(document, [["", "Yes", "No"], [STATEMENTS[0], "X", ""], [STATEMENTS[1], "", "X"], [STATEMENTS[2], "", ""]])
    document.add_heading("Scope of equality analysis", 1)
    table(document, [
        ["Who is/will be impacted by the activity’s aims and outcomes?", "Readers.\nTheir carers."],
        ["Which particular protected equality groups are likely/will be affected", "Older people"],
    ])  # fmt: skip
    document.add_heading("General Equality Duty", 1)
    aims = [
        "Eliminate discrimination, harassment & victimisation",
        "Advance equality of opportunity",
        "Foster good relations",
    ]
    table(document, [["", *aims], ["Age", "", "Sunday hours", ""], ["Race", "Asked", "", "Reading groups"]])
    document.add_heading("Impact on equality groups", 1)
    impact = ["", "Positive impact", "Negative impact", "No impact", "Explanation"]
    table(document, [impact, *([group, "", "", "x", "None found"] for group in GROUPS[:3])])
    document.add_paragraph("")
    table(document, [["Pregnancy and maternity", "X", "X", "", "Both ways"], ["Race", "", "", "", ""]])
    document.add_heading("Actions", 1)
    plan = ["", "What will be done?", "Who?", "When?", "What will be the outcome?"]
    table(document, [
        plan,
        ["Actions to lessen negative impact", "Ask readers", "Librarian", "March", "They are heard"],
        ["", "Ask again", "Librarian", "June", ""],
        ["Other relevant actions", "Report", "Director", "Yearly", "Members know"],
    ])  # fmt: skip
    document.add_heading("Recommendation", 1)
    table(document, [["No major change required", ""], ["Adjustments required", "X"], ["Stop the activity", "☐"]])
    document.add_heading("Summary of analysis", 1)
    document.add_paragraph(FIXED)
    document.add_paragraph("More people can come.")
    document.add_heading("Equality officer's remarks", 1)
    document.add_paragraph("Where are the figures?")
    document.add_heading("Monitoring and review", 1)
    table(document, [
        [f"{MEASURES} the new hours.", "Review date"],
        ["Counts at the door.", "May 2027"],
    ])  # fmt: skip
    return saved(document)


@pytest.mark.parametrize("four_columns", [False, True])
def test_a_form_typed_by_hand_is_read(four_columns):
    imported = import_document(handmade(four_columns), "bedford")
    read = imported.assessment
    assert read.activity.title == "Opening hours of libraries"
    assert [(each.body, each.date.text) for each in read.activity.decisions] == [("Executive", "14 May 2026")]
    assert read.activity.service_area == "Libraries"
    assert read.activity.lead_officers == (Person(name="A Name", post="Head of Libraries"),)
    assert read.activity.approved_by == (Person(post="Director of Communities"),)
    assert read.activity.approval_date.text == ""
    assert read.activity.description == "Branches close on Mondays.\n- They open on Sundays."
    relevance = read.relevance
    assert (relevance.affects_people, relevance.affects_groups, relevance.affects_groups_differently) == (
        "yes",
        "no",
        None,
    )
    assert read.scope.who_is_affected == "Readers.\nTheir carers."
    assert read.scope.groups_affected == "Older people"
    assert read.duty_of("age").advance_equality == "Sunday hours"
    assert read.duty_of("race").foster_good_relations == "Reading groups"
    assert read.impact_of("disability").none is True
    split = read.impact_of("pregnancy_maternity")
    assert (split.positive, split.negative, split.none, split.explanation) == (True, True, False, "Both ways")
    assert read.impact_of("race").none is False
    assert [row.what for row in read.actions.lessen_negative] == ["Ask readers", "Ask again"]
    assert read.actions.other[0].when.text == "Yearly"
    assert read.recommendation.adjustments is True
    assert read.recommendation.stop is False
    assert read.summary == "More people can come."
    assert read.monitoring.review_date.text == "May 2027"
    assert "the new hours" in read.monitoring.arrangements
    assert "Counts at the door." in read.monitoring.arrangements


def test_a_form_typed_by_hand_says_what_is_sure_what_is_missing_and_what_is_left_over():
    imported = import_document(handmade(four_columns=False), "bedford")
    assert imported.sure["activity.service_area"] == 1
    assert imported.sure["activity.title"] < 1
    assert imported.sure["activity.description"] < 1
    assert "evidence.gaps" in imported.missing
    assert "impacts.sex.positive" in imported.missing
    assert "recommendation.justification" in imported.missing
    assert imported.assessment.recommendation.justification is False
    assert "Where are the figures?" in imported.left_over
    kept = [remark.words for remark in imported.assessment.review.remarks]
    assert kept == list(imported.left_over)


def test_a_label_with_its_answer_in_one_cell_or_one_paragraph():
    document = Document()
    document.add_paragraph("Service area: Libraries")
    table(document, [["Date of approval: 3 May 2026", "Review date\nMay 2027"]])
    read = import_document(saved(document), "bedford").assessment
    assert read.activity.service_area == "Libraries"
    assert read.activity.approval_date.text == "3 May 2026"
    assert read.monitoring.review_date.text == "May 2027"


def test_labels_in_a_row_with_the_answers_below():
    document = Document()
    table(document, [["Service area", "Review date"], ["Libraries", "May 2027"]])
    read = import_document(saved(document), "bedford").assessment
    assert (read.activity.service_area, read.monitoring.review_date.text) == ("Libraries", "May 2027")


def test_an_answer_found_twice_is_kept_twice_and_less_sure():
    document = Document()
    table(document, [["Service area", "Libraries"], ["Service area", "Museums"]])
    imported = import_document(saved(document), "bedford")
    assert "Libraries" in imported.assessment.activity.service_area
    assert "Museums" in imported.assessment.activity.service_area
    assert imported.sure["activity.service_area"] < 1


def test_contradictory_ticks_are_said_to_be_unreadable():
    document = Document()
    for mark in ("X", "☐"):
        table(document, [["Stop the activity", mark]])
    assert import_document(saved(document), "bedford").assessment.recommendation.stop == "unreadable"


def test_a_document_about_something_else_is_refused():
    document = Document()
    document.add_paragraph("Dear all, please find the minutes below.")
    with pytest.raises(InputError, match="Nothing of the form"):
        import_document(saved(document), "bedford")


REPORT = """Equality Analysis Report

Title of activity / Budget Proposal title and number Opening hours of libraries\tCommittee meeting (decision maker) and date Executive for approval
Service area Libraries\tLead officer Head of Libraries
Approved by Director of Communities\tDate of approval

Description of activity:

Branches close on Mondays and open on Sundays.

Please refer to the Equality Analysis Template Notes for guidance on completing this form.

Relevance Test

1. The outcomes of the activity directly and significantly impact on people, e.g. service users, employees, voluntary and community sector groups.\tYes\t\tNo\t\t\t
2. The activity could / does affect one or more protected equality groups.\tYes\t\\boxtimes\tNo\t\t\t
3. The activity could / does affect protected equality groups differently.\tYes\t\tNo\t\\boxtimes\t\t
This activity has no relevance to Bedford Borough Council's duty to eliminate unlawful discrimination, harassment and victimisation; to advance equality of opportunity; and to foster good relations. An equality analysis is not needed.\t\t\t\t\t\t

Evidence, data, information and consultation

What evidence have you used\tWe counted visits:
to analyse the effects on\tDoor counts 2025
equality?\tReaders' survey 2024
What further research or data do you need to fill any gaps in your understanding of the potential or known effects of the activity?\tN/A

General Equality Duty

\tEliminate discrimination, harassment and victimisation\tAdvance equality of opportunity\tFoster good relations
Age\t\tSunday hours\t
Religion or belief\t\t\t

Impact on equality groups

\tPositive\tNegative\tNo\td negative impact will your activity have on equality? Explanation
\timpact\timpact\timpact\t
Age\t\t\t\tOlder readers said that they come on Sundays

A line that the page break has torn from its row

Actions

\tWhat will be done?\tWho?\tWhen?\tWhat will be the outcome?
Actions to lessen negative impact\tAsk readers\tLibrarian\tNow until 2027\tThey are heard

Recommendation

No major change required\t
Stop the activity\t

Summary of analysis

More people can come.
"""  # noqa: E501


def test_the_text_of_a_report_is_read_as_far_as_it_goes():
    imported = import_text(REPORT, "bedford")
    read = imported.assessment
    assert read.activity.title == "Opening hours of libraries"
    assert read.activity.service_area == "Libraries"
    assert read.activity.lead_officers == (Person(post="Head of Libraries"),)
    assert read.activity.description == "Branches close on Mondays and open on Sundays."
    assert read.evidence.sources == "We counted visits:\nDoor counts 2025\nReaders' survey 2024"
    assert read.evidence.gaps == "N/A"
    assert read.duty_of("age").advance_equality == "Sunday hours"
    assert read.impact_of("age").explanation == "Older readers said that they come on Sundays"
    assert read.actions.lessen_negative[0].when.text == "Now until 2027"
    assert read.summary == "More people can come."
    assert "A line that the page break has torn from its row" in imported.left_over
    assert max(imported.sure.values()) <= 0.9


def test_columns_of_text_that_ran_together_are_a_guess_and_the_end_of_a_sentence_is_no_label():
    text = "Title of activity\tReading\tCommittee meeting\tExecutive\nprocurement decision.\tfor schools\n"
    text += "\ndecision.\tChildren's\n"
    imported = import_text(text, "bedford")
    assert imported.sure["activity.title"] == 0.5
    assert "activity.decisions" in imported.missing


def test_in_text_a_box_without_a_mark_is_unreadable_and_never_read_as_not_ticked():
    read = import_text(REPORT, "bedford").assessment
    assert read.relevance.affects_people == "unreadable"
    assert read.relevance.affects_groups == "yes"
    assert read.relevance.affects_groups_differently == "no"
    assert read.relevance.no_relevance == "unreadable"
    assert read.impact_of("age").positive == "unreadable"
    assert read.recommendation.stop == "unreadable"


def test_in_text_what_was_not_found_is_listed():
    imported = import_text(REPORT, "bedford")
    assert "evidence.consultation" in imported.missing
    assert "impacts.race.positive" in imported.missing
    assert "relevance.affects_people.yes" in imported.unreadable


def test_every_question_of_the_form_is_found_missing_or_read(pack):
    imported = import_text(REPORT, "bedford")
    for section in pack.form.sections:
        for question in section.questions:
            if question.printed and not question.joins and question.kind is not Kind.MATRIX:
                paths = [*imported.shown, *imported.missing]
                assert any(path == question.id or path.startswith(f"{question.id}.") for path in paths), question.id


def test_text_of_something_else_is_refused():
    with pytest.raises(InputError, match="Nothing of the form"):
        import_text("Dear all,\n\nplease find the minutes below.", "bedford")


def test_what_is_imported_is_a_file_of_ours():
    imported = import_text(REPORT, "bedford")
    assert store.parse(json.loads(store.to_json(imported.assessment)))[0] == imported.assessment
    assert isinstance(imported.assessment, Assessment)


def test_a_worksheet_that_nobody_filled_in_is_blank_and_its_guidance_is_no_stray_text(docx, pack):
    imported = import_document(make_worksheet(docx(Assessment()), pack.form), "bedford")
    assert imported.assessment == Assessment()
    assert imported.left_over == ()
