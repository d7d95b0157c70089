from zwerm.notices.actions.choosing import choose, look_anew, stop_mail
from zwerm.notices.actions.clear import clear, count
from zwerm.notices.actions.deliver import deliver
from zwerm.notices.actions.devices import NotADevice, add_device, devices_of, forget_signed_out, remove_device
from zwerm.notices.actions.notify import News, follow_space, last_told, notify, notify_all, who_was_told
from zwerm.notices.actions.reading import UNREAD, look_at, read_all, read_one
from zwerm.notices.actions.showing import Line, lines_of

__all__ = [
    "UNREAD",
    "Line",
    "News",
    "NotADevice",
    "add_device",
    "choose",
    "clear",
    "count",
    "deliver",
    "devices_of",
    "follow_space",
    "forget_signed_out",
    "last_told",
    "lines_of",
    "look_anew",
    "look_at",
    "notify",
    "notify_all",
    "read_all",
    "read_one",
    "remove_device",
    "stop_mail",
    "who_was_told",
]
