"""A form as one hand fills it in: the answers, and the plain way of laying them out in Word."""

from types import MappingProxyType

from docx import Document

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
