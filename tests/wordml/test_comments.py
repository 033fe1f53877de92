"""Comments: who said what on which words, the replies under them, and whether they are settled."""

from eqia.wordml.editing.commenting import Note, Writer, add_comments
from eqia.wordml.editing.comments import EXTENDED, read_comments
from eqia.wordml.names import PARAGRAPH, parse, serialise, w
from eqia.wordml.text.asides import COMMENTS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
BODY = f"""<w:document {W}><w:body>
<w:p><w:r><w:t>One </w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>two </w:t></w:r></w:p>
<w:p><w:r><w:t>three</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>
<w:r><w:commentReference w:id="2"/></w:r></w:p>
<w:p><w:r><w:commentReference w:id="3"/></w:r></w:p>
</w:body></w:document>"""
PART = f"""<w:comments {W} {W14}>
<w:comment w:id="3" w:author="B" w:date="0-00-00T00:00:00Z">
<w:p w14:paraId="C3"><w:r><w:t>On nothing</w:t></w:r></w:p></w:comment>
<w:comment w:id="1" w:author="A" w:date="2026-05-04T10:00:00Z"><w:p><w:r><w:t>First line</w:t></w:r></w:p>
<w:p w14:paraId="C1"><w:r><w:t>second line</w:t></w:r></w:p></w:comment>
<w:comment w:id="2" w:author="B" w:date="2026-05-05T10:00:00Z">
<w:p w14:paraId="C2"><w:r><w:t>Answer</w:t></w:r></w:p></w:comment>
</w:comments>"""
THREADS = f"""<w15:commentsEx {W15}><w15:commentEx w15:paraId="C1" w15:done="1"/>
<w15:commentEx w15:paraId="C2" w15:paraIdParent="C1" w15:done="0"/></w15:commentsEx>"""


def read(extended=THREADS):
    parts = {COMMENTS: PART.encode()} | ({EXTENDED: extended.encode()} if extended else {})
    return read_comments(parts, parse(BODY.encode()))


def test_a_comment_is_read_with_its_words_author_moment_and_place():
    first, _ = read()
    assert (first.author, first.when, first.text) == ("A", "2026-05-04T10:00:00Z", "First line\nsecond line")
    assert first.quote == "two three"
    assert len(first.paragraphs) == 2


def test_replies_stand_under_what_they_answer_and_settled_is_settled():
    first, second = read()
    assert [(reply.author, reply.text) for reply in first.replies] == [("B", "Answer")]
    assert (first.resolved, second.resolved) == (True, False)


def test_a_comment_without_a_range_is_where_its_mark_stands_and_a_day_that_never_was_is_none():
    _, second = read()
    assert [paragraph.tag for paragraph in second.paragraphs] == [PARAGRAPH]
    assert second.when == ""


def test_without_the_part_about_threads_every_comment_stands_alone():
    assert [comment.id for comment in read(extended="")] == ["1", "2", "3"]


def test_threads_that_go_in_circles_lose_no_comment():
    circle = THREADS.replace('w15:paraId="C1" w15:done="1"', 'w15:paraId="C1" w15:paraIdParent="C2"')
    found = read(circle)
    assert {comment.id for comment in found} | {reply.id for comment in found for reply in comment.replies} == {
        "1",
        "2",
        "3",
    }


def test_what_is_written_is_read():
    root = parse(BODY.encode())
    target = next(root.iter(PARAGRAPH))
    relations = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    parts = {"word/_rels/document.xml.rels": relations, "[Content_Types].xml": types, COMMENTS: PART.encode()}
    add_comments(parts, [Note("Why <two>?\nAnd & how?", [target])], Writer("Equality officer", "2026-05-06T00:00:00Z"))
    found = {comment.id: comment for comment in read_comments(parts, parse(serialise(root)))}
    assert len(found) == 4
    assert found["4"].text == "Why <two>?\nAnd & how?"
    assert (found["4"].author, found["4"].when, found["4"].quote) == (
        "Equality officer",
        "2026-05-06T00:00:00Z",
        "One two ",
    )
    assert parse(parts[COMMENTS])[-1].get(w("initials")) == "EO"
