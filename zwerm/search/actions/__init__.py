from zwerm.search.actions.touch import touch

__all__ = ["touch"]
