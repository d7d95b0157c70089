from zwerm.assistant.models.quoted import Quoted
from zwerm.assistant.models.verdict import Verdict

__all__ = ["Quoted", "Verdict"]
