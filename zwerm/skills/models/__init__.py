from zwerm.skills.models.ability import Ability
from zwerm.skills.models.about import About
from zwerm.skills.models.listing import SkillLine, SkillList
from zwerm.skills.models.skill import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    Merger,
    Relation,
    Skill,
    SkillName,
    SkillQuerySet,
    stands_for,
)
from zwerm.skills.models.word import Word

__all__ = [
    "LONGEST_ABOUT",
    "LONGEST_NAME",
    "Ability",
    "About",
    "Merger",
    "Relation",
    "Skill",
    "SkillLine",
    "SkillList",
    "SkillName",
    "SkillQuerySet",
    "Word",
    "stands_for",
]
