from zwerm.search.actions.find import find, find_open
from zwerm.search.actions.follow import follow_changes
from zwerm.search.actions.rebuild import rebuild_index
from zwerm.search.actions.renew import renew_index, renew_index_later
from zwerm.search.actions.touch import touch
from zwerm.search.actions.understand import Understood, how_near, terms_of, understand
from zwerm.search.found import Narrowing

__all__ = [
    "Narrowing",
    "Understood",
    "find",
    "find_open",
    "follow_changes",
    "how_near",
    "rebuild_index",
    "renew_index",
    "renew_index_later",
    "terms_of",
    "touch",
    "understand",
]
