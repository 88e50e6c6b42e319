"""The walked clock: invented work is done by the real acts at moments of the past year.

Only an installation whose trail begins with 演示 accepts it. A story is a generator: what it yields is the time that
passes until its next act; acts of all stories come in the order of their moments.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Generator
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from gongkai.clock.calendars import SHANGHAI, Calendar, local_day
from gongkai.trail.origin import is_demonstration
from gongkai.trail.refusals import Refused

# Office hours of a working day, as stretches; what a person does falls into them.
STRETCHES = ((time(9), time(12)), (time(13, 30), time(17, 30)))
ONE_DAY = timedelta(days=1)
# Working hours, a stretch of the clock on the wall, or a moment.
Pause = float | timedelta | datetime
Story = Generator[Pause, None, None]


class Stopped(Exception):
    """A text has come as far as it shall lie today."""


class Walk:
    """A clock that goes from `first` to `until`, act by act."""

    def __init__(
        self, first: datetime, until: datetime, calendar: Calendar, tell: Callable[[date], None]
    ) -> None:
        if not is_demonstration():
            raise Refused("本系统不是演示系统，留痕不能倒填，不得载入演示数据。")
        self.first, self.now, self.until = first, first, until
        self.calendar, self.tell = calendar, tell
        self._order = count()
        self._waiting: list[tuple[datetime, int, Story]] = []

    def begin(self, story: Story, at: datetime) -> None:
        """Let a story begin at a moment (now, where that has passed)."""
        heapq.heappush(self._waiting, (max(at, self.now), next(self._order), story))

    def run(self) -> None:
        """Everything that happens until `until`; what would come later stays as it is."""
        month = None
        while self._waiting and self._waiting[0][0] <= self.until:
            self.now, _, story = heapq.heappop(self._waiting)
            if month != (month := self.now.astimezone(SHANGHAI).strftime("%Y-%m")):
                self.tell(local_day(self.now))
            try:
                pause = next(story)
            except (StopIteration, Stopped):
                continue
            self.begin(story, self._after(pause))

    def _after(self, pause: Pause) -> datetime:
        if isinstance(pause, datetime):
            return pause
        return self.now + pause if isinstance(pause, timedelta) else self.later(pause)

    def later(self, hours: float) -> datetime:
        """The moment after so many office hours."""
        moment, left = self.now.astimezone(SHANGHAI), timedelta(hours=hours)
        day = moment.date()
        while True:
            for start, end in STRETCHES if self.calendar.is_working(day) else ():
                begins = max(moment, datetime.combine(day, start, SHANGHAI))
                room = datetime.combine(day, end, SHANGHAI) - begins
                if room >= left:
                    return begins + left
                left -= max(room, timedelta())
            day += ONE_DAY

    def morning(self, day: date, chance: Random) -> datetime:
        """A moment of the day's first hours."""
        minutes = chance.randrange(5, 150)
        at = datetime.combine(day, STRETCHES[0][0], SHANGHAI) + timedelta(minutes=minutes)
        return at + timedelta(seconds=chance.randrange(60))

    def working_days(self, first: date, until: date) -> list[date]:
        """The working days of a stretch, both ends included."""
        days = [first + timedelta(days=n) for n in range((until - first).days + 1)]
        return [day for day in days if self.calendar.is_working(day)]

    def next_day(self, day: date) -> date:
        """The first working day from this one on."""
        while not self.calendar.is_working(day):
            day += ONE_DAY
        return day

    def ago(self, working_days: int) -> date:
        """The working day so many before the last one."""
        day = local_day(self.until)
        while working_days:
            day -= ONE_DAY
            working_days -= self.calendar.is_working(day)
        return day
