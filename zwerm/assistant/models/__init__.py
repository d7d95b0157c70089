from zwerm.assistant.models.quoted import Quoted

__all__ = ["Quoted"]
