from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from zwerm.operations.registry import (
    Command,
    DemoPart,
    Recurring,
    declare_command,
    declare_demo_part,
    declare_recurring,
)
from zwerm.people.registry import declare_beginning, declare_heirs, declare_namer, declare_sign, declare_way_on, hold
from zwerm.records.vocabulary import Deed, Form, Kind, Verb, declare_verb
from zwerm.skills import held, panels
from zwerm.skills.actions import known_of
from zwerm.skills.commands import knows
from zwerm.skills.demo.aims import make_aims
from zwerm.skills.demo.consent import make_consents
from zwerm.skills.demo.levels import make_levels
from zwerm.skills.demo.make import make_skills
from zwerm.skills.demo.roles import make_roles
from zwerm.skills.models import Ability, Opinion
from zwerm.skills.tasks import resume_lists
from zwerm.ui.registry import Panel, declare_panel, declare_styles

declare_recurring(Recurring("skills: go on with lists", timedelta(minutes=2), resume_lists))
declare_styles("skills")
declare_panel(Panel("people-tabs", "skills", 10, "skills/panels/tab.html", lambda request, tab="": {"tab": tab}))
declare_panel(Panel("people-found", "skills", 10, "skills/panels/found.html", panels.found_by_skill))
declare_panel(Panel("search", "way-to-who-knows", 5, "skills/panels/search_way.html", panels.beside_search))
declare_panel(Panel("search-beside", "who-knows", 20, "skills/panels/search.html", panels.beside_search))
declare_way_on("skills", panels.way_to_who_knows)
declare_demo_part(DemoPart(15, "skills", make_skills))
declare_demo_part(DemoPart(25, "levels", make_levels))
declare_demo_part(DemoPart(26, "roles", make_roles))
declare_demo_part(DemoPart(27, "projects and strategy", make_aims))
declare_demo_part(DemoPart(80, "who knows", make_consents))
declare_command(Command("knows", "find colleagues who know", knows.run, knows.arguments, knows.tell))
hold(held)
declare_verb(
    Verb(
        "tagged",
        "http://activitystrea.ms/schema/1.0/tag",
        _("%(person)s told what %(thing)s is about"),
        Form.INFORMAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You told what %(thing)s is about"),
    )
)
declare_panel(Panel("person", "skills", 10, "skills/panels/person.html", panels.of_person))
declare_panel(Panel("person", "found-for", 15, "skills/panels/found_for.html", panels.found_for))
declare_panel(Panel("leaving", "skills", 10, "skills/panels/left.html", panels.left_by))
declare_heirs("skills", known_of)
declare_sign("opinions", lambda: Exists(Opinion.objects.unanswered().filter(person=OuterRef("pk"))))
declare_beginning("told-ability", lambda person: Exists(Ability.objects.filter(person=person)))
declare_panel(Panel("today-begin", "skills", 40, "skills/panels/begin.html", panels.to_begin))
declare_panel(Panel("today", "skills-said", 14, "skills/panels/said.html", panels.said_of_you))
declare_panel(Panel("space-actions", "skills", 10, "skills/panels/team.html", panels.of_team))
declare_panel(Panel("space-actions", "skills-knows", 15, "skills/panels/space.html", panels.of_space))
declare_namer("skills.Skill", held.name_skills)
