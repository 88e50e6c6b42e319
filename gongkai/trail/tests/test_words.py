"""动作 in the filter of 留痕: each action has a name of its own."""

from __future__ import annotations

import re
from collections import Counter

from gongkai.trail import vocabulary


def test_every_action_has_a_name_none_is_empty_none_stands_twice_and_none_is_cut_in_the_middle():
    names = {action: vocabulary.words(action) for action in vocabulary.actions()}
    assert len(names) > 80, "the control: the whole vocabulary is registered"
    assert [action for action, name in names.items() if not name] == []
    assert [name for name, times in Counter(names.values()).items() if times > 1] == []
    broken = re.compile(r"[{}《》“”：]|  |第$|[由对为自至含]$|^(第|的|至|自)")
    assert [name for name in names.values() if broken.search(name)] == []


def test_a_name_is_the_head_of_the_sentence_where_that_says_it_and_given_where_it_does_not():
    assert vocabulary.words("document.published") == "发布"
    assert vocabulary.words("file.attached") == "上传附件"
    assert vocabulary.words("delegation.ended") == "收回委托"
    assert vocabulary.words("document.agreed") == "同意"


def test_every_name_given_belongs_to_an_action():
    assert [action for action in vocabulary._names if not vocabulary.known(action)] == []
