from zwerm.people.actions.find import find_person
from zwerm.people.actions.join import give_duty, join_space
from zwerm.people.actions.person import add_person, change_profile
from zwerm.people.actions.space import open_community, open_organisation, open_team

__all__ = [
    "add_person",
    "change_profile",
    "find_person",
    "give_duty",
    "join_space",
    "open_community",
    "open_organisation",
    "open_team",
]
