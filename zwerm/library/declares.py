from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from zwerm.library import findable, held, panels, subjects
from zwerm.library.actions import forgetting, handing
from zwerm.library.actions.about import count_readers, read_for_skills
from zwerm.library.actions.asking import STILL_TRUE, ask_owners
from zwerm.library.actions.editing import end_abandoned
from zwerm.library.actions.importing.lines import LINES, clear_lines, count_lines
from zwerm.library.actions.talk.following import CHANGED, IN_SPACE
from zwerm.library.actions.written import ACTIVITY_TYPE, activity
from zwerm.library.commands import exporting, importing
from zwerm.library.demo.make import make_items
from zwerm.library.kept import hides_items, hides_pictures
from zwerm.library.live import socket
from zwerm.library.models import Confirmation, Credit, Item, ItemSkill, Version
from zwerm.library.models.imports import ACTIVITY_TYPE as IMPORT_TYPE
from zwerm.library.registry import declare_sight_follower
from zwerm.library.tasks import find_alike, mend_renderings, read_files, resume_imports, sweep
from zwerm.library.views.brought import brought_lately
from zwerm.library.views.standing import found_to_tell_of
from zwerm.notices.registry import Mail, NoticeKind, Subject, declare_notice, declare_subject
from zwerm.operations.registry import (
    Command,
    DemoPart,
    LiveRoute,
    Recurring,
    declare_command,
    declare_demo_part,
    declare_live_route,
    declare_recurring,
)
from zwerm.people.registry import (
    Belonging,
    Retention,
    declare_beginning,
    declare_belonging,
    declare_kept_page,
    declare_retention,
    declare_space_follower,
    declare_words_follower,
    hold,
)
from zwerm.records.vocabulary import OWN, ActivityType, Deed, Form, Kind, Verb, declare_type, declare_verb
from zwerm.search.registry import FindableKind, declare_findable
from zwerm.skills.registry import Evidence, Skilled, declare_evidence, declare_skilled
from zwerm.ui.registry import (
    AccountLink,
    Panel,
    Place,
    declare_account_link,
    declare_panel,
    declare_place,
    declare_styles,
)

declare_type(ActivityType(ACTIVITY_TYPE, _("A text that is kept"), Form.INFORMAL))
declare_type(ActivityType(IMPORT_TYPE, _("An import of documents"), Form.ORGANISATIONAL))
declare_verb(
    Verb(
        "authored",
        "http://activitystrea.ms/schema/1.0/author",
        _("%(person)s wrote %(thing)s"),
        Form.SELF_DIRECTED,
        Kind.ON_THE_JOB,
        Deed.LEARNED,
        own=_("You wrote %(thing)s"),
    )
)
declare_verb(
    Verb(
        "shared",
        "http://adlnet.gov/expapi/verbs/shared",
        _("%(person)s shared %(thing)s"),
        Form.INFORMAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You shared %(thing)s"),
    )
)
declare_verb(
    Verb(
        "revised",
        "http://activitystrea.ms/schema/1.0/update",
        _("%(person)s improved %(thing)s"),
        Form.INFORMAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You improved %(thing)s"),
    )
)
declare_verb(
    Verb(
        "imported",
        f"{OWN}verbs/imported",
        _("%(person)s brought in %(thing)s"),
        Form.ORGANISATIONAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You brought in %(thing)s"),
        step=True,
        several=ngettext_lazy(
            "You brought in %(count)s document of %(thing)s", "You brought in %(count)s documents of %(thing)s", "count"
        ),
    )
)
declare_verb(
    Verb(
        "gathered",
        f"{OWN}verbs/gathered",
        _("%(person)s brought in texts from %(thing)s"),
        Form.ORGANISATIONAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You brought in texts from %(thing)s"),
    )
)
declare_verb(
    Verb(
        "experienced",
        "http://adlnet.gov/expapi/verbs/experienced",
        _("%(person)s read %(thing)s"),
        Form.INFORMAL,
        Kind.FROM_OTHERS,
        Deed.LEARNED,
        own=_("You read %(thing)s"),
    )
)
declare_verb(
    Verb(
        "confirmed",
        f"{OWN}verbs/confirmed",
        _("%(person)s saw that %(thing)s still holds"),
        Form.INFORMAL,
        Kind.ON_THE_JOB,
        Deed.SHARED,
        own=_("You saw that %(thing)s still holds"),
    )
)
declare_verb(
    Verb(
        "doubted",
        f"{OWN}verbs/doubted",
        _("%(person)s doubted %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You doubted %(thing)s"),
    )
)
declare_verb(
    Verb(
        "commented",
        "http://adlnet.gov/expapi/verbs/commented",
        _("%(person)s said something about %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You said something about %(thing)s"),
    )
)
declare_verb(
    Verb(
        "reacted",
        f"{OWN}verbs/reacted",
        _("%(person)s reacted to %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You reacted to %(thing)s"),
    )
)
declare_verb(
    Verb(
        "moved",
        f"{OWN}verbs/moved",
        _("%(person)s moved %(thing)s"),
        Form.ORGANISATIONAL,
        Kind.ON_THE_JOB,
        Deed.SHARED,
        own=_("You moved %(thing)s"),
    )
)
declare_verb(
    Verb(
        "merged",
        f"{OWN}verbs/merged",
        _("%(person)s merged %(thing)s with another"),
        Form.ORGANISATIONAL,
        Kind.ON_THE_JOB,
        Deed.SHARED,
        own=_("You merged %(thing)s with another"),
    )
)
declare_verb(
    Verb(
        "set-aside",
        f"{OWN}verbs/set-aside",
        _("%(person)s set %(thing)s aside"),
        Form.ORGANISATIONAL,
        Kind.ON_THE_JOB,
        Deed.SHARED,
        own=_("You set %(thing)s aside"),
        step=True,
        several=ngettext_lazy(
            "You set %(count)s text aside whose file was gone, in %(thing)s",
            "You set %(count)s texts aside whose files were gone, in %(thing)s",
            "count",
        ),
    )
)
declare_verb(
    Verb(
        "put-back",
        f"{OWN}verbs/put-back",
        _("%(person)s put %(thing)s back"),
        Form.ORGANISATIONAL,
        Kind.ON_THE_JOB,
        Deed.SHARED,
        own=_("You put %(thing)s back"),
    )
)
declare_findable(
    FindableKind("item", _("Knowledge"), findable.load, findable.all_keys, findable.url, dict(Item.Kind.choices))
)
declare_subject(Subject("naming", subjects.naming))
declare_subject(Subject("item", subjects.items))
declare_subject(Subject("item-changed", subjects.changed))
declare_subject(Subject("followed-space", subjects.followed_spaces))
declare_subject(Subject("upkeep", subjects.upkeep))
for told in (
    NoticeKind(
        "named",
        20,
        "naming",
        _("A colleague named you here"),
        _("A colleague names me in a text or in talk"),
        "person",
        Mail.NOW,
    ),
    NoticeKind(
        "item-talk",
        21,
        "item",
        _("A colleague said something about a text that you follow"),
        _("Something said about a text that I follow, or wrote"),
        "page",
    ),
    NoticeKind(
        CHANGED,
        22,
        "item-changed",
        _("A text that you follow changed"),
        _("Changes in a text that I follow, or wrote"),
        "edit",
    ),
    NoticeKind(
        IN_SPACE,
        23,
        "followed-space",
        _("Something is new or changed in a space that you follow"),
        _("What is new or changed in a space that I follow"),
        "space",
    ),
    NoticeKind(
        "doubted",
        24,
        "item",
        _("A colleague doubts whether this still holds"),
        _("A doubt about a text that I look after"),
        "warning",
    ),
    NoticeKind(
        STILL_TRUE,
        25,
        "upkeep",
        _("It is time to say whether this still holds"),
        _("Texts that I look after ask whether they still hold"),
        "rhythm",
    ),
):
    declare_notice(told)
declare_recurring(Recurring("library: ask whether it still holds", timedelta(hours=12), ask_owners))
declare_demo_part(DemoPart(20, "library", make_items))
declare_styles("library")
declare_place(Place("knowledge", 2, _("Knowledge"), "knowledge", "library:home"))
declare_account_link(AccountLink("followed", 25, _("What you follow"), "bell", "library:followed"))
declare_panel(Panel("today", "library-newest", 40, "library/panels/newest.html", panels.newest))
declare_panel(Panel("today", "library-upkeep", 30, "library/panels/upkeep.html", panels.to_look_at))
declare_panel(Panel("today", "library-named", 15, "library/panels/named.html", panels.named))
declare_panel(Panel("today", "library-changed", 35, "library/panels/changed.html", panels.changed))
declare_panel(Panel("today-begin", "library", 10, "library/panels/begin.html", panels.to_begin))
declare_beginning("texts", panels.texts)
declare_beginning("many-texts", panels.many_texts)
declare_beginning("import", lambda person: brought_lately(person, "which"))
declare_beginning("brought", lambda person: brought_lately(person, "count"))
declare_panel(Panel("device", "library-left", 10, "library/panels/left.html", panels.nothing))
declare_panel(Panel("item", "library-skills", 10, "library/panels/skills.html", panels.skills))
declare_panel(Panel("item", "library-talk", 20, "library/panels/talk.html", panels.talk))
declare_panel(Panel("item-actions", "library-follow", 90, "library/panels/follow.html", panels.follow))
declare_panel(Panel("item", "library-upkeep", 90, "library/panels/truth.html", panels.truth))
declare_panel(Panel("new", "library-write", 10, "library/panels/write.html", panels.kinds))
declare_panel(Panel("space-actions", "library", 10, "library/panels/space.html", panels.of_space))
declare_panel(Panel("person", "library-kept", 20, "library/panels/kept.html", panels.kept_by))
declare_command(
    Command("import", "bring in folders, zips and files", importing.run, importing.arguments, importing.tell)
)
declare_command(Command("export", "take a space along in one zip", exporting.run, exporting.arguments, exporting.tell))
declare_panel(Panel("new", "library-import", 20, "library/panels/import.html", panels.nothing))
declare_recurring(Recurring("library: go on with imports", timedelta(minutes=2), resume_imports))
declare_recurring(Recurring("library: render again", timedelta(minutes=1), mend_renderings))
declare_recurring(Recurring("library: read files that hang on texts", timedelta(minutes=1), read_files))
declare_recurring(Recurring("library: sweep what nothing uses", timedelta(days=1), sweep))
declare_live_route(LiveRoute("/live/items/{item:uuid}/", socket.answer, socket.close_all))
declare_sight_follower("live", socket.sight_changed)
declare_space_follower("live", socket.readers_changed)
declare_recurring(Recurring("library: find what is alike", timedelta(minutes=10), find_alike))
declare_recurring(Recurring("library: end writing sessions", timedelta(minutes=1), end_abandoned))
hold(held)
declare_retention(
    Retention(
        LINES,
        28,
        _("What became of each file of an import"),
        _("How many came in, changed or were left out stays in the report, and the texts stay."),
        12,
        (3, 6, 12, 24, 36, 60, 0),
        clear_lines,
        count_lines,
    )
)
declare_words_follower("library.Version", forgetting.follow_versions)
declare_words_follower("library.Item", forgetting.follow_items)
declare_words_follower("library.Credit", forgetting.follow_credits)
declare_belonging(
    Belonging(
        "texts",
        20,
        _("Texts that they keep true"),
        handing.texts_looked_after,
        handing.texts_seen,
        handing.hand_texts,
        address=Item.get_absolute_url,
        risks=handing.texts_at_risk,
        weighed=handing.texts_weighed,
        thing="item",
    )
)
declare_skilled(
    Skilled(
        "item",
        _("What is written about it"),
        "knowledge",
        ItemSkill,
        lambda person: Item.objects.visible_to(person).published().order_by("-updated"),
        found_to_tell_of,
        activity,
        lambda item: item.space,
        read_for_skills,
        readers=count_readers,
    )
)
declare_kept_page("library:item", hides_items)
declare_kept_page("library:picture", hides_pictures)
declare_belonging(
    Belonging(handing.DRAFTS, 21, _("Drafts of texts"), handing.drafts_of, own=True, address=Item.get_absolute_url)
)
declare_evidence(
    Evidence(
        "wrote",
        "item",
        _("because you wrote “%(title)s” in %(when)s"),
        _("because %(name)s wrote “%(title)s” in %(when)s"),
        1.0,
        lambda: Credit.objects.exclude(person=None),
        "item",
        "person",
        "item__created",
        read=True,
    )
)
declare_evidence(
    Evidence(
        "improved",
        "item",
        _("because you improved “%(title)s” in %(when)s"),
        _("because %(name)s improved “%(title)s” in %(when)s"),
        0.7,
        lambda: Version.objects.filter(published__isnull=False, number__gt=1, item__source="").exclude(author=None),
        "item",
        "author",
        "made",
        read=True,
    )
)
declare_evidence(
    Evidence(
        "keeps",
        "item",
        _("because you keep “%(title)s” true, and last looked in %(when)s"),
        _("because %(name)s keeps “%(title)s” true, and last looked in %(when)s"),
        0.5,
        lambda: Item.objects.exclude(owner=None),
        "pk",
        "owner",
        "checked",
    )
)
declare_evidence(
    Evidence(
        "confirmed",
        "item",
        _("because you saw in %(when)s that “%(title)s” still holds"),
        _("because %(name)s saw in %(when)s that “%(title)s” still holds"),
        0.4,
        lambda: Confirmation.objects.exclude(person=None),
        "item",
        "person",
        "when",
    )
)
