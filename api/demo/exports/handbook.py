"""The handbook as a folder of documents: Markdown, reStructuredText, HTML and plain text, as teams have kept them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from api.demo.items import History, Post
from api.demo.people import Employee

_HEADING = re.compile(r"## (.*)")


def write_handbook(folder: Path, history: History) -> None:
    """One file a page, in the format of its team; plain text says in a file beside it who wrote it."""
    formats: Mapping[str, Callable[[Path, Post], None]] = {
        "md": _write_markdown,
        "rst": _write_rst,
        "html": _write_html,
        "txt": _write_text,
    }
    teams = sorted({post.channel for post in history.posts_in("handbook")})
    for post in history.posts_in("handbook"):
        suffix = ("md", "md", "rst", "html", "txt")[teams.index(post.channel) % 5]
        file = folder / f"{post.path}.{suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        formats[suffix](file, post)


def _write_markdown(file: Path, page: Post) -> None:
    authors = ", ".join(f'"{_identity(person)}"' for person in _authors(page))
    front = [
        "---",
        f"title: {json.dumps(page.title, ensure_ascii=False)}",
        f"authors: [{authors}]",
        f"date: {page.at.date().isoformat()}",
        f"lang: {page.language}",
        f"tags: [{page.topic_id}]",
        "---",
    ]
    _write(file, "\n".join(front) + f"\n\n{page.text}\n")


def _write_rst(file: Path, page: Post) -> None:
    authors = ", ".join(map(_identity, _authors(page)))
    title = page.title or ""
    head = [title, "=" * len(title), "", f":Authors: {authors}", f":Date: {page.at.date().isoformat()}", ""]
    body = _HEADING.sub(lambda match: f"{match[1]}\n{'-' * len(match[1])}", page.text)
    _write(file, "\n".join([*head, body]) + "\n")


def _write_html(file: Path, page: Post) -> None:
    title = html.escape(page.title or "")
    metas = [f'<meta name="author" content="{html.escape(_identity(person))}">' for person in _authors(page)]
    head = [
        "<!doctype html>",
        f'<html lang="{page.language}">',
        f'<head><meta charset="utf-8"><title>{title}</title>',
        *metas,
        f'<meta name="dcterms.created" content="{page.at.date().isoformat()}"></head>',
    ]
    body = [
        f"<body><nav>Valmère</nav><main><h1>{title}</h1>",
        *_html_blocks(page.text),
        "</main></body></html>",
    ]
    _write(file, "\n".join([*head, *body]) + "\n")


def _write_text(file: Path, page: Post) -> None:
    _write(file, f"{page.title}\n\n{_HEADING.sub(lambda match: match[1].upper(), page.text)}\n")
    beside = {
        "title": page.title,
        "authors": [person.email for person in _authors(page)],
        "date": page.at.date().isoformat(),
        "tags": [page.topic_id],
        "lang": page.language,
    }
    _write(file.with_name(file.name + ".meta.json"), json.dumps(beside, ensure_ascii=False, indent=1) + "\n")


def _html_blocks(text: str) -> Iterator[str]:
    for block in text.split("\n\n"):
        if heading := _HEADING.fullmatch(block):
            yield f"<h2>{html.escape(heading[1])}</h2>"
        elif block.startswith("- "):
            items = "".join(f"<li>{html.escape(line[2:])}</li>" for line in block.splitlines())
            yield f"<ul>{items}</ul>"
        else:
            yield f"<p>{html.escape(block)}</p>"


def _authors(page: Post) -> tuple[Employee, ...]:
    return (page.author, *page.co_authors)


def _identity(person: Employee) -> str:
    return f"{person.name} <{person.email}>"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
