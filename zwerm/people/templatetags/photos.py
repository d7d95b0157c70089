from django import template

from zwerm.people.models import Person

register = template.Library()


@register.filter
def photo_for(person: object, reader: object) -> str:
    """The address of someone's photo when the reader may see it; "" gives their initials."""
    return person.photo_address if isinstance(person, Person) and person.shows_photo_to(reader) else ""
