"""Everything that changes a guide or a standard. Sending it on, signing, publishing: the verbs of `kinds`."""

from gongkai.matters.guides.actions.attaching import attach, remove_file
from gongkai.matters.guides.actions.noting import note_shown
from gongkai.matters.guides.actions.standards import StandardText, begin_standard, save_standard
from gongkai.matters.guides.actions.writing import Service, begin, save
from gongkai.matters.guides.faulty import Faulty

__all__ = [
    "Faulty",
    "Service",
    "StandardText",
    "attach",
    "begin",
    "begin_standard",
    "note_shown",
    "remove_file",
    "save",
    "save_standard",
]
