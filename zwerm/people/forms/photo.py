from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Audience, Person
from zwerm.people.rules.photo import MOST_BYTES, NotAPhoto, square

# Without HEIC: a phone then sends a JPEG by itself.
KINDS = "image/jpeg,image/png,image/webp,image/gif"
WORDS: dict[str, Promise] = {
    "bytes": _("This file is larger than 10 megabytes. Choose a smaller photo."),
    "pixels": _("This photo has more than 40 million pixels. Make it smaller and try again."),
    "small": _("This picture is too small to be recognised by."),
    "unreadable": _("This is not a photo that can be shown: use JPEG, PNG, WebP or GIF."),
}


class PhotoForm(forms.Form):
    """A photo, or another one, and who sees it. `drawn`: the square to keep, when one was chosen."""

    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("The middle is cut out as a square. Where and when it was taken is not kept."),
        widget=forms.FileInput({"accept": KINDS}),
    )
    audience = forms.ChoiceField(label=_("Who sees this"), choices=Audience.choices, widget=forms.RadioSelect)
    drawn: bytes | None = None

    def __init__(self, person: Person, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"audience": person.photo_for})
        self.fields["photo"].required = not person.photo

    def clean_photo(self) -> None:
        chosen: UploadedFile[bytes] | None = self.cleaned_data["photo"]
        if chosen is None:
            return
        try:
            if (chosen.size or 0) > MOST_BYTES:
                raise NotAPhoto("bytes")
            self.drawn = square(chosen.read())
        except NotAPhoto as reason:
            raise ValidationError(str(WORDS[reason.reason])) from reason
