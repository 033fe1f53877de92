"""Tracked changes: the text with all of them accepted, and with all of them rejected."""

import pytest

from eqia.wordml.names import PARAGRAPH, ROW, parse, w
from eqia.wordml.text.prose import Revision, text_of
from eqia.wordml.text.revisions import has_tracked_changes, resolve, tracked_changes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:id="1" w:author="A" w:date="2026-05-04T10:00:00Z"'


def document(body):
    return parse(f"<w:document {W}><w:body>{body}</w:body></w:document>".encode())


def texts(root):
    return [text_of(paragraph) for paragraph in root.iter(PARAGRAPH)]


def run(text, tag="t"):
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def marked(kind):
    return f"<w:pPr><w:rPr><w:{kind} {BY}/></w:rPr></w:pPr>"


ONE, LAST = f"<w:p>{run('a')}</w:p>", f"<w:p>{run('z')}</w:p>"
INSERTED, DELETED = f"<w:ins {BY}>{run('new')}</w:ins>", f"<w:del {BY}>{run('old', 'delText')}</w:del>"


@pytest.mark.parametrize(
    ("body", "final", "original"),
    [
        (f"<w:p>{run('a')}{INSERTED}{DELETED}{run('z')}</w:p>", ["anewz"], ["aoldz"]),
        (f"{ONE}<w:p>{marked('ins')}{INSERTED}</w:p>{LAST}", ["a", "new", "z"], ["a", "z"]),
        (f"{ONE}<w:p>{marked('del')}{DELETED}</w:p>{LAST}", ["a", "z"], ["a", "old", "z"]),
        (f"<w:p>{marked('del')}{run('a')}</w:p><w:p>{run('z')}</w:p>", ["az"], ["a", "z"]),
        (f"<w:p>{marked('ins')}{run('a')}</w:p><w:p>{run('z')}</w:p>", ["a", "z"], ["az"]),
        (f"<w:p><w:ins {BY}>{run('a')}{DELETED}</w:ins></w:p>", ["a"], [""]),
        (f"<w:p><w:moveFrom {BY}>{run('m')}</w:moveFrom></w:p><w:p><w:moveTo {BY}>{run('m')}</w:moveTo></w:p>",
         ["", "m"], ["m", ""]),
    ],
)  # fmt: skip
def test_both_texts(body, final, original):
    root = document(body)
    for revision, wanted in ((Revision.FINAL, final), (Revision.ORIGINAL, original)):
        resolved = resolve(root, revision)
        assert texts(resolved) == wanted
        assert not has_tracked_changes(resolved)
    assert has_tracked_changes(root)


def test_former_properties_come_back_when_rejected():
    change = f'<w:pPrChange {BY}><w:pPr><w:pStyle w:val="Old"/></w:pPr></w:pPrChange>'
    root = document(f'<w:p><w:pPr><w:pStyle w:val="New"/>{change}</w:pPr>{run("a")}</w:p>')
    for revision, style in ((Revision.FINAL, "New"), (Revision.ORIGINAL, "Old")):
        assert resolve(root, revision).find(f".//{w('pStyle')}").get(w("val")) == style


def test_the_end_of_a_paragraph_carries_its_properties():
    first = f'<w:p><w:pPr><w:pStyle w:val="First"/><w:rPr><w:del {BY}/></w:rPr></w:pPr>{run("a")}</w:p>'
    second = f'<w:p><w:pPr><w:pStyle w:val="Second"/></w:pPr>{run("b")}</w:p>'
    joined = resolve(document(first + second), Revision.FINAL)
    assert texts(joined) == ["ab"]
    assert joined.find(f".//{w('pStyle')}").get(w("val")) == "Second"


def test_rows_and_tables_come_and_go():
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    mark = f"<w:trPr><w:{{}} {BY}/></w:trPr>"
    came, went = row.format(mark.format("ins"), "b"), row.format(mark.format("del"), "c")
    root = document(
        f"<w:tbl>{row.format('', 'a')}{came}{went}</w:tbl><w:tbl>{row.format(mark.format('del'), 'd')}</w:tbl><w:p/>"
    )
    assert texts(resolve(root, Revision.FINAL)) == ["a", "b", ""]
    assert texts(resolve(root, Revision.ORIGINAL)) == ["a", "c", "d", ""]
    assert len(list(resolve(root, Revision.FINAL).iter(w("tbl")))) == 1
    assert [change.kind for change in tracked_changes(root)] == ["row inserted", "row deleted", "row deleted"]
    assert next(root.iter(ROW)) is not None


def test_pieces_of_one_change_are_one_change():
    pieces = f"<w:ins {BY}>{run('a')}</w:ins><w:ins {BY}>{run('b')}</w:ins>"
    other = pieces.replace('w:author="A"', 'w:author="B"')
    changes = [(change.author, change.text) for change in tracked_changes(document(f"<w:p>{pieces}{other}</w:p>"))]
    assert changes == [("A", "ab"), ("B", "ab")]
