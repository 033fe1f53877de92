"""The rule reference in the repository is the one the program prints."""

from pathlib import Path

from eqia.form.loader import load_pack
from eqia.rules.reference import reference
from eqia.workflows import DEFAULT_COUNCIL, labels_of

ROOT = Path(__file__).resolve().parents[2]


def test_the_published_reference_is_up_to_date():
    """If this fails: eqia rules --markdown > docs/rules.md."""
    published = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert published == reference(labels_of(load_pack(DEFAULT_COUNCIL)))
