"""HTML as plain text that keeps what the text stage looks at: quotations, code, lists, headings and paragraphs.

The result reads as Markdown: a quotation's lines begin with ``> ``, preformatted text stands between fences,
code in a line between backticks, a link is its label, an image its alternative text. Emphasis is dropped, for it
says nothing about topics.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from selectolax.lexbor import LexborHTMLParser, LexborNode


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_INVISIBLE = _tags(
    "-comment -doctype audio button canvas head iframe link meta noscript object script select style svg "
    "template textarea title video"
)
_PARAGRAPHS = _tags(
    "article aside blockquote details dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p "
    "pre section table ul"
)
_LINES = _tags("address body caption dd div dt figcaption html legend li summary tbody thead tr")
_CODE_IN_LINE = _tags("code kbd samp tt")
_LISTS = _tags("ol ul")
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:lang(?:uage)?|highlight-source|brush:)-?\s*([\w+#.]+)")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_DEEPEST_INDENT = 20
"""Quotations and lists nested deeper are written at this depth: a line's prefix stays short whatever comes."""


def html_to_text(html: str) -> str:
    """Text of an HTML document or fragment.

    Examples
    --------
    >>> print(html_to_text("<p>See <a href='/x'>the manual</a>:</p><blockquote>Use <b>Helm</b></blockquote>"))
    See the manual:
    <BLANKLINE>
    > Use Helm
    """
    parser = LexborHTMLParser(html)
    root = parser.body or parser.root
    return node_to_text(root) if root is not None else ""


def node_to_text(root: LexborNode, *, skip: Collection[str] = ()) -> str:
    """Text of one element and all below it, without the elements whose tags are in ``skip``."""
    writer = _Writer()
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            writer.leave(node)
        elif node.tag == "-text":
            writer.text(node.text_content or "")
        elif not _is_left_out(node, skip):
            writer.enter(node)
            stack.append((node, True))
            children = list(node.iter(include_text=True))
            stack.extend((child, False) for child in reversed(children))
    return writer.result()


def _is_left_out(node: LexborNode, skip: Collection[str]) -> bool:
    return node.tag in _INVISIBLE or node.tag in skip or "hidden" in node.attributes


class _Writer:
    """Lines in the making: what is open (quotations, lists, code) decides how each one begins."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._indents: list[str] = []
        """One prefix for each open quotation and list item, outermost first."""
        self._markers: list[tuple[int, str]] = []
        """Bullets not yet written: which indent each one stands for once."""
        self._counters: list[int | None] = []
        """One for each open list: the next number, ``None`` in a bulleted one."""
        self._paragraph_ends = False
        self._code: list[str] | None = None
        self._code_language = ""
        self._code_in_line_from: int | None = None

    def result(self) -> str:
        self._end_line()
        return "\n".join(self._lines)

    def text(self, text: str) -> None:
        if self._code is not None:
            self._code.append(text)
        else:
            self._words.append(_BLANKS.sub(" ", text))

    def enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if self._code is not None:
            self._enter_in_code(node, tag)
            return
        self._end_block(tag, in_list=len(self._counters) > 0)
        if tag in _HEADINGS:
            self._words.append(_HEADINGS[tag])
        elif tag == "blockquote":
            self._indents.append("> ")
        elif tag in _LISTS:
            self._counters.append(_first_number(node) if tag == "ol" else None)
        elif tag == "li":
            self._open_item()
        elif tag in ("td", "th"):
            self._words.append(" | " if "".join(self._words).strip() else "")
        elif tag == "pre":
            self._code, self._code_language = [], _language(node)
        elif tag in _CODE_IN_LINE:
            self._code_in_line_from = len(self._words)
        elif tag == "br":
            self._end_line()
        elif tag == "img":
            self._words.append(f" {node.attributes.get('alt') or ''} ")

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "pre" and self._code is not None:
            self._close_code()
        elif self._code is not None:
            return
        self._end_block(tag, in_list=len(self._counters) > 1)
        if tag in ("blockquote", "li") and self._indents:
            self._indents.pop()
            self._markers = [marker for marker in self._markers if marker[0] < len(self._indents)]
        elif tag in _LISTS and self._counters:
            self._counters.pop()
        elif tag in _CODE_IN_LINE:
            self._close_code_in_line()

    def _enter_in_code(self, node: LexborNode, tag: str) -> None:
        if tag == "br" and self._code is not None:
            self._code.append("\n")
        elif tag == "code" and not self._code_language:
            self._code_language = _language(node)

    def _end_block(self, tag: str, *, in_list: bool) -> None:
        if tag in _LINES or tag in _PARAGRAPHS:
            self._end_line()
        if tag in _PARAGRAPHS and not (tag in _LISTS and in_list):
            self._paragraph_ends = True

    def _open_item(self) -> None:
        counter = self._counters[-1] if self._counters else None
        marker = "- " if counter is None else f"{counter}. "
        if counter is not None:
            self._counters[-1] = counter + 1
        self._markers.append((len(self._indents), marker))
        self._indents.append(" " * len(marker))

    def _close_code(self) -> None:
        code = "".join(self._code or ()).strip("\r\n")
        self._code = None
        if not code.strip():
            return
        fence = "```"
        while fence in code:
            fence += "`"
        for line in (fence + self._code_language, *code.splitlines(), fence):
            self._write(line.rstrip())

    def _close_code_in_line(self) -> None:
        start, self._code_in_line_from = self._code_in_line_from, None
        if start is None:
            return
        code = "".join(self._words[start:]).strip()
        mark = "``" if "`" in code else "`"
        self._words[start:] = [f"{mark}{code}{mark}"] if code else []

    def _end_line(self) -> None:
        line = _BLANKS.sub(" ", "".join(self._words)).strip()
        self._words.clear()
        self._code_in_line_from = None
        if line and line.strip("#"):
            self._write(line)

    def _write(self, line: str) -> None:
        if self._paragraph_ends and self._lines:
            self._lines.append(self._prefix_between())
        self._paragraph_ends = False
        self._lines.append((self._prefix() + line).rstrip())

    def _prefix(self) -> str:
        indents = list(self._indents)
        for place, marker in self._markers:
            indents[place] = marker
        self._markers.clear()
        return "".join(indents[:_DEEPEST_INDENT])

    def _prefix_between(self) -> str:
        """A blank line inside a quotation belongs to it, one before or after does not."""
        quotes = "".join(self._indents[:_DEEPEST_INDENT])
        before = self._lines[-1]
        shared = 0
        while shared < min(len(quotes), len(before)) and quotes[shared] == before[shared]:
            shared += 1
        return quotes[:shared].rstrip()


def _first_number(node: LexborNode) -> int:
    start = node.attributes.get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1


def _language(node: LexborNode) -> str:
    match = _LANGUAGE_CLASS.search(node.attributes.get("class") or "")
    return match.group(1) if match else ""
