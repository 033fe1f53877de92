"""Reading our own documents back: every field, whatever an editor did to the file; what is not sure is said."""

import copy
import re

import pytest
from lxml import etree

from eqia.assessment import store
from eqia.assessment.model import When
from eqia.concepts.model import Action, Actions, Activity, Concepts
from eqia.errors import InputError
from eqia.resources import folder
from eqia.review.comparing.compare import compare
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.wordml.form.anchors import FoundBy
from eqia.wordml.names import CELL, PARAGRAPH, ROW, enclosing, w, w14
from tests.review.edits import paragraph_with, row_with, run, tick_of, whys

SAMPLES = sorted(folder("samples").glob("*.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_unedited_document_is_the_same_assessment_and_nothing_is_doubted(path, docx):
    assessment = store.parse(store.read_json(path), Concepts)[0]
    returned = read_returned(docx(assessment))
    assert returned.assessment == assessment == returned.issued == returned.original
    assert returned.doubts == ()
    assert returned.loose == ()
    assert set(returned.found_by.values()) == {FoundBy.BOOKMARK}


def test_a_document_with_words_in_every_field_comes_back_whole(full, docx):
    assert read_returned(docx(full)).assessment == full


def test_a_blank_document_comes_back_blank(docx):
    assert read_returned(docx(Concepts())).assessment == Concepts()


@pytest.mark.parametrize("kept", [(), ("tag",), ("alias",), ("tag", "alias")])
def test_without_hidden_marks_every_field_is_found_by_tag_title_or_label(full, docx, edit, kept):
    def strip(root, _):
        for node in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"), *map(w, {"tag", "alias"} - set(kept)))):
            node.getparent().remove(node)

    returned = read_returned(edit(docx(full), strip))
    assert returned.assessment == full
    found = set(returned.found_by.values())
    assert FoundBy.BOOKMARK not in found
    assert found <= {FoundBy.LABEL} | ({FoundBy.TAG} if "tag" in kept else {FoundBy.TITLE} if kept else set())
    assert {why for _, why in whys(returned)} == {Why.ANOTHER_WAY}


def test_words_changed_put_in_and_taken_out_are_read(full, docx, edit):
    def change(root, _):
        for text in root.iter(w("t")):
            text.text = re.sub(r"word(\d+) stands", r"WORD\1 stood", text.text or "")

    returned = read_returned(edit(docx(full), change))
    expected = store.to_json(full).replace("word", "WORD").replace("stands here", "stood here")
    assert store.to_json(returned.assessment) == expected


def test_paragraphs_bullets_and_line_breaks_made_in_word_are_lines(docx, edit):
    def change(root, _):
        paragraph = paragraph_with(root, "All is said.")
        for style in (None, "AnswerBullet"):
            new = etree.Element(PARAGRAPH)
            if style:
                etree.SubElement(etree.SubElement(new, w("pPr")), w("pStyle")).set(w("val"), style)
            new.append(run("another line"))
            paragraph.addnext(new)
        numbered = etree.Element(PARAGRAPH)
        numbering = etree.SubElement(etree.SubElement(numbered, w("pPr")), w("numPr"))
        etree.SubElement(numbering, w("ilvl")).set(w("val"), "1")
        etree.SubElement(numbering, w("numId")).set(w("val"), "1")
        broken = run("made with")
        etree.SubElement(broken, w("br"))
        etree.SubElement(broken, w("t")).text = "a break"
        numbered.append(broken)
        paragraph.addnext(numbered)

    returned = read_returned(edit(docx(Concepts(summary="All is said.")), change))
    assert returned.assessment.summary == "All is said.\n  - made with\na break\n- another line\nanother line"


class TestRows:
    PLAN = Concepts(actions=Actions(other=tuple(Action(what=f"Do thing {n}", when="May") for n in range(3))))

    def back(self, docx, edit, change):
        return read_returned(edit(docx(self.PLAN), lambda root, _: change(root)))

    def test_added_copied_deleted_and_moved(self, docx, edit):
        def copy_row(root):
            row = row_with(root, "Do thing 1")
            new = copy.deepcopy(row)
            for text in new.iter(w("t")):
                text.text = (text.text or "").replace("thing 1", "thing 1 and a half")
            row.addnext(new)

        rows = self.back(docx, edit, copy_row).assessment.actions.other
        assert [row.what for row in rows] == ["Do thing 0", "Do thing 1", "Do thing 1 and a half", "Do thing 2"]

        def delete(root):
            row = row_with(root, "Do thing 0")
            row.getparent().remove(row)

        returned = self.back(docx, edit, delete)
        assert [row.what for row in returned.assessment.actions.other] == ["Do thing 1", "Do thing 2"]

        def move(root):
            row_with(root, "Do thing 2").addnext(row_with(root, "Do thing 0"))

        rows = self.back(docx, edit, move).assessment.actions.other
        assert [row.what for row in rows] == ["Do thing 1", "Do thing 2", "Do thing 0"]

    def test_a_row_added_without_a_label_belongs_to_the_list_above(self, docx, edit):
        def add(root):
            row = row_with(root, "Do thing 2")
            new = copy.deepcopy(row)
            for number, cell in enumerate(new.findall(CELL)):
                for text in cell.iter(w("t")):
                    text.text = "" if number == 0 else f"new {number}"
            row.addnext(new)

        rows = self.back(docx, edit, add).assessment.actions.other
        assert rows[3] == Action(what="new 1", who="new 2", when=When("new 3"), outcome="new 4")

    def test_an_empty_row_at_the_end_is_none(self, docx, edit):
        def add(root):
            row = row_with(root, "Do thing 2")
            new = copy.deepcopy(row)
            for text in new.iter(w("t")):
                text.text = ""
            row.addnext(new)

        assert self.back(docx, edit, add).assessment == self.PLAN

    def test_a_copied_row_of_a_table_of_groups_is_kept_and_shown(self, docx, edit):
        full = Concepts(impacts={"age": {"explanation": "Older people read more."}})

        def add(root, _):
            row = row_with(root, "Older people")
            new = copy.deepcopy(row)
            for text in new.iter(w("t")):
                text.text = (text.text or "").replace("Older", "Younger")
            row.addnext(new)

        returned = read_returned(edit(docx(full), add))
        assert returned.assessment == full
        assert ("impacts.age", Why.TWICE) in whys(returned)
        assert ("Younger people read more.", "impacts.age.explanation") in [(x.text, x.near) for x in returned.loose]


class TestBoxes:
    def test_a_box_toggled_by_mouse_is_read(self, docx, edit):
        def click(root, _):
            checked = tick_of(root, "Race: Negative impact")
            checked.set(w14("val"), "1")
            next(checked.iterancestors(w("sdt"))).find(f".//{w('t')}").text = "☒"

        returned = read_returned(edit(docx(Concepts()), click))
        assert returned.assessment.impact_of("race").negative is True
        assert returned.doubts == ()

    def test_a_mark_that_says_otherwise_than_its_box_is_said(self, docx, edit):
        def click(root, _):
            tick_of(root, "Race: Negative impact").set(w14("val"), "1")

        returned = read_returned(edit(docx(Concepts()), click))
        assert whys(returned) == {("impacts.race.negative", Why.MARK)}

    def test_text_typed_beside_a_box_is_kept_and_shown(self, docx, edit):
        def write(root, _):
            enclosing(tick_of(root, "Race: Negative impact"), PARAGRAPH).append(run(" but see the summary"))

        returned = read_returned(edit(docx(Concepts()), write))
        assert returned.assessment == Concepts()
        assert [(x.text, x.near) for x in returned.loose] == [("but see the summary", "impacts.race.negative")]

    @pytest.mark.parametrize(("text", "state"), [("X", True), ("✓", True), ("☐", False), ("perhaps", "unreadable")])
    def test_a_mark_typed_over_a_box_is_read_or_said_to_be_unreadable(self, docx, edit, text, state):
        def write(root, _):
            control = next(tick_of(root, "Race: Negative impact").iterancestors(w("sdt")))
            control.getparent().replace(control, run(text))

        returned = read_returned(edit(docx(Concepts()), write))
        assert returned.assessment.impact_of("race").negative == state
        assert (("impacts.race.negative", Why.UNREADABLE) in whys(returned)) == (state == "unreadable")

    def test_boxes_that_could_not_be_read_come_back_so(self, docx):
        unreadable = Concepts(relevance={"affects_people": "unreadable"}, impacts={"age": {"positive": "unreadable"}})
        assert read_returned(docx(unreadable)).assessment == unreadable


class TestDoubts:
    def test_an_answer_that_shrank_to_nothing(self, docx, edit):
        def empty(root, _):
            for text in paragraph_with(root, "Long and careful").iter(w("t")):
                text.text = ""

        returned = read_returned(edit(docx(Concepts(summary="Long and careful.")), empty))
        assert returned.assessment.summary == ""
        assert whys(returned) == {("summary", Why.EMPTY)}
        assert "came back empty. It was 'Long and careful.'" in returned.doubts[0].sentence

    def test_a_place_that_is_gone(self, docx, edit):
        one = Concepts(evidence={"gaps": "None that we know of."})

        def delete(root, _):
            row = row_with(root, "None that we know of.")
            row.getparent().remove(row)

        returned = read_returned(edit(docx(one), delete))
        assert returned.assessment == one
        assert whys(returned) == {("evidence.gaps", Why.GONE)}

    def test_a_hidden_mark_that_is_there_twice(self, docx, edit):
        def double(root, _):
            start = next(m for m in root.iter(w("bookmarkStart")) if m.get(w("name")) == "eqia_evidence_gaps")
            again = copy.deepcopy(start)
            again.set(w("id"), "99999")
            row_with(root, "What consultation").find(f".//{PARAGRAPH}").append(again)

        returned = read_returned(edit(docx(Concepts()), double))
        assert ("evidence.gaps", Why.TWICE) in whys(returned)

    def test_a_column_that_somebody_added(self, docx, edit, full):
        def add(root, _):
            table = enclosing(row_with(root, "Positive impact"), w("tbl"))
            for row in table.findall(ROW):
                cell = etree.Element(CELL)
                etree.SubElement(cell, PARAGRAPH)
                row.findall(CELL)[0].addnext(cell)

        returned = read_returned(edit(docx(full), add))
        assert returned.assessment == full
        assert ("impacts.age", Why.COLUMNS) in whys(returned)

    def test_what_is_no_text(self, docx, edit):
        def picture(root, _):
            drawing = etree.Element(w("drawing"))
            paragraph_with(root, "See here").find(w("r")).append(drawing)

        returned = read_returned(edit(docx(Concepts(summary="See here.")), picture))
        assert whys(returned) == {("summary", Why.NOT_TEXT)}
        assert "a picture stands there" in returned.doubts[0].sentence

    def test_two_lines_where_the_form_has_one(self, docx, edit):
        def double(root, _):
            paragraph = paragraph_with(root, "Libraries")
            paragraph.addnext(copy.deepcopy(paragraph))

        returned = read_returned(edit(docx(Concepts(activity=Activity(service_area="Libraries"))), double))
        assert returned.assessment.activity.service_area == "Libraries; Libraries"
        assert whys(returned) == {("activity.service_area", Why.LINES)}

    def test_new_paragraphs_between_the_tables_are_kept_and_shown(self, docx, edit):
        def write(root, _):
            paragraph_with(root, "Evidence, data, information").addnext(
                copy.deepcopy(paragraph_with(root, "Lost words"))
            )

        one = Concepts(summary="Lost words")
        returned = read_returned(edit(docx(one), write))
        assert returned.assessment == one
        assert [x.text for x in returned.loose] == ["Lost words"]


def test_a_document_without_its_data_is_refused_with_the_way_out(docx, edit):
    def strip(_, parts):
        for name in [name for name in parts if name.startswith("customXml/")]:
            del parts[name]

    with pytest.raises(InputError, match="eqia import"):
        read_returned(edit(docx(Concepts()), strip))


def test_a_document_whose_data_were_altered_is_refused(docx, edit):
    def alter(_, parts):
        name = next(name for name in parts if re.fullmatch(r"customXml/item\d+\.xml", name))
        parts[name] = parts[name].replace(b'"revision": 1', b'"revision": 7')

    with pytest.raises(InputError, match="altered or damaged"):
        read_returned(edit(docx(Concepts()), alter))


def test_what_came_back_is_told_in_the_forms_words(docx, edit, pack):
    def change(root, _):
        for text in paragraph_with(root, "The gap").iter(w("t")):
            text.text = "The gap is closing."

    returned = read_returned(edit(docx(Concepts(summary="The gap is wide.")), change))
    changes = compare(returned.issued, returned.assessment, pack.form)
    assert [change.sentence for change in changes] == ["Summary: from 'The gap is wide.' to 'The gap is closing.'"]
