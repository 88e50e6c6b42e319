"""Everything that changes a draft. Sending it on, signing, publishing: the verbs of `kinds`."""

from gongkai.matters.documents.actions.attaching import attach, remove_file
from gongkai.matters.documents.actions.drafting import Draft, begin, save
from gongkai.matters.documents.actions.importing import begin_from_file, replace_from_file, resolve

__all__ = [
    "Draft",
    "attach",
    "begin",
    "begin_from_file",
    "remove_file",
    "replace_from_file",
    "resolve",
    "save",
]
