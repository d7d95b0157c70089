"""Where an invitation leads: a stranger makes an account, a colleague joins a space.

Whoever holds a link could type anyone's address. So when this installation sends mail, a message proves first that the address is
theirs; when it does not, the account is marked, and a sign-in provider does not trust it (see 0102).
"""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zwerm.people.actions import (
    AddressNotAllowed,
    AddressTaken,
    InvitationOver,
    accept,
    join_by_invitation,
    open_invitation,
)
from zwerm.people.forms import WelcomeForm
from zwerm.people.models import Invitation, Person
from zwerm.people.sessions import remember

SALT = "zwerm.people.welcome"
PROOF_LIVES = 60 * 60
ATTEMPTS = {"welcome": "20/m/ip,5/h/key"}


def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """First the address: is it one that the invitation lets in, and is it theirs?"""
    invitation = open_invitation(secret)
    if invitation is None:
        return render(request, "people/welcome/over.html", status=404)
    if isinstance(request.user, Person):
        return _join(request, request.user, invitation, secret)
    email = request.POST.get("email", "").strip().lower()
    wrong = _wrong_with(email, invitation) if request.method == "POST" else ""
    if request.method == "POST" and not wrong:
        return _prove(request, secret, email)
    given = {"invitation": invitation, "email": email, "error": wrong}
    return render(request, "people/welcome/address.html", given, status=422 if wrong else 200)


def _wrong_with(email: str, invitation: Invitation) -> str:
    try:
        validate_email(email)
    except ValidationError:
        return _("This is not an e-mail address.")
    if not invitation.lets_in(email):
        return _("This invitation is for addresses that end in %(domains)s.") % {"domains": invitation.domains}
    return ""


def _prove(request: HttpRequest, secret: str, email: str) -> HttpResponse:
    """A message to the address when mail is sent here; else straight on, as not proven."""
    if not ratelimit.consume(request, app="zwerm", action="welcome", config=ATTEMPTS, key=email):
        response: HttpResponse = ratelimit.respond_429(request)
        return response
    proven = settings.SENDS_MAIL
    proof = signing.dumps({"email": email, "secret": secret, "proven": proven}, salt=SALT, compress=True)
    path = reverse("people:welcome-account", args=[secret, proof])
    if not proven:
        return redirect(path)
    # The same answer whether there is an account: who holds a link does not learn who works here.
    if Person.objects.filter(email__iexact=email).exists():
        path = reverse(settings.LOGIN_URL)
    text = _(
        "Go on with your account for Zwerm here, within an hour:\n%(link)s\n\nYou did not ask for this? Then do nothing."
    )
    send_mail(_("Your account for Zwerm"), text % {"link": f"{settings.SITE_URL}{path}"}, None, [email])
    return render(request, "people/welcome/sent.html", {"email": email})


def account(request: HttpRequest, secret: str, proof: str) -> HttpResponse:
    """Then the account itself."""
    try:
        told = signing.loads(proof, salt=SALT, max_age=PROOF_LIVES)
    except signing.BadSignature:
        return render(request, "people/welcome/over.html", status=404)
    invitation = open_invitation(secret)
    if invitation is None or told["secret"] != secret or isinstance(request.user, Person):
        return render(request, "people/welcome/over.html", status=404)
    form = WelcomeForm(told["email"], request.POST or None)
    if form.is_valid():
        try:
            return _begin(request, form, secret, told)
        except AddressTaken:
            form.add_error(None, _("There is an account with this address. Sign in with it."))
        except (InvitationOver, AddressNotAllowed):
            return render(request, "people/welcome/over.html", status=404)
    given = {"form": form, "invitation": invitation, "email": told["email"]}
    return render(request, "people/welcome/account.html", given, status=422 if form.errors else 200)


def _begin(request: HttpRequest, form: WelcomeForm, secret: str, told: dict[str, object]) -> HttpResponse:
    person = accept(
        secret,
        email=str(told["email"]),
        name=form.cleaned_data["name"],
        proven=bool(told["proven"]),
        password=form.cleaned_data["password"],
        language=get_language() or "",
    )
    record_authentication(request, person, method="invitation", reauthenticated=True)
    # Who chose a passkey said so on the page before: the device is asked for it at once.
    where = reverse("ui:today") if form.cleaned_data["password"] else f"{reverse('mfa_add_webauthn')}?begin"
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=where))
    remember(request.session, form.cleaned_data["remember"])
    return response


def _join(request: HttpRequest, person: Person, invitation: Invitation, secret: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, "people/welcome/join.html", {"invitation": invitation})
    try:
        space = join_by_invitation(person, secret)
    except (InvitationOver, AddressNotAllowed):
        return render(request, "people/welcome/over.html", status=404)
    if space is None:
        return redirect("ui:today")
    messages.success(request, _("You are in %(space)s now. Welcome.") % {"space": space.name})
    return redirect(space)
