from zwerm.people.models.audience import Audience, shown_to
from zwerm.people.models.audit import AuditEntry
from zwerm.people.models.directory import meant_by, meant_or_near, nearly_meant_by, whose_name_has, words_of_name
from zwerm.people.models.former import FormerAddress
from zwerm.people.models.handed import Handed
from zwerm.people.models.invitation import Invitation, InvitationUse
from zwerm.people.models.leaving import Leaving
from zwerm.people.models.person import Duty, Person
from zwerm.people.models.privacy import Erasure, KeptFor, PersonalCopy
from zwerm.people.models.provider import GroupTeam, ProviderLink, SamlAnswer, SignInProvider
from zwerm.people.models.roster import RosterImport
from zwerm.people.models.space import Membership, Placed, PlacedQuerySet, Reader, Space, SpaceQuerySet
from zwerm.people.models.team import Team
from zwerm.people.models.telling import Telling

__all__ = [
    "Audience",
    "AuditEntry",
    "Duty",
    "Erasure",
    "FormerAddress",
    "GroupTeam",
    "Handed",
    "Invitation",
    "InvitationUse",
    "KeptFor",
    "Leaving",
    "Membership",
    "Person",
    "PersonalCopy",
    "Placed",
    "PlacedQuerySet",
    "ProviderLink",
    "Reader",
    "RosterImport",
    "SamlAnswer",
    "SignInProvider",
    "Space",
    "SpaceQuerySet",
    "Team",
    "Telling",
    "meant_by",
    "meant_or_near",
    "nearly_meant_by",
    "shown_to",
    "whose_name_has",
    "words_of_name",
]
