from zwerm.records.actions.record import record

__all__ = ["record"]
