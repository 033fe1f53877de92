"""Hands that lay out the answers of a form in tables of their own: turned, merged, nested, framed, in text boxes."""

from docx.oxml import parse_xml

from .hand_form import ACTIVITY, DESCRIPTION, PLAN, STEPS, SUMMARY, Hand, W
from .typed_forms import saved


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
