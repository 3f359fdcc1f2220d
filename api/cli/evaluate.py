"""``whoknows evaluate``: how good the answers are, and what they rest on, measured against judgements."""

from __future__ import annotations

import click

from api.cli.evaluate_experts import experts
from api.cli.evaluate_topics import topics


@click.group()
def evaluate() -> None:
    """Measure how good the answers are."""


evaluate.add_command(experts)
evaluate.add_command(topics)
