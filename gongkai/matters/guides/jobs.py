"""What happens by itself: versions seen outside are entered into the register. Run by the ticker after each tick."""

from __future__ import annotations

import logging
from datetime import datetime

from gongkai.matters.guides.actions import note_shown
from gongkai.matters.guides.queries import not_noted
from gongkai.trail.actors import Actor

log = logging.getLogger("gongkai.guides")


def each_minute(*, by: Actor, at: datetime) -> int:
    """How many versions were entered. Asks what stands and is not noted: a day without it loses nothing."""
    noted = 0
    for publication in not_noted():
        try:
            while note_shown(publication=publication, by=by, at=at) is not None:
                noted += 1
        except Exception:  # one poison page does not hold up the others
            log.exception("could not note %s", publication.index_number)
    return noted
