"""Stores opened by other processes, as commands and workers do: real ones, that can be killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]

PREAMBLE = """
import sys, time
from contextlib import closing
from pathlib import Path
from graph.store.interface import open_store
from loaders.checkpoint import Cursor
from loaders.document import Account, Document
from tests.graph.store.records import CHAT, message

def tell(word):
    print(word, flush=True)
"""


@contextmanager
def another_process(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Runs code, after some imports, in a Python of its own; ended at the end of the block."""
    command = [sys.executable, "-c", PREAMBLE + code, *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def next_word(process: subprocess.Popen[str]) -> str:
    """The next line that the process prints; fails with what it complained of if it ends instead."""
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline().strip()
    assert line, process.stderr.read()
    return line


def run(code: str, *arguments: str) -> str:
    """What the code prints."""
    command = [sys.executable, "-c", PREAMBLE + code, *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()
