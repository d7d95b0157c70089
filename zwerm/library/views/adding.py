"""Pictures and other files that come into a text while it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.library.actions import NotAPicture, NotKept, keep_attachment, keep_picture
from zwerm.library.actions.picture import MOST_BYTES
from zwerm.library.models import Attachment, AttachmentUse, Item, Picture, PictureUse
from zwerm.library.rules.files import address_of, ending_of, words_for
from zwerm.library.rules.pictures import alt_for
from zwerm.library.views.standing import found_to_revise
from zwerm.people.models import Person

REMEMBERED = 60
_PICTURES = frozenset(["bmp", "gif", "jpeg", "jpg", "png", "tif", "tiff", "webp"])


@require_POST
def add(request: HttpRequest) -> JsonResponse:
    """Keep one file, and tell the Markdown that shows it."""
    return _answer(request, lambda file: {"markdown": added(request, file)})


@require_POST
def add_to(request: HttpRequest, id: UUID) -> JsonResponse:
    """Keep one file for an item: who sees the item gets it from now on."""
    item = found_to_revise(cast("Person", request.user), id)
    return _answer(request, lambda file: _added_to(item, file))


def _answer(request: HttpRequest, keep: Callable[[UploadedFile[Any]], dict[str, str]]) -> JsonResponse:
    """What `keep` tells of the file that was sent, or why it is not kept."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return JsonResponse({"reason": _("No file came in.")}, status=422)
    try:
        return JsonResponse(keep(file))
    except NotKept as refused:
        return JsonResponse({"reason": str(refused.reason)}, status=422)


def _added_to(item: Item, file: UploadedFile[Any]) -> dict[str, str]:
    kept = _kept(file)
    if isinstance(kept, Picture):
        PictureUse.objects.get_or_create(picture=kept, item=item)
        return {"src": f"picture:{kept.hash}", "alt": alt_for(file.name or "")}
    AttachmentUse.objects.get_or_create(attachment=kept, item=item)
    return {"href": _address(kept, file), "words": words_for(file.name or "")}


def added(request: HttpRequest, file: UploadedFile[Any]) -> str:
    """Keep it; who added it gets it during this session, also when no item has it yet. Raises NotAPicture, NotAFile."""
    kept = _kept(file)
    name = "pictures" if isinstance(kept, Picture) else "attachments"
    remembered = [hash for hash in request.session.get(name, ()) if hash != kept.hash]
    request.session[name] = [kept.hash, *remembered][:REMEMBERED]
    if isinstance(kept, Picture):
        return f"![{alt_for(file.name or '')}](picture:{kept.hash})"
    return f"[{words_for(file.name or '')}]({_address(kept, file)})"


def _kept(file: UploadedFile[Any]) -> Picture | Attachment:
    if ending_of(file.name or "") not in _PICTURES:
        return keep_attachment(file)
    if (file.size or 0) > MOST_BYTES:
        raise NotAPicture(_("This picture is larger than 20 megabytes. Make it smaller and try again."))
    return keep_picture(file.read())


def _address(kept: Attachment, file: UploadedFile[Any]) -> str:
    return address_of(kept.hash, ending_of(file.name or ""))
