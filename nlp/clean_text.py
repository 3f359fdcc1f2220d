"""A text's own words: quotations, signatures, code, logs and trailers set aside, with offsets into the original.

Nobody earns credit with another's words, and machine output is nobody's. What is set aside is taken out before the
language model reads the text, so it costs no time there either. Nothing is shifted: :attr:`CleanText.readable` is as
long as the text, with blanks where something was set aside, so that every offset into it is one into the original.

Two levels are kept apart. *Kept spans* are what ranking indexes: own words with their punctuation, identifiers, web
addresses and marks. The *readable* text is what topics are looked for in: mark-up, web addresses, user names and personal
data are blanked as well, and the line breaks of a wrapped paragraph are blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from nlp.line_kinds import ATTRIBUTION, NAME_LINE, NOTICE, kind
from nlp.personal_data import masked

Span = tuple[int, int]

MAIL = "message/rfc822"
MARKDOWN = "text/markdown"
RESTRUCTURED_TEXT = "text/x-rst"
LETTERS = frozenset({MAIL, "text/plain"})
"""Media types in which signatures and unmarked quotations are looked for."""

ENDS = frozenset({"signature", "footer", "forwarded", "device"})
"""Kinds of line of a letter after which nothing of its author's comes."""
ASIDE = frozenset({"quote", "said", "trailer", "machine", "code"})
"""Kinds of line that are set aside wherever they stand."""
PROGRAM = frozenset({"machine", "code"})
DIFF_MARK = re.compile(r"diff --git |@@ -\d|[+-]{3} (?:[ab]/|/dev/null)")
IN_DIFF = (
    *("+", "-", " ", "\t", "\\ No newline"),
    *("index ", "old mode ", "new mode ", "new file mode ", "deleted file mode "),
    *("similarity index ", "rename from ", "rename to ", "Binary files "),
)
"""What lines of a diff begin with that are none of its marks."""
ORDINARY = frozenset({"words", "blank"})

SENDER = frozenset({"From", "De"})
DATE_OR_SUBJECT = frozenset({"Sent", "Date", "Subject", "Envoyé", "Envoye", "Objet"})

MOST_CONTACT_LINES = 9
"""A closing formula is looked for in so many last lines of a letter."""
MOST_NAME_WORDS = 4
"""The first of them has no more words than this: a name, with a title before or after it."""
CONTACT_WIDTH = 70
"""A contact block has no line longer than this."""
CONTACT_LINE = re.compile(rf"\s*[+(\dA-ZÀ-Ý].{{0,{CONTACT_WIDTH}}}(?<![.!?:;,])\s*$")
"""What may stand below a name: a title, a place, a number; it ends no sentence."""
SENTENCE_ENDS = (".", "!", "?", ",", ";", ")", "…")
LIST_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")

FENCE = r"```.*?(?:```|\Z)|^~~~(?!~).*?(?:^~~~(?!~)|\Z)"
FENCED = re.compile(FENCE, re.DOTALL | re.MULTILINE)
MARKDOWN_BLOCK = re.compile(
    rf"{FENCE}|<!--.*?(?:-->|\Z)|^[ \t]*<(?P<tag>pre|script|style)\b.*?(?:</(?P=tag)\s*>|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""Fenced code, comments and raw HTML that is no words; none begins inside another."""
LITERAL_BLOCK = re.compile(
    r"""
    ^ (?P<indent> [ \t]*+ ) (?:
        (?! \.\.[ ] ) .* ::
      | \.\.[ ] (?: code | code-block | sourcecode | parsed-literal | raw | math ) :: .* (?: \n [ \t]+ : [\w-]+ : .* )*
    ) [ \t]* \n \s* \n
    (?P<literal> (?P<inner> (?P=indent) [ \t]++ ) .* (?: \n (?: (?P=inner) .* | [ \t]* (?=\n) ) )* )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What reStructuredText indents below ``::``."""
DIRECTIVE = re.compile(
    r"""
    ^ [ \t]* \.\.[ ]+ (?: \| [^|\n]+ \| [ ]+ )? (?:
        (?: attention | caution | danger | error | hint | important | note | tip | warning | admonition | seealso | todo
          | topic | rubric | sidebar | versionadded | versionchanged | deprecated ) ::
      | [\w:+.-]+ :: .*
    ) (?: \n [ \t]+ : [\w -]+ : .* )*
    """,
    re.VERBOSE | re.MULTILINE,
)
"""A directive of reStructuredText with its options; the words of those that show them stay, and what is indented below."""
COMMENT = re.compile(
    r"""
    ^ (?P<indent> [ \t]*+ ) \.\. (?:
        [ ]+ (?! [_[|] | [\w:+.-]+ :: ) \S .* | [ \t]* (?= \n (?P=indent) [ \t]+ \S )
    ) (?: (?: \n [ \t]* )*? \n (?P=indent) [ \t]+ \S .* )*
    """,
    re.VERBOSE | re.MULTILINE,
)
"""A comment of reStructuredText with what is indented below; not a target, a footnote or a substitution."""

LINK = re.compile(r"(?:https?|ftp|file|ssh|git)://[^\s<>\"»)\]]+|www\.[\w-]+\.[^\s<>\"»)\]]+")
"""A web address: its author's own, since it says what they look at, but no words."""
MAIL_ADDRESS = re.compile(r"<?(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+>?")
"""Mail addresses, message identifiers."""

MARKS = re.compile(
    r"""
    [<@#:_*~`|\[\]{}\\] (?:
        (?<=\]) \( \s* [^()\s]* \s* \)                      # a Markdown link's target; its label stays
      | (?<=<) [^<>\n]{1,200} >                        # tags, <placeholders>, <@U123>
      | (?<=[@#]) (?<!\w.) [\w.-]* \w                  # @user, #channel
      | (?<=:) (?<![\w:].) [a-z0-9_+-]{2,30} : (?: [a-z0-9_+-]{2,30} : (?=`) )? (?!\w)  # :emoji:, :ref:`role`
      | (?<=_) (?: (?<!\w.) _? | _? (?!\w) )           # _emphasis_, not snake_case
      | (?<=[*~`|\[\]{}\\])                           # emphasis, code ticks, table bars, brackets
    )
    """,
    re.VERBOSE,
)
"""Marks that are no words. It begins with the characters that can begin a mark, so that the rest of a text is skipped fast."""

HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""A lone surrogate."""
LEADER = re.compile(r"\n[ \t]*(?:#{1,6}|[-*+•–]|\d{1,3}[.)])(?=[ \t])")
"""What a heading or an item of a list begins with."""
SIGNS = re.compile(r"[!-/:-@[-`{-~‐-⯿][^\w\s]{7,}")
"""Rules and the like: a tokenizer takes a run of signs apart one by one, each time from its beginning. A set is searched
for faster than what is no letter."""
BLANK_TO_FILL = re.compile("_{8,}")
REPLY_PREFIX = re.compile(r"(?:(?:re|fwd?|tr|aw|wg)\s?:\s*)+", re.IGNORECASE)
FILE = re.compile(r"/[\w-]+\.\w")
PATH = re.compile(r"(?<![\w./~-])[\w.~-]*(?:/[\w.-]+)*/[\w-]+(?:\.\w{1,5}\b)+")

SOFT_BREAK = re.compile(r"\n(?<=[^\n]{50}.)[ \t]*(?=[^\W\d_]|\d+[^.)\d]|[\"'(«`])", re.DOTALL)
"""A line break inside a wrapped paragraph: after a long line, before something that goes on."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """What is left of a text."""

    kept: tuple[Span, ...]
    """The author's own words, in order, not overlapping; none is blank."""
    readable: str
    """As long as the text; what is no words of the author's is blanks."""


def clean_text(full_text: str, media_type: str = "text/plain") -> CleanText:
    """Set aside what its author did not write as words.

    Parameters
    ----------
    full_text
        ``Document.full_text``: title, blank line, text.
    media_type
        As in ``Document.media_type``.

    Examples
    --------
    >>> clean = clean_text("> Which tool?\\nHelm, see https://example.org/helm for more.")
    >>> clean.kept
    ((14, 58),)
    >>> clean.readable.split()
    ['Helm,', 'see', 'for', 'more.']
    """
    aside: list[Span] = []
    remaining = full_text
    for find in (_blocks, _lines_aside, _addresses):
        if found := find(remaining, media_type):
            aside += found
            remaining = _without(remaining, sorted(found))
    return CleanText(tuple(_between(full_text, sorted(aside))), _readable(remaining))


def _blocks(text: str, media_type: str) -> list[Span]:
    """Fenced code, literal blocks, comments, directives, and in letters what a mail program quotes or appends."""
    found: list[Span] = []
    if "```" in text or "~~~" in text or (media_type == MARKDOWN and "<" in text):
        pattern = MARKDOWN_BLOCK if media_type == MARKDOWN else FENCED
        found += [match.span() for match in pattern.finditer(text)]
    if media_type == RESTRUCTURED_TEXT:
        found += [match.span("literal") for match in LITERAL_BLOCK.finditer(text)]
        found += [match.span() for pattern in (DIRECTIVE, COMMENT) for match in pattern.finditer(text)]
    if media_type in LETTERS:
        found += _quoted_below(text)
        found += [(match.start(), len(text)) for match in NOTICE.finditer(text)]
    return found


def _quoted_below(text: str) -> list[Span]:
    """Each "On … wrote:", and what follows the last one unless its lines are marked as quoted."""
    if "wrote" not in text and "crit" not in text:
        return []
    found = [match.span() for match in ATTRIBUTION.finditer(text)]
    if found and not text[found[-1][1] :].lstrip().startswith(">"):
        found[-1] = (found[-1][0], len(text))
    return found


def _addresses(text: str, _media_type: str) -> list[Span]:
    return [match.span() for match in MAIL_ADDRESS.finditer(text)] if "@" in text else []


def _lines_aside(text: str, media_type: str) -> list[Span]:
    """Lines that are quotations, trailers or a program's, and everything from the signature of a letter on."""
    lines = text.split("\n")
    kinds = [kind(line) for line in lines]
    if media_type == "text/plain" and ORDINARY.issuperset(kinds):
        return []
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    end = _end_of_letter(lines, kinds, media_type) if media_type in LETTERS else len(lines)
    kinds_aside = ASIDE if media_type == MARKDOWN else ASIDE | {"root"}
    aside = {index for index in range(end) if kinds[index] in kinds_aside}
    aside |= _program_blocks(lines[:end], kinds, media_type) | _diffs(lines[:end])
    found = [(starts[index], starts[index] + len(lines[index])) for index in aside]
    if end < len(lines):
        found.append((starts[end], len(text)))
    return found


def _program_blocks(lines: Sequence[str], kinds: Sequence[str], media_type: str) -> set[int]:
    """Lines of indented runs half of which are a program's, and what Markdown calls indented code."""
    found: set[int] = set()
    after_blank = True
    for is_indented, run in groupby(
        range(len(lines)), key=lambda index: lines[index].startswith(("  ", "\t"))
    ):
        indices = list(run)
        if is_indented:
            n_program = sum(kinds[index] in PROGRAM for index in indices)
            is_code = media_type == MARKDOWN and after_blank and lines[indices[0]].startswith(("    ", "\t"))
            if 2 * n_program >= len(indices) or is_code:
                found.update(indices)
        else:
            last = [index for index in indices if kinds[index] != "blank"]
            in_list = bool(last) and LIST_ITEM.match(lines[last[-1]]) is not None
            after_blank = kinds[indices[-1]] == "blank" and not in_list
    return found


def _diffs(lines: Sequence[str]) -> set[int]:
    """Lines of a diff: from one of its marks to the first line that is empty or begins otherwise."""
    found: set[int] = set()
    inside = False
    for index, line in enumerate(lines):
        inside = DIFF_MARK.match(line) is not None or (inside and line.startswith(IN_DIFF))
        if inside:
            found.add(index)
    return found


def _end_of_letter(lines: Sequence[str], kinds: Sequence[str], media_type: str) -> int:
    """The index of the first line that only closes the letter or repeats another, else the number of lines."""
    has_words = False
    for index, line_kind in enumerate(kinds):
        has_words = has_words or line_kind == "words"
        if line_kind in ENDS or (
            line_kind == "header"
            and (_is_header(lines, kinds, index) or (has_words and _is_short_header(lines, kinds, index)))
        ):
            return _before_closing(lines, kinds, index, media_type)
    return _before_closing(lines, kinds, len(lines), media_type)


def _is_header(lines: Sequence[str], kinds: Sequence[str], index: int) -> bool:
    """Whether a copied mail begins here: sender, date, receiver or subject in at least three lines together."""
    return list(kinds[index : index + 3]) == ["header"] * 3 and any(
        line.lstrip(" *").startswith(("From", "De")) for line in lines[index : index + 3]
    )


def _before_closing(lines: Sequence[str], kinds: Sequence[str], end: int, media_type: str) -> int:
    """Where the closing words and the contact block before ``end`` begin."""
    filled = [index for index in range(end) if kinds[index] not in ("blank", "quote")]
    last = filled[-MOST_CONTACT_LINES:]
    for place, index in enumerate(last, 1):
        if kinds[index] == "closing" and _is_contact([lines[after] for after in last[place:]]):
            return index
    return _before_name(lines, kinds, filled, end) if media_type == MAIL and len(filled) > 1 else end


def _is_contact(lines: Sequence[str]) -> bool:
    """Whether what follows a closing formula is who wrote: a name first, then short lines, none of them a sentence."""
    return (not lines or len(lines[0].split()) <= MOST_NAME_WORDS) and not any(
        len(line) > CONTACT_WIDTH
        or (line.rstrip().endswith(SENTENCE_ENDS) and len(line.split()) > MOST_NAME_WORDS)
        for line in lines
    )


def _before_name(lines: Sequence[str], kinds: Sequence[str], filled: Sequence[int], end: int) -> int:
    """Where the last paragraph begins if it is who wrote the mail: a full name, then a title, a unit, a number.

    In a mail without quotations also a last line that is a name alone.
    """
    last = first = filled[-1]
    while first > filled[0] and kinds[first - 1] not in ("blank", "quote"):
        first -= 1
    name, *contact = lines[first : last + 1]
    is_full_name = NAME_LINE.match(name) and " " in name.strip()
    if filled[0] < first and contact and is_full_name and all(map(CONTACT_LINE.match, contact)):
        return first
    stands_apart = first == last or lines[last - 1].rstrip().endswith(SENTENCE_ENDS)
    return last if "quote" not in kinds[:end] and stands_apart and NAME_LINE.match(lines[last]) else end


def _is_short_header(lines: Sequence[str], kinds: Sequence[str], index: int) -> bool:
    """Whether a copied mail begins here: its sender, and its date or subject, then a blank line."""
    names = {line.lstrip(" *").partition(":")[0].rstrip(" *") for line in lines[index : index + 2]}
    return (
        list(kinds[index : index + 3]) == ["header", "header", "blank"]
        and not names.isdisjoint(SENDER)
        and not names.isdisjoint(DATE_OR_SUBJECT)
    )


def _without(text: str, spans: Iterable[Span]) -> str:
    """The text with spans blanked; each begins with a line break, so that no phrase runs across it."""
    pieces, at = [], 0
    for start, end in spans:
        if end > at:
            pieces += [text[at:start], "\n", " " * (end - max(start, at) - 1)]
            at = end
    return "".join((*pieces, text[at:]))


def _between(text: str, aside: Iterable[Span]) -> Iterator[Span]:
    """What lies between the spans set aside, without blanks at its ends."""
    at = 0
    for start, end in (*aside, (len(text), len(text))):
        piece = text[at:start]
        if stripped := piece.strip():
            first = at + piece.index(stripped[0])
            yield first, first + len(stripped)
        at = max(at, end)


def _readable(text: str) -> str:
    """Own words without marks, user names and personal data, wrapped paragraphs made whole; as long as before."""
    text = _encodable(text)
    if prefix := REPLY_PREFIX.match(text):
        text = " " * prefix.end() + text[prefix.end() :]
    if "://" in text or "www." in text:
        text = LINK.sub(_line_break, text)
    if FILE.search(text):
        text = PATH.sub(_blanks, text)
    if "________" in text:
        text = BLANK_TO_FILL.sub(_line_break, text)
    text = SOFT_BREAK.sub(_blanks, masked(text))
    return SIGNS.sub(_line_break, MARKS.sub(_blanks, LEADER.sub(_line_break, text)))


def _encodable(text: str) -> str:
    """The text with a blank for each half character: language models and hashes take UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return HALF_CHARACTER.sub(" ", text)
    return text


def _blanks(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def _line_break(match: re.Match[str]) -> str:
    return "\n" + " " * (match.end() - match.start() - 1)
