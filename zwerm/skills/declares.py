from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from zwerm.operations.registry import DemoPart, Recurring, declare_demo_part, declare_recurring
from zwerm.people.registry import declare_namer, hold
from zwerm.records.vocabulary import OWN, ActivityType, Deed, Form, Kind, Verb, declare_type, declare_verb
from zwerm.skills import held, panels
from zwerm.skills.actions.ability import ACTIVITY_TYPE
from zwerm.skills.demo.make import make_skills
from zwerm.skills.tasks import resume_lists
from zwerm.ui.registry import Panel, declare_panel, declare_styles

declare_recurring(Recurring("skills: go on with lists", timedelta(minutes=2), resume_lists))
declare_styles("skills")
declare_panel(Panel("people-tabs", "skills", 10, "skills/panels/tab.html", lambda request, tab="": {"tab": tab}))
declare_demo_part(DemoPart(15, "skills", make_skills))
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
declare_type(ActivityType(ACTIVITY_TYPE, _("A skill"), Form.SELF_DIRECTED))
declare_verb(
    Verb(
        "told-ability",
        f"{OWN}verbs/told-ability",
        _("%(person)s said that they can %(thing)s"),
        Form.SELF_DIRECTED,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You said that you can %(thing)s"),
    )
)
declare_panel(Panel("person", "skills", 10, "skills/panels/person.html", panels.of_person))
declare_namer("skills.Skill", held.name_skills)
