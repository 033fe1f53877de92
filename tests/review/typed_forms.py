"""Forms as people type them by hand in Word, for the tests of import."""

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from eqia.review.forms.import_form import import_document

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


def _until_the_relevance_test(document, four_columns):
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


def _on_groups(document):
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


def _from_the_actions_on(document):
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


def handmade(four_columns):
    """A form that somebody typed after the council's, with its own small differences."""
    document = Document()
    _until_the_relevance_test(document, four_columns)
    _on_groups(document)
    _from_the_actions_on(document)
    return saved(document)
