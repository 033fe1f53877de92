"""Other hands: ways of laying out the answers of a form in Word that councils really use."""

from types import MappingProxyType

from docx.enum.text import WD_UNDERLINE
from docx.oxml import parse_xml
from docx.shared import RGBColor

from .hand_form import (
    GROUPS,
    MEASURES,
    MONITORING,
    PLAN,
    RECOMMENDATION,
    Hand,
    W,
)
from .hand_tables import (
    Bands,
    Merged,
    Nested,
    RepeatedHeads,
    SeveralInOne,
    TablesInCells,
    TextBoxes,
    Turned,
    TurnedPlan,
)


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
