"""A tree of documents: formats, authors, and what describes them."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders.document import Account, Container, Document
from loaders.errors import LoaderError, NotThisFormatError
from loaders.registry import open_loader
from tests.loaders.reading import Run, native, read, write

WIKI = Path(__file__).parent / "samples" / "wiki"
AMINA, LUC = "people/amina.benali@example.org", "people/luc.petit@example.org"


@pytest.fixture(scope="module")
def run() -> Run:
    return read(("documents", WIKI))


def authors(document: Document) -> list[str]:
    return [native(ref) for ref in document.author_refs]


def folder(tmp_path: Path, **files: str) -> Path:
    """Files by name, a double underscore for the dot."""
    for name, text in files.items():
        write(tmp_path / "wiki" / name.replace("__", "."), text)
    return tmp_path / "wiki"


# ── formats ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_markdown_says_everything_in_its_front_matter(run: Run) -> None:
    page = run.documents()["runbooks/roll-back_helm.md"]
    assert (page.title, page.language, page.tags) == (
        "Rolling back a Helm release",
        "en",
        ("helm", "kubernetes"),
    )
    assert page.created_at == datetime(2026, 3, 1, tzinfo=UTC)
    assert page.edited_at == datetime(2026, 3, 5, tzinfo=UTC)
    assert authors(page) == [AMINA, "people/@lpetit"]
    assert page.media_type == "text/markdown"
    assert page.text.startswith("Roll back\n\n<!-- written after the outage -->")


def test_the_first_heading_is_the_title_of_markdown_that_gives_none(run: Run) -> None:
    assert run.documents()["README.md"].title == "The wiki"
    underlined = run.documents()["runbooks/untitled.md"]
    assert (underlined.title, underlined.text) == ("Restart the *queue* workers", "They forget their leases.")


def test_restructuredtext_with_a_header_such_as_mail_has(run: Run) -> None:
    page = run.documents()["guides/pep-9001.rst"]
    assert (page.title, page.tags) == ("Rings for everyone", ("Packaging", "Rings"))
    assert page.created_at == datetime(2013, 8, 1, tzinfo=UTC)
    assert authors(page) == [AMINA, LUC]
    assert (page.media_type, page.text[:8]) == ("text/x-rst", "Abstract")


def test_restructuredtext_with_a_list_of_fields(run: Run) -> None:
    page = run.documents()["guides/fields.rst"]
    assert (page.title, page.text, page.language) == ("Réseaux", "Le répartiteur de charge.", "fr")
    assert page.created_at == datetime(2024, 8, 3, tzinfo=UTC)
    assert authors(page) == ["people/zoe_martin"]


def test_html_without_the_furniture(run: Run) -> None:
    page = run.documents()["site/page.html"]
    assert (page.title, page.text) == ("Déposer un bagage", "Le guichet ouvre à huit heures.")
    assert (page.language, page.tags) == ("fr", ("bagages", "dépôt"))
    assert page.created_at == datetime(2024, 5, 6, 6, 0, tzinfo=UTC)
    assert authors(page) == ["people/amina_benali"]


def test_html_that_only_linked_data_describes(run: Run) -> None:
    page = run.documents()["site/linked.html"]
    assert (page.title, authors(page)) == ("Sizing rings", [LUC])
    assert page.created_at == datetime(2023, 2, 3, tzinfo=UTC)


def test_plain_text_is_called_like_its_file_and_described_beside_it(run: Run) -> None:
    page = run.documents()["archive/restore_db.txt"]
    assert (page.title, page.media_type, page.tags) == ("restore db", "text/plain", ("backup",))
    assert (authors(page), page.created_at) == ([LUC], datetime(2022, 2, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    "content",
    ["délai".encode(), "délai".encode("utf-8-sig"), "délai".encode("utf-16"), "délai".encode("cp1252")],
)
def test_files_of_every_editor_are_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.txt").write_bytes(content)
    assert read(("documents", tmp_path)).documents()["page.txt"].text == "délai"


def test_html_is_read_in_the_charset_it_declares(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes('<meta charset="iso-8859-2"><p>Łódź'.encode("iso-8859-2"))
    assert read(("documents", tmp_path)).documents()["page.html"].text == "Łódź"


def test_a_directive_on_top_is_no_comment(tmp_path: Path) -> None:
    text = ".. note::\n\n   Read this first.\n\nWords.\n"
    assert "Read this first." in read(("documents", folder(tmp_path, a__rst=text))).documents()["a.rst"].text


# ── who wrote it ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_yaml_file_beside_a_front_page_describes_it(run: Run) -> None:
    page = run.documents()["proposals/0042-rollback/README.md"]
    assert page.title == "Rollback by default"
    assert page.created_at == datetime(2025, 11, 5, tzinfo=UTC)
    assert authors(page) == ["people/@abenali", "people/@lpetit"]
    assert native(page.container_ref) == "folders/proposals"


def test_others_did_what_the_fields_say_and_nobody_reviews_themselves(run: Run) -> None:
    proposal, page = "proposals/0042-rollback/README.md", "guides/pep-9001.rst"
    assert run.acts() == {
        ("reviewed", "people/@zmartin", "runbooks/roll-back_helm.md"),
        ("reviewed", "people/@zmartin", proposal),
        ("approved", "people/@ohaddad", proposal),
        ("approved", "people/zoe_martin", page),
        ("sponsored", "people/omar.haddad@example.org", page),
    }


def test_a_login_an_address_and_a_name_are_accounts(run: Run) -> None:
    accounts = run.accounts()
    assert accounts["people/@lpetit"] == Account("documents:wiki/people/@lpetit", username="lpetit")
    assert accounts[AMINA] == Account(
        f"documents:wiki/{AMINA}", name="Amina Benali", emails=("amina.benali@example.org",)
    )
    assert accounts["people/zoe_martin"] == Account("documents:wiki/people/zoe_martin", name="Zoé Martin")


def test_a_page_of_nobody_is_kept(run: Run) -> None:
    assert authors(run.documents()["runbooks/office.md"]) == []
    assert run.documents()["runbooks/office.md"].created_at == datetime(2026, 3, 12, tzinfo=UTC)
    assert run.summary.notes["document without a known author"] == 3
    assert not any("microsoft" in key or "admin" in key for key in run.accounts())


@pytest.mark.parametrize(
    "name",
    [
        "Admin",
        "administrateur",
        "user",
        "Microsoft Office User",
        "Utilisateur Microsoft Office",
        "TBD",
        "n/a",
        "@admin",
        "@org/team",
        "https://example.org/author",
        "dependabot[bot]",
        "no-reply@example.org",
        "-",
    ],
)
def test_names_that_are_no_author(tmp_path: Path, name: str) -> None:
    run = read(("documents", folder(tmp_path, a__md=f'---\nauthor: "{name}"\ndate: 2026-01-01\n---\nWords')))
    assert run.accounts() == {}
    assert set(run.documents()) == {"a.md"}


def test_the_companys_name_is_no_author_where_the_operator_says_so(tmp_path: Path) -> None:
    path = folder(tmp_path, a__md="---\nauthor: Exemple SA, Luc Petit\n---\nWords")
    assert set(read(("documents", path), not_authors="Exemple S.A, EXEMPLE SA").accounts()) == {
        "people/luc_petit"
    }


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Amina Benali, Luc Petit", ["people/amina_benali", "people/luc_petit"]),
        ("Amina Benali and Luc Petit", ["people/amina_benali", "people/luc_petit"]),
        ("Amina Benali et Luc Petit", ["people/amina_benali", "people/luc_petit"]),
        ("Benali, Amina", ["people/amina_benali"]),
        ("Amina Benali (@abenali)", ["people/@abenali"]),
        ("abenali", ["people/@abenali"]),
        ("amina at example.org", ["people/amina@example.org"]),
        ("Amina <amina at example.org>", ["people/amina@example.org"]),
        ("AMINA@example.org", ["people/amina@example.org"]),
    ],
)
def test_authors_as_people_write_them(tmp_path: Path, line: str, people: list[str]) -> None:
    path = folder(tmp_path, a__rst=f"Title: A\nAuthor: {line}\nCreated: 2026-01-01\n\nWords")
    assert authors(read(("documents", path)).documents()["a.rst"]) == people


def test_the_sidecar_counts_most_then_the_file_then_its_folder_then_the_table(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        a__md="---\nauthor: File Author\ntags: [file]\n---\n# Heading\nWords",
        a__yaml="title: Side\nauthors: [Side Author]\ncreation-date: 2024-01-01",
        documents__csv="path,authors,timestamp,language\na.md,Table Author,2020-01-01,fr\n",
    )
    page = read(("documents", path)).documents()["a.md"]
    assert (authors(page), page.tags, page.title) == (["people/file_author"], ("file",), "Side")
    assert (page.created_at.year, page.language) == (2024, "fr")
    write(path / "a.md.meta.json", json.dumps({"authors": ["amina@example.org"], "date": "2025-05-05"}))
    page = read(("documents", path)).documents()["a.md"]
    assert (authors(page), page.created_at.year) == (["people/amina@example.org"], 2025)


def test_the_owner_of_the_file_is_never_used(tmp_path: Path) -> None:
    path = folder(tmp_path, a__md="Words")
    os.utime(path / "a.md", (1_700_000_000, 1_700_000_000))
    run = read(("documents", path))
    assert run.accounts() == {}
    assert run.documents()["a.md"].created_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert run.summary.notes["document dated by its file"] == 1


# ── folders, tables, limits ───────────────────────────────────────────────────────────────────────────────────


def test_a_document_lies_in_its_folder(run: Run) -> None:
    names = {place.name: place.kind for place in run.of(Container)}
    assert names == dict.fromkeys(("wiki", "archive", "guides", "proposals", "runbooks", "site"), "folder")
    assert run.documents()["site/page.html"].paths == ("site/page.html",)


def test_a_table_describes_files_and_holds_documents_of_its_own(run: Run) -> None:
    described, own = run.documents()["runbooks/untitled.md"], run.documents()["A3"]
    assert (authors(described), described.tags, described.language) == (
        ["people/zoe.martin@example.org"],
        ("queues",),
        "en",
    )
    assert (own.title, own.text, own.url) == (
        "Sizing",
        "Sixteen entries a ring",
        "https://wiki.example.org/a3",
    )
    assert authors(own) == ["people/amina_benali", "people/luc_petit"]


def test_what_is_not_public_is_not_read(run: Run) -> None:
    assert run.summary.private == {"document marked as not public": 2}
    assert not {"archive/salaries.txt", "archive/broken-note.txt"} & set(run.documents())


def test_hidden_and_foreign_files_are_left_alone(run: Run) -> None:
    assert not any("hidden" in path or "node_modules" in path for path in run.documents())
    assert run.summary.skipped == {"no reader for .png": 1, "no words": 1}


def test_links_are_left_alone(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.md", "Secret")
    path = folder(tmp_path, a__md="Words")
    (path / "link.md").symlink_to(secret)
    (path / "loop").symlink_to(path)
    assert set(read(("documents", path)).documents()) == {"a.md"}


def test_malformed_files_are_named_by_their_place(run: Run) -> None:
    assert [reject.partition(": ")[0] for reject in run.summary.rejects] == [
        "archive/binary.txt",
        "documents.csv:5",
        "documents.csv:6",
    ]
    assert [doubt.partition(": ")[0] for doubt in run.summary.doubts] == [
        "archive/broken-note.txt.meta.json",
        "runbooks/broken.md",
        "documents.csv:3",
    ]
    assert run.documents()["runbooks/broken.md"].text == "Words after broken front matter."


def test_large_files_are_left_out(tmp_path: Path) -> None:
    path = folder(tmp_path, a__md="Words", b__md="Words " * 200_000)
    run = read(("documents", path), largest_mib="1")
    assert set(run.documents()) == {"a.md"}
    assert run.summary.skipped == {"too large": 1}
    with pytest.raises(LoaderError, match="expected a whole number of MiB"):
        open_loader(f"documents:{path}", options={"largest_mib": "none"})


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "[" * 3000 + "\n---\nWords",
        "---\na: &a [x]\nb: [*a, *a]\ntitle: {x: y}\n---\nWords",
        "---\n- a\n---\nWords",
    ],
)
def test_front_matter_of_any_kind_stops_nothing(tmp_path: Path, text: str) -> None:
    assert read(("documents", folder(tmp_path, a__md=text))).documents()["a.md"].text.endswith("Words")


def test_links_need_the_address_of_the_folder() -> None:
    run = read(("documents", WIKI), web="https://wiki.example.org/")
    assert run.documents()["site/page.html"].url == "https://wiki.example.org/site/page.html"


def test_a_single_document_is_read_with_what_is_beside_it() -> None:
    run = read(("documents", WIKI / "archive" / "restore_db.txt"))
    assert [document.document_id for document in run.of(Document)] == ["documents:restore_db/restore_db.txt"]
    assert authors(run.of(Document)[0]) == [LUC]


def test_something_else_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    write(tmp_path / "report.pdf", "%PDF")
    with pytest.raises(
        NotThisFormatError, match=r"a folder with files by suffix: 1 \.pdf, expected documents"
    ):
        open_loader(f"documents:{tmp_path}")
    with pytest.raises(NotThisFormatError, match=r"a file named report\.pdf"):
        open_loader(f"documents:{tmp_path / 'report.pdf'}")
