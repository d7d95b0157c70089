class Refused(Exception):
    """What was asked can not be done; the message, in the reader's language, says why and what to do."""


class Changed(Refused):
    """Someone else wrote in it since the writer opened it."""
