from zwerm.skills.actions.ability import abilities_of, able, tell_ability, untell_ability
from zwerm.skills.actions.about import (
    about_skill,
    hangs_on,
    skills_on,
    take_along,
    tell_skill,
    untell_skill,
)
from zwerm.skills.actions.levels import Standing, standings
from zwerm.skills.actions.listing import ask_to_bring_in, ask_to_undo, go_on, keep_list, killed_lists
from zwerm.skills.actions.opinion import agree, confirm, confirmed, refuse, said_of, say_level, take_back
from zwerm.skills.actions.pick import Picked, pick
from zwerm.skills.actions.propose import named_in, propose
from zwerm.skills.actions.refusals import NotDone
from zwerm.skills.actions.skill import Told, add_skill, change_skill, merge_skills, undo_merger

__all__ = [
    "NotDone",
    "Picked",
    "Standing",
    "Told",
    "abilities_of",
    "able",
    "about_skill",
    "add_skill",
    "agree",
    "ask_to_bring_in",
    "ask_to_undo",
    "change_skill",
    "confirm",
    "confirmed",
    "go_on",
    "hangs_on",
    "keep_list",
    "killed_lists",
    "merge_skills",
    "named_in",
    "pick",
    "propose",
    "refuse",
    "said_of",
    "say_level",
    "skills_on",
    "standings",
    "take_along",
    "take_back",
    "tell_ability",
    "tell_skill",
    "undo_merger",
    "untell_ability",
    "untell_skill",
]
