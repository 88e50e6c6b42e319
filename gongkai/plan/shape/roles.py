"""Roles: holders that a plan can name without knowing the organ."""

from __future__ import annotations

# Known only when the case is there: who drafts, who answers for the category, whose matter it is.
CASE_ROLES = {
    "drafting_organ": "起草处室（单位）",
    "category_owner": "信息类别归口处室（单位）",
    "concerned_organ": "相关处室（单位）",
}
# Known from the bureau's own plan: national rules name them without naming an organ.
BUREAU_ROLES = {
    "disclosure_office": "政府信息公开工作机构",
    "all_organs": "各处室、各单位",
}
# Where a step of a chain may be taken, beside the organs themselves.
STEP_PLACES = {
    "drafting_organ": "起草处室（单位）",
    "category_owner": "信息类别归口处室（单位）",
    "consulted": "会签处室（单位）",
    "in_charge": "分管起草处室的局领导",
    "any": "不限处室",
}


def title_of_role(role: str) -> str | None:
    """The Chinese name of a holder's role, None when it is no role."""
    return CASE_ROLES.get(role) or BUREAU_ROLES.get(role)


# Where one of 三审三校 may be done beside the steps of a chain: by who sends the text off, by who publishes it.
READING_PLACES = ("drafting", "publishing")
