from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.people.requests import PersonRequest, for_admins
from zwerm.records.actions.credential import Withdrawn, make_credential, rotate_credential, withdraw_credential
from zwerm.records.forms import WORDS, CredentialForm
from zwerm.records.models import Credential


@for_admins
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def credentials(request: PersonRequest) -> HttpResponse:
    """Which outside tools get to the records, and with what; a new secret is shown once."""
    form = CredentialForm(request.user, request.POST or None)
    if form.is_valid():
        made, secret = make_credential(request.user, **form.cleaned_data)
        return _show_once(request, made, secret)
    found = (
        Credential.objects.filter(store=None)
        .select_related("space")
        .order_by(F("withdrawn").asc(nulls_first=True), "name")
    )
    given = {
        "form": form,
        "tools": [(one, [WORDS[scope] for scope in one.scopes]) for one in found],
        "made": request.session.pop("made_credential", None),
        "endpoint": f"{settings.SITE_URL}/xapi",
    }
    return render(request, "records/credentials.html", given, status=422 if form.errors else 200)


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def rotation(request: PersonRequest, id: UUID) -> HttpResponse:
    credential = _of_a_tool(id)
    try:
        return _show_once(request, credential, rotate_credential(request.user, credential))
    except Withdrawn:
        messages.warning(
            request,
            _("%(tool)s was withdrawn in the meantime, and gets no other secret. To let it in again, add it anew.")
            % {"tool": credential.name},
        )
        return redirect("records:credentials")


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def withdrawal(request: PersonRequest, id: UUID) -> HttpResponse:
    withdraw_credential(request.user, _of_a_tool(id))
    messages.success(request, _("The tool can no longer get in. What it wrote stays."))
    return redirect("records:credentials")


def _of_a_tool(id: UUID) -> Credential:
    """Also one that another administrator withdrew since the page was shown."""
    return get_object_or_404(Credential.objects.filter(store=None), pk=id)


def _show_once(request: PersonRequest, credential: Credential, secret: str) -> HttpResponse:
    request.session["made_credential"] = {"name": credential.name, "key": credential.key, "secret": secret}
    return redirect("records:credentials")
