"""Tracked changes in a document that came back, and lists of people."""

import copy

from lxml import etree

from eqia.assessment.model import Person, When
from eqia.concepts.model import Action, Actions, Activity, Concepts, Decision
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.wordml.names import w
from eqia.wordml.text.prose import text_of
from tests.review.edits import mark, paragraph_with, row_with, run, whys


class TestTrackedChanges:
    ONE = Concepts(summary="The gap is wide.", activity=Activity(title="Reading"))

    def track(self, root, _):
        paragraph = paragraph_with(root, "The gap is wide.")
        old = paragraph.find(w("r"))
        text = old.find(w("t")).text
        before, gone, after = text.partition("wide")
        pieces = [run(before)]
        deleted, inserted = mark("del", 1), mark("ins", 2)
        deleted.append(run(gone, "delText"))
        inserted.append(run("narrow"))
        pieces += [deleted, inserted, run(after)]
        for piece in reversed(pieces):
            old.addnext(piece)
        paragraph.remove(old)

    def test_both_texts_are_read_with_author_and_time_and_nothing_is_guessed(self, docx, edit):
        returned = read_returned(edit(docx(self.ONE), self.track))
        assert returned.assessment.summary == "The gap is narrow."
        assert returned.original.summary == "The gap is wide."
        assert [(e.path, e.kind, e.author, e.when, e.text) for e in returned.tracked] == [
            ("summary", "deleted", "Equality officer", "2026-05-04T10:00:00Z", "wide"),
            ("summary", "inserted", "Equality officer", "2026-05-04T10:00:00Z", "narrow"),
        ]
        assert ("summary", Why.OPEN_CHANGES) in whys(returned)

    def test_a_tracked_paragraph_end_splits_or_joins(self, docx, edit):
        def split(root, _):
            paragraph = paragraph_with(root, "The gap is wide.")
            new = copy.deepcopy(paragraph)
            new.find(f"{w('r')}/{w('t')}").text = "It grows."
            properties = paragraph.find(w("pPr"))
            if properties is None:
                properties = etree.Element(w("pPr"))
                paragraph.insert(0, properties)
            etree.SubElement(properties, w("rPr")).append(mark("ins"))
            paragraph.addnext(new)

        returned = read_returned(edit(docx(self.ONE), split))
        assert returned.assessment.summary == "The gap is wide.\nIt grows."
        assert returned.original.summary == "The gap is wide.It grows."

    def test_tracked_rows_come_and_go(self, docx, edit):
        plan = Concepts(actions=Actions(other=(Action(what="Do this"), Action(what="Do that"))))

        def track(root, _):
            for text, kind in (("Do this", "del"), ("Do that", "ins")):
                row = row_with(root, text)
                properties = row.find(w("trPr"))
                if properties is None:
                    properties = etree.Element(w("trPr"))
                    row.insert(0, properties)
                properties.append(mark(kind))

        returned = read_returned(edit(docx(plan), track))
        assert [row.what for row in returned.assessment.actions.other] == ["Do that"]
        assert [row.what for row in returned.original.actions.other] == ["Do this"]
        assert [(e.kind, e.path) for e in returned.tracked] == [
            ("row deleted", "actions.other.0.what"),
            ("row inserted", "actions.other.1.what"),
        ]


class TestPeople:
    def back(self, docx, edit, activity, old, new):
        """Changed where the form asks for it, which is behind the summary on the first page."""

        def change(root, _):
            *_, asked = (paragraph for paragraph in root.iter(w("p")) if old in text_of(paragraph))
            for text in asked.iter(w("t")):
                text.text = (text.text or "").replace(old, new)

        return read_returned(edit(docx(Concepts(activity=activity)), change))

    def test_a_changed_post_keeps_its_name(self, docx, edit):
        activity = Activity(lead_officers=(Person(name="A Name", post="Head of Libraries"),))
        returned = self.back(docx, edit, activity, "Head of Libraries", "Head of Libraries and Museums")
        assert returned.assessment.activity.lead_officers == (
            Person(name="A Name", post="Head of Libraries and Museums"),
        )
        assert returned.doubts == ()

    def test_a_new_post_without_a_name_stays_a_post(self, docx, edit):
        activity = Activity(approved_by=(Person(post="Director of Libraries"),))
        returned = self.back(docx, edit, activity, "Director of", "Deputy Director of")
        assert returned.assessment.activity.approved_by == (Person(post="Deputy Director of Libraries"),)

    def test_a_date_that_was_added_is_the_date_of_its_meeting(self, docx, edit):
        activity = Activity(decisions=(Decision(body="Executive"),))
        returned = self.back(docx, edit, activity, "Executive", "Executive, 14 May 2026")
        assert returned.assessment.activity.decisions == (Decision(body="Executive", date=When("14 May 2026")),)

    def test_a_date_that_was_added_on_the_first_page_is_told_and_taken_over_nowhere(self, docx, edit):
        def change(root, _):
            for text in paragraph_with(root, "Executive").iter(w("t")):
                text.text = (text.text or "").replace("Executive", "Executive, 14 May 2026")

        activity = Activity(decisions=(Decision(body="Executive"),))
        returned = read_returned(edit(docx(Concepts(activity=activity)), change))
        assert returned.assessment.activity == activity
        assert ["14 May 2026" in loose.text for loose in returned.loose] == [True]

    def test_what_is_a_guess_is_said(self, docx, edit):
        activity = Activity(lead_officers=(Person(post="Head of Libraries"),))
        returned = self.back(docx, edit, activity, "Head of Libraries", "B Other, Curator")
        assert returned.assessment.activity.lead_officers == (Person(name="B Other", post="Curator"),)
        assert whys(returned) == {("activity.lead_officers", Why.PARTS)}
