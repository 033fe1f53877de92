"""What a council's pack makes of an assessment: what its rules find in it, and the view that its documents print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from eqia.assessment.model import Assessment
from eqia.form.loader import Pack
from eqia.form.places import Places
from eqia.form.projection import project
from eqia.rules.check import check
from eqia.rules.findings import Findings
from eqia.rules.labels import Labels
from eqia.rules.pack_settings import explain_settings, read_settings
from eqia.rules.reasons import explain_reasons
from eqia.rules.settings import RuleSettings
from eqia.view.approval import approval_said
from eqia.view.build import build_view
from eqia.view.document import DocumentView
from eqia.view.printing import Printing


def findings_of(assessment: Assessment, pack: Pack, today: date) -> Findings:
    """What the rules find in an assessment, by the settings of its council's pack."""
    settings, words = settings_of(pack), labels_of(pack)
    seen = project(assessment, pack.form)
    labels = replace(
        words, label=lambda path: words.label(seen.own(path)), place=lambda path: words.place(seen.own(path))
    )
    return check(
        seen.concepts,
        today=today,
        settings=settings,
        labels=labels,
        have=seen.have,
        laws=frozenset(pack.form.laws),
        answers=assessment,
        own_path=seen.own,
    )


def view_by(pack: Pack, assessment: Assessment, printing: Printing, *, draft: bool) -> DocumentView:
    """What documents show: the answers, how warnings were answered, what the council has set about the rules."""
    notes = explain_settings(settings_of(pack))
    holding = [each for number, each in enumerate(assessment.acknowledged) if number not in printing.lapsed]
    reasons = explain_reasons(holding, pack.places.describe)
    return build_view(
        assessment,
        pack.form,
        draft=draft,
        template=pack.stamp,
        notes=notes,
        reasons=reasons,
        approval="" if draft else approval_said(assessment, elsewhere=pack.sign_off.signed_elsewhere),
        printing=printing,
    )


@lru_cache(maxsize=8)
def settings_of(pack: Pack) -> RuleSettings:
    """What a council's pack says about the rules. Raises PackError naming what is wrong in it."""
    return read_settings(pack.facts.rules, str(pack.part("pack.toml")))


def labels_of(pack: Pack) -> Labels:
    """The form's words, for the messages of rules."""
    groups = {group.id: group.label for group in pack.form.groups}
    return Labels(label=lambda path: _name(pack.places, path), place=pack.places.describe, groups=groups)


def _name(places: Places, path: str) -> str:
    place = places.find(path)
    return place.name if place else path
