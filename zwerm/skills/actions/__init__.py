from zwerm.skills.actions.ability import abilities_of, able, able_in, tell_ability, untell_ability
from zwerm.skills.actions.about import (
    about_skill,
    hangs_on,
    skills_on,
    take_along,
    take_tags,
    tell_skill,
    untell_skill,
)
from zwerm.skills.actions.alone import resting
from zwerm.skills.actions.consent import (
    Agreed,
    Proposal,
    agreed_for,
    answer_for,
    is_paused,
    pause,
    proposals_for,
    resume,
)
from zwerm.skills.actions.evidence import reasons_for
from zwerm.skills.actions.gaps import gaps, team_gaps
from zwerm.skills.actions.knows import Knower, knows, knows_in, places_of
from zwerm.skills.actions.levels import Standing, standings
from zwerm.skills.actions.listing import ask_to_bring_in, ask_to_undo, go_on, keep_list, killed_lists
from zwerm.skills.actions.opinion import (
    agree,
    confirm,
    confirmed,
    leads_say_levels,
    refuse,
    said_of,
    say_level,
    take_back,
)
from zwerm.skills.actions.pick import Picked, pick
from zwerm.skills.actions.propose import named_first, named_in, propose
from zwerm.skills.actions.refusals import NotDone
from zwerm.skills.actions.role import (
    add_role,
    ask_no_more,
    ask_of_role,
    asked_of,
    change_role,
    choose_role,
    leave_role,
    remove_role,
)
from zwerm.skills.actions.skill import Told, add_skill, change_skill, merge_skills, undo_merger
from zwerm.skills.actions.staying import only_they_are_found_for, only_they_can, who_knows_next

__all__ = [
    "Agreed",
    "Knower",
    "NotDone",
    "Picked",
    "Proposal",
    "Standing",
    "Told",
    "abilities_of",
    "able",
    "able_in",
    "about_skill",
    "add_role",
    "add_skill",
    "agree",
    "agreed_for",
    "answer_for",
    "ask_no_more",
    "ask_of_role",
    "ask_to_bring_in",
    "ask_to_undo",
    "asked_of",
    "change_role",
    "change_skill",
    "choose_role",
    "confirm",
    "confirmed",
    "gaps",
    "go_on",
    "hangs_on",
    "is_paused",
    "keep_list",
    "killed_lists",
    "knows",
    "knows_in",
    "leads_say_levels",
    "leave_role",
    "merge_skills",
    "named_first",
    "named_in",
    "only_they_are_found_for",
    "only_they_can",
    "pause",
    "pick",
    "places_of",
    "proposals_for",
    "propose",
    "reasons_for",
    "refuse",
    "remove_role",
    "resting",
    "resume",
    "said_of",
    "say_level",
    "skills_on",
    "standings",
    "take_along",
    "take_back",
    "take_tags",
    "team_gaps",
    "tell_ability",
    "tell_skill",
    "undo_merger",
    "untell_ability",
    "untell_skill",
    "who_knows_next",
]
