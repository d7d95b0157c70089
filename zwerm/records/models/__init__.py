from zwerm.records.models.cursor import Cursor
from zwerm.records.models.statement import Statement

__all__ = ["Cursor", "Statement"]
