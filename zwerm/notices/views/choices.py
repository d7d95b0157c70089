from __future__ import annotations

from uuid import UUID

from django.conf import settings as product
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.notices.actions import NotADevice, add_device, choose, devices_of, remove_device, stop_mail
from zwerm.notices.forms import WishesForm
from zwerm.notices.letters import whose
from zwerm.notices.models import Device, Refusal
from zwerm.notices.rules.webpush import as_text, own_key, public_part
from zwerm.people.models import Person
from zwerm.people.requests import PersonRequest
from zwerm.people.rules.devices import browser_and_device


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    """What somebody hears, how and when."""
    form = WishesForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        choose(request.user, form.wishes(), form.ways())
        messages.success(request, _("Saved."))
        return redirect("notices:settings")
    devices = list(devices_of(request.user, timezone.now()))
    given = {
        "here": "",
        "form": form,
        "sends": product.SENDS_MAIL,
        "pushes": bool(product.PUSH_HOSTS),
        "devices": devices,
        "known": " ".join(device.mark for device in devices),
        "key": as_text(public_part(own_key(product.SECRET_KEY))),
        "refused": Refusal.objects.filter(person=request.user).first(),
    }
    return render(request, "notices/settings.html", given, status=422 if form.errors else 200)


@require_POST
def devices(request: PersonRequest) -> HttpResponse:
    """Be told in this browser as well."""
    told = {name: request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth")}
    browser = " · ".join(filter(None, browser_and_device(request.headers.get("User-Agent", ""))))
    try:
        add_device(request.user, **told, session=request.session.session_key or "", browser=browser)
    except NotADevice:
        messages.error(request, _("This browser cannot be told: its push service is not one that Zwerm sends to."))
    else:
        messages.success(request, _("You are told on this device as well."))
    return redirect("notices:settings")


@require_POST
def device_removal(request: PersonRequest, id: UUID) -> HttpResponse:
    remove_device(request.user, get_object_or_404(Device, pk=id, person=request.user))
    messages.success(request, _("This device is told nothing any more."))
    return redirect("notices:settings")


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
