"""A table that numbers the working days, so that a deadline is index arithmetic and never a walk over days."""

from __future__ import annotations

from collections.abc import Iterable


def weekdays_up_to(ordinal: int) -> int:
    """How many Mondays to Fridays lie in 1..`ordinal` (proleptic ordinals; ordinal 1 is a Monday)."""
    weeks, rest = divmod(ordinal, 7)
    return 5 * weeks + min(rest, 5)


def weekday_at(number: int) -> int:
    """The ordinal of the `number`-th Monday-to-Friday since ordinal 1: the inverse of `weekdays_up_to`."""
    weeks, rest = divmod(number - 1, 5)
    return 7 * weeks + rest + 1


class WorkingDays:
    """Working days numbered 1, 2, 3… from the table's first day; outside the table Monday to Friday.

    Days are `date.toordinal()` numbers. Numbers before the table are zero and negative, so that
    differences hold across its edges.
    """

    __slots__ = ("_after", "_before", "_end", "_first", "_numbers", "_ordinals")

    def __init__(self, first: int, working: Iterable[bool]) -> None:
        """`first`: ordinal of the first day of the table; `working`: one flag a day from there on."""
        self._first = first
        self._numbers: list[int] = []
        self._ordinals: list[int] = []
        for ordinal, flag in enumerate(working, start=first):
            if flag:
                self._ordinals.append(ordinal)
            self._numbers.append(len(self._ordinals))
        self._end = first + len(self._numbers)
        # What must be added to a plain Monday-to-Friday number on either side of the table.
        self._before = -weekdays_up_to(first - 1)
        self._after = len(self._ordinals) - weekdays_up_to(self._end - 1)

    def number(self, ordinal: int) -> int:
        """How many working days lie between the table's first day and `ordinal`, both included."""
        if self._first <= ordinal < self._end:
            return self._numbers[ordinal - self._first]
        side = self._before if ordinal < self._first else self._after
        return weekdays_up_to(ordinal) + side

    def ordinal(self, number: int) -> int:
        """The ordinal of the working day that bears `number`."""
        if 1 <= number <= len(self._ordinals):
            return self._ordinals[number - 1]
        return weekday_at(number - (self._before if number < 1 else self._after))

    def next(self, ordinal: int) -> int:
        """The first working day on or after `ordinal`."""
        return self.ordinal(self.number(ordinal - 1) + 1)
