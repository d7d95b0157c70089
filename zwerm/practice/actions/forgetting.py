from __future__ import annotations

from django.db.models import Q

from zwerm.library.actions.forgetting import texts_to_go
from zwerm.people.models import Space
from zwerm.people.registry import Going
from zwerm.practice.models import Card


def forget_private_cards(going: Going) -> int:
    """Cards in someone's own space go, and those about texts that go with them: a card quotes what it is about."""
    private = Space.objects.private_of(going.person)
    gone = Card.objects.filter(Q(space__in=private) | Q(item__in=texts_to_go(going)))
    count = gone.count()
    gone.delete()
    return count
