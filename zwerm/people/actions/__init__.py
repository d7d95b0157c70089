from zwerm.people.actions.join import give_duty, join_space
from zwerm.people.actions.person import add_person, change_profile
from zwerm.people.actions.space import open_community, open_organisation, open_team

__all__ = [
    "add_person",
    "change_profile",
    "give_duty",
    "join_space",
    "open_community",
    "open_organisation",
    "open_team",
]
