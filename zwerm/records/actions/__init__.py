from zwerm.records.actions.converse import Purpose, converse, endpoint, listen
from zwerm.records.actions.record import record

__all__ = ["Purpose", "converse", "endpoint", "listen", "record"]
