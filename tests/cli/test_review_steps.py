"""The commands that take an assessment on: steps, approval, publication; and import."""

import json
import re
from pathlib import Path

import pytest

from eqia.assessment import store
from eqia.review.publish import find_private
from tests.cli.reviewing import COMPLETED, OFFICER, PUBLISHED, eqia, fits, flat, said


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
        assert "(changed since, to be judged again)" in flat(eqia("review", "status", file).stdout)
        eqia("review", "submit", file, *OFFICER)
        still = eqia("review", "accept", file, *OFFICER, code=2)
        assert "must be fixed before acceptance: Summary of analysis (Equality officer)" in flat(still.stderr)
        eqia("review", "judge", file, "11", "fine", *OFFICER)
        assert "State: accepted" in eqia("review", "accept", file, *OFFICER).stdout
        events = [event.what for event in said(file).history]
        assert events[0] == "submitted for review"
        assert events[2] == "returned to the author: See the summary"
        assert all(len(event.digest) == 64 for event in said(file).history)

    def test_what_stands_in_the_way_of_approval_is_said_instead_of_the_step(self, file):
        judged = flat(
            eqia("review", "judge", file, "11", "must be fixed", "--words", "Name the groups.", *OFFICER).stdout
        )
        assert "It cannot be accepted or approved before this is fixed: Summary of analysis. Whoever said so" in judged
        assert judged.endswith("What can be done now: eqia review submit, eqia review withdraw")
        fine = flat(eqia("review", "judge", file, "11", "fine", *OFFICER).stdout)
        assert "cannot be" not in fine
        assert fine.endswith("What can be done now: eqia review submit, eqia approve, eqia review withdraw")

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

    def test_says_what_to_do_about_what_the_check_cannot_see_before_the_day_of_approval(self, file):
        data = json.loads(file.read_bytes())
        data["activity"]["approval_date"] = ""
        file.write_text(json.dumps(data), encoding="utf-8")
        assert "EV02" not in eqia("check", file, "--gate", "approval", "--today", "1 June 2026").stdout
        done = eqia("approve", file, "--post", "Director of Children's Services", "--today", "1 June 2026", code=4)
        assert "EV02: The newest evidence is of 2018" in flat(done.stderr)
        assert done.stderr.count("    > ") == done.stderr.count("  - ") == 2
        assert "eqia check" not in done.stderr

    @pytest.mark.parametrize("typed", ["Because \N{GRINNING FACE}.", "Because \x1b of it."])
    def test_is_refused_for_a_reason_that_no_pdf_could_show(self, file, typed):
        data = json.loads(file.read_bytes())
        data["activity"]["approval_date"] = ""
        data["monitoring"]["review_date"] = "30 September 2027"
        file.write_text(json.dumps(data), encoding="utf-8")
        before = file.read_bytes()
        reasons = [*("--acknowledge", f"EV02={typed}"), *("--acknowledge", "AN09=All were done.")]
        words = ["approve", file, "--post", "Director of Children's Services", "--today", "1 June 2026"]
        done = eqia(*words, *reasons, code=4)
        assert "The reason given for EV02: the character U+" in flat(done.stderr)
        assert file.read_bytes() == before
        reasons[1] = "EV02=Because."
        eqia(*words, *reasons)

    @pytest.mark.parametrize("option", ["--name", "--post", "--acknowledge"])
    def test_says_which_words_the_terminal_sent_in_another_encoding(self, file, option):
        before = file.read_bytes()
        done = eqia("approve", file, "--post", "Director", option, "EV02=Zo\udceb", code=2)
        assert f"{option}: some characters of it cannot be read." in flat(done.stderr)
        done = eqia("review", "submit", file, "--who", "Zo\udceb", code=2)
        assert "--who: some characters" in flat(done.stderr)
        assert file.read_bytes() == before

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
        old = said(next((tmp_path / ".eqia-kept").glob("a.before-*.json")))
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

    @pytest.mark.parametrize("kind", ["ours", "text"])
    def test_what_not_every_document_can_show_is_said_with_its_place(self, tmp_path, kind):
        form = tmp_path / "report.txt"
        form.write_text("Service area\tLibraries \U0001f476\u202e\n", encoding="utf-8")
        if kind == "ours":
            file = tmp_path / "a.json"
            file.write_text(json.dumps({"activity": {"service_area": "Libraries \U0001f476\u202e"}}), encoding="utf-8")
            eqia("render", file, "--docx", "-o", tmp_path)
            form = tmp_path / "a.docx"
        told = [
            eqia("import", form, "-o", tmp_path / "new.json").stdout,
            *([eqia("review", "read", form).stdout] if kind == "ours" else []),
        ]
        for text in map(flat, told):
            assert "Not every document can show this" in text
            assert "Service area: the character U+1F476 BABY (position 11) is in none of the report's fonts." in text
            assert "never seen: U+202E RIGHT-TO-LEFT OVERRIDE." in text
        data = [
            fits(eqia("import", form, "--json", "-o", tmp_path / "b.json").stdout, "import"),
            *([fits(eqia("review", "read", form, "--json").stdout, "review")] if kind == "ours" else []),
        ]
        for report in data:
            assert [each["path"] for each in report["unseen"]] == ["activity.service_area"] * 2

    def test_of_what_every_document_can_show_nothing_is_said(self, tmp_path):
        eqia("render", COMPLETED, "--docx", "-o", tmp_path)
        form = tmp_path / f"{COMPLETED.stem}.docx"
        assert "Not every document" not in eqia("import", form, "-o", tmp_path / "new.json").stdout
        assert fits(eqia("review", "read", form, "--json").stdout, "review")["unseen"] == []

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
