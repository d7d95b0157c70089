from zwerm.notices.actions.choosing import choose, stop_mail
from zwerm.notices.actions.clear import clear, count
from zwerm.notices.actions.deliver import deliver
from zwerm.notices.actions.notify import News, follow_space, last_told, notify, notify_all
from zwerm.notices.actions.reading import UNREAD, look_at, read_all, read_one
from zwerm.notices.actions.showing import Line, lines_of

__all__ = [
    "UNREAD",
    "Line",
    "News",
    "choose",
    "clear",
    "count",
    "deliver",
    "follow_space",
    "last_told",
    "lines_of",
    "look_at",
    "notify",
    "notify_all",
    "read_all",
    "read_one",
    "stop_mail",
]
