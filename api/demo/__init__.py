"""Valmère, an invented company: its people, what they know, and two years of what they wrote.

It makes smart water meters in Lyon, Nantes, Bristol and Montréal, and nothing about it is real. ``people.toml`` says
who knows what, ``topics_*.toml`` what is written about each topic, ``phrases.toml`` everything else that people write.
From these and a fixed seed follows a history (:mod:`api.demo.company`), exported in every format that has a loader
(:mod:`api.demo.exports`), with its truth beside (:mod:`api.demo.truth`). ``whoknows demo``, the tests and the
notebooks use it.
"""

from api.demo.company import DemoSource, write_company
from api.demo.people import read_staff
from api.demo.truth import Question, linked_accounts, truth

__all__ = ["DemoSource", "Question", "linked_accounts", "read_staff", "truth", "write_company"]
