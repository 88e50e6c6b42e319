"""What an installation is: its first trail entry says 演示 or 正式, and nothing can change that afterwards."""

from __future__ import annotations

from gongkai.trail import vocabulary
from gongkai.trail.models import Entry

DEMONSTRATION, PRODUCTION = "installation.demonstration", "installation.production"
DEMONSTRATION_ENTITY = "演示"  # stands in the 索引号 of invented documents

vocabulary.register(
    {DEMONSTRATION: "建立演示系统，全部数据为虚构", PRODUCTION: "建立正式系统，不得载入演示数据"}
)


def is_demonstration() -> bool:
    """Whether the trail began as a demonstration."""
    return Entry.objects.filter(number=1, action=DEMONSTRATION).exists()


def is_empty() -> bool:
    return not Entry.objects.exists()
