"""What `people` holds of a person, and of what others made for them: accounts, sign-in, membership, the trail."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zwerm.people.actions.photo import forget_photo
from zwerm.people.actions.privacy.copy import forget_copies
from zwerm.people.actions.privacy.keeping import kept_words
from zwerm.people.actions.privacy.lists import forget_in_lists
from zwerm.people.forms.telling import days_told
from zwerm.people.models import AuditEntry, Person, SignInProvider, Telling
from zwerm.people.registry import Fate, Holding, Table, words_of_trail

REMOVED, NAMELESS = Fate.REMOVED, Fate.NAMELESS

ONLY_YOU: Promise = _("Only you.")
WITH_ACCOUNT: Promise = _("For as long as you have an account.")
GOES: Promise = _("It is removed.")


def _say_details(person: Person, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row["detail"] = words_of_trail(row["detail"])


def _days_to_read(row: dict[str, Any]) -> dict[str, Any]:
    """Where someone is on which day, in words; other texts as they are."""
    if row["name"]["id"] == Telling.Name.WROTE:
        return {**row, "text": ""}
    if row["name"]["id"] != Telling.Name.DAYS:
        return row
    return {**row, "text": ", ".join(f"{day}: {place}" for day, place in days_told(row["text"]))}


def name_providers(person: Person, keys: Iterable[Any]) -> dict[Any, str]:
    """What the ways to sign in are called: everyone who comes to sign in reads it."""
    return dict(SignInProvider.objects.filter(pk__in=list(keys)).values_list("pk", "name"))


def _sign_in_kept() -> str:
    told = gettext(
        "Passwords, passkeys and second steps for as long as you have an account. A browser that is not used for this long is signed out and forgotten: %(time)s."
    )
    return told % {"time": kept_words("sessions")}


HOLDINGS = (
    Holding(
        name="account",
        order=10,
        title=_("Your account"),
        what=_("Your name, e-mail address, those that you had here before, function, what you tell about yourself, your photo and whom you show it to, your language and time zone, and when you came here and last signed in."),
        why=_("So that you can sign in, and colleagues know who you are."),
        seen_by=_("Colleagues see your name, function and what you tell about yourself; your photo those whom you chose. Your e-mail address is for you, for administrators, and for who takes the texts of a space along."),
        kept=format_lazy("{} {}", _("For as long as you have an account."), _("Closed accounts are kept until an administrator erases them, or until the time that they set.")),
        erased=GOES,
        tables=(
            Table("people.Person", "pk", REMOVED, ("name", "email", "function", "about", "language", "time_zone", "joined", "last_login", "photo_for"), words=("by_name", "by_function")),
            Table("account.EmailAddress", "user", REMOVED, ("email", "verified", "primary")),
            Table("people.FormerAddress", "person", REMOVED, ("email", "until")),
            Table("account.EmailConfirmation", "email_address__user", REMOVED),
        ),
        files=lambda person: [("photo.jpg", person.photo_path)] if person.photo else [],
        before=forget_photo,
    ),
    Holding(
        name="sign-in",
        order=11,
        title=_("How you sign in"),
        what=_("A scrambled form of your password, your passkeys and second step; which browsers you are signed in with, from which internet address, and when they were last used; the name that a sign-in provider gives you. In a browser itself a mark stays for a year that you signed in there before, without your name."),
        why=_("So that you get in, and nobody else does as you. You can end a session that you do not know."),
        seen_by=_("You see your sessions and passkeys. An administrator sees only whether you have a second step. Nobody can read your password. Wrong attempts are counted for a few minutes and not kept."),
        kept=_sign_in_kept,
        erased=GOES,
        tables=(
            Table("mfa.Authenticator", "user", REMOVED, ("type", "created_at", "last_used_at")),
            Table("usersessions.UserSession", "user", REMOVED, ("created_at", "last_seen_at", "ip", "user_agent")),
            Table("people.ProviderLink", "person", REMOVED, ("provider", "subject", "called", "linked")),
        ),
    ),
    Holding(
        name="tellings",
        order=12,
        title=_("What you tell colleagues"),
        what=_("What you can be asked about, can teach, want to learn, how you like to learn, where you are on which day, your pronouns, if you wrote them down, and to whom your page shows what you wrote."),
        why=_("So that colleagues who can help each other find each other."),
        seen_by=_("Whom you chose for each: all colleagues, your teams, or only you."),
        kept=_("Until you change it."),
        erased=GOES,
        tables=(Table("people.Telling", "person", REMOVED, ("name", "text", "audience"), shows=_days_to_read),),
    ),
    Holding(
        name="spaces",
        order=13,
        title=_("Your teams, communities and tasks"),
        what=_("In which teams and communities you are and since when, with which role, and which tasks you have for the whole organisation."),
        why=_("This decides what you may see and change."),
        seen_by=_("Whoever sees the team or community. Of a closed one only its members know."),
        kept=_("Until you leave, or the task is taken back."),
        erased=_("Your membership and your tasks are removed. That you gave a colleague a task, or handed something over, stays without your name."),
        tables=(
            Table("people.Membership", "person", REMOVED, ("space", "role", "since")),
            Table("people.Duty", "person", REMOVED, ("name", "given")),
            Table("people.Duty", "given_by", NAMELESS, ("name", "given")),
            Table("people.Handed", "to", REMOVED, ("of", "number", "at"), words=("things",)),
            Table("people.Handed", "of", NAMELESS, ("number", "at")),
        ),
    ),
    Holding(
        name="invitations",
        order=14,
        title=_("Invitations and lists of people"),
        what=_("Invitations that you made or came in by, and lists of people that an administrator brought in."),
        why=_("So that it can be seen who let whom in, and an import can be undone."),
        seen_by=_("Administrators, and who made the invitation."),
        kept=partial(kept_words, "lists"),
        erased=_("Your lines in lists are removed. An invitation stays, without your name."),
        tables=(
            Table("people.Invitation", "made_by", NAMELESS, ("made", "note", "space", "expires"), words=("domains",)),
            Table("people.InvitationUse", "person", NAMELESS, ("at",)),
            Table("people.RosterImport", "by", NAMELESS, ("made", "name"), words=("lines", "report", "undo")),
        ),
        before=forget_in_lists,
    ),
    Holding(
        name="leaving",
        order=17,
        title=_("That you leave"),
        what=_("Your last day here, when it was written down by you or an administrator."),
        why=_("So that what only you know and look after goes on with a colleague."),
        seen_by=_("You, who leads your team, and administrators. From then on they also read what you look after, as far as they see it, and of what you can only what you show them."),
        kept=_("Until it is taken back, or your account is erased."),
        erased=_("It is removed. That you wrote it down of a colleague stays without your name."),
        tables=(
            Table("people.Leaving", "person", REMOVED, ("day", "at")),
            Table("people.Leaving", "by", NAMELESS, ("day", "at")),
        ),
    ),
    Holding(
        name="trail",
        order=15,
        title=_("The trail: who changed or looked at your account"),
        what=_("When an administrator changed your account, looked at it, read the list of all accounts, or used their task to see something about you, and what you did as administrator."),
        why=_("So that power over accounts leaves a mark that you can read yourself, under My data."),
        seen_by=_("Administrators, and you about yourself."),
        kept=partial(kept_words, "trail"),
        erased=_("The line stays, without your name and without what it said about you."),
        tables=(
            Table("people.AuditEntry", "about", NAMELESS, ("at", "by", "act", "detail"), blank={"detail": ""}, finish=_say_details),
            Table("people.AuditEntry", "by", NAMELESS, ("at", "act"), rows=lambda person: AuditEntry.objects.filter(by=person).exclude(about=person)),
        ),
    ),
    Holding(
        name="my-data",
        order=16,
        title=_("Copies of your data, and being erased"),
        what=_("That you asked for a copy of your data, the copy itself, and that you or an administrator asked to erase you."),
        why=_("To do what was asked."),
        seen_by=_("Only you can open the copy. Administrators see that someone is to be erased."),
        kept=_("A copy for seven days."),
        erased=_("Copies are removed. A report stays of how much was removed, without anything about you; and the number that you had, which means nothing, so that you are erased again if an older backup is put back."),
        tables=(
            Table("people.PersonalCopy", "person", REMOVED, ("asked", "ready", "expires")),
            Table("people.Erasure", "person", NAMELESS, ("asked", "due", "cancelled")),
            Table("people.Erasure", "by", NAMELESS, ("asked",)),
        ),
        before=forget_copies,
    ),
)  # fmt: skip

LABELS = {
    "name": _("name"), "email": _("e-mail address"), "function": _("function"), "about": _("about me"), "language": _("language"), "time_zone": _("time zone"), "photo_for": _("who sees the photo"),
    "joined": _("came here"), "last_login": _("last signed in"), "verified": _("proven"), "until": _("until when"), "primary": _("the first"),
    "type": _("kind"), "created_at": _("made"), "last_used_at": _("last used"), "last_seen_at": _("last seen"),
    "ip": _("internet address"), "user_agent": _("browser"), "provider": _("provider"), "subject": _("name there"), "called": _("name there"), "linked": _("since"),
    "text": _("text"), "audience": _("who sees this"), "space": _("space"), "role": _("role"), "since": _("since"), "given": _("given"),
    "made": _("made"), "note": _("note"), "expires": _("ends"), "at": _("when"), "of": _("from"), "by": _("by"), "act": _("what"), "detail": _("details"),
    "number": pgettext_lazy("how many", "number"), "day": _("last day"), "asked": _("asked"), "ready": _("ready"), "due": _("on"), "cancelled": _("cancelled"),
}  # fmt: skip

ABOUT_NOBODY = {
    "people.Space.name": "what a team or community is called; that of a private space goes with the space",
    "people.SignInProvider.name": "what a provider is called on the sign-in page",
    "people.SignInProvider.address": "where the provider is",
    "people.SignInProvider.groups_name": "which claim of the provider tells groups",
    "django_tasks_database.DBTaskResult.queue_name": "which queue",
    "django_tasks_database.DBTaskResult.backend_name": "which queue",
    "people.Erasure.report": "numbers of rows by table",
    "people.KeptFor.name": "which kind of data",
    "operations.Turn.name": "which work",
    "auth.Permission.name": "Django's own, not used",
    "auth.Group.name": "Django's own, not used",
}
