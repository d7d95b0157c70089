from __future__ import annotations

from django.conf import settings as product
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zwerm.notices.actions import choose, stop_mail
from zwerm.notices.forms import WishesForm
from zwerm.notices.letters import whose
from zwerm.notices.models import Refusal
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    """What somebody hears, how and when."""
    form = WishesForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        choose(request.user, form.wishes(), form.mails())
        messages.success(request, _("Saved."))
        return redirect("notices:settings")
    given = {
        "here": "",
        "form": form,
        "sends": product.SENDS_MAIL,
        "refused": Refusal.objects.filter(person=request.user).first(),
    }
    return render(request, "notices/settings.html", given, status=422 if form.errors else 200)


@csrf_exempt  # The address itself is the proof; mail programs send it without anything of ours (RFC 8058).
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_ending(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail of notices: with one click in a mail program, or on this page. Looking at it changes nothing."""
    key = whose(token)
    person = Person.objects.colleagues().filter(pk=key).first() if key else None
    if person is None:
        raise Http404
    if request.method == "POST":
        stop_mail(person)
    with translation.override(person.language or translation.get_language()):
        return render(request, "notices/ending.html", {"stopped": request.method == "POST"})
