"""``whoknows backup``: a copy that is a home itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@configured()
def backup(folder: Path, *, wiring: Wiring, as_json: bool) -> None:
    """Copy the store to FOLDER, a home of its own, while others read and write."""
    from api.cli.printing import print_json
    from graph.store.suppression import KEY_FILE

    if folder.exists():
        raise click.BadParameter(f"{folder} exists; name a new folder", param_hint="FOLDER")
    folder.mkdir(parents=True, mode=0o700)
    with wiring.store() as store:
        store.backup(folder / "store.sqlite")
        _write_private(folder / KEY_FILE, store.erasure_key())
    files = {file.name: file.stat().st_size for file in sorted(folder.iterdir())}
    if as_json:
        print_json({"folder": str(folder), "files": files})
    else:
        click.echo(f"{folder}: {', '.join(f'{name} ({size:,} bytes)' for name, size in files.items())}")


def _write_private(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
