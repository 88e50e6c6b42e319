"""Everything that changes a draft, a 清理 or a 归档文件目录. Signing, publishing: the verbs of `kinds`."""

from gongkai.matters.documents.actions import (  # their words for the trail
    cleaning,
    confirming,
    opening,
    settling,
)
from gongkai.matters.documents.actions.attaching import attach, remove_file
from gongkai.matters.documents.actions.drafting import Draft, begin, save
from gongkai.matters.documents.actions.importing import begin_from_file, replace_from_file, resolve

__all__ = [
    "Draft",
    "archiving",
    "attach",
    "begin",
    "begin_from_file",
    "cleaning",
    "confirming",
    "handing_over",
    "opening",
    "remove_file",
    "replace_from_file",
    "resolve",
    "save",
    "settling",
]
