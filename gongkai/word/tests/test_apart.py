"""Foreign files are read in a process of its own: what goes wrong there is a sentence here."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gongkai.trail.refusals import Refused
from gongkai.word import apart
from gongkai.word.apart import MEGABYTE, Limits
from gongkai.word.reading import read
from gongkai.word.tests.making import docx, p

MOST_MEMORY = 60 * MEGABYTE  # of address space: enough to start, too little for the large file
SMALL = docx(p("正文。"))
LARGE = docx(*(p(f"第{n}条　各单位应当按时报送第{n * 13}项材料。") for n in range(20_000)))


def refusal(content: bytes, limits: Limits) -> str:
    with pytest.raises(Refused) as refused:
        read(content, "来文.docx", limits)
    assert refused.value.field == "file"
    return refused.value.sentence


def test_a_large_file_is_read_within_the_usual_limits() -> None:
    """The control of the next two."""
    assert read(LARGE, "来文.docx").html.count("<p>") == 20_000


def test_a_file_that_takes_too_long_is_refused() -> None:
    begun = time.monotonic()
    assert "超出了时间或内存的限制" in refusal(LARGE, Limits(seconds=1))
    assert time.monotonic() - begun < 4


def test_a_file_that_takes_too_much_memory_is_refused() -> None:
    assert read(SMALL, "来文.docx", Limits(memory=MOST_MEMORY)).html == "<p>正文。</p>"
    assert "来文.docx" in refusal(LARGE, Limits(memory=MOST_MEMORY))


def test_an_answer_that_is_too_long_is_refused() -> None:
    assert "来文.docx" in refusal(LARGE, Limits(answer=1000))


def scripted(monkeypatch: pytest.MonkeyPatch, folder: Path, *lines: str) -> None:
    """Puts a script in the place of the interpreter."""
    script = folder / "python"
    script.write_text("\n".join(["#!/bin/sh", *lines]))
    script.chmod(0o755)
    monkeypatch.setattr(apart.sys, "executable", str(script))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kill -SEGV $$", "无法读取"),
        ("kill -KILL $$", "超出了时间或内存的限制"),
        ("exit 1", "无法读取"),
        ("echo 'no JSON'", "无法读取"),
        ("echo '[1]'", "无法读取"),
        ('echo \'{"refused": "不收。"}\'', "不收。"),
    ],
)
def test_whatever_happens_to_the_child_is_a_sentence(
    line: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scripted(monkeypatch, tmp_path, line)
    assert words in refusal(SMALL, Limits())


def test_what_the_child_started_ends_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scripted(monkeypatch, tmp_path, f"(sleep 3; touch {tmp_path}/late) &", "sleep 60")
    assert "时间" in refusal(SMALL, Limits(seconds=1))
    time.sleep(3)
    assert not (tmp_path / "late").exists()


def test_no_word_of_our_environment_goes_along(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GONGKAI_SECRET", "canary")
    scripted(monkeypatch, tmp_path, f"/usr/bin/env > {tmp_path}/env")
    refusal(SMALL, Limits())
    seen = (tmp_path / "env").read_text()
    assert "PYTHONPATH" in seen
    assert "canary" not in seen


def test_the_limits_hold_inside() -> None:
    """Asked of the child itself: it cannot raise them again."""
    code = (
        "import resource as r, json\n"
        "from gongkai.word import apart\n"
        "apart._limit({'memory': 900 << 20, 'seconds': 7, 'answer': 1000})\n"
        "print(json.dumps([r.getrlimit(x) for x in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)]))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "[[943718400, 943718400], [7, 7], [1000, 1000], [0, 0]]"


def test_the_child_starts_quickly_and_without_django() -> None:
    code = (
        "import sys, gongkai.word.tasks; print('django' in sys.modules, 'openpyxl' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "False False"
    assert min(_timed() for _ in range(3)) < 1  # measured: 0.15–0.3 s


def _timed() -> float:
    begun = time.monotonic()
    read(SMALL, "来文.docx")
    return time.monotonic() - begun


def test_no_more_than_two_are_read_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scripted(monkeypatch, tmp_path, "sleep 1")
    begun = time.monotonic()
    threads = [threading.Thread(target=refusal, args=(SMALL, Limits())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 2 <= time.monotonic() - begun < 6


def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(apart, "_LONGEST_WAIT", 0.1)
    with apart._places:
        assert "请过一分钟再试" in refusal(SMALL, Limits())
