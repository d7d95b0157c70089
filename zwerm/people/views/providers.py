from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.people.actions.provider import keep_provider, remove_provider
from zwerm.people.forms.provider import ProviderForm
from zwerm.people.models import SignInProvider
from zwerm.people.requests import PersonRequest
from zwerm.people.views.administration import for_admins


@for_admins
def providers(request: HttpRequest) -> HttpResponse:
    """The services that colleagues can sign in with."""
    found = SignInProvider.objects.annotate(people=Count("links"))
    return render(request, "people/administration/providers.html", {"providers": found})


@for_admins
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def new(request: PersonRequest) -> HttpResponse:
    return _form(request, None)


@for_admins
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def change(request: PersonRequest, id: UUID) -> HttpResponse:
    return _form(request, get_object_or_404(SignInProvider, pk=id))


def _form(request: PersonRequest, provider: SignInProvider | None) -> HttpResponse:
    form = ProviderForm(request.user, provider, request.POST or None)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        secret, groups = fields.pop("secret"), fields.pop("groups")
        kept = provider or SignInProvider(kind=SignInProvider.Kind.OIDC)
        keep_provider(request.user, kept, secret=secret, groups=groups, fields={**fields, "told": form.told})
        messages.success(request, _("Saved. Tell the provider the address below, and try it in another browser."))
        return redirect("people:provider", kept.pk)
    given: dict[str, object] = {"form": form, "provider": provider}
    if provider is not None:
        given["callback"] = provider.address_of("provider-callback")
    return render(request, "people/administration/provider.html", given, status=422 if form.errors else 200)


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def remove(request: PersonRequest, id: UUID) -> HttpResponse:
    remove_provider(request.user, get_object_or_404(SignInProvider, pk=id))
    messages.success(request, _("Nobody signs in with it any more. The people stay."))
    return redirect("people:providers")
