from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from zwerm.library.actions.refusals import NotAFile
from zwerm.library.models import Attachment
from zwerm.library.rules.files import PROGRAMS, ending_of
from zwerm.operations.storing import hash_of_file, store_file


def keep_attachment(file: UploadedFile[bytes]) -> Attachment:
    """The file with these bytes, kept once under their SHA-256. Raises NotAFile.

    The bytes lie on storage before the row is there, whole or not at all. Nothing looks into them: they are given out to be
    saved, never shown. Who may have it follows from the items that link to it.
    """
    size = file.size or 0
    if not size:
        raise NotAFile(_("There is nothing in this file."))
    if size > settings.UPLOAD_MB * 1024**2:
        raise NotAFile(
            _("This file is larger than %(most)d megabytes. Make it smaller and try again.")
            % {"most": settings.UPLOAD_MB}
        )
    if ending_of(file.name or "") in PROGRAMS:
        raise NotAFile(
            _("This file is a program. Programs are not kept here, for who opens one trusts whoever wrote it.")
        )
    attachment = Attachment(hash=hash_of_file(file), size=size)
    # Before looking at storage: from now on it is not swept away as unused.
    Attachment.objects.filter(pk=attachment.pk).update(kept=datetime.now(UTC))
    store_file(attachment.path, file)
    return Attachment.objects.get_or_create(hash=attachment.hash, defaults={"size": size})[0]
