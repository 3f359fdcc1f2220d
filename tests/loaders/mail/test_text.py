"""The text of a message, in whatever charset and form it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.mail.messages import message, read_archive
from tests.loaders.reading import Run


def only_text(run: Run) -> str:
    (document,) = run.documents().values()
    return document.text


def in_charset(charset: str, body: bytes) -> bytes:
    headers = (f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: 8bit")
    return message(*headers, body="BODY").encode().replace(b"BODY", body)


@pytest.mark.parametrize(
    ("charset", "body", "expected"),
    [
        ("iso-8859-1", "délai".encode("latin-1"), "délai"),
        ("utf-8", "délai".encode("latin-1"), "délai"),
        ("us-ascii", "délai".encode(), "délai"),
        ("iso-8859-1", "l\x92été \x80".encode("latin-1"), "l’été €"),
        ("made-up", "délai".encode(), "délai"),
        ("utf-8", b"d\xe9lai \x81", "délai \ufffd"),
        ("iso-2022-jp", "日本".encode("iso-2022-jp"), "日本"),
    ],
)
def test_no_byte_stops_a_message(tmp_path: Path, charset: str, body: bytes, expected: str) -> None:
    assert only_text(read_archive(tmp_path, in_charset(charset, body))) == expected


def test_flowed_text_is_joined_and_quotations_keep_their_depth(tmp_path: Path) -> None:
    body = "> a long \n> quotation\n>> deeper\nMy \nanswer\n From here\n-- \nAmina"
    run = read_archive(tmp_path, message("Content-Type: text/plain; format=flowed", body=body))
    assert only_text(run) == "> a long quotation\n>> deeper\nMy answer\nFrom here\n-- \nAmina"


def test_plain_text_is_preferred_and_attachments_are_not_read(tmp_path: Path) -> None:
    body = (
        "--b\nContent-Type: text/html\n\n<p>Rich</p>\n"
        "--b\nContent-Type: text/plain\n\nPlain\n"
        "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nAttached\n"
        "--b\nContent-Type: message/rfc822\n\nFrom: x@example.org\n\nForwarded\n--b--"
    )
    run = read_archive(tmp_path, message("Content-Type: multipart/mixed; boundary=b", body=body))
    assert only_text(run) == "Plain"


def test_what_the_message_says_of_its_language_is_kept(tmp_path: Path) -> None:
    run = read_archive(
        tmp_path, message("Content-Language: fr-FR, en"), message("Accept-Language: en-US", number=2)
    )
    assert [document.language for document in run.documents().values()] == ["fr", "en"]
