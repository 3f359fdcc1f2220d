"""Questions and what is said under them: in chat, by mail, on the question site and at the help desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from api.demo.items import Act, Place, Post, Quote
from api.demo.people import Employee
from api.demo.topics import Case, Subject
from api.demo.world import Moment, World, answer_language
from api.demo.writing import in_chat, shortened, with_tip

THREADS: Mapping[Place, int] = {"chat": 7, "mail": 2, "questions": 4, "helpdesk": 2}
"""Questions a topic and place, on average."""
_SHARE_OF_SHORT_ASKS, _SHARE_OF_GREETINGS = 0.3, 0.7
_HOURS: Mapping[Place, float] = {"chat": 1.0, "mail": 9.0, "questions": 14.0, "helpdesk": 5.0}
"""How long an answer takes on average."""
_KINDS: Mapping[Place, tuple[str, str, str]] = {
    "chat": ("message", "message", "message"),
    "mail": ("message", "message", "message"),
    "questions": ("question", "answer", "comment"),
    "helpdesk": ("question", "answer", "comment"),
}
"""What a question, an answer and a remark are called there."""


def threads(world: World, subject: Subject, place: Place) -> Iterator[Post | Act]:
    """All questions about a topic in one place."""
    rng = world.rng(place, subject.topic_id)
    usual = THREADS[place] * rng.uniform(0.6, 1.4)
    cases = _in_turn(rng, subject)
    for number in range(round(usual)):
        language, case = cases[number % len(cases)]
        conversation = _Conversation(world, subject, place, case, f"{place}/{subject.topic_id}/{number}")
        yield from conversation.items(language)


def _in_turn(rng: Random, subject: Subject) -> list[tuple[str, Case]]:
    """Cases in each language they are written in, shuffled, so that one comes back as late as possible."""
    found = [(lang, case) for case in subject.cases for lang in subject.languages if case.fixes.get(lang)]
    rng.shuffle(found)
    return found


@dataclass(frozen=True, slots=True)
class _Conversation:
    """One question with its answers."""

    world: World
    subject: Subject
    place: Place
    case: Case
    thread_id: str

    def items(self, language: str) -> Iterator[Post | Act]:
        rng = self.world.rng(self.thread_id)
        moment = self.world.moment(rng, language)
        asker = self.world.asker(rng, self.subject, moment)
        if asker is None:
            return
        answerers = self.world.answerers(rng, self.subject, moment, asker)
        question = self._question(rng, moment, asker)
        yield question
        posts = [question]
        for remark in self._remarks(rng, moment, asker, answerers):
            posts.append(self._under(rng, posts[-1], remark))
            yield posts[-1]
        yield from self._reactions(rng, posts, asker)

    # ── what is said ──────────────────────────────────────────────────────────────────────────────────────

    def _question(self, rng: Random, moment: Moment, asker: Employee) -> Post:
        text = self.case.ask[moment.language]
        if self.place == "chat":
            text = self._asked_in_chat(rng, moment.language, asker)
        text = self._fill(text, moment, "ask")
        title = self._fill(self.case.title[moment.language], moment, "ask")
        return Post(
            f"{self.thread_id}/0",
            self.place,
            _KINDS[self.place][0],
            moment.at,
            asker,
            moment.language,
            in_chat(text, asker) if self.place == "chat" else text,
            channel=self._channel(),
            topic_id=self.subject.topic_id,
            title=title if self.place != "chat" else None,
        )

    def _asked_in_chat(self, rng: Random, language: str, asker: Employee) -> str:
        title, text = self.case.title[language], self.case.ask[language]
        if rng.random() < _SHARE_OF_SHORT_ASKS:
            form = "question" if title.endswith("?") else "statement"
            return self._choice(rng, "short_asks", form, language).replace("{title}", title)
        if "formal" in asker.styles or rng.random() < _SHARE_OF_GREETINGS:
            return with_tip(f"{self._choice(rng, 'greetings', 'chat', language)} {{tip}}".strip(), text)
        return text

    def _remarks(
        self, rng: Random, moment: Moment, asker: Employee, answerers: Sequence[Employee]
    ) -> Iterator[tuple[Employee, str, str, int]]:
        """Author, language, text and which kind of post, in the order they are said."""
        here = [
            person for person in self.world.here(moment.at) if person is not asker and person not in answerers
        ]
        if self.place in ("chat", "mail") and rng.random() < 0.3:
            yield from self._join(rng, moment, here)
        if rng.random() < 0.2:
            yield from self._hedge(rng, moment, here)
        fixes: list[str] = []
        for answerer in answerers:
            language = answer_language(answerer, self.subject, moment.language) or moment.language
            text = self._answer(rng, replace(moment, language=language), answerer, fixes)
            yield answerer, language, text, 1
        if answerers and rng.random() < (0.5 if self.place != "questions" else 0.2):
            medium = "mail" if self.place == "mail" else "chat"
            yield asker, moment.language, self._choice(rng, "thanks", medium, moment.language), 2

    def _join(
        self, rng: Random, moment: Moment, here: Sequence[Employee]
    ) -> Iterator[tuple[Employee, str, str, int]]:
        able = [p for p in here if moment.language in p.languages and p.level(self.subject.topic_id) < 2]
        if able:
            person = rng.choices(able, [8.0 if "loud" in p.styles else p.pace for p in able])[0]
            known = self.subject.experts(self.world.here(moment.at), at_least=3) or [person]
            text = self._choice(rng, "joins", moment.language)
            if known[0] is person and "{expert}" in text:
                return
            yield person, moment.language, self._fill(text, moment, "join", expert=known[0]), 2

    def _hedge(
        self, rng: Random, moment: Moment, here: Sequence[Employee]
    ) -> Iterator[tuple[Employee, str, str, int]]:
        able = [p for p in here if moment.language in p.languages and p.level(self.subject.topic_id) == 1]
        if able:
            tip = self._fill(rng.choice(self.subject.tips[moment.language]), moment, "hedge")
            text = with_tip(self._choice(rng, "hedges", moment.language), tip)
            yield rng.choice(able), moment.language, text, 2

    def _answer(self, rng: Random, moment: Moment, author: Employee, fixes: list[str]) -> str:
        """An answer that nobody has given yet in this thread."""
        language = moment.language
        left = [fix for fix in self.case.fixes[language] if fix not in fixes]
        if not left:
            tip = rng.choice(self.subject.tips.get(language) or self.case.fixes[language])
            return self._fill(with_tip(self._choice(rng, "also", language), tip), moment, "also")
        # Both languages hold the same answers in the same order: what was said in one is not said again in the other.
        place = self.case.fixes[language].index(rng.choice(left))
        fixes += [texts[place] for texts in self.case.fixes.values() if len(texts) > place]
        text = self.case.fixes[language][place]
        if "terse" in author.styles:
            return self._fill(shortened(text), moment, f"answer{place}")
        opener = self._choice(rng, "openers", language) if self.place != "questions" else ""
        return self._fill(opener + text, moment, f"answer{place}")

    def _under(self, rng: Random, before: Post, remark: tuple[Employee, str, str, int]) -> Post:
        """A remark as a post of this thread, some time after the one before."""
        author, language, text, kind = remark
        number = int(before.post_id.rpartition("/")[2]) + 1
        at = self.world.calendar.later(rng, before.at, hours=_HOURS[self.place], site=author.site)
        return Post(
            f"{self.thread_id}/{number}",
            self.place,
            _KINDS[self.place][kind],
            at,
            author,
            language,
            in_chat(text, author) if self.place == "chat" else text,
            channel=before.channel,
            topic_id=self.subject.topic_id,
            reply_to=f"{self.thread_id}/0",
            quote=Quote(before.author, before.text, before.at) if self.place == "mail" else None,
        )

    # ── what is done with it ──────────────────────────────────────────────────────────────────────────────

    def _reactions(self, rng: Random, posts: Sequence[Post], asker: Employee) -> Iterator[Act]:
        answers = [post for post in posts[1:] if post.author.level(self.subject.topic_id) > 1]
        if answers and self.place in ("questions", "helpdesk") and rng.random() < 0.75:
            yield self._act(rng, "accepted", asker, answers[0])
        for post in posts:
            yield from self._likes(rng, post, is_answer=post in answers)

    def _likes(self, rng: Random, post: Post, *, is_answer: bool) -> Iterator[Act]:
        readers = [
            p for p in self.world.here(post.at) if p is not post.author and post.language in p.languages
        ]
        n_likes = rng.choice((0, 1, 1, 2, 3)) if is_answer else rng.choice((0, 0, 0, 1))
        for reader in rng.sample(readers, min(n_likes, len(readers))):
            yield self._act(rng, "liked", reader, post)

    def _act(self, rng: Random, verb: str, actor: Employee, post: Post) -> Act:
        at = self.world.calendar.later(rng, post.at, hours=3, site=actor.site)
        return Act(verb, actor, at, post_id=post.post_id)

    def _channel(self) -> str:
        if self.place == "mail":
            return MAIL_LISTS[self.subject.community]
        if self.place == "questions":
            return self.subject.topic_id
        return self.subject.channel

    def _choice(self, rng: Random, *names: str) -> str:
        return rng.choice(self.world.phrases.choices(*names))

    def _fill(self, text: str, moment: Moment, part: str, *, expert: Employee | None = None) -> str:
        return self.world.phrases.fill(
            text,
            seed=f"{self.thread_id}/{part}",
            language=moment.language,
            at=moment.at,
            facts=moment.facts,
            subject=self.subject,
            expert=expert,
        )


MAIL_LISTS = {
    "run": "engineering",
    "apps": "engineering",
    "meter": "industry",
    "corporate": "offices",
    "market": "offices",
}
"""The mailing list of each community."""
