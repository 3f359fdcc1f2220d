"""Only an author's own words count, and every offset is one into the original."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.clean_text import MAIL, MARKDOWN, RESTRUCTURED_TEXT, CleanText, clean_text


def kept(text: str, media_type: str = "text/plain") -> list[str]:
    return [text[start:end] for start, end in clean_text(text, media_type).kept]


def words(text: str, media_type: str = "text/plain") -> str:
    return " ".join(clean_text(text, media_type).readable.split())


def test_quoted_lines_are_nobodys_own_words() -> None:
    assert kept("> Which tool?\nHelm.\n> And then?\n") == ["Helm."]


def test_an_english_reply_keeps_only_what_is_above_the_quotation() -> None:
    mail = "Use Helm.\n\nOn Mon, 3 Mar 2025 at 10:12, Ana Diaz <ana@example.org> wrote:\n> Which tool?\n"
    assert kept(mail, MAIL) == ["Use Helm."]


def test_a_french_reply_keeps_only_what_is_above_the_quotation() -> None:
    mail = (
        "Prends Helm.\n\nLe lun. 3 mars 2025 à 10:12, Ana Diaz <ana@example.org> a écrit :\n> Quel outil ?\n"
    )
    assert kept(mail, MAIL) == ["Prends Helm."]


def test_an_unmarked_quotation_below_a_reply_is_set_aside() -> None:
    mail = "Yes.\n\nOn Mon, 3 Mar 2025 at 10:12, Ana <ana@example.org> wrote:\nDo you use Terraform?\nAna\n"
    assert kept(mail, MAIL) == ["Yes."]


def test_words_between_marked_quotations_are_kept() -> None:
    mail = "On Mon, 3 Mar 2025, Ana wrote:\n> Which tool?\nHelm.\n> And the chart?\nOurs.\n"
    assert kept(mail, MAIL) == ["Helm.", "Ours."]


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAna Diaz\nDatabase administrator",
        "Best regards,\nAna Diaz\nHead of Kubernetes",
        "Cordialement,\nAna Diaz\nResponsable paie",
        "Sent from my phone",
        "Envoyé de mon téléphone",
        "-----Original Message-----\nFrom: Luc\nWe need Terraform.",
        "De : Luc Petit\nEnvoyé : lundi 3 mars\nÀ : Ana\nObjet : paie\n\nLa paie est fausse.",
        "From: Luc Petit\nSent: Monday\n\nWe need Terraform.",
        "Objet : paie\nDe : Luc Petit\n\nLa paie est fausse.",
        "This e-mail is confidential and meant for its intended recipient.",
    ],
)
def test_what_closes_a_letter_is_set_aside(signature: str) -> None:
    assert kept(f"The backup ran.\n\n{signature}\n", MAIL) == ["The backup ran."]


def test_a_name_alone_closes_a_mail() -> None:
    assert kept("The backup ran.\n\nAna Diaz\n", MAIL) == ["The backup ran."]


@pytest.mark.parametrize(
    "signature",
    [
        "Ana Diaz\nDatabase administrator",
        "Ana Diaz\nHead of Kubernetes, Platform\n+33 1 00 00 00 00\nLyon",
        "Yours,\nAna Diaz\nSite manager, Diaz & Sons",
        "À jeudi,\nAna\n\nAna Diaz\nAssistante paie, service formation\nPoste 4127",
    ],
)
@pytest.mark.parametrize("quoted", ["", "> Which tool?\n\nHelm.\n\n"])
def test_a_contact_block_closes_a_mail(signature: str, quoted: str) -> None:
    own = ["The backup ran."] + (["Helm."] if quoted else [])
    assert kept(f"The backup ran.\n\n{quoted}{signature}\n", MAIL) == own


@pytest.mark.parametrize(
    "ending",
    [
        "Ana Diaz\nknows Kubernetes and can help.",
        "Ana Diaz\nShe knows Kubernetes.",
        "Helm\nKubernetes\nTerraform",
        "The agenda:\nBackup\nRestore",
    ],
)
def test_a_last_paragraph_that_says_something_is_kept(ending: str) -> None:
    assert words(f"The backup ran.\n\n{ending}\n", MAIL).split()[-1] == ending.split()[-1]


@pytest.mark.parametrize(
    "letter",
    [
        "Hi Luc,\nthanks!\nWe moved the Kubernetes ingress to Traefik\nand Postgres to version 16",
        "Thanks!\nI use Terraform for that.\nAnsible for the rest.",
        "The upgrade is done.\n\nFrom: version 2 on you need Java 17",
    ],
)
def test_words_after_thanks_are_no_contact_block(letter: str) -> None:
    assert kept(letter, MAIL) == [letter]


def test_a_signature_mark_in_markdown_is_a_rule() -> None:
    assert "Second part" in words("First part\n\n-- \n\nSecond part", MARKDOWN)


@pytest.mark.parametrize(
    "beginning",
    ["From: Ana\nSubject: payroll", "Yes.\n\nFrom: Ana\nTo: Luc", "Yes.\nFrom: Ana\nDate: Monday\nTo us"],
)
def test_two_lines_like_headers_are_words_where_no_copied_mail_follows(beginning: str) -> None:
    assert words(f"{beginning}\n\nWe need Terraform.\n", MAIL).endswith("Terraform.")


def test_many_headers_cost_what_they_are_long() -> None:
    start = process_time()
    clean_text("x\nFrom: a\nTo: b\n\n" * 20_000, MAIL)
    assert process_time() - start < 1


def test_fenced_code_is_set_aside() -> None:
    assert kept("Try this:\n```python\nimport pandas\n```\nIt helps.") == ["Try this:", "It helps."]


def test_a_fence_that_never_ends_takes_the_rest() -> None:
    assert kept("Try this:\n```\nimport pandas\n") == ["Try this:"]


def test_literal_blocks_of_restructured_text_are_set_aside() -> None:
    text = "Run it::\n\n    import pandas\n    pandas.go()\n\nThen wait."
    assert kept(text, RESTRUCTURED_TEXT)[-1] == "Then wait."
    assert "pandas" not in words(text, RESTRUCTURED_TEXT)


def test_code_with_options_is_set_aside_and_admonitions_are_read() -> None:
    text = (
        ".. code-block:: python\n   :caption: Helm\n\n   import pandas\n\n"
        ".. note:: Use Kafka\n   here.\n\n  .. warning::\n\n     Not Ansible.\n"
    )
    assert words(text, RESTRUCTURED_TEXT) == "Use Kafka here. Not Ansible."


def test_literal_blocks_end_where_the_paragraph_above_them_goes_on() -> None:
    text = "- item::\n\n      import pandas\n\n        deeper\n\n  Use Helm."
    assert words(text, RESTRUCTURED_TEXT) == "- item:: Use Helm."


@pytest.mark.parametrize(
    "markup",
    [
        ".. code-block:: python",
        ".. image:: kafka.png\n   :alt: Kafka broker\n   :width: 3",
        ".. |logo| image:: kafka.png",
        ".. comment about Ansible",
        ".. comment about Ansible\n   and Helm\n\n   and Kafka",
        "..\n   Ansible",
    ],
)
def test_directives_and_comments_of_restructured_text_are_no_words(markup: str) -> None:
    assert words(f"Before\n\n{markup}\n\nAfter", RESTRUCTURED_TEXT) == "Before After"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (".. [1] See Helm.", ".. 1 See Helm."),
        ("..\n\n   Helm", ".. Helm"),
        ("See :ref:`kafka <target>`.", "See kafka ."),
        ("See :py:class:`asyncio` too.", "See asyncio too."),
    ],
)
def test_what_restructured_text_shows_is_read(markup: str, shown: str) -> None:
    assert words(markup, RESTRUCTURED_TEXT) == shown


@pytest.mark.parametrize(
    "block",
    [
        "<pre>\nkafka\n\nhelm</pre>",
        "<SCRIPT type='x'>kafka\n</script>",
        "<style>\nkafka { }\n</style >",
        "```html\n<pre>\n<!-- \n```",
        "<!-- ``` -->",
    ],
)
def test_raw_html_of_markdown_is_set_aside(block: str) -> None:
    assert words(f"Before\n\n{block}\nAfter", MARKDOWN) == "Before After"


def test_a_tag_in_a_sentence_ends_nothing() -> None:
    assert words("Write <pre> around Helm.", MARKDOWN) == "Write around Helm."


def test_lines_of_a_diff_are_set_aside() -> None:
    diff = (
        "diff --git a/x b/x\nnew file mode 100644\nindex 0000000..1234567\n--- /dev/null\n+++ b/x\n"
        "@@ -1,2 +1,2 @@ Helm\n-Kafka broker\n+Ansible\n Terraform\n\\ No newline at end of file"
    )
    assert words(f"It fails:\n\n{diff}\n\n- Helm is better\n") == "It fails: Helm is better"
    assert words(f"{diff}\nHelm is better\n") == "Helm is better"


def test_a_command_of_roots_is_a_heading_in_markdown() -> None:
    assert words("Try:\n# apt install nginx\n") == "Try:"
    assert words("# apt install nginx\n", MARKDOWN) == "# apt install nginx"


def test_runs_of_signs_are_no_words() -> None:
    assert words("a ======== b >>>>>>>>>> c ──────── d _________ e ======= f") == "a b c d e ======= f"
    assert words("https://example.org/--------/helm") == ""


@pytest.mark.parametrize(
    "machine",
    [
        'Traceback (most recent call last):\n  File "app.py", line 3, in main\nValueError: bad',
        'Exception in thread "main" java.lang.RuntimeException: x\n    at org.example.Main.run(Main.java:12)',
        "2025-03-03 10:12:00,123 ERROR worker lost connection to postgres",
        "[   12.345678] usb 1-1: new device",
        "diff --git a/main.c b/main.c\n@@ -1,2 +1,3 @@",
        "$ kubectl get pods",
    ],
)
def test_what_a_program_wrote_is_nobodys_own_words(machine: str) -> None:
    assert kept(f"It fails since Monday.\n\n{machine}\n")[0] == "It fails since Monday."
    assert machine.splitlines()[0] not in "\n".join(kept(f"It fails since Monday.\n\n{machine}\n"))


def test_trailers_of_a_commit_are_set_aside() -> None:
    text = "mempool: fix leak\n\nFree it.\n\nFixes: 0123456789ab\nSigned-off-by: Ana Diaz <ana@example.org>\n"
    assert kept(text) == ["mempool: fix leak\n\nFree it."]


def test_links_are_kept_and_mail_addresses_set_aside() -> None:
    assert kept("See https://example.org/guide now, ana@example.org says") == [
        "See https://example.org/guide now,",
        "says",
    ]
    assert kept("> See https://example.org/guide\nYes") == ["Yes"]


def test_addresses_are_no_words_and_link_labels_stay() -> None:
    assert (
        words("See [the guide](https://example.org/guide) or ana@example.org.", MARKDOWN)
        == "See the guide or ."
    )


def test_user_names_and_emphasis_are_no_words() -> None:
    assert words("@luc **look** at the _load balancer_ :tada:") == "look at the load balancer"


def test_snake_case_is_left_whole() -> None:
    assert words("call load_balancer_init first") == "call load_balancer_init first"


def test_greetings_and_telephone_numbers_are_blanked() -> None:
    assert words("Bonjour Ana,\nAppelle le 06 12 34 56 78 pour la paie.") == "Appelle le pour la paie."


def test_a_wrapped_paragraph_is_one_line() -> None:
    text = "We moved the whole thing to another provider of load\nbalancers last week."
    assert "load balancers" in words(text)
    assert "\n" not in clean_text(text).readable


def test_prose_with_a_colon_is_no_code() -> None:
    text = "We use three tools: Helm, Terraform (always) and Ansible;\nthey are all fine."
    assert kept(text) == [text]


TEXTS = st.text(alphabet=st.sampled_from("aé Z0>\n-`~:@.*_#[](){};/="), max_size=200)
MEDIA = st.sampled_from(["text/plain", MAIL, MARKDOWN, RESTRUCTURED_TEXT])


@given(TEXTS, MEDIA)
def test_offsets_are_into_the_original(text: str, media_type: str) -> None:
    clean: CleanText = clean_text(text, media_type)
    assert len(clean.readable) == len(text)
    assert all(a == b or a in " \n" for a, b in zip(clean.readable, text, strict=True))


@given(TEXTS, MEDIA)
def test_kept_spans_are_in_order_and_never_blank(text: str, media_type: str) -> None:
    end = 0
    for start, stop in clean_text(text, media_type).kept:
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip() != ""
        end = stop


@given(TEXTS, MEDIA)
def test_what_is_readable_was_kept(text: str, media_type: str) -> None:
    clean = clean_text(text, media_type)
    inside = {place for start, end in clean.kept for place in range(start, end)}
    assert all(
        character in " \n" or place in inside
        for place, character in enumerate(clean.readable)
        if not character.isspace()
    )


@pytest.mark.parametrize(
    ("text", "media_type", "expected"),
    [
        ("Re: TR: Helm upgrade\n\nDone.", MAIL, "Helm upgrade Done."),
        (
            "Look at https://example.org/kafka/helm or www.example.org/redis now",
            "text/plain",
            "Look at or now",
        ),
        ("Change src/kafka/helm.py and then wait", "text/plain", "Change and then wait"),
        ("## Backup\n- one Helm\n2. two", MARKDOWN, "## Backup one Helm two"),
        ("Before <!-- Kafka\nand Helm --> after", MARKDOWN, "Before after"),
        ("Run:\n\n    kafka start helm\n\nThen wait.", MARKDOWN, "Run: Then wait."),
        ("- Run it\n\n    with Helm\n", MARKDOWN, "- Run it with Helm"),
    ],
    ids=["reply", "link", "path", "leaders", "comment", "indented code", "indented words of a list"],
)
def test_what_is_read_has_no_marks(text: str, media_type: str, expected: str) -> None:
    assert words(text, media_type) == expected
