"""One person's own data as a zip file: what they get who ask what is kept about them.

``profile.jsonld`` (schema.org), ``activities.jsonl`` (ActivityStreams 2.0), ``skills.csv``, ``resume.json`` (JSON
Resume 1.0) and a ``README.txt`` that says what is in them.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import orjson

from graph.errors import GraphError
from graph.export import write_csv
from graph.model import TopicStrength
from graph.privacy.activity_lines import activity_lines
from graph.privacy.own_data import OwnData

SKILL_COLUMNS = ("person_id", "skill", "level", "source", "date", "wants_to_teach", "evidence_url")
N_RESUME_SKILLS = 30

README = """\
What whoknows keeps about {name}, as of {at}.

profile.jsonld    {n_accounts} accounts with everything they say, {n_topics} topics inferred from what you wrote
                  (documents that mention each, and the newest), {n_decisions} decisions about you
activities.jsonl  {n_documents} documents you wrote and {n_interactions} acts, of yours or concerning you
skills.csv        {n_claims} skills that you or a directory declared: never mixed with what is inferred
resume.json       the same as a résumé (JSON Resume)

Sources: {sources}

Ce que whoknows conserve sur {name}, au {at} : vos comptes et les sujets déduits de vos écrits (profile.jsonld), vos
écrits et vos actes (activities.jsonl), les compétences déclarées (skills.csv), le tout en CV (resume.json).
"""


def write_archive(own: OwnData, file: Path, *, at: datetime | None = None) -> dict[str, int]:
    """Write the zip, readable by its owner only; the members with their sizes.

    Raises
    ------
    graph.errors.GraphError
        If the file exists or cannot be written.
    """
    moment = at or datetime.now(UTC)
    members = {
        "profile.jsonld": _json(profile(own)),
        "activities.jsonl": b"".join(orjson.dumps(line) + b"\n" for line in activity_lines(own)),
        "skills.csv": _skills(own),
        "resume.json": _json(resume(own)),
        "README.txt": _readme(own, moment).encode(),
    }
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
    except FileExistsError as error:
        raise GraphError(f"{file} exists; name a new file") from error
    except OSError as error:
        raise GraphError(f"{file} cannot be written: {error.strerror}") from error
    return {name: len(content) for name, content in members.items()}


def profile(own: OwnData) -> dict[str, Any]:
    """The person as schema.org has it, their accounts in full, and what was decided about them."""
    person = own.person
    return _present(
        {
            "@context": ["https://schema.org", {"account": "http://xmlns.com/foaf/0.1/account"}],
            "@type": "Person",
            "identifier": person.person_id,
            "name": person.name,
            "email": list(person.emails),
            "telephone": person.phone,
            "jobTitle": person.title,
            "memberOf": person.unit and {"@type": "Organization", "name": person.unit},
            "url": person.profile_url,
            "sameAs": list(person.account_ids),
            "account": [_present(asdict(account)) for account in own.accounts],
            "knowsAbout": [_known(topic) for topic in own.topics],
            "additionalProperty": [
                {"@type": "PropertyValue", "name": decision.kind, "value": decision.at}
                for decision in own.decisions
            ],
        }
    )


def _known(strength: TopicStrength) -> dict[str, Any]:
    """A topic with its evidence: a ``Role`` around it, as schema.org says what holds of a relation."""
    evidence = {"documents": strength.n_documents, "newest": strength.last_at}
    return {
        "@type": "Role",
        "knowsAbout": {
            "@type": "DefinedTerm",
            "termCode": strength.topic.topic_id,
            "name": strength.topic.label("en"),
        },
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value} for name, value in evidence.items()
        ],
    }


def resume(own: OwnData) -> dict[str, Any]:
    """The person as JSON Resume 1.0 has it."""
    person = own.person
    bio = next((account.bio for account in own.accounts if account.bio), None)
    inferred: list[dict[str, Any]] = [
        {"name": each.topic.label("en"), "keywords": list(each.topic.aliases.get("en", ()))}
        for each in own.topics[:N_RESUME_SKILLS]
    ]
    declared: list[dict[str, Any]] = [
        {"name": claim.skill, "level": claim.level and str(claim.level)} for claim in own.claims
    ]
    accounts = [account for account in own.accounts if account.profile_url]
    return {
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": _present(
            {
                "name": person.name,
                "label": person.title,
                "email": next(iter(person.emails), None),
                "phone": person.phone,
                "summary": bio,
                "profiles": [
                    _present(
                        {"network": a.account_id.split(":")[0], "username": a.username, "url": a.profile_url}
                    )
                    for a in accounts
                ],
            }
        ),
        "work": [_present({"name": person.unit, "position": person.title})]
        if person.unit or person.title
        else [],
        "skills": [_present(skill) for skill in (*declared, *inferred)],
        "meta": {"version": "v1.0.0"},
    }


def _skills(own: OwnData) -> bytes:
    text = io.StringIO(newline="")
    rows = (
        (
            claim.account_ref.partition("/")[2],
            claim.skill,
            claim.level,
            claim.origin,
            claim.at,
            "yes" if claim.wants_to_teach else "no",
            claim.evidence_url,
        )
        for claim in own.claims
    )
    write_csv(SKILL_COLUMNS, rows, text)
    return text.getvalue().encode("utf-8-sig")


def _readme(own: OwnData, at: datetime) -> str:
    sources = sorted({account.account_id.partition("/")[0] for account in own.accounts})
    return README.format(
        name=own.person.name,
        at=at.strftime("%Y-%m-%d %H:%M UTC"),
        n_accounts=len(own.accounts),
        n_topics=len(own.topics),
        n_decisions=len(own.decisions),
        n_documents=len(own.documents),
        n_interactions=len(own.interactions),
        n_claims=len(own.claims),
        sources=", ".join(sources),
    )


def _present(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value not in (None, [], ())}


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE)
