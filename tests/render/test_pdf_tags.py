"""A PDF as a screen reader reads it; and an engine that works in another way than the repairs expect."""

from collections.abc import Iterator
from types import SimpleNamespace

import pydyf
import pytest

from eqia.concepts.model import Concepts
from eqia.errors import RenderError
from eqia.render import pdf, pdf_tree
from eqia.render.pdf import render_pdf
from eqia.render.pdf_file import write_file
from eqia.render.pdf_metadata import add_ua_identifier
from eqia.render.pdf_tags import mark_artifacts, repair_tags
from eqia.render.pdf_text import Spoken, reading_order
from eqia.render.pdf_tree import EngineChanged, TagTree
from eqia.render.pdf_unicode import name_characters
from eqia.view.build import build_view
from eqia.view.document import DocumentView


@pytest.fixture(scope="module")
def spoken(view_of, full, look) -> list[Spoken]:
    return reading_order(render_pdf(view_of(full), look.template, look.style))


def test_a_tick_is_heard_with_its_group_its_column_and_its_state(spoken):
    assert [piece for piece in spoken if piece.headers == ("Age", "Positive impact")] == [
        Spoken("Span", ("Age", "Positive impact"), "Yes")
    ]
    assert Spoken("Span", ("Age", "Negative impact"), "No") in spoken
    assert Spoken("Span", ("Age", "No impact"), "Could not be read") in spoken


def test_nobody_hears_of_a_ballot_box(spoken):
    assert not [piece for piece in spoken if "☒" in piece.text or "☐" in piece.text]


def test_a_yes_and_a_no_box_are_heard_with_their_statement(spoken):
    statement = "2. The activity could / does affect one or more protected equality groups."
    assert [piece.text for piece in spoken if piece.headers == (statement, "Yes")] == ["Not ticked"]
    assert [piece.text for piece in spoken if piece.headers == (statement, "No")] == ["No"]


def test_an_answer_of_the_header_block_is_heard_with_its_own_label(spoken):
    assert Spoken("P", ("Lead officer", "Answer"), "Head of Libraries") in spoken
    assert Spoken("P", ("Date of approval", "Answer"), "1 December 2026") in spoken


def test_words_do_not_run_together_where_a_line_ends(spoken):
    labels = [piece.text for piece in spoken if piece.role == "TH"]
    assert "Title of activity / Budget Proposal title and number" in labels
    assert "Eliminate discrimination, harassment and victimisation" in labels


def test_the_document_is_heard_in_the_order_of_the_form(spoken, bedford):
    sections = bedford.form.sections[1:]  # the header block has no heading
    headings = [section.questions[0].label if section.layout == "text" else section.title for section in sections]
    heard = [piece.text for piece in spoken if piece.role == "H2"]
    assert [heading for heading in heard if heading in headings] == headings


def test_everything_the_view_says_is_heard_in_its_order(spoken, view_of, full):
    heard = [" ".join(piece.text.split()) for piece in spoken]
    place = 0
    for section in view_of(full).sections:
        for question in section["questions"]:
            cells = [cell["text"] for row in question["rows"] for cell in row["cells"]]
            for text in (question["text"], *cells):
                for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
                    place = heard.index(f"• {line[2:]}" if line.startswith("- ") else line, place) + 1


def heard_of(view: DocumentView) -> Iterator[tuple[tuple[str, str], str]]:
    """What a person is to hear of each cell of a view: its row, its column, and what it says, line by line."""
    for section in view.sections:
        for question in section["questions"] if section["needed"] else ():
            for row in question["rows"]:
                for cell in row["cells"]:
                    said = [cell["says"]] if cell["kind"] == "tick" else lines(cell["text"])
                    yield from (((row["label"], cell["label"]), line) for line in said)
            for box in question["boxes"]:
                column = {"relevance.no_relevance": "Ticked"}.get(question["path"], "Selected")
                yield (question["label"], box["label"] if len(question["boxes"]) > 1 else column), box["says"]
            if section["layout"] != "text" and not question["rows"] and not question["boxes"]:
                said = lines(question["text"] or question["blank"])
                yield from (((question["label"], "Answer"), line) for line in said)


def lines(text: str) -> list[str]:
    squeezed = (" ".join(line.split()) for line in text.split("\n"))
    return [f"• {line[2:]}" if line.startswith("- ") else line for line in squeezed if line]


def test_every_cell_is_heard_with_its_headers_exactly_as_the_view_says(view_of, full, look, bedford, samples):
    stored = [Concepts.model_validate_json(path.read_bytes()) for path in samples]
    views = [view_of(), view_of(full), *(build_view(one, bedford.form, draft=True) for one in stored)]
    for view in views:
        heard = reading_order(render_pdf(view, look.template, look.style))
        cells = [(piece.headers, piece.text) for piece in heard if piece.headers and piece.headers[-1] != "Impact"]
        assert cells == list(heard_of(view))


def test_running_titles_are_not_heard(spoken):
    assert not [piece for piece in spoken if piece.text.startswith("Page ")]
    assert [piece.text for piece in spoken].count("DRAFT") == 1


def test_right_to_left_text_is_heard_in_the_order_it_is_read(view_of, look):
    text = "שלום עולם (hello) 12"
    heard = reading_order(render_pdf(view_of({"summary": text}), look.template, look.style))
    assert text in [piece.text for piece in heard]


def test_an_engine_that_builds_tags_in_another_way_is_refused(monkeypatch):
    for engine in (SimpleNamespace(), SimpleNamespace(_build_box_tree=lambda box, parent: None)):
        monkeypatch.setattr(pdf_tree, "engine", engine)
        with pytest.raises(EngineChanged, match=r"builds its tags in another way.*Install eqia again"):
            pdf_tree.record_sources.__wrapped__()


def test_a_pdf_without_the_tags_that_are_expected_is_refused():
    with pytest.raises(EngineChanged, match="without a tag tree"):
        TagTree(pydyf.PDF())


def test_content_that_is_marked_in_another_way_is_refused():
    tree = SimpleNamespace(contents=lambda: [([b"/Span", {"MCID": 0}, b"DP"], [b"9 0 R"])])
    with pytest.raises(EngineChanged, match="marks content in another way"):
        mark_artifacts(tree, [])
    tree.contents = lambda: [([], [b"9 0 R"])]
    with pytest.raises(EngineChanged, match="is not on its page"):
        mark_artifacts(tree, [])


def of_all(change):
    """A change of every structure element, before the tags are repaired."""

    def make(pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, dict) and thing.get("Type") == "/StructElem":
                change(thing)

    return make


def renamed(old, new):
    return of_all(lambda element: element.update(S=new) if element["S"] == old else None)


@pytest.mark.parametrize(
    "change",
    [
        *(of_all(lambda element, name=name: element.pop(name, None)) for name in ("Pg", "K", "P", "S", "A", "ID")),
        *(renamed(*names) for names in (("/TH", "/TD"), ("/THead", "/TBody"), ("/P", "/Div"), ("/H2", "/P"))),
        renamed("/Span", "/NonStruct"),
        of_all(lambda element: element.update(K=element["K"][0]) if len(element["K"]) == 1 else None),
        lambda pdf: pdf.recorder.sources.clear(),
    ],
)
def test_tags_of_another_shape_are_refused_and_never_written(change, view_of, full, look, monkeypatch):
    def change_and_repair(pdf) -> None:
        change(pdf)
        repair_tags(pdf)

    monkeypatch.setattr(pdf, "repair_tags", change_and_repair)
    with pytest.raises(RenderError):
        render_pdf(view_of(full), look.template, look.style)


def test_a_file_of_another_kind_is_refused():
    empty = pydyf.PDF()
    with pytest.raises(EngineChanged, match="writes its files in another way"):
        write_file(empty, None, "2.0", b"x", True)
    empty.catalog["Metadata"] = b"3 0 R"
    empty.add_object(pydyf.Stream([b"<nothing/>"]))
    with pytest.raises(EngineChanged, match="metadata have another shape"):
        add_ua_identifier(empty)
    empty.add_object(pydyf.Dictionary({"Type": "/Font", "ToUnicode": b"3 0 R", "BaseFont": b"/ABCDEF+Arial"}))
    with pytest.raises(EngineChanged, match="Arial, which is not one of the report's"):
        name_characters(empty)
