"""eqia review: out to the reviewer, back, and on to publication."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from eqia.assessment.model import Assessment
from eqia.cli.console import complain, fitted, say, say_data, say_path
from eqia.cli.options import (
    FILE,
    LineOfWords,
    OneOf,
    Words,
    against_option,
    force_option,
    json_option,
    tell_kept,
    today_option,
)
from eqia.cli.review_text import listed, proposals_text, returned_text, standing_text
from eqia.errors import ChecksFailed, UsageError
from eqia.review.merging.proposals import Choice, Proposal
from eqia.review.standing.states import Step, standing
from eqia.review.standing.verdicts import MARKS, verdicts_of
from eqia.reviewing import merging, publishing, signing
from eqia.reviewing.files import read_document
from eqia.workflows import Opened, open_assessment

DEFAULT_REVIEWER = "Equality officer"

who_option = click.option(
    "--who", type=LineOfWords(), required=True, help="Your post, or your name: it goes into the history."
)


@click.group(name="review", short_help="Send an assessment out for review in Word, and bring it back.")
def command() -> None:
    """Send an assessment to the equality officer in Word, and bring back what the officer wrote.

    The way there and back: review submit, review annotate, (the officer edits in Word), review read, review apply,
    review accept or review return, eqia approve, review publish.
    """


@command.command(short_help="Make the Word document for the reviewer.")
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, help="The Word document to write. Without it: FILE-review.docx.")
@click.option(
    "--author", type=LineOfWords(), default=DEFAULT_REVIEWER, show_default=True, help="Who the comments are from."
)
@force_option
@today_option
def annotate(file: Path, output: Path | None, author: str, force: bool, today: date) -> None:
    """Make the review copy of FILE: its Word document with a comment for each finding, and a cover page.

    FILE records what was issued, so that what comes back can be matched with it.
    """
    target = output or file.with_name(f"{file.stem}-review.docx")
    kept = merging.issue_for_review(open_assessment(file), target, author, today, force=force)
    say_path(target)
    tell_kept(kept)
    complain(f'Send it to the reviewer. When it has come back: eqia review read "{target}"')


@command.command(short_help="Say what came back in a Word document.")
@click.argument("document", type=FILE)
@against_option
@json_option
def read(document: Path, against: Path | None, as_json: bool) -> None:
    """Say what came back in DOCUMENT: changes field by field, tracked changes, comments with replies, verdicts.

    Nothing is changed. What is not sure is said: emptied answers, lost places, boxes that cannot be read. Where another
    program dropped the data inside DOCUMENT, name the assessment it was made from with --against.
    """
    returned = read_document(document, against)
    if as_json:
        from eqia.cli.changes import review_of

        say_data(review_of(returned).model_dump_json())
    else:
        say(returned_text(returned))


@command.command(short_help="Take over into FILE what came back.")
@click.argument("document", type=FILE)
@click.argument("file", type=FILE, required=False)
@against_option
@click.option("--take", multiple=True, metavar="NAME", help="Take over the change of this name. May be repeated.")
@click.option("--keep", multiple=True, metavar="NAME", help="Keep what FILE holds. May be repeated.")
@click.option("--take-all", is_flag=True, help="Take over everything that waits for a choice.")
@click.option("--keep-all", is_flag=True, help="Keep what FILE holds wherever there is a choice.")
@click.option("--knowingly", is_flag=True, help="Merge a document of another text or revision all the same.")
@today_option
def apply(
    document: Path,
    file: Path | None,
    against: Path | None,
    take: tuple[str, ...],
    keep: tuple[str, ...],
    take_all: bool,
    keep_all: bool,
    knowingly: bool,
    today: date,
) -> None:
    """Apply what came back in DOCUMENT to FILE: answers, comments and verdicts.

    Clean changes are taken over. Where both DOCUMENT and FILE were changed, or where something is not sure, you choose,
    here or with --take and --keep and the name in [ ]; until then nothing is changed. FILE as it was is kept beside it.
    Where another program dropped the data inside DOCUMENT, say --against FILE: then it is read beside FILE.
    """
    file = file or against
    if file is None:
        raise UsageError("Name the file to apply it to: eqia review apply DOCUMENT FILE")
    merge = merging.begin_merge(read_document(document, against), open_assessment(file), knowingly=knowingly)
    choices = dict.fromkeys(take, Choice.TAKE) | dict.fromkeys(keep, Choice.KEEP)
    merge.refuse_unknown(choices)
    say(proposals_text(merge.proposals))
    for line in listed("Not a change of an answer, but good to know", merge.notes):
        say(line)
    for proposal in merge.undecided(choices):
        if take_all != keep_all:
            choices[proposal.key] = Choice.TAKE if take_all else Choice.KEEP
        elif sys.stdin.isatty():
            choices[proposal.key] = _ask(proposal)
    waiting = merge.undecided(choices)
    if waiting:
        names = " ".join(f"--take {proposal.key}" for proposal in waiting)
        raise ChecksFailed(f"Nothing was changed. Choose with --take NAME or --keep NAME, such as: {names}")
    _tell_applied(merge, merging.finish_merge(merge, choices, today))


@command.command(short_help="Say where FILE stands and what can be done now.")
@click.argument("file", type=FILE)
def status(file: Path) -> None:
    """Say where FILE stands, what was said of its sections, whether its approval holds, and what can be done next."""
    _show(open_assessment(file))


def _step(step: Step, help: str) -> None:
    """Adds a command that takes a step."""

    @command.command(name=step.value, help=help)
    @click.argument("file", type=FILE)
    @who_option
    @click.option("--words", type=Words(), default="", help="Why, in a sentence.")
    @today_option
    def take_step(file: Path, who: str, words: str, today: date) -> None:
        opened = open_assessment(file)
        _show(Opened(file, signing.take_step(opened, step, who, today, words), opened.pack))


_step(Step.SUBMIT, "Submit FILE for review.")
_step(Step.RETURN, "Return FILE to its author.")
_step(Step.ACCEPT, "Accept FILE as it is, ready for approval.")
_step(Step.WITHDRAW, "Withdraw FILE: it is not used any more.")


@command.command(short_help="Judge a section: fine, could be better, must be fixed.")
@click.argument("file", type=FILE)
@click.argument("section")
@click.argument("verdict", type=OneOf(MARKS), metavar="VERDICT")
@click.option("--words", type=Words(), default="", help="What you mean. Needed where something must be fixed.")
@who_option
@click.option(
    "--takes-over",
    type=LineOfWords(),
    default="",
    metavar="NAME",
    help="The reviewer whose verdict yours stands for as well.",
)
@today_option
def judge(file: Path, section: str, verdict: Any, words: str, who: str, takes_over: str, today: date) -> None:
    """Judge a SECTION of FILE, named by its number or title. The verdict stands until you judge anew.

    VERDICT is "fine", "could be better" or "must be fixed".
    """
    opened = open_assessment(file)
    done = signing.judge_section(opened, section, verdict, words, who, today, takes_over)
    _show(Opened(file, done, opened.pack))


@command.command(short_help="Begin a new revision of FILE.")
@click.argument("file", type=FILE)
@who_option
@today_option
def revise(file: Path, who: str, today: date) -> None:
    """Begin a new revision of FILE: the same answers, nothing judged or signed. The old one is kept beside it."""
    opened = open_assessment(file)
    done, copy = signing.begin_revision(opened, who, today)
    _show(Opened(file, done, opened.pack))
    complain(f'The old revision is kept as "{copy}".')


@command.command(short_help="Make the documents for the public.")
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The folder for the documents.")
@who_option
@force_option
@today_option
def publish(file: Path, output: Path, who: str, force: bool, today: date) -> None:
    """Make the documents of FILE for the public, in Word and PDF.

    Only what is approved and clear for publication is published. The documents are proven to hold no comments, tracked
    changes, names in their properties or hidden data; the data inside them is the published part of FILE.
    """
    made = publishing.publish_file(open_assessment(file), output, who, today, force=force)
    for path in made.files:
        say_path(path)
    tell_kept(made.kept)


def _tell_applied(merge: merging.Merge, done: Assessment) -> None:
    file = merge.opened.path
    if done == merge.opened.assessment:
        said = "No answer was taken over" if merge.notes else "Nothing new came back"
        complain(f'{said}. "{file}" is as it was.')
    else:
        what, state = done.history[-1].what, standing(done).state
        complain(f'Applied to "{file}": {what}. It is {state}. The file as it was is kept as "{merge.kept}".')


def _ask(proposal: Proposal) -> Choice:
    say("")
    say(proposals_text([proposal]))
    answer = click.prompt("take or keep", type=OneOf(choice.value for choice in Choice), err=True)
    return Choice(answer)


def _show(opened: Opened) -> None:
    from eqia.review.standing.sign_off import signed_off

    text = standing_text(standing(opened.assessment), verdicts_of(opened.assessment, opened.pack.form))
    say(text)
    given = signed_off(opened.assessment)
    if given:
        say(fitted(str(given)))
