"""The ledger of obligations (任务台账): one duty on one subject, with its due moment and its evidence."""

from gongkai.obligations.models.chase import Chase, ChaseAnswer, ChasedTask, SlipCounter
from gongkai.obligations.models.obligation import Leg, Obligation, Suspension
from gongkai.obligations.models.report import Record, ZeroReport

__all__ = [
    "Chase",
    "ChaseAnswer",
    "ChasedTask",
    "Leg",
    "Obligation",
    "Record",
    "SlipCounter",
    "Suspension",
    "ZeroReport",
]
