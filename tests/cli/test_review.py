"""What officers type to compare, review, approve and publish, and what they get."""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from eqia.assessment import store
from eqia.review.publish import find_private
from eqia.wordml.names import PARAGRAPH, parse, serialise, w
from eqia.wordml.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.prose import text_of

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "samples" / "bedford-school-improvement-2018-as-published.json"
COMPLETED = ROOT / "samples" / "bedford-school-improvement-2018-completed.json"
OFFICER = ["--who", "Equality officer", "--today", "4 May 2026"]


def eqia(*words, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "eqia", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done


@pytest.fixture
def file(tmp_path):
    """An assessment that nobody has approved yet."""
    path = tmp_path / "a.json"
    data = json.loads(COMPLETED.read_text(encoding="utf-8"))
    data["activity"]["approval_date"] = ""
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def flat(text):
    """A text of a screen without its line ends."""
    return " ".join(text.split())


def edit(path, change, to=None):
    parts = read_parts(path.read_bytes())
    root = parse(parts[DOCUMENT])
    change(root)
    target = to or path
    target.write_bytes(write_parts(parts | {DOCUMENT: serialise(root)}))
    return target


def reword(old, new):
    def change(root):
        for text in root.iter(w("t")):
            text.text = (text.text or "").replace(old, new)

    return change


def said(path):
    return store.parse(store.read_json(path))[0]


def fits(output, name):
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    data = json.loads(output)
    jsonschema.Draft202012Validator(schema).validate(data)
    return data


class TestCompare:
    def test_text_names_the_section_and_shows_the_words(self):
        out = eqia("compare", PUBLISHED, COMPLETED).stdout
        assert "Section 7: Impact on equality groups" in out
        assert "Disability: impact changed from not ticked to positive and negative" in out
        assert re.search(r"\[-.+-\]\{\+.+\+\}", out)

    def test_the_same_is_said_to_be_the_same(self):
        assert "Nothing was changed" in eqia("compare", COMPLETED, COMPLETED).stdout

    def test_json_fits_the_published_schema(self):
        data = fits(eqia("compare", PUBLISHED, COMPLETED, "--json").stdout, "changes")
        assert any(change["path"] == "impacts.disability" for change in data["changes"])

    def test_a_word_file_can_stand_on_either_side(self, tmp_path):
        eqia("render", COMPLETED, "--docx", "-o", tmp_path)
        word = tmp_path / f"{COMPLETED.stem}.docx"
        assert "Nothing was changed" in eqia("compare", COMPLETED, word).stdout
        changed = edit(word, reword("Early Years", "Earliest Years"), tmp_path / "b.docx")
        assert (
            "[- Early-]" in eqia("compare", word, changed).stdout or "Earliest" in eqia("compare", word, changed).stdout
        )

    def test_a_redline_is_written(self, tmp_path):
        eqia("compare", PUBLISHED, COMPLETED, "--docx", tmp_path / "r.docx", "--author", "Head of Service")
        root = parse(read_parts((tmp_path / "r.docx").read_bytes())[DOCUMENT])
        assert {mark.get(w("author")) for mark in root.iter(w("ins"))} == {"Head of Service"}


class TestReview:
    def back(self, file, change, tmp_path):
        eqia("review", "annotate", file, "--today", "4 May 2026")
        return edit(file.with_name("a-review.docx"), change, tmp_path / "back.docx")

    def test_what_came_back_is_told_and_applied(self, file, tmp_path):
        back = self.back(file, reword("It takes the place of", "It replaces"), tmp_path)
        told = eqia("review", "read", back).stdout
        assert "1 change" in told
        assert "[- takes the place of-]{+ replaces+}" in " ".join(told.split())
        fits(eqia("review", "read", back, "--json").stdout, "review")
        before = said(file)
        eqia("review", "apply", back, file, "--today", "5 May 2026")
        assert "It replaces the strategy" in said(file).activity.description
        assert said(file).history[-1].what == "review applied: 1 of 1 changes taken over"
        kept = next(tmp_path.glob("a.before-*.json"))
        assert said(kept).activity == before.activity

    def test_conflicts_are_shown_and_nothing_is_changed_until_they_are_chosen_on(self, file, tmp_path):
        back = self.back(file, reword("It takes the place of", "It replaces"), tmp_path)
        data = json.loads(file.read_text(encoding="utf-8"))
        data["activity"]["description"] += " More was found since."
        file.write_text(json.dumps(data), encoding="utf-8")
        before = file.read_bytes()
        done = eqia("review", "apply", back, file, code=4)
        assert "Changed on both sides" in done.stdout
        assert "--take activity.description" in done.stderr
        assert file.read_bytes() == before
        eqia("review", "apply", back, file, "--keep", "activity.description")
        assert "More was found since." in said(file).activity.description
        eqia("review", "apply", back, file, "--take", "activity.description")
        assert "It replaces" in said(file).activity.description

    def test_a_document_of_another_assessment_is_refused_or_merged_knowingly(self, file, tmp_path):
        eqia("render", PUBLISHED, "--docx", "-o", tmp_path)
        other = tmp_path / f"{PUBLISHED.stem}.docx"
        done = eqia("review", "apply", other, file, code=5)
        assert "does not belong to" in done.stderr
        assert "revision 1, and the file holds revision 3" in done.stderr
        changed = edit(other, reword("N/A", "We lack figures on carers."), tmp_path / "c.docx")
        eqia("review", "apply", changed, file, "--knowingly", "--take-all")
        assert said(file).evidence.gaps == "We lack figures on carers."

    def test_an_earlier_issue_is_known_by_its_digest_after_the_file_was_changed(self, file, tmp_path):
        back = self.back(file, reword("It takes the place of", "It replaces"), tmp_path)
        data = json.loads(file.read_text(encoding="utf-8"))
        data["evidence"]["gaps"] = "Rewritten since."
        file.write_text(json.dumps(data), encoding="utf-8")
        eqia("review", "apply", back, file)
        assert said(file).evidence.gaps == "Rewritten since."
        assert "It replaces" in said(file).activity.description

    def test_an_emptied_answer_waits_for_a_word(self, file, tmp_path):
        def empty(root):
            for paragraph in root.iter(PARAGRAPH):
                if text_of(paragraph).startswith("Each term the School Improvement Board"):
                    for other in [paragraph, *paragraph.itersiblings(PARAGRAPH)]:
                        for text in other.iter(w("t")):
                            text.text = ""

        back = self.back(file, empty, tmp_path)
        done = eqia("review", "apply", back, file, code=4)
        assert "came back empty" in flat(done.stdout)
        assert said(file).monitoring.arrangements

    def test_a_lost_place_and_words_outside_the_answers_are_said_and_kept(self, file, tmp_path):
        def spoil(root):
            paragraphs = {text_of(paragraph): paragraph for paragraph in root.iter(PARAGRAPH)}
            label = next(p for text, p in paragraphs.items() if text.startswith("What further research or data"))
            row = next(label.iterancestors(w("tr")))
            row.getparent().remove(row)
            stray = copy.deepcopy(label)
            next(stray.iter(w("t"))).text = "Ask the carers' forum."
            paragraphs["Commissioned services"].addprevious(stray)

        gaps = said(file).evidence.gaps
        back = self.back(file, spoil, tmp_path)
        out = flat(eqia("review", "apply", back, file).stdout)
        assert "its place is not in the document any more" in out
        assert "stands outside the answers" in out
        assert said(file).evidence.gaps == gaps
        assert "Ask the carers' forum." in [remark.words for remark in said(file).review.remarks]

    def test_a_name_that_is_none_is_refused(self, file, tmp_path):
        back = self.back(file, reword("It takes the place of", "It replaces"), tmp_path)
        refused = eqia("review", "apply", back, file, "--keep", "evidence.gap", code=2)
        assert "no change called evidence.gap to choose on. There are: activity.description" in refused.stderr

    def test_what_was_applied_already_is_nothing_new_and_the_copy_is_named(self, file, tmp_path):
        back = self.back(file, reword("It takes the place of", "It replaces"), tmp_path)
        applied = eqia("review", "apply", back, file).stderr
        (kept,) = re.findall(r'kept as "(.+)"', applied)
        assert Path(kept).exists()
        before = file.read_bytes()
        assert "Nothing new came back" in eqia("review", "apply", back, file).stderr
        assert file.read_bytes() == before

    def test_the_review_copy_says_what_to_do_with_it(self, file):
        done = eqia("review", "annotate", file)
        assert done.stdout == f"{file.with_name('a-review.docx')}\n"
        assert "eqia review read" in done.stderr

    def test_a_damaged_file_is_refused_in_a_sentence(self, file, tmp_path):
        (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 nothing")
        assert "not a Word file" in eqia("review", "read", tmp_path / "x.docx", code=5).stderr


def test_a_person_is_asked_about_each_conflict(file, tmp_path):
    pexpect = pytest.importorskip("pexpect")
    eqia("review", "annotate", file, "--today", "4 May 2026")
    back = edit(file.with_name("a-review.docx"), reword("It takes the place of", "It replaces"), tmp_path / "back.docx")
    data = json.loads(file.read_text(encoding="utf-8"))
    data["activity"]["description"] += " More was found since."
    file.write_text(json.dumps(data), encoding="utf-8")
    child = pexpect.spawn(
        sys.executable, ["-m", "eqia", "review", "apply", str(back), str(file)], encoding="utf-8", timeout=30
    )
    child.expect("take or keep")
    child.sendline("neither")
    child.expect("take or keep")
    child.sendline("take")
    child.expect("Applied to")
    child.wait()
    assert "It replaces" in said(file).activity.description


class TestSteps:
    def test_submit_return_judge_submit_accept(self, file):
        assert "State: submitted" in eqia("review", "submit", file, *OFFICER).stdout
        fix = eqia("review", "judge", file, "11", "must be fixed", "--words", "Name the groups.", *OFFICER)
        assert "Summary of analysis: must be fixed: Name the groups." in fix.stdout
        assert "State: returned" in eqia("review", "return", file, "--words", "See the summary", *OFFICER).stdout
        refused = eqia("approve", file, "--post", "Director of Children's Services", code=2)
        assert "must be fixed before approval: Summary of analysis" in refused.stderr
        data = json.loads(file.read_text(encoding="utf-8"))
        data["summary"] += " Disabled pupils gain most."
        file.write_text(json.dumps(data), encoding="utf-8")
        assert "(given on an earlier text)" in eqia("review", "status", file).stdout
        eqia("review", "submit", file, *OFFICER)
        assert "State: accepted" in eqia("review", "accept", file, *OFFICER).stdout
        events = [event.what for event in said(file).history]
        assert events[0] == "submitted for review"
        assert events[2] == "returned to the author: See the summary"
        assert all(len(event.digest) == 64 for event in said(file).history)

    def test_a_step_that_cannot_be_taken_says_which_can(self, file):
        refused = eqia("review", "accept", file, *OFFICER, code=2)
        assert "you can: eqia review submit, eqia approve, eqia review withdraw" in refused.stderr


class TestApproval:
    DIRECTOR = ("--post", "Director of Children's Services", "--today", "20 October 2018")

    def test_stores_who_when_and_what_and_is_void_after_a_change(self, file):
        done = eqia("approve", file, *self.DIRECTOR)
        assert "Approved by Director of Children's Services on 20 October 2018." in done.stdout
        approval = said(file).review.approval
        assert (approval.post, approval.when) == ("Director of Children's Services", "20 October 2018")
        assert approval.digest == store.content_digest(said(file))
        assert said(file).activity.approval_date.text == "20 October 2018"
        data = json.loads(file.read_text(encoding="utf-8"))
        data["summary"] += " And more."
        file.write_text(json.dumps(data), encoding="utf-8")
        assert "is void: the text was changed afterwards" in flat(eqia("review", "status", file).stdout)
        check = eqia("check", file, "--gate", "publication", "--today", "21 October 2018", code=4)
        assert "changed after it was approved" in " ".join(check.stdout.split())
        again = eqia("approve", file, "--post", "Director of Children's Services", "--today", "22 October 2018")
        assert "on 22 October 2018. The text is exactly the one that was approved" in again.stdout

    def test_is_refused_while_something_stands_before_it(self, tmp_path):
        path = tmp_path / "p.json"
        path.write_bytes(PUBLISHED.read_bytes())
        done = eqia("approve", path, "--post", "Director of Children Services", "--today", "1 June 2026", code=4)
        assert "It was not approved" in done.stderr
        assert "RT01" in done.stderr
        assert path.read_bytes() == PUBLISHED.read_bytes()

    def test_asks_who_approves(self, file):
        assert "Say who approves" in eqia("approve", file, code=2).stderr

    def test_by_the_author_is_refused(self, file):
        data = json.loads(file.read_text(encoding="utf-8"))
        data["activity"]["lead_officers"] = data["activity"]["approved_by"]
        file.write_text(json.dumps(data), encoding="utf-8")
        reason = ["--acknowledge", "AC10=Agreed with the chief executive"]
        done = eqia("approve", file, *self.DIRECTOR, *reason, code=2)
        assert "the author may not approve" in done.stderr

    def test_a_warning_is_answered_with_a_reason_that_is_kept(self, file):
        late = ("--post", "Director of Children's Services", "--today", "1 June 2026")
        refused = eqia("approve", file, *late, code=4).stderr
        warnings = set(re.findall(r"- warning ([A-Z]{2}\d\d):", refused))
        assert warnings
        reasons = [
            word for rule in sorted(warnings) for word in ("--acknowledge", f"{rule}=It is a test of old papers.")
        ]
        eqia("approve", file, *late, *reasons[2:], code=4)
        eqia("approve", file, *late, *reasons)
        assert {given.rule for given in said(file).acknowledged} == warnings
        assert {given.who for given in said(file).acknowledged} == {"Director of Children's Services"}

    def test_a_reason_for_nothing_is_refused(self, file):
        assert "waits for a reason" in eqia("approve", file, *self.DIRECTOR, "--acknowledge", "RT01=no", code=2).stderr
        assert "Write --acknowledge" in eqia("approve", file, *self.DIRECTOR, "--acknowledge", "RT01", code=2).stderr


class TestPublication:
    def test_only_what_is_approved_is_published_and_clean(self, file, tmp_path):
        who = ["--who", "Web team", "--today", "24 October 2018"]
        assert "never approved" in eqia("review", "publish", file, "-o", tmp_path / "out", *who, code=4).stderr
        eqia("approve", file, *TestApproval.DIRECTOR)
        done = eqia("review", "publish", file, "-o", tmp_path / "out", *who)
        assert [Path(line).name for line in done.stdout.splitlines()] == ["a.docx", "a.pdf"]
        assert find_private((tmp_path / "out" / "a.docx").read_bytes()) == []
        assert b"Web team" not in (tmp_path / "out" / "a.pdf").read_bytes()
        assert "State: published" in eqia("review", "status", file).stdout

    def test_a_new_revision_begins_a_new_life(self, file, tmp_path):
        eqia("approve", file, *TestApproval.DIRECTOR)
        out = eqia("review", "revise", file, *OFFICER).stdout
        assert "State: draft" in out
        now = said(file)
        assert (now.revision, now.activity.approval_date.text, now.review.approval) == (4, "", None)
        old = said(next(tmp_path.glob("a.before-*.json")))
        assert (old.revision, old.review.state, old.history[-1].what) == (
            3,
            "superseded",
            "superseded by a new revision",
        )


class TestImport:
    def test_a_form_becomes_a_file_and_nothing_is_written_over(self, file, tmp_path):
        eqia("render", COMPLETED, "--docx", "-o", tmp_path)
        form = tmp_path / f"{COMPLETED.stem}.docx"
        done = eqia("import", form, "-o", tmp_path / "new.json")
        assert "fields found" in done.stdout
        assert said(tmp_path / "new.json").model_copy(update={"history": ()}) == said(COMPLETED)
        assert "already" in eqia("import", form, "-o", tmp_path / "new.json", code=6).stderr

    def test_json_fits_the_published_schema(self, tmp_path):
        text = tmp_path / "report.txt"
        text.write_text("Service area\tLibraries\nStop the activity\t\n", encoding="utf-8")
        data = fits(eqia("import", text, "--json").stdout, "import")
        assert {field["path"]: field["answer"] for field in data["fields"]} == {
            "activity.service_area": "Libraries",
            "recommendation.stop": "unreadable",
        }

    def test_what_cannot_be_read_is_said_with_the_way_out(self, tmp_path):
        for content, words in (
            (b"\xd0\xcf\x11\xe0 old", "save it as a Word document"),
            (b"%PDF-1.4 nothing", "PDF is damaged"),
            (b"{}", "assessment file already"),
            (b"\xff\xfe\x00", "neither a Word file"),
            (b"Dear all", "Nothing of the form"),
        ):
            path = tmp_path / "x.bin"
            path.write_bytes(content)
            assert words in eqia("import", path, code=5).stderr
