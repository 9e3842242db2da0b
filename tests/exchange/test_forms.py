"""Forms: a translation that comes back in any form gives the catalog that editing the PO gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.packages import catalog, package, translated
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import Catalog, Entry
from toolkit.exchange.forms import FORMS, PackageForm, form_named, read_reply
from toolkit.exchange.returning import take_back

# The kit comes back as another file than was sent: tests/exchange/test_kit.py.
SAME_FILE = [form for form in FORMS if form.name != "html"]
each_form = pytest.mark.parametrize("form", SAME_FILE, ids=[form.name for form in SAME_FILE])

PLAIN = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2066\u2069\ufeff"),
    min_size=1,
    max_size=20,
).map(lambda text: f"ب{' '.join(text.split())}ج")
SOURCES = st.lists(
    st.lists(
        st.sampled_from(
            ["one", "=2", "-", "<b>", "5 < 6", "'", ";", "&amp;", "a1", "<br/>", "\u202e", "ⓘ", "é"]
        )
        | st.sampled_from(["<em>two</em>", "<a1>x <em>y</em></a1>", "<x1/>"]),
        min_size=1,
        max_size=5,
    ).map(" ".join),
    min_size=1,
    max_size=5,
    unique=True,
)


def returned(form: PackageForm, now: Catalog, targets: dict[int, str]) -> Catalog:
    """Return a catalog after its package was sent, translated and taken back."""
    sent = translated(package(now), targets)
    reply = read_reply(form.write(sent), f"heat{form.suffix}")
    take_back(reply.rows, {"heat": now})
    return now


@each_form
def test_what_nobody_touched_leaves_the_catalog_as_it_was(form: PackageForm) -> None:
    assert returned(form, catalog(), {}) == catalog()


@each_form
def test_translations_arrive_at_their_texts(form: PackageForm) -> None:
    targets = {
        1: "بۇ يەر <a1>ئىسسىق</a1>.<br/> = ياق",
        3: "ئىسسىق “كۈن”",
        4: "بىر كۈن",
        5: "%d كۈن",
    }
    got = returned(form, catalog(), targets)
    assert [each.msgstr for each in got][1:4:2] == [targets[1], targets[3]]
    assert got[4].msgstr_plural == {0: targets[4], 1: targets[5]}
    assert not any(each.fuzzy for each in got if each.msgid != "Police held 17 people.")


@each_form
def test_the_same_package_is_the_same_bytes(form: PackageForm) -> None:
    assert form.write(package(catalog())) == form.write(package(catalog()))


@pytest.mark.slow
@each_form
@given(sources=SOURCES, data=st.data())
def test_any_text_comes_back_as_it_was_written(
    form: PackageForm, sources: list[str], data: st.DataObject
) -> None:
    now = Catalog(Entry(msgid=each, comment=f"id: p-{at}") for at, each in enumerate(sources))
    now.metadata = dict(catalog().metadata)
    codes = [each.replace("one", "بىر") for each in sources]
    targets = {
        at: data.draw(PLAIN) + " " + text
        for at, text in enumerate(codes)
        if data.draw(st.booleans())
    }
    got = returned(form, now, targets)
    assert {at: got[at].msgstr for at in targets} == targets


@each_form
def test_the_language_is_in_the_file(form: PackageForm) -> None:
    reply = read_reply(form.write(package(catalog())), f"heat{form.suffix}")
    assert reply.locale is not None
    assert reply.locale.tag == "ug"


@each_form
def test_of_a_truncated_file_no_half_text_is_read(form: PackageForm) -> None:
    data = form.write(package(catalog()))
    sent = [row.target for row in package(catalog()).rows]
    cut = data[: 2 * len(data) // 3]
    if form.name == "csv":
        rows = read_reply(cut, f"heat{form.suffix}").rows
        assert [row.target for row in rows] == sent[: len(rows)]
        return
    with pytest.raises(ToolkitError) as caught:
        read_reply(cut, f"heat{form.suffix}")
    assert caught.value.findings[0].location is not None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old format"),
        (b"PK\x05\x06" + b"\0" * 18, "not a kind of file that"),
        (b"PKnothing", "damaged"),
        (b"<html/>", "not XLIFF"),
        (b"{\\rtf1\\ansi}", "in RTF"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"Heat\nIt is hot.\n", "no table"),
        (b"Source,Translation\n\xc3\x28\xff,x\n", "not in UTF-8"),
        (b"", "no table"),
    ],
)
def test_what_was_never_sent_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(ToolkitError, match=message) as caught:
        read_reply(data, "returned.xlsx")
    assert caught.value.findings[0].hint


def test_a_form_that_is_none_names_the_nearest() -> None:
    with pytest.raises(ToolkitError) as caught:
        form_named("doc")
    assert "docx" in caught.value.findings[0].hint


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("heat.po", 'msgid ""\nmsgstr "Language: kk-nothingatall\\n"\n'),
        ("heat.kit.json", '{"rows": [], "locale": "kk-nothingatall"}'),
        ("heat.csv", "Reference,Source,Translation (kk-nothingatall)\r\na,b,c\r\n"),
        ("heat.xlf", '<xliff version="2.0" trgLang="kk-nothingatall"/>'),
    ],
)
def test_a_language_that_does_not_exist_is_told_with_its_file(path: str, data: str) -> None:
    with pytest.raises(ToolkitError, match=f"^{path}: .*“kk-nothingatall”"):
        read_reply(data.encode(), path)
