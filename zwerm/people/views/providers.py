from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.people.actions.provider import keep_provider, remove_provider
from zwerm.people.forms.provider import ProviderForm
from zwerm.people.forms.saml import SamlForm
from zwerm.people.models import SignInProvider
from zwerm.people.requests import PersonRequest, for_admins
from zwerm.people.rules.saml_metadata import new_key

SHARED = ("domains", "vouches", "makes_accounts", "ends_there", "groups_name")


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
def new_saml(request: PersonRequest) -> HttpResponse:
    return _saml_form(request, None)


@for_admins
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def change(request: PersonRequest, id: UUID) -> HttpResponse:
    provider = get_object_or_404(SignInProvider, pk=id)
    return (_saml_form if provider.kind == SignInProvider.Kind.SAML else _form)(request, provider)


def _form(request: PersonRequest, provider: SignInProvider | None) -> HttpResponse:
    form = ProviderForm(request.user, provider, request.POST or None)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        secret, groups = fields.pop("secret"), fields.pop("groups")
        kept = provider or SignInProvider(kind=SignInProvider.Kind.OIDC)
        keep_provider(request.user, kept, secret=secret, groups=groups, fields={**fields, "told": form.told})
        messages.success(request, _("Saved. Tell the provider the address below, and try it in another browser."))
        return redirect("people:provider", kept.pk)
    given: dict[str, object] = {"form": form, "provider": provider, "title": _("Add a provider over OpenID Connect")}
    if provider is not None:
        given["addresses"] = [
            ("callback", _("Redirect URI"), provider.address_of("provider-callback")),
            *_ending(provider),
        ]
    return render(request, "people/administration/provider.html", given, status=422 if form.errors else 200)


def _saml_form(request: PersonRequest, provider: SignInProvider | None) -> HttpResponse:
    form = SamlForm(request.user, provider, request.POST or None, request.FILES or None)
    if form.is_valid():
        kept = provider or SignInProvider(kind=SignInProvider.Kind.SAML)
        told, secret = form.told, ""
        if "our_key" not in told:
            secret, told["our_key"] = new_key(f"Zwerm {settings.SITE_URL}", timezone.now())
        fields = {name: form.cleaned_data[name] for name in ("name", "enabled", "address", *SHARED)}
        fields |= {"told": told, "attributes": form.attributes}
        keep_provider(request.user, kept, secret=secret, groups=form.cleaned_data["groups"], fields=fields)
        messages.success(request, _("Saved. Tell the provider the addresses below, and try it in another browser."))
        return redirect("people:provider", kept.pk)
    given: dict[str, object] = {"form": form, "provider": provider, "title": _("Add a provider over SAML")}
    if provider is not None:
        given["addresses"] = [
            ("metadata", _("Metadata and entity ID"), provider.address_of("provider-metadata")),
            ("assertion", _("Where answers go (ACS, HTTP-POST)"), provider.address_of("provider-assertion")),
            *_ending(provider),
        ]
        given["certificate"] = provider.told["our_key"]
    return render(request, "people/administration/provider.html", given, status=422 if form.errors else 200)


def _ending(provider: SignInProvider) -> list[tuple[str, str, str]]:
    if not provider.ends_there:
        return []
    return [("ending", _("Where to come back to after signing out"), provider.address_of("provider-ending"))]


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def remove(request: PersonRequest, id: UUID) -> HttpResponse:
    remove_provider(request.user, get_object_or_404(SignInProvider, pk=id))
    messages.success(request, _("Nobody signs in with it any more. The people stay."))
    return redirect("people:providers")
