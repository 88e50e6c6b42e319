"""Settings under which the tests run: the real ones, in a home of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "GONGKAI_HOME" not in os.environ:
    os.environ["GONGKAI_HOME"] = _home = tempfile.mkdtemp(prefix="gongkai-tests-")
    atexit.register(shutil.rmtree, _home, ignore_errors=True)

from gongkai.config.settings import *  # noqa: F403
from gongkai.config.settings import DATABASES, HOME

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in earnest: in memory, threads meet "table is locked" instead of waiting for their turn.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "tests.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
