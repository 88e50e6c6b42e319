"""The notices of 2004 onwards as the package `chinesecalendar` carries them: the first calendar's data."""

from __future__ import annotations

from datetime import date
from functools import cache

import chinese_calendar
from chinese_calendar import constants

from gongkai.clock.calendars import Calendar

CHINESE = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
MAKE_UP = "调休上班"
# 国办发明电〔2005〕35号: 12月31日（星期六）上班; chinesecalendar 1.11.0 has that day off.
CORRECTED = {date(2005, 12, 31): (True, "元旦调休上班")}


@cache
def national_calendar() -> Calendar:
    """The State Council's notices that the installed package knows (1.11.0: 2004–2026), names in Chinese;
    its one error there is corrected.

    Read once a process; the version names the package's.
    """
    off = {day: (False, CHINESE[name]) for day, name in constants.holidays.items()}
    made_up = {day: (True, CHINESE[name] + MAKE_UP) for day, name in constants.workdays.items()}
    first, last = min(constants.holidays), max(constants.holidays)
    return Calendar(
        version=f"chinesecalendar-{chinese_calendar.__version__}",
        first=date(first.year, 1, 1),
        last=date(last.year, 12, 31),
        days=off | made_up | CORRECTED,
    )
