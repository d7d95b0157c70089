from zwerm.skills.actions.listing import ask_to_bring_in, ask_to_undo, go_on, keep_list, killed_lists
from zwerm.skills.actions.pick import Picked, pick
from zwerm.skills.actions.refusals import NotDone
from zwerm.skills.actions.skill import Told, add_skill, change_skill, merge_skills, undo_merger

__all__ = [
    "NotDone",
    "Picked",
    "Told",
    "add_skill",
    "ask_to_bring_in",
    "ask_to_undo",
    "change_skill",
    "go_on",
    "keep_list",
    "killed_lists",
    "merge_skills",
    "pick",
    "undo_merger",
]
