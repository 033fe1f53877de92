"""What editors put into answers and around them beside plain words: nothing of it is lost, what is not sure is said."""

import copy

import pytest
from lxml import etree

from eqia.concepts.model import Action, Actions, Concepts
from eqia.review.forms.import_form import import_document
from eqia.review.merging.merge import propose
from eqia.review.merging.proposals import Status, Three
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.wordml.names import CELL, MATH, MC, PARAGRAPH, ROW, TABLE, W, enclosing, parse, serialise, w, w14
from eqia.wordml.text.leads import OFFICE
from eqia.wordml.text.prose import text_of

GAPS = Concepts(evidence={"gaps": "We lack figures on carers."})
PLAN = Concepts(actions=Actions(other=(Action(what="Do one", who="A"), Action(what="Do two", who="B"))))
RACE = "Race: Negative impact"


def xml(text):
    """An element of Word's, the prefix ``w`` being known."""
    return etree.fromstring(f'<x xmlns:w="{W}" xmlns:m="{MATH}" xmlns:mc="{MC}">{text}</x>')[0]


def said(text):
    return xml(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')


def paragraph_with(root, text):
    return next(p for p in root.iter(PARAGRAPH) if text in text_of(p))


def control_of(root, title):
    return next(a for a in root.iter(w("alias")) if a.get(w("val")) == title).getparent().getparent()


def table(*cells):
    inside = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
    return xml(f"<w:tbl><w:tr>{inside}</w:tr></w:tbl>")


@pytest.fixture
def back(docx, edit):
    """Reads a document of an assessment after ``change(root, parts)``."""
    return lambda assessment, change: read_returned(edit(docx(assessment), change))


def about(returned, path):
    return [doubt for doubt in returned.doubts if doubt.path == path]


def in_gaps(piece):
    return lambda root, _: paragraph_with(root, "We lack").append(piece)


class TestInAnAnswer:
    @pytest.mark.parametrize("part", ["footnotes", "endnotes"])
    def test_the_words_of_a_note_are_kept(self, back, part):
        kind = part.removesuffix("s")

        def add(root, parts):
            paragraph_with(root, "We lack").append(xml(f'<w:r><w:{kind}Reference w:id="2"/></w:r>'))
            note = f'<w:{kind} w:id="2"><w:p><w:r><w:t>Census, table 4.</w:t></w:r></w:p></w:{kind}>'
            parts[f"word/{part}.xml"] = serialise(xml(f"<w:{part}>{note}</w:{part}>"))

        returned = back(GAPS, add)
        assert [(loose.text, loose.near) for loose in returned.loose] == [("Census, table 4.", "evidence.gaps")]
        assert [doubt.why for doubt in about(returned, "evidence.gaps")] == [Why.NOT_TEXT]

    def test_a_text_box_is_read_once_though_the_file_holds_it_twice(self, back):
        box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
        piece = (
            f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
        returned = back(GAPS, in_gaps(xml(f"<w:r>{piece}</w:r>")))
        assert returned.assessment.evidence.gaps == "We lack figures on carers.\nIn a box."
        assert "a text box" in about(returned, "evidence.gaps")[0].sentence

    @pytest.mark.parametrize(
        "link",
        [
            '<w:fldSimple w:instr="HYPERLINK &quot;https://example.org/x&quot;"><w:r><w:t>it</w:t></w:r></w:fldSimple>',
            '<w:r><w:instrText> HYPERLINK "https://example.org/x" </w:instrText></w:r>',
        ],
    )
    def test_the_address_of_a_link_that_is_a_field_is_said(self, back, link):
        returned = back(GAPS, in_gaps(xml(link)))
        assert "https://example.org/x" in about(returned, "evidence.gaps")[0].sentence

    def test_the_letters_of_a_formula_are_read(self, back):
        returned = back(GAPS, in_gaps(xml("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>")))
        assert returned.assessment.evidence.gaps == "We lack figures on carers.x=2"
        assert "a formula" in about(returned, "evidence.gaps")[0].sentence

    @pytest.mark.parametrize(("value", "is_struck"), [("", True), (' w:val="0"', False)])
    def test_words_crossed_out_by_hand_are_said(self, back, value, is_struck):
        piece = xml(f"<w:r><w:rPr><w:strike{value}/></w:rPr><w:t> Or not.</w:t></w:r>")
        returned = back(GAPS, in_gaps(piece))
        assert returned.assessment.evidence.gaps == "We lack figures on carers. Or not."
        assert [d.why for d in about(returned, "evidence.gaps")] == ([Why.NOT_TEXT] if is_struck else [])

    def test_a_table_within_a_cell_is_read_one_row_a_line(self, back):
        def add(root, _):
            inner = table("one", "two")
            next(inner.iter(w("r"))).append(xml("<w:br/>"))
            paragraph_with(root, "We lack").addnext(inner)
            inner.addnext(xml("<w:p/>"))

        assert back(GAPS, add).assessment.evidence.gaps == "We lack figures on carers.\none | two"

    def test_a_table_put_between_the_paragraphs_of_an_answer_takes_none_of_them_out(self, back, pack):
        issued = Concepts(summary="First thing.\nLast thing.")

        def cut(root, _):
            paragraph_with(root, "First thing.").addnext(table("one", "two"))

        returned = back(issued, cut)
        assert returned.loose == ()
        assert returned.assessment.summary == "First thing.\none | two\nLast thing."
        assert [doubt.why for doubt in about(returned, "summary")] == [Why.NOT_TEXT]
        (proposal,) = propose(Three(issued, returned.assessment, issued), pack.form, returned.doubts)
        assert proposal.status is Status.IN_DOUBT


class TestBesideLabelsAndBoxes:
    def test_words_typed_behind_a_printed_question_are_kept_and_shown(self, back):
        def write(root, _):
            paragraph_with(root, "What further research").append(said(" Ask the forum."))

        returned = back(GAPS, write)
        assert returned.assessment == GAPS
        assert [(each.text, each.near) for each in returned.loose] == [("Ask the forum.", "evidence.gaps")]

    def test_a_printed_question_that_somebody_reworded_is_shown(self, back):
        def reword(root, _):
            for text in paragraph_with(root, "What further research").iter(w("t")):
                text.text = text.text.replace("further", "other")

        (loose,) = back(GAPS, reword).loose
        assert loose.text.startswith("What other research")

    def test_words_typed_at_the_head_of_the_pages_are_kept_and_shown(self, back):
        def write(root, parts):
            name = next(name for name in sorted(parts) if name.startswith("word/footer"))
            foot = parse(parts[name])
            next(foot.iter(PARAGRAPH)).addnext(xml("<w:p><w:r><w:t>Seen by legal.</w:t></w:r></w:p>"))
            parts[name] = serialise(foot)

        assert [(each.text, each.near) for each in back(GAPS, write).loose] == [("Seen by legal.", "")]

    @pytest.mark.parametrize("mark", [" X", "x", "✓"])
    def test_a_mark_typed_beside_a_box_that_is_not_ticked_waits_for_a_person(self, back, mark):
        def write(root, _):
            enclosing(control_of(root, RACE), PARAGRAPH).append(said(mark))

        returned = back(Concepts(), write)
        assert returned.assessment.impact_of("race").negative == "unreadable"
        assert [doubt.why for doubt in about(returned, "impacts.race.negative")] == [Why.UNREADABLE]

    def test_a_mark_typed_beside_a_ticked_box_changes_nothing(self, back):
        ticked = Concepts(impacts={"race": {"negative": True}})

        def write(root, _):
            enclosing(control_of(root, RACE), PARAGRAPH).append(said("x"))

        returned = back(ticked, write)
        assert (returned.assessment, returned.doubts) == (ticked, ())

    def test_a_box_toggled_while_changes_were_tracked_reads_both_ways(self, back):
        def toggle(root, _):
            control = control_of(root, RACE)
            control.find(f".//{w14('checked')}").set(w14("val"), "1")
            old = next(control.iter(w("r")))
            new = copy.deepcopy(old)
            next(new.iter(w("t"))).text = "☒"
            next(old.iter(w("t"))).tag = w("delText")
            for kind, number, piece in (("ins", 2, new), ("del", 1, old)):
                holder = etree.Element(w(kind), {w("id"): str(number), w("author"): "Officer"})
                control.find(w("sdtContent")).insert(0, holder)
                holder.append(piece)

        returned = back(Concepts(), toggle)
        assert returned.assessment.impact_of("race").negative is True
        assert returned.original == Concepts()


def test_a_comment_that_was_added_while_changes_were_tracked_is_no_change_of_the_text(back):
    def comment(root, _):
        inserted = etree.Element(w("ins"), {w("id"): "7", w("author"): "Officer"})
        inserted.append(xml('<w:r><w:commentReference w:id="7"/></w:r>'))
        paragraph_with(root, "We lack").append(inserted)

    returned = back(GAPS, comment)
    assert (returned.tracked, returned.doubts) == ((), ())


@pytest.mark.parametrize("way", ["relation", "field"])
def test_the_address_of_a_link_outside_the_answers_is_named(back, way):
    def link(root, parts):
        if way == "relation":
            name = "word/_rels/document.xml.rels"
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            relation = f'<Relationship Id="rId9" Type="{kind}" Target="https://example.org/a" TargetMode="External"/>'
            parts[name] = parts[name].replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            piece = xml(f'<w:hyperlink xmlns:r="{OFFICE}" r:id="rId9"><w:r><w:t>the study</w:t></w:r></w:hyperlink>')
        else:
            code = "HYPERLINK &quot;https://example.org/a&quot;"
            piece = xml(f"<w:fldSimple w:instr='{code}'><w:r><w:t>the study</w:t></w:r></w:fldSimple>")
        paragraph_with(root, "General Equality Duty").addnext(etree.Element(PARAGRAPH))
        paragraph_with(root, "General Equality Duty").getnext().append(piece)

    returned = back(GAPS, link)
    assert [loose.text for loose in returned.loose] == ["the study"]
    assert [doubt.sentence for doubt in about(returned, "")] == [
        'The address of a link on "the study", https://example.org/a, stands under the heading "General Equality Duty".'
    ]


def test_other_words_in_a_sentence_of_the_form_are_no_answer(back):
    def reword(root, _):
        guidance = paragraph_with(root, "Please refer to the Equality")
        holder = next(node for node in guidance.iter(w("t")) if "Please refer" in (node.text or ""))
        holder.text = holder.text.replace("Please refer", "Do not, I beg you, refer")

    issued = Concepts(activity={"description": "Longer opening hours."})
    returned = back(issued, reword)
    assert returned.assessment == issued
    assert [loose.text[:22] for loose in returned.loose] == ["Do not, I beg you, ref"]


class TestLists:
    def test_a_row_whose_deletion_is_tracked_waits_for_a_choice(self, back, pack):
        def delete_first_and_change_second(root, _):
            row = enclosing(paragraph_with(root, "Do one"), ROW)
            row.insert(0, xml('<w:trPr><w:del w:id="7" w:author="Officer"/></w:trPr>'))
            inserted = xml('<w:ins w:id="8" w:author="Officer"><w:r><w:t> well</w:t></w:r></w:ins>')
            paragraph_with(root, "Do two").append(inserted)

        returned = back(PLAN, delete_first_and_change_second)
        proposals = propose(Three(PLAN, returned.assessment, PLAN), pack.form, returned.doubts)
        assert {each.key for each in proposals} == {"actions.other.0", "actions.other.1.what"}
        assert {each.status for each in proposals} == {Status.IN_DOUBT}

    def test_a_copied_row_is_a_row_and_no_doubled_place(self, back):
        def copy_first(root, _):
            row = enclosing(paragraph_with(root, "Do one"), ROW)
            row.addnext(copy.deepcopy(row))

        returned = back(PLAN, copy_first)
        assert [row.what for row in returned.assessment.actions.other] == ["Do one", "Do one", "Do two"]
        assert returned.doubts == ()

    def test_a_copied_table_is_said(self, back):
        def copy_table(root, _):
            plan = enclosing(paragraph_with(root, "Do one"), TABLE)
            plan.addnext(copy.deepcopy(plan))

        returned = back(PLAN, copy_table)
        assert returned.assessment == PLAN
        assert Why.TWICE in {doubt.why for doubt in about(returned, "actions.other")}

    @pytest.mark.parametrize("tag", [ROW, TABLE])
    def test_a_list_that_is_gone_is_not_emptied_unasked(self, back, pack, tag):
        def delete(root, _):
            for text in ("Do one", "Do two") if tag == ROW else ("Do one",):
                gone = enclosing(paragraph_with(root, text), tag)
                gone.getparent().remove(gone)

        returned = back(PLAN, delete)
        assert Why.GONE in {doubt.why for doubt in about(returned, "actions.other")}
        proposals = propose(Three(PLAN, returned.assessment, PLAN), pack.form, returned.doubts)
        assert {proposal.status for proposal in proposals} == {Status.IN_DOUBT}
        assert len(proposals) == 2


def test_without_its_data_a_document_is_read_with_its_notes_and_what_its_first_page_sums_up_is_no_stray_text(
    docx, edit
):
    shown = Concepts(impacts={"age": {"positive": True, "explanation": "More will come."}})

    def strip(root, parts):
        for name in [name for name in parts if name.startswith("customXml/")]:
            del parts[name]
        cell = enclosing(paragraph_with(root, "More will come."), CELL)
        next(cell.iter(PARAGRAPH)).append(xml('<w:r><w:footnoteReference w:id="5"/></w:r>'))
        note = '<w:footnote w:id="5"><w:p><w:r><w:t>Counted in May.</w:t></w:r></w:p></w:footnote>'
        parts["word/footnotes.xml"] = serialise(xml(f"<w:footnotes>{note}</w:footnotes>"))

    imported = import_document(edit(docx(shown), strip), "bedford")
    assert imported.assessment.impacts == shown.impacts
    assert imported.left_over == ("Counted in May.",)


PIECE_PLACES = {
    "in a cell": lambda root: paragraph_with(root, "We lack").addnext,
    "in a control in a cell": lambda root: paragraph_with(root, "We lack").addnext,
    "in a paragraph": lambda root: paragraph_with(root, "We lack").append,
    "in a label": lambda root: paragraph_with(root, "What further research").addnext,
    "between cells": lambda root: enclosing(paragraph_with(root, "We lack"), CELL).addnext,
    "between rows": lambda root: enclosing(paragraph_with(root, "We lack"), ROW).addnext,
    "under a heading": lambda root: paragraph_with(root, "Summary of analysis").addnext,
    "in a control under a heading": lambda root: paragraph_with(root, "Summary of analysis").addnext,
    "at the top": lambda root: root.find(w("body"))[0].addprevious,
    "at the end": lambda root: root.find(w("body"))[-1].addprevious,
}


@pytest.mark.parametrize("place", PIECE_PLACES)
def test_a_piece_of_another_file_is_named_wherever_it_stands_and_changes_nothing(back, place):
    issued = GAPS.model_copy(update={"summary": "All in all."})
    piece = f'<w:altChunk xmlns:r="{OFFICE}" r:id="rId77"/>'
    piece = f"<w:sdt><w:sdtContent>{piece}</w:sdtContent></w:sdt>" if "control" in place else piece
    returned = back(issued, lambda root, _: PIECE_PLACES[place](root)(xml(piece)))
    assert returned.assessment == issued
    (doubt,) = [doubt for doubt in returned.doubts if doubt.why is Why.NOT_TEXT]
    assert "piece of another file" in doubt.sentence.casefold()
    if place not in ("in a label", "between cells", "between rows", "at the top", "at the end"):
        assert doubt.path == ("summary" if "heading" in place else "evidence.gaps")


@pytest.mark.parametrize("put", ["<w:p/>", "<w:p><w:r><w:t>Before all.</w:t></w:r></w:p>"])
def test_a_fixed_sentence_is_no_answer_whatever_was_put_before_it(back, put):
    issued = Concepts(summary="All in all.", relevance={"analysis_required": "yes"})
    returned = back(issued, lambda root, _: paragraph_with(root, "Summary of analysis").addnext(xml(put)))
    assert returned.assessment.summary.strip() in ("All in all.", "Before all.\nAll in all.")
