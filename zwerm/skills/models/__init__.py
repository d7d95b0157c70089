from zwerm.skills.models.ability import OF_ANOTHER, Ability, AbilityQuerySet
from zwerm.skills.models.about import About
from zwerm.skills.models.aim import MOST_PEOPLE, Aim, AimPerson, AimSkill, spaces_with_aims_of
from zwerm.skills.models.consent import Consent, Pause
from zwerm.skills.models.listing import SkillLine, SkillList
from zwerm.skills.models.opinion import LONGEST_REPLY, Opinion, OpinionQuerySet, led_by, teams_led_by
from zwerm.skills.models.role import LONGEST_ROLE, OwnRole, Role, RoleSkill
from zwerm.skills.models.skill import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    Merger,
    Relation,
    Skill,
    SkillName,
    SkillQuerySet,
    named_by,
    stands_for,
    with_names,
)
from zwerm.skills.models.word import Word

__all__ = [
    "LONGEST_ABOUT",
    "LONGEST_NAME",
    "LONGEST_REPLY",
    "LONGEST_ROLE",
    "MOST_PEOPLE",
    "OF_ANOTHER",
    "Ability",
    "AbilityQuerySet",
    "About",
    "Aim",
    "AimPerson",
    "AimSkill",
    "Consent",
    "Merger",
    "Opinion",
    "OpinionQuerySet",
    "OwnRole",
    "Pause",
    "Relation",
    "Role",
    "RoleSkill",
    "Skill",
    "SkillLine",
    "SkillList",
    "SkillName",
    "SkillQuerySet",
    "Word",
    "led_by",
    "named_by",
    "spaces_with_aims_of",
    "stands_for",
    "teams_led_by",
    "with_names",
]
