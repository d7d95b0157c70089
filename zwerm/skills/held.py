"""What skills holds of a person."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table
from zwerm.skills.models import Skill

NAMELESS = Fate.NAMELESS

HOLDINGS = (
    Holding(
        name="skills",
        order=35,
        title=_("The list of skills"),
        what=_("That you added a skill, a role or a project, brought in a list of skills, merged two, or told what a text or course is about, and when."),
        why=_("So that colleagues who look after the list can ask you about it."),
        seen_by=_("Colleagues of learning & development, and administrators."),
        kept=_("For as long as the list is there."),
        erased=_("Skills stay, without your name."),
        acts=("tagged",),
        tables=(
            Table("skills.Skill", "by", NAMELESS, ("kind", "uri", "made")),
            Table("skills.Merger", "by", NAMELESS, ("into", "at")),
            Table("skills.SkillList", "by", NAMELESS, ("name", "made", "ended", "undone")),
            Table("skills.Role", "by", NAMELESS, ("name", "made")),
            Table("skills.Aim", "by", NAMELESS, ("name", "made")),
        ),
    ),
    Holding(
        name="abilities",
        order=36,
        title=_("What you can and know"),
        what=_("Which skills you chose, how well you say that you can them, whether colleagues may ask you, and who sees it."),
        why=_("So that colleagues find you when they need you."),
        seen_by=_("Whom you chose, for each skill."),
        kept=_("Until you take it off, or leave."),
        erased=_("It is removed."),
        tables=(Table("skills.Ability", "person", Fate.REMOVED, ("skill", "level", "audience", "asks", "at")),),
    ),
    Holding(
        name="own-roles",
        order=38,
        title=_("Which roles are yours"),
        what=_("Which roles you chose, and when."),
        why=_("So that you see what a role asks that you don't have yet."),
        seen_by=_("Only you."),
        kept=_("Until you say that it is not your role any more, or leave."),
        erased=_("It is removed."),
        tables=(Table("skills.OwnRole", "person", Fate.REMOVED, ("role", "at")),),
    ),
    Holding(
        name="aims",
        order=34,
        title=_("Projects that you work on"),
        what=_("On which projects you work, and since when."),
        why=_("So that a project sees what it has and what is missing, by what you show of what you can."),
        seen_by=_("Who sees the team or community that the project is of."),
        kept=_("Until you are taken off it, or it is removed."),
        erased=_("It is removed."),
        tables=(Table("skills.AimPerson", "person", Fate.REMOVED, ("aim", "at")),),
    ),
    Holding(
        name="opinions",
        order=37,
        title=_("What is said of what you can, and what you say of others"),
        what=_("That a colleague confirms a skill of yours, which level a lead of your team says, what you answered; and the same where you say it of a colleague."),
        why=_("So that you see how others see it, and can show that they agree."),
        seen_by=_("You and who said it. When you agree, who sees the skill on your page sees that somebody confirms it, without a name; who asks who knows sees it too, once you also agreed to be found for it."),
        kept=_("Until who said it takes it back, you take the skill off, or one of you is erased."),
        erased=_("It is removed."),
        tables=(
            Table("skills.Opinion", "person", Fate.REMOVED, ("skill", "source", "level", "by", "at", "answer", "reply", "answered")),
            Table("skills.Opinion", "by", Fate.REMOVED, ("person", "skill", "source", "level", "at")),
        ),
    ),
    Holding(
        name="consents",
        order=39,
        title=_("What colleagues may find you for"),
        what=_("For which skills and spaces you said yes, hide, or not mine, and whether you paused."),
        why=_("So that nobody finds you for what you did without your yes."),
        seen_by=_("Nobody but you. Colleagues find you for what you said yes to."),
        kept=_("Until you change it, or leave."),
        erased=_("It is removed."),
        tables=(
            Table("skills.Consent", "person", Fate.REMOVED, ("skill", "space", "answer", "at")),
            Table("skills.Pause", "person", Fate.REMOVED, ("since",)),
        ),
    ),
)  # fmt: skip


def name_skills(person: Person, keys: Iterable[UUID]) -> dict[UUID, str]:
    return {skill.pk: skill.called for skill in Skill.objects.named().filter(pk__in=list(keys))}


LABELS = {
    "kind": _("kind"),
    "uri": _("address"),
    "made": _("made"),
    "into": _("merged into"),
    "undone": _("undone"),
    "skill": _("skill"),
    "thing": _("text or course"),
    "level": _("how well"),
    "audience": _("who sees it"),
    "asks": _("may be asked"),
    "source": _("who said it"),
    "answer": _("answer"),
    "reply": _("reply"),
    "answered": _("answered"),
    "person": _("of whom"),
    "aim": _("project"),
}
ABOUT_NOBODY: dict[str, str] = {
    "skills.SkillLine.name": "what a skill is called",
    "skills.SkillLine.undo": "what a skill was called and meant before, and which rows were made",
}
