"""eqia approve: who approved, when, and exactly what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eqia.assessment.model import Person
from eqia.cli.console import say
from eqia.cli.options import FILE, LineOfWords, Words, today_option
from eqia.errors import UsageError
from eqia.review.standing.sign_off import signed_off
from eqia.reviewing.signing import approve_file
from eqia.workflows import open_assessment


@click.command(name="approve")
@click.argument("file", type=FILE)
@click.option("--name", type=LineOfWords(), default="", help="The approver's name.")
@click.option("--post", type=LineOfWords(), default="", help="The approver's post.")
@click.option(
    "--acknowledge",
    type=Words(),
    multiple=True,
    metavar='RULE="REASON"',
    help="Answer a warning with a reason, which is kept and shown. May be repeated.",
)
@today_option
def command(file: Path, name: str, post: str, acknowledge: tuple[str, ...], today: date) -> None:
    """Approve the assessment in FILE: no error, and no warning without a reason, may stand before approval.

    The approver and the day are filled in where the form has them empty. The approval holds for exactly this text: any
    later change voids it, and every document and status says so.
    """
    if not name and not post:
        raise UsageError("Say who approves: --post, --name, or both.")
    reasons = dict(_reason(text) for text in acknowledge)
    done = approve_file(open_assessment(file), Person(name=name, post=post), today, reasons)
    say(str(signed_off(done)))
    say(f"Digest of the answers: {done.review.digest}")
    if "same person" in done.history[-1].what:
        say("Author and approver are the same person. The history says so.", err=True)


def _reason(text: str) -> tuple[str, str]:
    rule, sign, reason = text.partition("=")
    if not sign or not reason.strip():
        raise UsageError(f'Write --acknowledge RULE="the reason", not "{text}".')
    return rule.strip(), reason.strip()
