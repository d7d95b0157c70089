from zwerm.people.actions.account import (
    add_colleague,
    change_account,
    clear_second_step,
    deactivate,
    reactivate,
    set_duties,
    sign_out_everywhere,
)
from zwerm.people.actions.audit import write_down
from zwerm.people.actions.beginning import acting_person, name_organisation, still_to_settle, the_organisation
from zwerm.people.actions.find import find_person
from zwerm.people.actions.invitation import accept, invite, join_by_invitation, open_invitation, withdraw
from zwerm.people.actions.join import give_duty, give_role, join_space, leave_space
from zwerm.people.actions.person import add_person, change_profile
from zwerm.people.actions.refusals import (
    AddressNotAllowed,
    AddressTaken,
    InvitationOver,
    LastAdministrator,
    LastToManage,
    NotAllowed,
)
from zwerm.people.actions.roster import carry_out, keep_roster, outcomes, undo_roster
from zwerm.people.actions.space import (
    change_space,
    kinds_open_to,
    open_community,
    open_organisation,
    open_team,
    start_space,
)

__all__ = [
    "AddressNotAllowed",
    "AddressTaken",
    "InvitationOver",
    "LastAdministrator",
    "LastToManage",
    "NotAllowed",
    "accept",
    "acting_person",
    "add_colleague",
    "add_person",
    "carry_out",
    "change_account",
    "change_profile",
    "change_space",
    "clear_second_step",
    "deactivate",
    "find_person",
    "give_duty",
    "give_role",
    "invite",
    "join_by_invitation",
    "join_space",
    "keep_roster",
    "kinds_open_to",
    "leave_space",
    "name_organisation",
    "open_community",
    "open_invitation",
    "open_organisation",
    "open_team",
    "outcomes",
    "reactivate",
    "set_duties",
    "sign_out_everywhere",
    "start_space",
    "still_to_settle",
    "the_organisation",
    "undo_roster",
    "withdraw",
    "write_down",
]
