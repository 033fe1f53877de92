"""What a check costs, and what each rule costs of it.

    .venv/bin/python -m tests.benchmarks.rules                  1,000 checks of the largest sample
    .venv/bin/python -m tests.benchmarks.rules --checks 100     fewer of them

Three figures are measured, in processor time of one thread: a check of a report that was never read before; a check of
one that was, as after each change of one answer; and each rule's own part of the latter, without the helpers that rules
share. A table follows on how a check grows with the action plan. Ends with 1 if a rule costs more than a tenth of the
whole.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time, thread_time

from eqia.assessment.model import When
from eqia.assessment.store import parse, read_json
from eqia.concepts.model import Action, Actions, Concepts
from eqia.form.loader import load_pack
from eqia.resources import folder
from eqia.rules.catalogue import catalogue
from eqia.rules.check import check, find
from eqia.rules.context import Context
from eqia.rules.language.words import read
from eqia.workflows import labels_of

TODAY = date(2026, 6, 1)
LARGEST_SHARE = 0.1
ACTIONS = (0, 50, 100, 500)


def main(arguments: list[str]) -> int:
    """Print the figures; 1 if a rule is too dear, else 0."""
    checks = int(arguments[arguments.index("--checks") + 1]) if "--checks" in arguments else 1000
    path = max(Path(folder("samples")).glob("*.json"), key=lambda file: file.stat().st_size)
    assessment = _load(path)
    labels = labels_of(load_pack("bedford"))
    run = lambda: check(assessment, today=TODAY, labels=labels)  # noqa: E731
    run()
    print(f"{path.stem}, {path.stat().st_size:,} bytes, {len(catalogue())} rules, {checks:,} checks")
    print(f"never read before  {_mean(_afresh(run), max(10, checks // 20)) * 1000:8.2f} ms a check")
    whole = _mean(run, checks)
    print(f"read before        {whole * 1000:8.2f} ms a check, {whole * checks:.1f} s for all")
    shares = _shares(assessment, checks, whole)
    for rule, (seconds, share) in sorted(shares.items(), key=lambda item: -item[1][0])[:20]:
        print(f"  {rule}  {seconds * 1000:7.3f} ms  {share:6.1%}{'  <<' if share > LARGEST_SHARE else ''}")
    shared = 1 - sum(share for _, share in shares.values())
    print(f"  what rules share, folding and order {shared:6.1%}")
    print("actions  ms a check, never read before")
    for count, seconds in _growth(assessment):
        print(f"{count:7}  {seconds * 1000:.1f}")
    return int(any(share > LARGEST_SHARE for _, share in shares.values()))


def _load(path: Path) -> Concepts:
    assessment, problems = parse(read_json(path), Concepts)
    assert assessment is not None, problems
    return assessment


def _afresh(run: Callable[[], object]) -> Callable[[], object]:
    def forget_and_run() -> None:
        read.cache_clear()
        run()

    return forget_and_run


def _mean(run: Callable[[], object], times: int) -> float:
    start = process_time()
    for _ in range(times):
        run()
    return (process_time() - start) / times


def _shares(assessment: Concepts, checks: int, whole: float) -> dict[str, tuple[float, float]]:
    """Each rule's seconds in one check, and its part of the whole: of runs after the first, which works the helpers."""
    spent = dict.fromkeys(catalogue(), 0.0)
    context = Context(assessment, TODAY)
    for turn in range(checks + 1):
        for id, rule in catalogue().items():
            start = thread_time()
            list(find(rule, context))
            spent[id] += thread_time() - start if turn else 0.0
    return {id: (seconds / checks, seconds / checks / whole) for id, seconds in spent.items()}


def _growth(assessment: Concepts) -> Iterator[tuple[int, float]]:
    """The seconds of a check for action plans of several lengths, all but alike, as a copied plan would be."""
    for count in ACTIONS:
        rows = tuple(_action(number) for number in range(count))
        longer = assessment.model_copy(update={"actions": Actions(other=rows)})
        yield count, _mean(_afresh(lambda longer=longer: check(longer, today=TODAY)), 3)


def _action(number: int) -> Action:
    what = (
        f"Visit school {number} and agree with its governors how disabled pupils and pupils who learn English will be "
        "supported in the coming year, and put what is agreed into the plan that the board sees each term."
    )
    return Action(what=what, who=f"Adviser {number}", when=When("31 March 2027"), outcome=f"{number} pupils gain.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
