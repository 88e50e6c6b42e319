"""docs/plan-format.md and docs/plan.schema.json say what the code does."""

from __future__ import annotations

import re

from gongkai.plan.events import DOCUMENT_FACTS, EVENTS_VERSION
from gongkai.plan.schema import schema
from gongkai.plan.shape import BUREAU_ROLES, CASE_ROLES, Bureau, Category, Column, Duty, Organ, Step
from gongkai.plan.tests.samples import ROOT, SMALL

FORMAT = (ROOT / "docs/plan-format.md").read_text(encoding="utf-8")


def test_the_schema_in_docs_is_the_one_of_the_code() -> None:
    """When this fails: gongkai plan schema > docs/plan.schema.json"""
    assert (ROOT / "docs/plan.schema.json").read_text(encoding="utf-8") == schema()


def test_the_example_in_docs_is_the_small_plan_of_the_tests() -> None:
    assert re.findall(r"```toml\n(.*?)```", FORMAT, re.DOTALL) == [SMALL]


def test_every_field_is_explained() -> None:
    for part in (Bureau, Organ, Category, Column, Duty, Step):
        for name, field in part.model_fields.items():
            assert f"`{field.alias or name}`" in FORMAT, f"{part.__name__}.{name}"


def test_every_fact_and_role_is_explained() -> None:
    for word in (*DOCUMENT_FACTS, *CASE_ROLES, *BUREAU_ROLES):
        assert f"`{word}`" in FORMAT, word


def test_the_version_of_the_events_is_the_one_of_the_code() -> None:
    assert f"## Events, version {EVENTS_VERSION}" in FORMAT
