"""The JSON schema of plan files (docs/plan.schema.json), made from the shape: editors complete and check by it."""

from __future__ import annotations

import json

from gongkai.plan.shape import Plan


def schema() -> str:
    """The schema as the text of its file."""
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Plan.model_json_schema(by_alias=True),
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
