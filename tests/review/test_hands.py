"""Forms filled in by a hand with a look of its own: said once, and what stands out from that hand is named."""

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt, RGBColor

from eqia.review.forms.import_form import import_document

from .typed_forms import saved

BLUE, RED, GREEN = RGBColor(0x1F, 0x4E, 0x9E), RGBColor(0xC0, 0, 0), RGBColor(0, 0x80, 0x30)
ANSWERS = {
    "Service area": "Libraries and museums",
    "Lead officer": "Head of Libraries",
    "Date of approval": "3 May 2026",
    "Review date": "May 2027",
    "Who is/will be impacted by the activity’s aims and outcomes?": "Everybody who reads, and their carers",
    "Which particular protected equality groups are likely/will be affected": "Older people on Mondays",
}


def form(*looks, together=False, **pieces):
    """The form with each answer in one look after another; ``pieces``: what stands in that answer, with its looks."""
    document = Document()
    table = document.add_table(0, 1 if together else 2)
    for number, (label, answer) in enumerate(ANSWERS.items()):
        cells = table.add_row().cells
        paragraph = cells[-1].paragraphs[0]
        if together:
            paragraph.add_run(f"{label}: ")
        else:
            cells[0].text = label
        for text, look in pieces.get(label.split()[0].lower(), [(answer, looks[number % len(looks)])]):
            look(paragraph.add_run(text))
    return import_document(saved(document), "bedford")


def in_colour(colour):
    def paint(run):
        run.font.color.rgb = colour

    return paint


def tiny(run):
    run.font.size = Pt(5)


def marked(run):
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def plain(run):
    pass


def hidden(run):
    run.font.hidden = True


def white(run):
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def looked(imported):
    """What is said of the file, and of each answer, about looks."""
    said = [doubt for doubt in imported.doubts if "Most of" in doubt.sentence or "stands there" in doubt.sentence]
    return [doubt.sentence for doubt in said if not doubt.path], {d.path: d.sentence for d in said if d.path}


def test_a_hand_that_writes_in_one_colour_is_named_once():
    for together in (False, True):
        (said,), answers = looked(form(in_colour(BLUE), together=together))
        assert "written in blue" in said
        assert answers == {}


def test_so_is_one_that_writes_tiny_or_marks_all_it_writes():
    assert "in type of 5 points" in looked(form(tiny))[0][0]
    (said,), answers = looked(form(marked))
    assert ("on a ground of yellow" in said, answers) == (True, {})


def test_a_plain_hand_is_not_worth_a_sentence():
    assert looked(form(plain)) == ([], {})


def test_what_stands_out_from_the_hand_is_named_with_its_answer():
    note = [("Libraries, ", in_colour(BLUE)), ("ask the director", in_colour(RED))]
    half = [("Older people ", in_colour(BLUE)), ("and their carers", in_colour(GREEN))]
    black = [("Everybody ", in_colour(BLUE)), ("but who?", plain)]
    said, answers = looked(form(in_colour(BLUE), service=note, which=half, who=black))
    assert len(said) == 1
    assert set(answers) == {"activity.service_area", "scope.groups_affected", "scope.who_is_affected"}
    assert '"ask the director"' in answers["activity.service_area"]
    assert '"and their carers"' in answers["scope.groups_affected"]
    assert '"but who?"' in answers["scope.who_is_affected"]


def test_an_answer_that_is_half_in_another_colour_is_named_where_the_hand_is_plain():
    half = [("Libraries ", plain), ("and museums, says the director", in_colour(RED))]
    said, answers = looked(form(plain, service=half))
    assert (said, set(answers)) == ([], {"activity.service_area"})


def test_an_answer_in_the_form_s_own_black_is_no_note_in_a_blue_form():
    said, answers = looked(form(in_colour(BLUE), service=[("Libraries", plain)]))
    assert (len(said), answers) == (1, {})


def test_where_no_colour_has_the_majority_each_is_named():
    said, answers = looked(form(in_colour(BLUE), in_colour(RED), in_colour(GREEN)))
    assert (said, len(answers)) == ([], len(ANSWERS))


def test_what_nobody_sees_is_never_the_look_of_a_hand():
    for look in (hidden, white):
        said, answers = looked(form(look))
        assert (said, len(answers)) == ([], len(ANSWERS))
