from zwerm.records.actions.converse import Purpose, converse, endpoint, listen
from zwerm.records.actions.record import append, record, state

__all__ = ["Purpose", "append", "converse", "endpoint", "listen", "record", "state"]
