"""What was moved, swapped, copied or typed over in a document waits for a choice on every answer that it touches."""

import copy

import pytest

from eqia.review.merging.merge import propose
from eqia.review.merging.proposals import Status, Three
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.wordml.names import CELL, PARAGRAPH, ROW, TABLE, enclosing, w
from eqia.wordml.text.prose import text_of
from tests.review.cases import original
from tests.review.edits import paragraph_with, row_with, run, whys

SUMMARY = "Members who consider the strategy"


@pytest.fixture
def back(docx, edit, pack):
    """Reads the document after ``change(root)``; gives what came back, and its proposals by name."""

    def read(change):
        returned = read_returned(edit(docx(original()), lambda root, _: change(root)))
        three = Three(returned.issued, returned.assessment, returned.issued)
        return returned, {each.key: each for each in propose(three, pack.form, returned.doubts)}

    return read


def overwrite(paragraph, words):
    first, *others = paragraph.iter(w("t"))
    first.text = words
    for each in others:
        each.text = ""


def heading(root, text):
    return next(each for each in root.iterfind(f"{w('body')}/{PARAGRAPH}") if text_of(each).startswith(text))


def swap(one, other):
    """Exchanges what two cells hold."""
    mine, its = ([each for each in cell if each.tag == PARAGRAPH] for cell in (one, other))
    one.extend(its)
    other.extend(mine)


def table_with(root, text):
    return enclosing(paragraph_with(root, text), TABLE)


class TestCopied:
    @pytest.mark.parametrize("text", ["Pupils who learn English as an additional", "Early Years Census", "Director of"])
    def test_a_copied_row_takes_nothing_out_of_its_answer(self, back, text):
        def change(root):
            row = row_with(root, text)
            row.addnext(copy.deepcopy(row))

        returned, proposals = back(change)
        assert proposals == {}
        assert Why.OUTSIDE not in {doubt.why for doubt in returned.doubts}
        assert Why.TWICE in {doubt.why for doubt in returned.doubts}
        assert returned.loose


class TestMoved:
    @pytest.mark.parametrize(
        ("text", "under", "from_", "to"),
        [
            (SUMMARY, "Description of", "summary", "activity.description"),
            (SUMMARY, "Monitoring and review", "summary", None),
            (SUMMARY, "Commissioned services", "summary", None),
        ],
    )
    def test_a_paragraph_that_was_moved_under_another_heading(self, back, text, under, from_, to):
        returned, proposals = back(lambda root: heading(root, under).addnext(paragraph_with(root, text)))
        assert {each.status for each in proposals.values()} == {Status.IN_DOUBT}
        assert set(proposals) == {from_, to} - {None}
        assert (from_, Why.MOVED if to else Why.OUTSIDE) in whys(returned)

    def test_a_line_that_was_moved_into_another_cell(self, back):
        def change(root):
            paragraph_with(root, "We have no results").addnext(paragraph_with(root, "Early Years Census"))

        _, proposals = back(change)
        assert {key: each.status for key, each in proposals.items()} == dict.fromkeys(
            ("evidence.sources", "evidence.gaps"), Status.IN_DOUBT
        )

    @pytest.mark.parametrize("row", [1, 2, 3])
    def test_two_answers_swapped_within_a_row_are_both_in_doubt(self, back, row):
        def change(root):
            cells = table_with(root, "Director of").findall(ROW)[row].findall(CELL)
            swap(cells[1], cells[3])

        _, proposals = back(change)
        assert {each.status for each in proposals.values()} == {Status.IN_DOUBT}
        assert len({key.partition(".")[2].partition(".")[0] for key in proposals}) == 2

    def test_two_cells_of_an_action_swapped_are_both_in_doubt(self, back):
        def change(root):
            cells = row_with(root, "Train teachers").findall(CELL)
            swap(cells[1], cells[4])

        _, proposals = back(change)
        assert {key.rpartition(".")[2]: each.status for key, each in proposals.items()} == dict.fromkeys(
            ("what", "outcome"), Status.IN_DOUBT
        )

    def test_rows_in_another_order_are_clean(self, back):
        def change(root):
            row = row_with(root, "Train teachers")
            row.getnext().addnext(row)

        returned, proposals = back(change)
        assert returned.doubts == ()
        assert {each.status for each in proposals.values()} == {Status.CLEAN}

    def test_a_line_that_was_copied_is_clean(self, back):
        def change(root):
            paragraph_with(root, "We have no results").addnext(
                copy.deepcopy(paragraph_with(root, "Early Years Census"))
            )

        returned, proposals = back(change)
        assert returned.doubts == ()
        assert set(proposals) == {"evidence.gaps"}

    @pytest.mark.parametrize("cell", [0, 2, 4])
    def test_the_last_row_of_a_list_that_lost_a_cell_is_not_taken_out_unasked(self, back, cell):
        def change(root):
            row = table_with(root, "Train teachers").findall(ROW)[-1]
            row.remove(row.findall(CELL)[cell])

        returned, proposals = back(change)
        assert proposals
        assert {each.status for each in proposals.values()} == {Status.IN_DOUBT}
        assert Why.COLUMNS in {doubt.why for doubt in returned.doubts}


class TestTypedOver:
    def overwritten(self, returned):
        return {doubt.path for doubt in returned.doubts if doubt.why is Why.OVERWRITTEN}

    @pytest.mark.parametrize(
        ("start", "paths"),
        [
            ("Summary of analysis", {"summary", ""}),
            ("Description of activity", {"activity.description", ""}),
            ("Monitoring and review", {""}),
            ("Commissioned services", {""}),
        ],
    )
    def test_a_heading(self, back, start, paths):
        returned, _ = back(lambda root: overwrite(heading(root, start), "Our thoughts on it"))
        assert self.overwritten(returned) == paths

    @pytest.mark.parametrize(
        ("text", "path"),
        [("Gender reassignment", "impacts.gender_reassignment"), ("Actions to increase", "actions.increase_positive")],
    )
    def test_a_label_in_a_table(self, back, text, path):
        table = {"impacts": "Support is shared out by", "actions": "Train teachers"}

        def change(root):
            within = table_with(root, table[path.partition(".")[0]])
            overwrite(next(each for each in within.iter(PARAGRAPH) if text_of(each).startswith(text)), "Travellers")

        returned, proposals = back(change)
        assert self.overwritten(returned) == {path}
        assert proposals == {}

    def test_the_label_of_a_further_row_of_a_list(self, back):
        returned, _ = back(lambda root: overwrite(next(row_with(root, "Pair each new").iter(PARAGRAPH)), "Our actions"))
        assert self.overwritten(returned) == {"actions.increase_positive.1"}

    def test_the_heading_of_a_column(self, back):
        returned, _ = back(lambda root: overwrite(paragraph_with(root, "Negative impact"), "Big impact"))
        assert self.overwritten(returned) == {"impacts"}

    def test_a_change_below_it_waits_for_a_choice(self, back):
        def change(root):
            overwrite(heading(root, "Summary of analysis"), "Comments of the board")
            overwrite(paragraph_with(root, SUMMARY), "We are content.")

        _, proposals = back(change)
        assert {key: each.status for key, each in proposals.items()} == {"summary": Status.IN_DOUBT}

    @pytest.mark.parametrize("words", [", since everybody was asked.", " (see the minutes)", None])
    def test_words_behind_those_printed_where_no_answer_is_needed(self, back, words):
        def change(root):
            printed = paragraph_with(root, "Not needed")
            if words:
                printed.append(run(words))
            else:
                printed.addnext(copy.deepcopy(printed))
                overwrite(printed.getnext(), "Everybody was asked.")

        returned, proposals = back(change)
        assert {key: each.status for key, each in proposals.items()} == {"relevance.why_not_required": Status.IN_DOUBT}
        assert returned.assessment.relevance.why_not_required == (
            f"Not needed{words}" if words else "Everybody was asked."
        )
