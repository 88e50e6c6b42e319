"""The published list of events: what may open or discharge a duty. Plan files name these, never Python paths.

The list only grows within one EVENTS_VERSION; a changed or removed event raises it (docs/plan-format.md).
"""

from __future__ import annotations

from types import MappingProxyType

from gongkai.plan.events import concerns, disclosure, door, enforcement, policies, records
from gongkai.plan.events.event import DOCUMENT_FACTS, FACT_VALUES, Event, events_of

__all__ = ["DOCUMENT_FACTS", "EVENTS", "EVENTS_VERSION", "FACT_VALUES", "Event"]

EVENTS_VERSION = 1
EVENTS = MappingProxyType(
    events_of(
        door.SUBJECTS
        | policies.SUBJECTS
        | enforcement.SUBJECTS
        | concerns.SUBJECTS
        | disclosure.SUBJECTS
        | records.SUBJECTS
    )
)
