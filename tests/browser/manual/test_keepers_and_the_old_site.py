"""人员与岗位、留痕、旧站补录."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT
from tests.browser.manual.pictures import keep
from tests.browser.manual.steps import presses
from tests.old_site import hand_over, plain

pytestmark = pytest.mark.browser


def test_三员和旧站补录(person, installation, tmp_path: Path):
    """人员与岗位、留痕、旧站补录。"""
    security = person("安全管理员").signs_in("security")
    page = security.page
    page.get_by_role("link", name="人员与岗位").first.click()
    page.fill("input[name=name]", "新来的同事")
    page.fill("input[name=username]", "manual-colleague")
    page.fill("input[name=password]", "a-long-password-1")
    keep(page, "people")
    page.get_by_role("button", name="设立账号").click()
    page.wait_for_selector("text=已设立账号")
    auditor = person("审计管理员").signs_in("auditor")
    auditor.page.get_by_role("link", name="留痕", exact=True).first.click()
    auditor.page.wait_for_selector("text=已核验到第")
    keep(auditor.page, "trail", height=760)
    _bring_in(installation, hand_over(tmp_path / "旧网站", [plain(n) for n in range(1, 6)]))
    named = person("核稿员乙").signs_in("office-editor-2")
    _opens_the_batch(named.page)
    presses(named.page, "同意导入，由我负责", "已同意")
    editor = person("核稿员甲").signs_in("office-editor")
    _opens_the_batch(editor.page)
    keep(editor.page, "batch")
    presses(editor.page, "核对无误，确认", "已确认")


def _opens_the_batch(page) -> None:
    page.locator(".menu summary", has_text="更多").click()
    page.locator(".menu").get_by_role("link", name="旧站补录").click()
    page.locator("tbody a").first.click()


def _bring_in(installation, folder: Path) -> None:
    command = [str(Path(sys.executable).parent / "gongkai"), "import-site", str(folder), "--by", "office-editor-2"]  # fmt: skip
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "DJANGO_"))}
    env["GONGKAI_HOME"] = str(installation.home)
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
