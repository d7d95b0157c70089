from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zwerm.assistant import held
from zwerm.assistant.actions import answers_with, blur_lately, forget_old_counts
from zwerm.assistant.actions.traces import QUESTION_TYPE
from zwerm.assistant.commands import ask
from zwerm.assistant.models import Quoted
from zwerm.assistant.views import asking
from zwerm.library.registry import Use, declare_use
from zwerm.operations.registry import Command, Recurring, declare_command, declare_recurring
from zwerm.people.registry import hold
from zwerm.questions.registry import Mixed, declare_mixed
from zwerm.records.models import ModelCall
from zwerm.records.vocabulary import ActivityType, Deed, Form, Kind, Verb, declare_type, declare_verb
from zwerm.ui.registry import Panel, Place, declare_panel, declare_place

declare_command(Command("ask", "answer a question from what was written down", ask.run, ask.arguments, ask.tell))
declare_place(Place("questions", 3, _("Questions"), "questions", "assistant:ask"))
declare_panel(Panel("questions-tabs", "ask", 10, "assistant/panels/tab.html", lambda request, tab="": {"tab": tab}))
declare_panel(Panel("search", "answer", 10, "assistant/panels/search.html", asking.panel))
declare_panel(
    Panel(
        "administration-tabs",
        "language-model",
        20,
        "assistant/panels/administration_tab.html",
        lambda request, tab="": {"tab": tab},
    )
)
declare_panel(Panel("today-actions", "ask", 10, "assistant/panels/today.html", lambda request: {}))
declare_panel(Panel("today-begin", "ask", 20, "assistant/panels/begin.html", asking.to_begin))
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
declare_use(
    Use(
        "answers",
        answers_with,
        lambda count: ngettext("quoted in an answer lately", "quoted in answers lately", count),
        worth=1,
        rests=False,
    )
)
declare_recurring(Recurring("assistant: forget old counts", timedelta(days=1), forget_old_counts))
hold(held)
declare_mixed("answers", Mixed(blur_lately, tables=(Quoted,), clears=(Quoted, ModelCall)))
