"""The mailing lists as mbox archives: replies that repeat what they answer, signatures, other addresses, absence notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from api.demo.exports.names import with_names
from api.demo.items import History, Post, Quote
from api.demo.people import Employee, Staff
from api.demo.writing import Phrases, seeded

OTHER_ADDRESS_UNTIL = date(2025, 6, 30)
"""Until then people with a second address write from it."""
_FROM_LINE = re.compile(r"^(>*From )", re.MULTILINE)
_WEEKDAY = "%a %b %d %H:%M:%S %Y"


def write_mail_archives(folder: Path, history: History, staff: Staff) -> list[Path]:
    """One archive a list, named after it."""
    folder.mkdir(parents=True, exist_ok=True)
    posts = history.posts_in("mail")
    files = []
    for name in sorted({post.channel for post in posts}):
        file = folder / f"{name}.mbox"
        archive = _Archive(name, [post for post in posts if post.channel == name], staff)
        file.write_bytes(b"".join(archive.messages()))
        files.append(file)
    return files


def list_id(name: str, staff: Staff) -> str:
    """A list's identifier."""
    return f"{name}.lists.{staff.domain}"


class _Archive:
    """The messages of one list."""

    def __init__(self, name: str, posts: Sequence[Post], staff: Staff) -> None:
        self._name = name
        self._staff = staff
        self._phrases = Phrases()
        self._posts: Mapping[str, Post] = {post.post_id: post for post in posts}

    def messages(self) -> Iterator[bytes]:
        """Each message as it stands in the archive."""
        for post in self._posts.values():
            message = self._message(post)
            from_line = f"From {self._address(post.author, post)} {post.at.strftime(_WEEKDAY)}\n"
            body = _FROM_LINE.sub(r">\1", message.as_bytes().decode("ascii"))
            yield (from_line + body.rstrip("\n") + "\n\n").encode("ascii")

    def _message(self, post: Post) -> EmailMessage:
        message = EmailMessage()
        message["Message-ID"] = _message_id(post.post_id, self._staff)
        message["Date"] = format_datetime(post.at)
        message["From"] = f'"{post.author.name}" <{self._address(post.author, post)}>'
        message["To"] = f"{self._name}@lists.{self._staff.domain}"
        message["List-Id"] = f"{self._name.capitalize()} <{list_id(self._name, self._staff)}>"
        message["Subject"] = self._subject(post)
        message["Content-Language"] = post.language
        if post.reply_to:
            message["In-Reply-To"] = message["References"] = _message_id(post.reply_to, self._staff)
        if post.kind == "absence":
            message["Auto-Submitted"] = "auto-replied"
        message.set_content(self._body(post), cte="quoted-printable")
        return message

    def _subject(self, post: Post) -> str:
        if post.title:
            return f"[{self._name}] {post.title}"
        question = self._posts.get(post.reply_to or "")
        return f"Re: [{self._name}] {question.title if question else ''}"

    def _body(self, post: Post) -> str:
        own = self._named(post.text)
        if post.kind == "absence":
            return own + "\n"
        rng = seeded("mail", post.post_id)
        greeting = rng.choice(self._phrases.choices("greetings", "mail", post.language))
        ending = rng.choice(self._phrases.choices("endings", "mail", post.language))
        parts = [own if post.reply_to else f"{greeting}\n\n{own}"]
        if post.quote and not post.reply_to:
            parts.append(self._quoted(post.quote, post.language))
        parts.append(f"{ending}\n{post.author.given}\n\n-- \n{self._signature(post.author)}")
        if post.quote and post.reply_to:
            parts.append(self._quoted(post.quote, post.language))
        return "\n\n".join(parts) + "\n"

    def _named(self, text: str) -> str:
        return with_names(text, self._staff, lambda person: person.given)

    def _quoted(self, quote: Quote, language: str) -> str:
        """Another's words the way mail programs repeat them."""
        if language == "fr":
            head = f"Le {quote.at:%d/%m/%Y} à {quote.at:%H:%M}, {quote.author.name} a écrit :"
        else:
            head = f"On {quote.at:%d/%m/%Y} at {quote.at:%H:%M}, {quote.author.name} wrote:"
        return "\n".join([head, *(f"> {line}" for line in self._named(quote.text).splitlines())])

    def _signature(self, author: Employee) -> str:
        return f"{author.name}\n{author.job} | {self._staff.company_name} {author.site}\n{self._staff.phone_prefix}{author.person_id[-2:]}"

    def _address(self, author: Employee, post: Post) -> str:
        if author.other_emails and post.at.date() <= OTHER_ADDRESS_UNTIL:
            return author.other_emails[0]
        return author.email


def _message_id(post_id: str, staff: Staff) -> str:
    return f"<{post_id.replace('/', '.')}@lists.{staff.domain}>"
