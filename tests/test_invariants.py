"""The digests and findings of the samples stay what they are while the program's inside changes.

A digest never changes: approvals rest on it. Where a rule changes on purpose, ``python tests/invariants.py --keep``.
"""

import importlib.util
import json
from pathlib import Path

HERE = Path(__file__).parent
spec = importlib.util.spec_from_file_location("invariants", HERE / "invariants.py")
assert spec is not None
assert spec.loader is not None
invariants = importlib.util.module_from_spec(spec)
spec.loader.exec_module(invariants)


def test_the_seven_samples_have_their_digests_and_findings(root):
    kept = json.loads(invariants.KEPT.read_text(encoding="utf-8"))
    assert len(kept) == 7
    assert invariants.lasting(root) == kept


def test_the_record_sees_every_document_of_every_sample(root):
    made = invariants.recorded_at(root)
    assert sum(name.endswith((", docx", ", pdf", ", html")) for name in made) == 21
    assert invariants.recorded_at(root) == made
