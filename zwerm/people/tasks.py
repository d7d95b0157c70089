from __future__ import annotations

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from zwerm.people.actions import make_copy
from zwerm.people.links import password_link
from zwerm.people.models import Person, PersonalCopy


@task()
def mail_first_links(people: list[str]) -> None:
    """A message with a link to choose a password, to each who never signed in."""
    for person in Person.objects.colleagues().filter(pk__in=people, last_login__isnull=True):
        with translation.override(person.written_in):
            text = _(
                "Hello %(name)s,\n\nThere is an account for you in Zwerm. Choose a password here, within three days:\n%(link)s"
            )
            send_mail(
                _("Your account for Zwerm"),
                text % {"name": person.name, "link": password_link(person)},
                None,
                [person.email],
            )


@task()
def make_copy_later(copy: str) -> None:
    found = PersonalCopy.objects.usable().select_related("person").filter(pk=copy, ready=None).first()
    if found is not None:
        make_copy(found)
