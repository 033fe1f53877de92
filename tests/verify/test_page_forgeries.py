"""Whatever shows, hides, looks or reads otherwise, runs or fetches in a web page has a name of its own."""

import json
from dataclasses import replace

import pytest

from eqia.cli.main import run
from eqia.documents import Format
from eqia.verify import State, verify
from eqia.workflows import make_documents, open_assessment
from tests.verify.conftest import SAMPLE, TODAY

HEAD, END, HEADING, ANSWER = "</head>", "</body>", "<h2", "<p>New numbers"


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        (END, f"<script>1</script>{END}", State.RUNS),
        (HEADING, '<h2 onclick="x()"', State.RUNS),
        (HEADING, '<h2 ONMOUSEOVER="x()"', State.RUNS),
        (END, f'<a href=" java\nscript:x()">more</a>{END}', State.RUNS),
        (END, f"<object></object>{END}", State.RUNS),
        (HEAD, f'<meta http-equiv="refresh" content="0;url=http://example.org">{HEAD}', State.FETCHES),
        (HEAD, f'<base href="http://example.org">{HEAD}', State.FETCHES),
        (HEAD, f'<link rel="stylesheet" href="a.css">{HEAD}', State.FETCHES),
        (END, f'<img src="http://example.org/a.png">{END}', State.FETCHES),
        (END, f'<iframe srcdoc="x"></iframe>{END}', State.FETCHES),
        (END, f'<a href="http://example.org">x</a>{END}', State.FETCHES),
        (END, f"<form><input></form>{END}", State.FETCHES),
        (END, f"<svg><text>x</text></svg>{END}", State.FETCHES),
        ("<style>", "<style>main{display:none}", State.REDRAWN),
        ("<style>", "<style>p{background:url(http://example.org)}", State.REDRAWN),
        (HEAD, f"<style>main{{opacity:0}}</style>{HEAD}", State.REDRAWN),
        (ANSWER, '<p style="display:none">New numbers', State.REDRAWN),
        (ANSWER, "<p hidden>New numbers", State.REDRAWN),
        (ANSWER, '<p class="stamp">New numbers', State.REDRAWN),
        (ANSWER, "<p><s>New numbers", State.REDRAWN),
        (ANSWER, "<p><font color=white>New numbers", State.REDRAWN),
        (HEADING, '<h2 aria-hidden="true"', State.HEARD),
        (HEADING, '<h2 role="presentation"', State.HEARD),
        ('lang="en-GB"', 'lang="xx"', State.HEARD),
        (HEADING, '<h2 dir="rtl"', State.HEARD),
        ("<title>", "<title>Approved: ", State.OTHER_WORDS),
        (END, f"<p>Approved by the Executive.</p>{END}", State.OTHER_WORDS),
        (END, f"<!-- approved -->{END}", State.CARRIES),
        (HEAD, f'<meta name="description" content="approved">{HEAD}', State.FACTS),
        ('<meta name="dcterms.created" content="', '<meta name="dcterms.created" content="1', State.FACTS),
        ("</html>", "</html><p>Approved</p>", State.CARRIES),
        ("</html>", "</html><!-- </html>", State.CARRIES),
        ("</html>", "</html>\n<script>1</script>", State.RUNS),
        ("<!DOCTYPE html>", "", State.REDRAWN),
        ("<!DOCTYPE html>", "<!-- x --><!DOCTYPE html>", State.REDRAWN),
        ("<main>", "<main><template>", State.RUNS),
        (HEADING, '<h2 id="again"', State.REDRAWN),
        ('charset="utf-8"', 'charset="utf-7"', State.FACTS),
        ('content="eqia ', 'content="eqia 0.0.', State.OTHER_VERSION),
    ],
)
def test_every_forgery_has_its_state(page, old, new, state):
    found = page(old, new)
    assert not found.same
    assert state in {each.state for each in found.differences}


def test_headings_that_change_places_are_found(made, judged):
    text = made[Format.HTML].read_text(encoding="utf-8")
    one, other = text.index("<section"), text.rindex("<section")
    end = text.index("</section>", other) + len("</section>")
    moved = text[:one] + text[other:end] + text[one:other] + text[end:]
    assert not judged(moved.encode(), Format.HTML).same


@pytest.mark.parametrize(
    "save",
    [
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
        lambda data: data.rstrip(),
        lambda data: data + b"\n\n",
        lambda data: data.replace(
            b"<html", b"<!-- saved from url=(0038)https://example.gov.uk/reports/eqia.html -->\n<html", 1
        ),
        lambda data: data.replace(
            b"<head>", b'<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">', 1
        ),
    ],
)
def test_a_page_that_a_browser_or_an_editor_saved_is_the_same(made, judged, save):
    found = judged(save(made[Format.HTML].read_bytes()), Format.HTML)
    assert (found.same, found.differing()) == (True, [])


def test_a_page_made_before_a_new_step_of_the_history_is_the_same(tmp_path, made):
    """The digest of the answers is what counts: steps and reasons that came later are no change of the page."""
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    data["history"] = [
        *data.get("history", []),
        {"who": "Equality officer", "what": "looked at", "when": "3 June 2026"},
    ]
    file = tmp_path / "a.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    found = verify(made[Format.HTML], file, TODAY)
    assert (found.same, found.same_as_file, found.differing()) == (True, True, [])
    assert run(["verify", str(made[Format.HTML]), str(file)]) == 0


def test_a_page_of_any_moment_of_its_history_is_known(tmp_path):
    opened = open_assessment(SAMPLE)
    page = tmp_path / "a.html"
    for steps in range(len(opened.assessment.history) + 1):
        assessment = opened.assessment.model_copy(update={"history": opened.assessment.history[:steps]})
        data = make_documents(replace(opened, assessment=assessment), [Format.HTML], draft=True)[Format.HTML]
        page.write_bytes(data)
        assert verify(page, SAMPLE, TODAY).same


def test_a_page_that_is_no_text_is_refused(judged):
    from eqia.errors import InputError

    with pytest.raises(InputError):
        judged(b"\xff\xfe\x00<", Format.HTML)
