from zwerm.people.actions.account import (
    add_colleague,
    change_account,
    clear_second_step,
    deactivate,
    reactivate,
    set_duties,
    sign_out_everywhere,
)
from zwerm.people.actions.audit import write_down, write_down_list, write_down_look
from zwerm.people.actions.beginning import acting_person, name_organisation, still_to_settle, the_organisation
from zwerm.people.actions.find import find_person, space_called
from zwerm.people.actions.handed import look_at_handed, tell_handed
from zwerm.people.actions.invitation import accept, invite, join_by_invitation, open_invitation, open_links_of, withdraw
from zwerm.people.actions.join import give_duty, give_role, join_space, leave_space
from zwerm.people.actions.leaving import hand_over, looked_after_by
from zwerm.people.actions.naming import MOST_NAMED, named_in
from zwerm.people.actions.person import add_person, change_profile
from zwerm.people.actions.privacy.copy import ask_copy, clear_copies, make_copy, write_copy
from zwerm.people.actions.privacy.erase import (
    StillThere,
    ask_erasure,
    cancel_erasure,
    carry_out_erasure,
    erase_again,
    erase_due,
    told_before,
    what_happens,
)
from zwerm.people.actions.privacy.keeping import (
    Shortened,
    clear_what_is_too_old,
    keep_for,
    kept_words,
    months_kept,
    what_would_go,
    words_for,
)
from zwerm.people.actions.privacy.words import addresses_of, forgetter_of, may_stand_in
from zwerm.people.actions.refusals import (
    AddressNotAllowed,
    AddressTaken,
    InvitationOver,
    LastAdministrator,
    LastToManage,
    NotAllowed,
    NotWithThem,
)
from zwerm.people.actions.roster import carry_out, keep_roster, outcomes
from zwerm.people.actions.roster_undo import undo_roster
from zwerm.people.actions.space import (
    change_space,
    kinds_open_to,
    open_community,
    open_organisation,
    open_team,
    start_space,
)

__all__ = [
    "MOST_NAMED",
    "AddressNotAllowed",
    "AddressTaken",
    "InvitationOver",
    "LastAdministrator",
    "LastToManage",
    "NotAllowed",
    "NotWithThem",
    "Shortened",
    "StillThere",
    "accept",
    "acting_person",
    "add_colleague",
    "add_person",
    "addresses_of",
    "ask_copy",
    "ask_erasure",
    "cancel_erasure",
    "carry_out",
    "carry_out_erasure",
    "change_account",
    "change_profile",
    "change_space",
    "clear_copies",
    "clear_second_step",
    "clear_what_is_too_old",
    "deactivate",
    "erase_again",
    "erase_due",
    "find_person",
    "forgetter_of",
    "give_duty",
    "give_role",
    "hand_over",
    "invite",
    "join_by_invitation",
    "join_space",
    "keep_for",
    "keep_roster",
    "kept_words",
    "kinds_open_to",
    "leave_space",
    "look_at_handed",
    "looked_after_by",
    "make_copy",
    "may_stand_in",
    "months_kept",
    "name_organisation",
    "named_in",
    "open_community",
    "open_invitation",
    "open_links_of",
    "open_organisation",
    "open_team",
    "outcomes",
    "reactivate",
    "set_duties",
    "sign_out_everywhere",
    "space_called",
    "start_space",
    "still_to_settle",
    "tell_handed",
    "the_organisation",
    "told_before",
    "undo_roster",
    "what_happens",
    "what_would_go",
    "withdraw",
    "words_for",
    "write_copy",
    "write_down",
    "write_down_list",
    "write_down_look",
]
