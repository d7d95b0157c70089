from zwerm.practice.models.card import Card, CardQuerySet
from zwerm.practice.models.keep import Keep, KeepQuerySet
from zwerm.practice.models.review import Review, Withdrawal, as_json
from zwerm.practice.models.rhythm import Rhythm
from zwerm.practice.models.session import Session

__all__ = [
    "Card",
    "CardQuerySet",
    "Keep",
    "KeepQuerySet",
    "Review",
    "Rhythm",
    "Session",
    "Withdrawal",
    "as_json",
]
