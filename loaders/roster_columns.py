"""The columns of an HR export, their French names, and what is never read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.table import comparable

Columns = Mapping[str, tuple[str, ...]]

PEOPLE: Columns = {
    "person_id": ("matricule",),
    "name": ("nom complet",),
    "given_name": ("prénom",),
    "family_name": ("nom", "nom de famille"),
    "email": ("courriel", "e-mail", "mail"),
    "other_emails": ("autres courriels",),
    "username": ("identifiant",),
    "title": ("poste", "fonction"),
    "unit_id": ("unité", "service"),
    "manager_id": ("responsable",),
    "location": ("site",),
    "languages": ("langues",),
    "start_date": ("date d'entrée",),
    "end_date": ("date de sortie",),
    "employee_type": ("type de contrat",),
    "visibility": ("visibilité",),
    "phone": ("téléphone",),
    "profile_url": ("page de profil",),
}
UNITS: Columns = {
    "unit_id": ("unité", "service"),
    "name": ("nom",),
    "name_fr": ("nom français",),
    "name_en": ("nom anglais",),
    "parent_id": ("unité parente",),
    "kind": ("type",),
    "manager_id": ("responsable",),
}
SKILLS: Columns = {
    "person_id": ("matricule",),
    "email": ("courriel", "e-mail", "mail"),
    "skill": ("compétence",),
    "level": ("niveau",),
    "source": ("origine",),
    "date": (),
    "years": ("années",),
    "last_used": ("dernier emploi",),
    "wants_to_teach": ("veut enseigner", "veut former"),
    "evidence_url": ("preuve",),
}

LEVELS = {
    "notion": 1,
    "notions": 1,
    "beginner": 2,
    "debutant": 2,
    "autonomous": 3,
    "autonome": 3,
    "confirmed": 4,
    "confirme": 4,
    "expert": 5,
} | {str(level): level for level in range(1, 6)}
"""The names of the scale in :func:`loaders.table.comparable` form."""

_FORBIDDEN = re.compile(
    r"(?:^|_)(?:salar(?:y|ies)|salaires?|wages?|pay|remuneration|compensation|bonus"
    r"|birth(?:day|date)?|dob|naissance|age|sex|sexe|gender|genre"
    r"|health|sante|medical|sick(?:ness)?|maladies?|disability|handicap"
    r"|union|syndicat|syndicale?|religion|ethnic(?:ity)?|nationality|nationalite"
    r"|marital|matrimonial(?:e)?|situation_(?:de_famille|familiale)"
    r"|national_(?:number|id|insurance)|n(?:umero|o)?_(?:national|secu)|ssn|nir|social_security|securite_sociale|iban)(?:_|$)"
)


def is_forbidden(title: str) -> bool:
    """Whether a column holds what a search for expertise must not read: pay, birth, sex, health and the like.

    Examples
    --------
    >>> is_forbidden("Salaire brut"), is_forbidden("Date de naissance"), is_forbidden("Languages")
    (True, True, False)
    """
    return _FORBIDDEN.search(comparable(title)) is not None
