from datetime import timedelta

from zwerm.operations.registry import (
    Check,
    Command,
    Rebuild,
    Recurring,
    declare_check,
    declare_command,
    declare_rebuild,
    declare_recurring,
)
from zwerm.search import health
from zwerm.search.actions import follow_changes, rebuild_index, renew_index_later
from zwerm.search.commands import search
from zwerm.ui.registry import SearchBox, declare_search_box

declare_command(Command("search", "find what a colleague would find", search.run, search.arguments, search.tell))
declare_rebuild(Rebuild("search", rebuild_index, outside=True))
declare_recurring(Recurring("search: follow changes", timedelta(seconds=1), follow_changes))
declare_recurring(Recurring("search: learn again when outgrown", timedelta(minutes=1), renew_index_later))
declare_check(Check("search index", health.look))
declare_search_box(SearchBox("search:results", "search:suggestions"))
