"""The ways that invented texts go, told as stories: `yield` is the time that passes until the next act."""

from gongkai.config.demonstration.stories import detours, errors, outcomes, registered, straight
from gongkai.config.demonstration.stories.resting import resting
from gongkai.config.demonstration.stories.straight import plain

STORIES = {
    story.__name__: story
    for story in (
        straight.plain,
        straight.late,
        straight.consulted,
        straight.scheduled,
        straight.placed,
        straight.excused,
        detours.returned,
        detours.amended_by_leader,
        detours.sent_for_amendment,
        detours.recalled,
        detours.abandoned,
        outcomes.redacted,
        outcomes.kept_back,
        outcomes.doubted,
        errors.corrected,
        errors.revised,
        errors.withdrawn,
        errors.hidden,
        registered.registered,
        registered.objected,
        registered.meeting,
        registered.emergency,
    )
}

__all__ = ["STORIES", "plain", "resting"]
