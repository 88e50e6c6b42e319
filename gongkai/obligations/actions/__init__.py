"""Acts on the ledger itself: suspend and resume, record with evidence, 零报告, re-organisation, 催办."""

from gongkai.obligations.actions.chasing import CHASED, Line, Telling, answer, chase
from gongkai.obligations.actions.recording import confirm_zero, record
from gongkai.obligations.actions.reorganising import reorganise
from gongkai.obligations.actions.rights import duty_subject
from gongkai.obligations.actions.suspending import resume, suspend

__all__ = [
    "CHASED",
    "Line",
    "Telling",
    "answer",
    "chase",
    "confirm_zero",
    "duty_subject",
    "record",
    "reorganise",
    "resume",
    "suspend",
]
