from django.utils.translation import gettext_lazy as _

from zwerm.assistant import held
from zwerm.assistant.actions.judge import QUESTION_TYPE
from zwerm.assistant.commands import ask
from zwerm.assistant.views import asking
from zwerm.operations.registry import Command, declare_command
from zwerm.people.registry import hold
from zwerm.records.vocabulary import ActivityType, Deed, Form, Kind, Verb, declare_type, declare_verb
from zwerm.ui.registry import Panel, Place, declare_panel, declare_place

declare_command(Command("ask", "answer a question from what was written down", ask.run, ask.arguments, ask.tell))
declare_place(Place("questions", 3, _("Questions"), "questions", "assistant:ask"))
declare_panel(Panel("search", "answer", 10, "assistant/panels/search.html", asking.panel))
declare_panel(Panel("today-actions", "ask", 10, "assistant/panels/today.html", lambda request: {}))
declare_type(ActivityType(QUESTION_TYPE, _("A question to what was written down"), Form.INFORMAL))
declare_verb(
    Verb(
        "asked",
        "http://adlnet.gov/expapi/verbs/asked",
        _("%(person)s asked %(thing)s"),
        Form.INFORMAL,
        Kind.ON_THE_JOB,
        Deed.LEARNED,
        own=_("You asked %(thing)s"),
    )
)
hold(held)
