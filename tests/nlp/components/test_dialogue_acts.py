"""Who asks, who answers with a question, and who answers their own."""

from __future__ import annotations

import pytest

from api.demo.people import read_staff
from api.demo.story import tell
from api.demo.topics import read_subjects
from api.demo.world import World
from nlp.components.dialogue_acts import dialogue_act
from nlp.extraction import Extractor
from nlp.mention import TextItem

ASKING = [
    ("en", "Does anyone know why the rollout gets stuck?"),
    ("en", "The build is red since Monday and I changed nothing. Any idea where to look? Thanks!"),
    ("en", "Two boards of one lot sleep at 9 and 28 microamps. What would you measure first?"),
    ("en", "I am looking for somebody who has set up a certificate authority"),
    ("en", "Could you explain how the retention works?"),
    ("en", "VPN drops every ten minutes. Anybody?"),
    ("fr", "Une personne de mon équipe passe à quatre jours. Quel effet sur les congés ?"),
    ("fr", "Boucle de connexion depuis hier. Une idée ?"),
    ("fr", "Salut ! Je cherche quelqu'un qui connaît le SMED, merci d'avance"),
    ("fr", "Quelqu'un sait-il pourquoi la paie est en retard ? Merci beaucoup."),
    ("fr", "Pouvez-vous m'expliquer la différence ?"),
]
NOT_ASKING = [
    ("en", "Restore the dump into a scratch instance and copy the table over."),
    ("en", "Have you tried to prune the old images?"),
    ("en", "Why not put a pooler in front?"),
    ("en", "Raise the target of that column and analyze the table again. Does that help?"),
    (
        "en",
        "How do we keep it quick? By partial indexes on the open rows, one for each month, and nothing else.",
    ),
    ("en", ""),
    ("fr", "Passe en incrémental la semaine avec une copie complète le dimanche."),
    ("fr", "As-tu vérifié l'horloge du serveur ?"),
    ("fr", "Change la clé de partition. Qu'en penses-tu ?"),
    (
        "fr",
        "Comment on fait ? On note l'erreur telle que reçue, on règle ensuite, et on refait trois points de mesure.",
    ),
]


@pytest.mark.parametrize(("language", "text"), ASKING)
def test_a_question_or_an_appeal_at_the_end_asks(language, text):
    assert dialogue_act(text, language) == "asks"


@pytest.mark.parametrize(("language", "text"), NOT_ASKING)
def test_advice_checks_and_answered_questions_do_not(language, text):
    assert dialogue_act(text, language) == "mentions"


def test_in_a_language_without_rules_the_question_mark_decides():
    assert dialogue_act("Wer kennt sich damit aus?", "de") == "asks"
    assert dialogue_act("Damit kenne ich mich aus.", "de") == "mentions"


def test_a_log_with_question_marks_is_no_question():
    assert dialogue_act("frame " * 80 + "?", "en") == "mentions"


def test_quoted_questions_are_nobodys():
    text = "Restore it into a scratch instance.\n\nOn Monday Luc wrote:\n> Who can restore a table?\n"
    [(_, extraction)] = Extractor(profile="light").extract([TextItem("h", text, "message/rfc822", "en")])
    assert extraction.act == "mentions"


def test_of_the_invented_companys_questions_nearly_all_are_told_and_hardly_an_answer():
    history = tell(World(read_staff(), read_subjects()))
    said = [post for post in history.posts if post.post_id.startswith(("chat/", "mail/"))]
    questions = [post for post in said if post.post_id.endswith("/0")]
    answers = [
        post for post in said if not post.post_id.endswith("/0") and post.author.level(post.topic_id) > 1
    ]
    n_told = sum(dialogue_act(post.text, post.language) == "asks" for post in questions)
    n_mistaken = sum(dialogue_act(post.text, post.language) == "asks" for post in answers)
    assert n_told >= 0.95 * len(questions)
    assert n_mistaken <= 0.02 * len(answers)
