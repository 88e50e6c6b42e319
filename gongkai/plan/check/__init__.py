"""Whether a plan file fits together: every fault names file, place and mend, in Chinese."""

from __future__ import annotations

from gongkai.plan.check.faults import Fault, PlanRefused
from gongkai.plan.check.reading import check_text, parsed
from gongkai.plan.check.warnings import warnings_of

__all__ = ["Fault", "PlanRefused", "check_text", "parsed", "warnings_of"]
