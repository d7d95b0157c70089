from zwerm.people.actions.find import find_person
from zwerm.people.actions.join import give_duty, give_role, join_space, leave_space
from zwerm.people.actions.person import add_person, change_profile
from zwerm.people.actions.refusals import LastToManage, NotAllowed
from zwerm.people.actions.space import (
    change_space,
    kinds_open_to,
    open_community,
    open_organisation,
    open_team,
    start_space,
)

__all__ = [
    "LastToManage",
    "NotAllowed",
    "add_person",
    "change_profile",
    "change_space",
    "find_person",
    "give_duty",
    "give_role",
    "join_space",
    "kinds_open_to",
    "leave_space",
    "open_community",
    "open_organisation",
    "open_team",
    "start_space",
]
