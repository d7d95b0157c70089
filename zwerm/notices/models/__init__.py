from zwerm.notices.models.device import Device
from zwerm.notices.models.notice import Notice, NoticeQuerySet
from zwerm.notices.models.sending import Refusal, Sending
from zwerm.notices.models.wishes import Choice, Wishes

__all__ = ["Choice", "Device", "Notice", "NoticeQuerySet", "Refusal", "Sending", "Wishes"]
