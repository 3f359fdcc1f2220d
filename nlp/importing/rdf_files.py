"""Files of RDF as graphs, read by rdflib in the four usual forms. Nothing that a file refers to is ever fetched."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import quote
from xml.parsers import expat

import orjson
from rdflib import Dataset, Graph

from nlp.errors import TaxonomyError

FORMS = {
    ".rdf": "xml",
    ".xml": "xml",
    ".jsonld": "json-ld",
    ".json": "json-ld",
    ".ttl": "turtle",
    ".nt": "nt",
}
"""rdflib's name of a form, by the ending of the file."""
OUTSIDE = ("@context", "@import")
"""Keys of JSON-LD whose texts are addresses that a reader downloads."""

logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it warns of each date that is none


def read_graph(path: Path) -> Graph:
    """All triples of a file whose name tells its form: ``.rdf`` ``.xml``, ``.jsonld`` ``.json``, ``.ttl`` ``.nt``.

    Addresses that are relative count from the file's name.

    Raises
    ------
    TaxonomyError
        If it is of another form, cannot be read, or needs another file or address to be read.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise TaxonomyError(
            f"found {path.name}, expected a file of RDF with one of the endings {', '.join(FORMS)}"
        )
    graph = Dataset(default_union=True)
    try:
        graph.parse(data=_content(path, form), format=form, publicID=f"file:///{quote(path.name)}")
    except TaxonomyError:
        raise
    except Exception as error:  # rdflib ends with whatever its code runs into
        raise TaxonomyError(
            f"found {path} unreadable as {path.suffix} ({_reason(error)}), expected RDF of that form"
        ) from error
    return graph


def _content(path: Path, form: str) -> bytes | str:
    content = path.read_bytes()
    if form == "xml":
        _refuse_references(path, content)
        return content
    text = content.decode("utf-8-sig")
    return _embedded(path, text) if form == "json-ld" else text


def _refuse_references(path: Path, content: bytes) -> None:
    """Let no document type and no entity of XML name another file."""

    def refuse(system: str | None) -> None:
        if system is not None:
            raise TaxonomyError(
                f"found a reference to {system} in the document type of {path}, expected none; "
                "take it out, or write its content into the file"
            )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda name, system, public, internal: refuse(system)
    parser.EntityDeclHandler = lambda name, parameter, value, base, system, public, notation: refuse(system)
    parser.Parse(content, True)


def _embedded(path: Path, text: str) -> bytes:
    """JSON-LD that has its contexts in itself, as it was checked: of a key that stands twice, the last."""
    document = orjson.loads(text)
    ahead = [(document, False)]
    while ahead:
        value, is_address = ahead.pop()
        if isinstance(value, str) and is_address:
            raise TaxonomyError(
                f"found the @context {value} in {path}, expected one that is embedded, since nothing is downloaded; "
                "put the content of that address in its place"
            )
        if isinstance(value, list):
            ahead += [(one, is_address) for one in value]
        elif isinstance(value, dict):
            ahead += [(inner, name in OUTSIDE) for name, inner in value.items()]
    return orjson.dumps(document)


def _reason(error: Exception) -> str:
    """What a parser says, in one line: Turtle's has the line first, then what is wrong with it."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    told = " ".join(str(error).splitlines()[:2]).removesuffix(" at ^ in:")
    return told or type(error).__name__
