"""Turtle and N-Triples as triples: prefixes, lists with ``;`` and ``,``, literals of all four quotings, blank nodes.

Collections in parentheses are not read: no vocabulary of concepts has its names in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
TOKEN = re.compile(
    r"""
      (?P<space> \s+ | \#[^\n]* )
    | (?P<long> \"{3} (?: \\. | [^\\] )*? \"{3} | '{3} (?: \\. | [^\\] )*? '{3} )
    | (?P<string> " (?: \\. | [^"\\\n] )* " | ' (?: \\. | [^'\\\n] )* ' )
    | (?P<address> < [^<>"{}|^`\\\s]* > )
    | (?P<directive> @prefix | @base | (?i:PREFIX|BASE) (?=\s) )
    | (?P<language> @ [a-zA-Z]+ (?: - [a-zA-Z0-9]+ )* )
    | (?P<datatype> \^\^ )
    | (?P<number> [+-]? \d+ (?: \.\d+ )? (?: [eE][+-]?\d+ )? (?![\w:]) )
    | (?P<name> (?: [\w][\w.-]* )? : (?: [\w:%-] | \.(?=[\w:%-]) | \\. )* | _:[\w.-]*\w )
    | (?P<word> a (?=[\s<]) | true | false )
    | (?P<mark> [.;,\[\]()] )
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}

Token = tuple[str, str]
Fact = tuple[str, str, str, str | None, bool]
"""Subject, predicate, value, language, whether the value is a literal."""


class TurtleError(Exception):
    """What is not Turtle; the message says where."""


def turtle_triples(text: str) -> Iterator[Fact]:
    """All triples of a Turtle document.

    Raises
    ------
    TurtleError
        If it is none.

    Examples
    --------
    >>> list(turtle_triples('@prefix ex: <http://example.org/> . ex:a ex:name "Helm"@en .'))
    [('http://example.org/a', 'http://example.org/name', 'Helm', 'en', True)]
    """
    return _Document(_tokens(text)).triples()


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            line = text.count("\n", 0, at) + 1
            raise TurtleError(f"line {line}: found {text[at : at + 20]!r}, expected Turtle")
        at = match.end()
        if match.lastgroup != "space":
            yield str(match.lastgroup), match.group()
    yield "end", ""


class _Document:
    """Reads tokens one after another."""

    def __init__(self, tokens: Iterator[Token]) -> None:
        self._tokens = tokens
        self._kind, self._value = next(tokens)
        self._prefixes: dict[str, str] = {}
        self._base = ""
        self._n_blank = 0
        self._inner: list[Fact] = []

    def triples(self) -> Iterator[Fact]:
        while self._kind != "end":
            if self._kind == "directive":
                self._directive()
                continue
            subject = self._node()
            if not self._is_mark("."):
                yield from self._statements(subject)
            yield from self._taken()
            self._expect(".")

    def _statements(self, subject: str) -> Iterator[Fact]:
        while True:
            predicate = self._node()
            while True:
                yield self._object(subject, predicate)
                if not self._is_mark(","):
                    break
                self._advance()
            while self._is_mark(";"):
                self._advance()
            if self._is_mark(".") or self._is_mark("]") or self._kind == "end":
                return

    def _object(self, subject: str, predicate: str) -> Fact:
        kind, value = self._kind, self._value
        if kind not in ("string", "long", "number") and value not in ("true", "false"):
            return subject, predicate, self._node(), None, False
        self._advance()
        quotes = {"long": 3, "string": 1}.get(kind, 0)
        text = ESCAPE.sub(_unescaped, value[quotes : len(value) - quotes]) if quotes else value
        language = None
        if self._kind == "language":
            language = self._value[1:]
            self._advance()
        elif self._kind == "datatype":
            self._advance()
            self._node()
        return subject, predicate, text, language, True

    def _node(self) -> str:
        kind, value = self._kind, self._value
        if kind == "mark" and value == "[":
            return self._blank()
        self._advance()
        if kind == "address":
            return self._absolute(value[1:-1])
        if kind == "word" and value == "a":
            return RDF_TYPE
        if kind == "name":
            prefix, _, rest = value.partition(":")
            return (
                value if prefix == "_" else self._prefixes.get(prefix, f"{prefix}:") + rest.replace("\\", "")
            )
        raise TurtleError(f"found {value!r}, expected an address or a name")

    def _blank(self) -> str:
        self._n_blank += 1
        node = f"_:blank{self._n_blank}"
        self._advance()
        if not self._is_mark("]"):
            self._inner += list(self._statements(node))
        self._expect("]")
        return node

    def _taken(self) -> list[Fact]:
        inner, self._inner = self._inner, []
        return inner

    def _directive(self) -> None:
        word = self._value.lower()
        self._advance()
        prefix = ""
        if "prefix" in word:
            prefix = self._value.partition(":")[0]
            self._advance()
        address = self._absolute(self._value[1:-1])
        self._advance()
        if "prefix" in word:
            self._prefixes[prefix] = address
        else:
            self._base = address
        if word.startswith("@"):
            self._expect(".")

    def _absolute(self, address: str) -> str:
        return address if re.match(r"[a-zA-Z][\w+.-]*:", address) else self._base + address

    def _is_mark(self, mark: str) -> bool:
        return self._kind == "mark" and self._value == mark

    def _expect(self, mark: str) -> None:
        if not self._is_mark(mark):
            raise TurtleError(f"found {self._value!r}, expected {mark!r}")
        self._advance()

    def _advance(self) -> None:
        self._kind, self._value = next(self._tokens, ("end", ""))


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else ESCAPED.get(match[3], match[3])
