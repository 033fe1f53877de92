"""One form as many hands fill it in: the answers, and ways of laying them out in Word that councils really use."""

from types import MappingProxyType

from docx import Document
from docx.enum.text import WD_UNDERLINE
from docx.oxml import parse_xml
from docx.shared import RGBColor

from .typed_forms import saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ACTIVITY = {
    "activity.title": ("Title of activity / Budget Proposal title and number", "Opening hours of branch libraries"),
    "activity.decisions": ("Committee meeting (decision maker) and date", "Executive, 14 May 2026"),
    "activity.service_area": ("Service area", "Libraries and museums"),
    "activity.lead_officers": ("Lead officer", "Head of Libraries"),
    "activity.approved_by": ("Approved by", "Director of Communities"),
    "activity.approval_date": ("Date of approval", "twenty-second April 2026"),
}
DESCRIPTION = "Six branches close on Mondays.\nThey open on Sundays instead."
RELEVANCE = {
    "affects_people": ("1. The outcomes of the activity directly and significantly impact on people, e.g. service "
                       "users, employees, voluntary and community sector groups.", "yes"),
    "affects_groups": ("2. The activity could / does affect one or more protected equality groups.", "yes"),
    "affects_groups_differently": ("3. The activity could / does affect protected equality groups differently.", "no"),
    "known_inequalities": ("5. The activity relates to an area where there are known inequalities.", "no"),
    "analysis_required": ("9. An equality analysis of this activity is required.", "yes"),
}  # fmt: skip
SCOPE = {
    "scope.who_is_affected": ("Who is / will be impacted by the activity’s aims and outcomes?", "Readers and carers."),
    "scope.groups_affected": ("Which particular protected equality groups are likely / will be affected?",
                              "Older borrowers mostly."),
}  # fmt: skip
EVIDENCE = {
    "evidence.sources": ("What evidence have you used to analyse the effects on equality?", "Counts at every door."),
    "evidence.findings": ("What does this evidence tell you about the different protected groups?",
                          "Pensioners come on Mondays."),
}  # fmt: skip
GROUPS = {
    "age": ("Age", "negative", "Monday mornings are lost."),
    "disability": ("Disability", "both", "Ramps are unaffected."),
    "gender_reassignment": ("Gender reassignment", "none", "Nothing was found."),
    "pregnancy_maternity": ("Pregnancy and maternity", "positive", "Sunday rhymes for toddlers."),
    "race": ("Race", "none", "Nobody objected."),
    "religion_belief": ("Religion or belief", "negative", "Sundays clash with worship."),
    "sex": ("Sex", "none", "Borrowers are balanced."),
}
DUTY = {
    "age": ("Age", "", "Sunday visits", "Reading circles"),
    "race": ("Race", "Staff were trained", "", ""),
}
PLAN = {
    "lessen_negative": ("Actions to lessen negative impact", [
        ("Deliver books at home", "Librarian", "March 2027", "Fewer journeys"),
        ("Extend evening opening", "Caretaker", "June 2027", "Workers borrow"),
    ]),
    "other": ("Other relevant actions", [("Publish leaflets", "Printer", "Yearly", "Residents know")]),
}  # fmt: skip
RECOMMENDATION = {
    "no_major_change": ("No major change required", False),
    "adjustments": ("Adjustments required", True),
    "justification": ("Justification to continue the activity", False),
    "stop": ("Stop the activity", False),
}
SUMMARY = "Weekend access outweighs the loss."
MEASURES = "We have established that we have effective measures in place to monitor the impact of"
MONITORING = ("the new timetable: quarterly figures.", "November 2027")
COLUMNS = MappingProxyType({"positive": "Positive impact", "negative": "Negative impact", "none": "No impact"})
AIMS = [
    "Eliminate discrimination, harassment and victimisation",
    "Advance equality of opportunity",
    "Foster good relations",
]
STEPS = ("What will be done?", "Who?", "When?", "What will be the outcome?")


def ticked(kind, column):
    return column == kind or (kind == "both" and column in ("positive", "negative"))


def truth():
    """Every value that the form has, by path."""
    values = {path: answer for path, (_, answer) in (ACTIVITY | SCOPE | EVIDENCE).items()}
    values |= {"activity.description": DESCRIPTION, "summary": SUMMARY}
    values |= {f"relevance.{name}": answer for name, (_, answer) in RELEVANCE.items()}
    for group, (_, kind, why) in GROUPS.items():
        values |= {f"impacts.{group}.{column}": ticked(kind, column) for column in COLUMNS}
        values[f"impacts.{group}.explanation"] = why
    aims = ("eliminate_discrimination", "advance_equality", "foster_good_relations")
    for group, (_, *texts) in DUTY.items():
        values |= {f"duty.{group}.{aim}": text for aim, text in zip(aims, texts, strict=True) if text}
    for name, (_, rows) in PLAN.items():
        for number, row in enumerate(rows):
            steps = zip(("what", "who", "when", "outcome"), row, strict=True)
            values |= {f"actions.{name}.{number}.{step}": text for step, text in steps}
    values |= {f"recommendation.{name}": state for name, (_, state) in RECOMMENDATION.items()}
    return values | {"monitoring.arrangements": MONITORING[0], "monitoring.review_date": MONITORING[1]}


class Hand:
    """The most usual way to fill the form in; others change a step."""

    yes_no = staticmethod(lambda answer: ["X" if answer == word else "" for word in ("yes", "no")])
    box = staticmethod(lambda state: "X" if state else "")
    aims, steps, columns = AIMS, STEPS, COLUMNS
    explanation = "Explanation"
    headings = True

    def __init__(self):
        self.document = Document()

    def file(self):
        for step in self.order():
            step()
        return saved(self.document)

    def order(self):
        return [self.head, self.description, self.relevance, self.scope, self.evidence, self.duty, self.impacts,
                self.actions, self.recommendation, self.summary, self.monitoring]  # fmt: skip

    def heading(self, text):
        if self.headings:
            self.document.add_heading(text, 1)
        else:
            self.document.add_paragraph().add_run(text).bold = True

    def table(self, rows):
        made = self.document.add_table(len(rows), max(map(len, rows)))
        for row, cells in zip(made.rows, rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=False):
                self.write(cell, content)
        return made

    def write(self, cell, content):
        if callable(content):
            content(cell)
        else:
            cell.text = content

    def pairs(self, questions):
        self.table([list(pair) for pair in questions.values()])

    def label(self, text):
        return text

    def head(self):
        self.document.add_paragraph("Equality Analysis Report")
        self.pairs(ACTIVITY)

    def description(self):
        self.heading("Description of activity")
        for line in DESCRIPTION.split("\n"):
            self.document.add_paragraph(line)

    def relevance(self):
        self.heading("Relevance test")
        rows = [[text, *self.yes_no(answer)] for text, answer in RELEVANCE.values()]
        self.table([["", "Yes", "No"], *rows] if len(rows[0]) == 3 else rows)

    def scope(self):
        self.heading("Scope of equality analysis")
        self.pairs(SCOPE)

    def evidence(self):
        self.heading("Evidence, data, information and consultation")
        self.pairs(EVIDENCE)

    def duty(self):
        self.heading("General Equality Duty")
        self.grid([["", *self.aims], *map(list, DUTY.values())])

    def impacts(self):
        self.heading("Impact on equality groups")
        self.grid(self.of_groups())

    def of_groups(self):
        rows = [["", *self.columns.values(), self.explanation]]
        for label, kind, why in GROUPS.values():
            rows.append([label, *(self.box(ticked(kind, column)) for column in self.columns), why])
        return rows

    def grid(self, rows):
        self.table(rows)

    def actions(self):
        self.heading("Actions")
        rows = [["", *self.steps]]
        for label, plan in PLAN.values():
            rows += [[label if number == 0 else "", *row] for number, row in enumerate(plan)]
        self.table(rows)

    def recommendation(self):
        self.heading("Recommendation")
        self.table([[label, self.box(state)] for label, state in RECOMMENDATION.values()])

    def summary(self):
        self.heading("Summary of analysis")
        self.document.add_paragraph(SUMMARY)

    def monitoring(self):
        self.heading("Monitoring and review")
        self.table([[f"{MEASURES} {MONITORING[0]}", "Review date"], ["", MONITORING[1]]])


class InParagraphs(Hand):
    """Label and answer in one paragraph, with a colon between."""

    def pairs(self, questions):
        for label, answer in questions.values():
            paragraph = self.document.add_paragraph()
            paragraph.add_run(f"{label.rstrip('?:')}{'?' if label.endswith('?') else ':'} ").bold = True
            paragraph.add_run(answer)

    def monitoring(self):
        self.heading("Monitoring and review")
        self.document.add_paragraph(f"{MEASURES} {MONITORING[0]}")
        self.document.add_paragraph(f"Review date: {MONITORING[1]}")


class Brackets(Hand):
    """Boxes as people type them on a keyboard."""

    yes_no = staticmethod(
        lambda answer: [f"[{'x' if answer == 'yes' else ' '}] Yes  [{'x' if answer == 'no' else ' '}] No"]
    )
    box = staticmethod(lambda state: "[x]" if state else "[ ]")


class RoundBrackets(Hand):
    yes_no = staticmethod(
        lambda answer: [f"Yes ({'X' if answer == 'yes' else ''}) No ({'X' if answer == 'no' else ''})"]
    )
    box = staticmethod(lambda state: "(X)" if state else "( )")


def chosen(words, answer, mark):
    """Words of which one is made bold or underlined, which is how people circle a word on a screen."""

    def write(cell):
        for number, word in enumerate(words):
            if number:
                cell.paragraphs[0].add_run(" / ")
            run = cell.paragraphs[0].add_run(word)
            if word.casefold()[0] == answer[0]:
                mark(run)

    return write


def bold(run):
    run.bold = True


def underlined(run):
    run.font.underline = WD_UNDERLINE.SINGLE


class BoldWords(Hand):
    yes_no = staticmethod(lambda answer: [chosen(["Yes", "No"], answer, bold)])


class UnderlinedLetters(Hand):
    yes_no = staticmethod(lambda answer: [chosen(["Y", "N"], answer, underlined)])


class Words(Hand):
    """Words in the cells: Y and N, Yes and No, ticked boxes by a Y."""

    yes_no = staticmethod(lambda answer: [answer[0].upper()])
    box = staticmethod(lambda state: "Y" if state else "N")


class OutOfOrder(Hand):
    def order(self):
        return list(reversed(super().order()))


class Reworded(Hand):
    """The labels of another council, and of other years."""

    aims = ("Eliminate unlawful discrimination", "Advancing equality", "Fostering good relations")
    steps = ("Action", "Lead", "Timescale", "Outcome")
    columns = MappingProxyType({"positive": "Positive", "negative": "Negative", "none": "Neutral"})
    explanation = "Comments"
    other = MappingProxyType({
        "activity.title": "Name of policy, service or project",
        "activity.decisions": "Decision maker and date",
        "activity.service_area": "Directorate / Service",
        "activity.lead_officers": "Responsible officer",
        "activity.approved_by": "Signed off by",
        "activity.approval_date": "Date signed off",
        "scope.who_is_affected": "Who will be affected?",
        "scope.groups_affected": "Which protected groups are affected?",
        "evidence.sources": "Data and evidence",
        "evidence.findings": "What does the data tell us?",
    })  # fmt: skip

    def pairs(self, questions):
        self.table([[self.other[path], answer] for path, (_, answer) in questions.items()])


class Rag(Reworded):
    """The same with a column of colours, which the form has not."""

    def actions(self):
        self.heading("Action plan")
        rows = [["", "Action", "Lead", "Timescale", "Outcome", "RAG"]]
        for label, plan in PLAN.values():
            rows += [[label if number == 0 else "", *row, f"Amber{number}"] for number, row in enumerate(plan)]
        self.table(rows)


class Turned(Hand):
    """Groups across the top, what is asked of them down the side."""

    def grid(self, rows):
        width = max(map(len, rows))
        self.table([list(column) for column in zip(*(row + [""] * (width - len(row)) for row in rows), strict=True)])


class TurnedPlan(Hand):
    """A table of its own for each kind of action, its questions down the side."""

    def actions(self):
        self.heading("Actions")
        for label, plan in PLAN.values():
            self.document.add_paragraph(label)
            self.table([[step, *(row[number] for row in plan)] for number, step in enumerate(STEPS)])


class RepeatedHeads(Hand):
    """The headings of a table again after every third row, as old tables over several pages have them."""

    def grid(self, rows):
        repeated = [
            row for number, row in enumerate(rows[1:]) for row in ([rows[0], row] if number % 3 == 0 else [row])
        ]
        self.table(repeated)

    def actions(self):
        self.heading("Actions")
        rows = []
        for label, plan in PLAN.values():
            rows += [["", *STEPS], *([label if number == 0 else "", *row] for number, row in enumerate(plan))]
        self.table(rows)


class Merged(Hand):
    """Cells that go over several columns or rows."""

    def head(self):
        made = self.document.add_table(len(ACTIVITY) + 1, 4)
        made.rows[0].cells[0].merge(made.rows[0].cells[3]).text = "Equality Analysis Report"
        for row, (label, answer) in zip(made.rows[1:], ACTIVITY.values(), strict=True):
            row.cells[0].text = label
            row.cells[1].merge(row.cells[3]).text = answer

    def actions(self):
        self.heading("Actions")
        rows = [
            ["", *STEPS],
            *([label if not n else "", *row] for label, plan in PLAN.values() for n, row in enumerate(plan)),
        ]
        made = self.table(rows)
        made.rows[1].cells[0].merge(made.rows[2].cells[0])

    def grid(self, rows):
        made = self.document.add_table(len(rows) + 1, len(rows[0]))
        made.rows[0].cells[0].merge(made.rows[0].cells[-1]).text = "Protected characteristics"
        for row, cells in zip(made.rows[1:], rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=True):
                self.write(cell, content)


class Bands(Hand):
    """The kind of action in a row of its own above its actions, in one cell over all columns."""

    def actions(self):
        self.heading("Actions")
        made = self.document.add_table(1, 4)
        for cell, step in zip(made.rows[0].cells, STEPS, strict=True):
            cell.text = step
        for label, plan in PLAN.values():
            cells = made.add_row().cells
            cells[0].merge(cells[-1]).text = label
            for row in plan:
                for cell, text in zip(made.add_row().cells, row, strict=True):
                    cell.text = text


class SeveralInOne(Hand):
    """All actions of a kind in one row, line by line."""

    def actions(self):
        self.heading("Actions")
        rows = [["", *STEPS]]
        rows += [[label, *("\n".join(texts) for texts in zip(*plan, strict=True))] for label, plan in PLAN.values()]
        self.table(rows)


class Nested(Hand):
    """The whole form within the one cell of a table that draws a frame around it."""

    def file(self):
        outer = self.document
        holder = outer.add_table(1, 1).rows[0].cells[0]
        self.document = _InCell(holder, outer)
        for step in self.order():
            step()
        return saved(outer)


class _InCell:
    def __init__(self, cell, document):
        self.cell, self.outer = cell, document

    def add_paragraph(self, *text):
        return self.cell.add_paragraph(*text)

    def add_heading(self, text, level):
        return self.cell.add_paragraph(text, style=self.outer.styles[f"Heading {level}"])

    def add_table(self, rows, columns):
        return self.cell.add_table(rows, columns)


class TablesInCells(Hand):
    """Each section in a row of a two-column table: its name on the left, its table on the right."""

    def impacts(self):
        holder = self.document.add_table(1, 2).rows[0]
        holder.cells[0].text = "Impact on equality groups"
        outer, self.document = self.document, _InCell(holder.cells[1], self.document)
        self.headings = False
        self.grid(self.of_groups())
        self.document, self.headings = outer, True


TEXT_BOX = (
    f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:300pt;height:60pt"><v:textbox>'
    "<w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


class TextBoxes(Hand):
    """Long answers in text boxes under their headings."""

    def boxed(self, text):
        lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
        self.document.add_paragraph()._p.append(parse_xml(TEXT_BOX.format(lines)))

    def description(self):
        self.heading("Description of activity")
        self.boxed(DESCRIPTION)

    def summary(self):
        self.heading("Summary of analysis")
        self.boxed(SUMMARY)


class Coloured(Hand):
    """Three people, each in a colour of their own."""

    def pairs(self, questions):
        made = self.table([[label, ""] for label, _ in questions.values()])
        for number, (row, (_, answer)) in enumerate(zip(made.rows, questions.values(), strict=True)):
            run = row.cells[1].paragraphs[0].add_run(answer)
            run.font.color.rgb = [RGBColor(0xC0, 0, 0), RGBColor(0, 0x50, 0xC0), RGBColor(0, 0x80, 0x30)][number % 3]


class Stacked(Hand):
    """Each label in a row of its own, the answer in the row below."""

    def pairs(self, questions):
        self.table([[text] for pair in questions.values() for text in pair])


class AsHeadings(Hand):
    """Each question a heading, its answer in paragraphs below."""

    def pairs(self, questions):
        for label, answer in questions.values():
            self.document.add_heading(label, 2)
            self.document.add_paragraph(answer)


class BoldLabels(AsHeadings):
    """The same with bold paragraphs for headings."""

    headings = False

    def pairs(self, questions):
        for label, answer in questions.values():
            self.document.add_paragraph().add_run(label).bold = True
            self.document.add_paragraph(answer)


class WordForTicks(Hand):
    """One column for the kind of impact, which is named by a word."""

    def impacts(self):
        self.heading("Impact on equality groups")
        words = {"positive": "Positive", "negative": "Negative", "both": "Positive and negative", "none": "Neutral"}
        self.table([["Protected characteristic", "Impact", "Explanation"],
                    *([label, words[kind], why] for label, kind, why in GROUPS.values())])  # fmt: skip


class Tabs(Hand):
    """Labels and answers apart by tabs, as in a letter."""

    def pairs(self, questions):
        for label, answer in questions.values():
            self.document.add_paragraph(f"{label}\t{answer}")


class Dashes(Hand):
    """Labels and answers apart by dashes."""

    def pairs(self, questions):
        for label, answer in questions.values():
            self.document.add_paragraph(f"{label} – {answer}")


class Numbered(Hand):
    """Questions with numbers of their own."""

    def pairs(self, questions):
        self.table([[f"{number}.1) {label}", answer] for number, (label, answer) in enumerate(questions.values(), 1)])


class Margins(Hand):
    """Words at the head and foot of the pages, and notes between the tables."""

    def head(self):
        self.document.sections[0].header.paragraphs[0].text = "Confidential until Thursday"
        super().head()
        self.document.add_paragraph("Please telephone Archibald beforehand.")

    def impacts(self):
        super().impacts()
        self.document.add_paragraph("Statisticians disagree with the above.")


class NumberColumn(Hand):
    """Numbers in a column of their own before the questions."""

    def pairs(self, questions):
        self.table([[str(number), *pair] for number, pair in enumerate(questions.values(), 1)])


class Hints(Hand):
    """Guidance in the cell of the label, under it."""

    def pairs(self, questions):
        self.table([[f"{label}\nPlease abbreviate nothing", answer] for label, answer in questions.values()])


class FourColumns(Hand):
    """Two questions beside each other."""

    def pairs(self, questions):
        pairs = list(questions.values())
        self.table([[*pairs[n], *(pairs[n + 1] if n + 1 < len(pairs) else ("", ""))] for n in range(0, len(pairs), 2)])


class ChosenOnly(Hand):
    """Only the option that was chosen stands there, beside the name of its section."""

    def recommendation(self):
        chosen = next(label for label, state in RECOMMENDATION.values() if state)
        self.table([["Recommendation", chosen]])


class Checkmarks(Hand):
    box = staticmethod(lambda state: "✓" if state else "–")
    yes_no = staticmethod(lambda answer: ["☑ Yes ☐ No" if answer == "yes" else "☐ Yes ☑ No"])


class Controls(Hand):
    """Answers in controls around whole paragraphs."""

    def write(self, cell, content):
        super().write(cell, content)
        for paragraph in list(cell.paragraphs):
            if not callable(content) and content:
                control = parse_xml(f"<w:sdt {W}><w:sdtPr/><w:sdtContent/></w:sdt>")
                paragraph._p.addprevious(control)
                control[1].append(paragraph._p)
                control.addnext(parse_xml(f"<w:p {W}/>"))


class UnlikeBoxes(Hand):
    """Words where the form has boxes."""

    box = staticmethod(lambda state: "certainly" if state else "")
    yes_no = staticmethod(lambda answer: ["Definitely" if answer == "yes" else "Hardly"])


class BoxesFirst(Hand):
    """Boxes before what they are for."""

    def recommendation(self):
        self.heading("Recommendation")
        cells = [text for label, state in RECOMMENDATION.values() for text in (self.box(state), label)]
        self.table([cells[:4], cells[4:]])


ASKED = (SeveralInOne, UnlikeBoxes, ChosenOnly)
"""Ways that leave more open than one value in ten."""

HANDS = [
    *(Hand, InParagraphs, Brackets, RoundBrackets, BoldWords, UnderlinedLetters, Words, OutOfOrder, Reworded, Rag),
    *(Turned, TurnedPlan, RepeatedHeads, Merged, Bands, Nested, TablesInCells, TextBoxes, Coloured, Stacked),
    *(AsHeadings, BoldLabels, WordForTicks, Tabs, Dashes, Numbered, Margins, NumberColumn, Hints, FourColumns),
    *(Checkmarks, Controls, BoxesFirst),
]
