"""The migrations say what the models say: a forgotten one would show only in somebody's upgrade."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_nothing_is_left_to_migrate() -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(f"a migration is missing:\n{said.getvalue()}")
