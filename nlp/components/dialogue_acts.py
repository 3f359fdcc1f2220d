"""Whether a text asks, told from its words alone: in chat and mail nothing else says so.

Who asks about something shows interest, not knowledge. A text asks when it comes to a question, or to an appeal such as
"any idea?", and then ends. A question that is advice ("have you tried …?"), checks understanding ("does that help?") or
is followed by its answer does not count, so that whoever answers with a question keeps the credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from nlp.mention import Act
from nlp.words import folded

MOST_WORDS_AFTER = 10
"""Words of statements that may follow the last question: a reason, a thank you. More is an answer to it."""
MOST_WORDS_OF_A_QUESTION = 60
"""A longer run before a question mark is a list or a log, no sentence."""
_SENTENCE = re.compile(r"[^.!?…\n]+(?:\.(?=\w)[^.!?…\n]*)*[.!?…]*")
_WORD = re.compile(r"\w+")


def _any(*phrases: str, at_start: bool = False) -> re.Pattern[str]:
    """Finds any of these phrases, as whole words of a folded sentence without punctuation."""
    return re.compile(rf"{'^' if at_start else chr(92) + 'b'}(?:{'|'.join(phrases)})\b")


_APPEALS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "en": _any(
            r"(?:does|do|did|has|have|can|could|would|is|was) (?:any|some)(?:one|body)",
            r"any (?:idea|clue|hint|pointer|suggestion|advice)s?",
            r"whom? (?:do|can|should|could|would) (?:i|we)",
            r"how (?:do|can|could|should|would) (?:i|we)",
            r"(?:i|we) (?:am|m|are|re) (?:looking for|stuck|wondering|trying to (?:find|figure|understand))",
            r"i (?:wonder|was wondering)",
            r"i (?:don t|do not|can t|cannot) (?:know|understand|figure|find) (?:how|why|what|where|out)",
            r"(?:please|can you|could you) (?:help|advise|explain)",
            r"(?:having )?the same (?:problem|question|issue) here",
            r"same (?:problem|question|issue) here",
        ),
        "fr": _any(
            r"quelqu un (?:sait|saurait|connait|aurait|peut|pourrait)",
            r"(?:une|des|aucune) idees?",
            r"qui (?:sait|saurait|connait|peut me|pourrait me)",
            r"a qui (?:je|dois je|faut il|on)",
            r"comment (?:je|on|puis je|faire|peut on|faut il)",
            r"je (?:me demande|cherche|ne comprends pas|n arrive pas|suis bloquee?)",
            r"(?:pouvez vous|peux tu|tu peux|vous pouvez|merci de) (?:m|nous) (?:aider|expliquer|dire)",
            r"meme (?:souci|probleme|question) ici",
        ),
    }
)
"""Asking even without a question mark."""
_EN_FIRST = r"(?:(?:and|but|so|or|maybe|perhaps|also|(?!what|how|which|where|when|who)\w+) )?"
_FR_FIRST = r"(?:(?:et|mais|donc|ou|peut etre|(?!que|quoi|quel|comment|ou|quand|qui|combien)\w+) )?"
"""A conjunction or a name before what a question begins with."""
_ADVICE: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "en": _any(
            _EN_FIRST + r"(?:have|did|do|are|were|can|could|would|will|don t|didn t|aren t|won t) (?:you|u)",
            r"(?:(?:and|but|so|or) )?(?:why (?:not|don t)|how about|what about|what if)",
            r"(?:(?:and|but|so|or) )?(?:should|shouldn t|is|isn t|wouldn t) (?:this|that|it)",
            r"does (?:this|that|it) (?:help|make sense|work|look|answer)",
            r"makes? sense|thoughts|wdyt|what do you (?:think|say)|agreed?|sounds good",
            r"right|ok|okay|no|yes|really",
            at_start=True,
        ),
        "fr": _any(
            _FR_FIRST + r"(?:as tu|avez vous|tu as|vous avez|es tu|etes vous|veux tu|voulez vous)",
            _FR_FIRST + r"(?:peux tu|pouvez vous|tu peux|vous pouvez)",
            r"(?:(?:et|mais|donc) )?(?:pourquoi (?:ne )?pas|et si|ne faudrait il pas|n est ce pas)",
            r"(?:que|qu en) (?:penses tu|pensez vous)|ca (?:te|vous) (?:va|convient|aide)",
            r"d accord|non|oui|ok",
            at_start=True,
        ),
    }
)
"""Questions that are put to a colleague: advice, review, a check whether an answer helped."""
_STILL_ASKS = _any(
    r"know|explain|advise|point me|(?:tell|help) (?:me|us)|any idea",
    r"sais|savez|une idee|(?:m|nous) (?:aider|expliquer|indiquer|dire)",
)
"""What makes an appeal of a question put to a colleague."""
_COURTESY = _any(
    r"thanks?|many thanks|thx|cheers|(?:kind )?regards|best|hi|hello|hey|dear|good morning|please",
    r"merci|bonjour|salut|coucou|cordialement|bonne journee|bien a vous|chere?s?",
    at_start=True,
)


def dialogue_act(text: str, language: str) -> Act:
    """What a text does: ``asks``, or ``mentions`` where nothing tells.

    Parameters
    ----------
    text
        ``CleanText.readable``: what is set aside is blank.
    language
        Of the text; in one without rules a question mark decides.

    Examples
    --------
    >>> dialogue_act("The build is red since Monday. Any idea where to look?", "en")
    'asks'
    >>> dialogue_act("Have you tried to prune the old images?", "en")
    'mentions'
    >>> dialogue_act("Comment faire ? Restaure la sauvegarde dans une instance à part, puis recopie la table.", "fr")
    'mentions'
    """
    n_after, has_asked = 0, False
    for sentence, mark in _sentences(text):
        words = folded(" ".join(_WORD.findall(sentence)))
        n_words = words.count(" ") + 1
        if _asks(words, n_words, mark, language):
            has_asked, n_after = True, 0
        elif not _COURTESY.match(words):
            n_after += n_words
    return "asks" if has_asked and n_after <= MOST_WORDS_AFTER else "mentions"


def _sentences(text: str) -> Iterator[tuple[str, bool]]:
    """Sentences with words, and whether each ends with a question mark."""
    for match in _SENTENCE.finditer(text):
        if _WORD.search(match[0]):
            yield match[0], "?" in match[0][-4:]


def _asks(words: str, n_words: int, mark: bool, language: str) -> bool:
    if language in _APPEALS and _APPEALS[language].search(words) and n_words <= MOST_WORDS_OF_A_QUESTION:
        return True
    if not mark or n_words > MOST_WORDS_OF_A_QUESTION:
        return False
    is_advice = language in _ADVICE and _ADVICE[language].search(words) is not None
    return not is_advice or _STILL_ASKS.search(words) is not None
