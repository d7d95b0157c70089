from zwerm.assistant.models.verdict import Verdict

__all__ = ["Verdict"]
