"""Everything that changes a draft, a 清理 or a 归档文件目录. Signing, publishing: the verbs of `kinds`."""

from gongkai.matters.documents.actions import (  # their words for the trail
    agreeing,
    carrying,
    cleaning,
    confirming,
    loading,
    opening,
    settling,
)
from gongkai.matters.documents.actions.attaching import attach, remove_file
from gongkai.matters.documents.actions.drafting import Draft, begin, save
from gongkai.matters.documents.actions.importing import begin_from_file, replace_from_file, resolve

__all__ = [
    "Draft",
    "agreeing",
    "archiving",
    "attach",
    "begin",
    "begin_from_file",
    "carrying",
    "cleaning",
    "confirming",
    "handing_over",
    "loading",
    "opening",
    "remove_file",
    "replace_from_file",
    "resolve",
    "save",
    "settling",
]
