from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zwerm.people.models.person import Person


class AuditEntry(models.Model):
    """Something about who gets in here, or may do what: who did it, to whom, when. Written once, never changed."""

    class Act(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", pgettext_lazy("someone … a colleague's account", "changed")
        DEACTIVATED = "deactivated", _("closed the account of")
        REACTIVATED = "reactivated", _("opened the account again of")
        SIGNED_OUT = "signed-out", _("signed out everywhere")
        DUTY_GIVEN = "duty-given", _("gave a task to")
        DUTY_TAKEN = "duty-taken", _("took a task from")
        LINK_MADE = "link-made", _("made a sign-in link for")
        SECOND_STEP_CLEARED = "second-step-cleared", _("took away the passkeys and the second step of")
        INVITED = "invited", _("made an invitation")
        WITHDRAWN = "withdrawn", _("withdrew an invitation")
        ACCEPTED = "accepted", _("accepted an invitation")
        IMPORTED = "imported", _("imported people")
        IMPORT_UNDONE = "import-undone", _("undid an import of people")
        PROVIDER_CHANGED = "provider-changed", _("changed a sign-in provider")
        PROVIDER_REMOVED = "provider-removed", _("removed a sign-in provider")
        LINKED = "linked", _("signed in with a provider for the first time")
        CERTIFICATE_REVOKED = "certificate-revoked", _("withdrew a certificate of")
        CERTIFICATES_SEEN = "certificates-seen", _("looked up the certificates of")
        HANDED_OVER = "handed-over", _("handed over what belonged to")
        LEAVES = "leaves", _("wrote down the last day of")
        STAYS = "stays", _("took back the last day of")
        LOOKED = "looked", _("looked at the account of")
        LIST_READ = "list-read", _("read the list of accounts, with e-mail addresses")
        LOG_READ = "log-read", _("read in the log of the language model what was asked by")
        COPIED = "copied", _("made a copy of the data of")
        ERASURE_ASKED = "erasure-asked", _("asked to erase")
        ERASURE_CANCELLED = "erasure-cancelled", _("cancelled erasing")
        ERASED = "erased", _("erased a person")
        KEEPING_CHANGED = "keeping-changed", _("changed how long something is kept")
        CREDENTIAL_MADE = "credential-made", _("made a credential for the records")
        CREDENTIAL_ROTATED = "credential-rotated", _("gave a credential for the records another secret")
        CREDENTIAL_WITHDRAWN = "credential-withdrawn", _("withdrew a credential for the records")
        STORE_CHANGED = "store-changed", _("changed another store of statements")

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=30, choices=Act.choices)
    about = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "people_audit_entry"
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["-at", "-id"], name="people_audit_newest")]

    @property
    def told(self) -> str:
        """Its detail, in the language of who reads it."""
        from zwerm.people.registry import words_of_trail

        return words_of_trail(self.detail)

    @property
    def who(self) -> str:
        """Who did it. Erasing is done by Zwerm itself, when its day has come."""
        if self.by:
            return self.by.name
        return "Zwerm" if self.act == self.Act.ERASED else gettext("Someone who was erased")

    @property
    def whom(self) -> str:
        """About whom it is, where the words of the act ask for somebody."""
        asks = self.act in ABOUT_SOMEBODY
        if self.about_id is None:
            return gettext("someone who was erased") if asks else ""
        if self.about_id == self.by_id:
            return gettext("themselves") if asks else ""
        return self.about.name if self.about else ""

    def __str__(self) -> str:
        return f"{self.at} {self.act}"


_Act = AuditEntry.Act
# Acts whose words are followed by whom they are about: "gave a task to".
ABOUT_SOMEBODY = frozenset(
    {
        _Act.ADDED,
        _Act.CHANGED,
        _Act.DEACTIVATED,
        _Act.REACTIVATED,
        _Act.SIGNED_OUT,
        _Act.DUTY_GIVEN,
        _Act.DUTY_TAKEN,
        _Act.LINK_MADE,
        _Act.SECOND_STEP_CLEARED,
        _Act.CERTIFICATE_REVOKED,
        _Act.CERTIFICATES_SEEN,
        _Act.HANDED_OVER,
        _Act.LEAVES,
        _Act.STAYS,
        _Act.LOOKED,
        _Act.LOG_READ,
        _Act.COPIED,
        _Act.ERASURE_ASKED,
        _Act.ERASURE_CANCELLED,
    }
)
