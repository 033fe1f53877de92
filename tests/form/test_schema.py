"""The published schemas are the ones the program has, and samples fit them."""

import json
from pathlib import Path

import jsonschema
import pytest

from eqia.cli.commands.schema import SCHEMAS, schema_text

ROOT = Path(__file__).resolve().parents[2]

SAMPLES = sorted((ROOT / "samples").glob("*.json"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_up_to_date(name):
    """If this fails: eqia schema NAME > schemas/NAME.schema.json."""
    assert (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(name)))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_fit_the_schema(sample):
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("assessment")))
    assert [error.message for error in validator.iter_errors(json.loads(sample.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    "data",
    [
        {"activty": {}},
        {"impacts": {"martians": {}}},
        {"relevance": {"affects_people": "maybe"}},
        {"impacts": {"age": {"positive": "x"}}},
        {"scope": {"characteristics": ["tall"]}},
    ],
)
def test_the_schema_refuses_what_the_program_refuses(data):
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("assessment")))
    assert list(validator.iter_errors(data))


def test_the_schema_says_what_each_field_asks():
    schema = json.loads(schema_text("assessment"))
    question = schema["$defs"]["Relevance"]["properties"]["analysis_required"]
    assert question["title"].startswith("9. An equality analysis of this activity is required.")
    assert question["description"]
