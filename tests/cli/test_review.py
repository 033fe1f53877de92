"""What officers type to compare, review, approve and publish, and what they get."""

import copy
import json
import re
from pathlib import Path

from pexpect import EOF

from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.names import PARAGRAPH, parse, w
from eqia.wordml.text.prose import text_of
from tests.cli.reviewing import COMPLETED, PUBLISHED, edit, eqia, fits, flat, reword, said
from tests.programs import COMMAND
from tests.terminal import Terminal


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


def changed_meanwhile(description):
    """The author words the sentence anew that the reviewer words anew too."""
    return description.replace("It takes the place of", "It still takes the place of")


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
        kept = next((tmp_path / ".eqia-kept").glob("a.before-*.json"))
        assert said(kept).activity == before.activity

    def test_conflicts_are_shown_and_nothing_is_changed_until_they_are_chosen_on(self, file, tmp_path):
        back = self.back(file, reword("It takes the place of", "It replaces"), tmp_path)
        data = json.loads(file.read_text(encoding="utf-8"))
        data["activity"]["description"] = changed_meanwhile(data["activity"]["description"])
        file.write_text(json.dumps(data), encoding="utf-8")
        before = file.read_bytes()
        done = eqia("review", "apply", back, file, code=4)
        assert "Changed on both sides" in done.stdout
        assert "--take activity.description" in done.stderr
        assert file.read_bytes() == before
        eqia("review", "apply", back, file, "--keep", "activity.description")
        assert "It still takes the place of" in said(file).activity.description
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
    eqia("review", "annotate", file, "--today", "4 May 2026")
    back = edit(file.with_name("a-review.docx"), reword("It takes the place of", "It replaces"), tmp_path / "back.docx")
    data = json.loads(file.read_text(encoding="utf-8"))
    data["activity"]["description"] = changed_meanwhile(data["activity"]["description"])
    file.write_text(json.dumps(data), encoding="utf-8")
    child = Terminal(*COMMAND, "review", "apply", back, file)
    child.expect("take or keep")
    child.sendline("neither")
    child.expect("take or keep")
    child.sendline("take")
    child.expect("Applied to")
    child.expect(EOF)
    assert child.wait() == 0
    assert "It replaces" in said(file).activity.description
