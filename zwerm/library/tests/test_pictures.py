"""What a picture that comes into a text is said to show."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

pytestmark = pytest.mark.django_db


def picture(name: str) -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (4, 3), "teal").save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue())


@pytest.mark.parametrize(
    ("name", "alt"),
    [
        ("pomp_op_zaal.png", "pomp op zaal"),
        ("Foto van de infuuspomp.jpg", "Foto van de infuuspomp"),
        ("IMG_20261129_101500.jpg", ""),
        ("IMG_2041 (1).jpeg", ""),
        ("P1010023.jpg", ""),
        ("image.png", ""),
        ("Schermafbeelding 2026-11-29 om 10.15.00.png", ""),
        ("WhatsApp Image 2026-11-29 at 10.15.00.jpeg", ""),
        ("3f2a91c0-77de-4b1a-9c11-0a5cbeef0012.png", ""),
        ("20261129.png", ""),
    ],
)
def test_a_name_that_a_camera_gave_is_not_what_a_picture_shows(world: World, name: str, alt: str) -> None:
    item = keep_item(world.fatima, world.team.space, "page", "De pomp", "De pomp viel uit.")
    client = world.client(world.fatima)
    answer = client.post(f"/knowledge/{item.id}/editing/files/", {"file": picture(name)}).json()
    assert answer["alt"] == alt
    told = client.post("/knowledge/files/", {"file": picture(name)}).json()["markdown"]
    assert told.startswith(f"![{alt}](picture:")
