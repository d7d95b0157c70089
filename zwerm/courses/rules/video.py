"""What a video file tells of itself, from its first and last bytes."""

from __future__ import annotations

import struct


def video_type(head: bytes) -> str:
    """The media type of what browsers play, or nothing. By the marks that the formats begin with, not by a name."""
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64]:
        return "video/webm"
    return ""


def minutes_in(data: bytes, media_type: str) -> float:
    """How long it takes; 0 when it does not say. ISO 14496-12 `mvhd`, Matroska `Duration` (in milliseconds as all write it)."""
    seconds = _mp4(data) if media_type == "video/mp4" else _webm(data)
    return round(seconds / 60, 1) if 0 < seconds < 24 * 3600 else 0.0


def _mp4(data: bytes) -> float:
    place = data.find(b"mvhd")
    if place < 0 or len(data) < place + 36:
        return 0.0
    if data[place + 4] == 1:
        scale, length = struct.unpack(">IQ", data[place + 24 : place + 36])
    else:
        scale, length = struct.unpack(">II", data[place + 16 : place + 24])
    return float(length / scale) if scale else 0.0


def _webm(data: bytes) -> float:
    place = data.find(b"\x44\x89")
    if place < 0 or len(data) < place + 11:
        return 0.0
    if data[place + 2] == 0x88:
        return float(struct.unpack(">d", data[place + 3 : place + 11])[0]) / 1000
    if data[place + 2] == 0x84:
        return float(struct.unpack(">f", data[place + 3 : place + 7])[0]) / 1000
    return 0.0
