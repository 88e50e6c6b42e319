"""A browser without scripts, signed in as the drafter."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.casting import Bureau


@pytest.fixture
def desk(bureau: Bureau) -> Client:
    client = Client()
    client.force_login(bureau.people["drafter"], "django.contrib.auth.backends.ModelBackend")
    return client
