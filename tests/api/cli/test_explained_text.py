"""A text is cut where what is shown of it changes."""

from __future__ import annotations

from time import process_time

from api.cli.explained_text import ASIDE, NAME, TERM, Piece, pieces
from nlp.mention import Extraction, Mention


def mention(topic_id: str, start: int, end: int, method: str = "label") -> Mention:
    return Mention(topic_id, start, end, "", method, 1.0)


def test_pieces_are_the_text_and_overlapping_mentions_are_one() -> None:
    text = "> Helm\nOur Helm chart museum is new."
    mentions = (
        mention("helm", 11, 15),
        mention("term", 11, 28, "keyphrase"),
        mention("new", 32, 35, "keyphrase"),
    )
    assert pieces(text, Extraction("en", ((7, 36),), mentions), {"helm": "Helm"}) == [
        Piece("> Helm\n", ASIDE),
        Piece("Our ", ""),
        Piece("Helm chart museum", NAME, ("term", "Helm")),
        Piece(" is ", ""),
        Piece("new", TERM, ("new",)),
        Piece(".", ""),
    ]


def test_topics_stand_after_the_last_of_their_words() -> None:
    shown = pieces("load - balancer", Extraction("en", ((0, 4), (7, 15)), (mention("lb", 0, 15),)), {})
    assert shown == [Piece("load", NAME), Piece(" - ", NAME), Piece("balancer", NAME, ("lb",))]


def test_sixty_thousand_mentions_are_cut_within_a_second() -> None:
    n_mentions = 60_000
    mentions = tuple(mention("helm", 5 * place, 5 * place + 4) for place in range(n_mentions))
    kept = tuple((5 * place, 5 * place + 4) for place in range(n_mentions))
    start = process_time()
    shown = pieces("Helm " * n_mentions, Extraction("en", kept, mentions), {})
    assert process_time() - start < 1
    assert len(shown) == 2 * n_mentions
