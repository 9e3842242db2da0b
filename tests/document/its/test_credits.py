"""Translators named in an edition, as itstool's rules have it."""

from lxml import etree

from tests.documents import localized, read
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Entry
from toolkit.catalog.template import make_template
from toolkit.document.its.credits import Credit, credit_markup, read_credit
from toolkit.document.model import Document
from toolkit.localizing.filling import fill_tree

KK = Locale("kk")
MALLARD = "http://projectmallard.org/1.0/"
RULES = f"""<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0"
  xmlns:itst="http://itstool.org/extensions/" xmlns:mal="{MALLARD}">
  <itst:credits appendTo="/mal:page/mal:info">
    <mal:credit type="translator">
      <mal:name><itst:value-of select="name"/></mal:name>
      <mal:email><itst:value-of select="email"/></mal:email>
      <itst:for-each select="years">
        <mal:year><itst:value-of select="year"/></mal:year>
      </itst:for-each>
    </mal:credit>
  </itst:credits></its:rules>"""
LINES = "Dana & Co <dana@example.org>, 2025, 2026\nnobody\nAigul <a@example.org>, 2024"


def page(rules: str = RULES) -> Document:
    head = f"<info>{rules}</info>"
    return read(f'<page xmlns="{MALLARD}" id="a">{head}<title>T</title></page>', "a.page")


def test_a_template_asks_for_the_translators() -> None:
    template = make_template([page()])
    entry = template[-1]
    assert (entry.msgctxt, entry.msgid) == ("_", "translator-credits")
    assert "Name <address>, year" in entry.comment


def test_a_document_without_a_place_for_them_does_not_ask() -> None:
    assert [entry.msgid for entry in make_template([page("")])] == ["T"]


def test_rules_that_say_nothing_of_them_leave_the_place_as_it_is() -> None:
    others = '<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0"/>'
    for rules in (RULES + others, others + RULES):
        assert make_template([page(rules)])[-1].msgid == "translator-credits"


def test_a_line_is_a_name_an_address_and_years() -> None:
    assert read_credit("A B <c@d>, 2025") == Credit("A B", "c@d", "2025")


def test_another_line_is_none() -> None:
    assert read_credit("A B, 2025") is None


def test_the_translators_stand_in_the_edition() -> None:
    tree = fill_tree(page(), [("Т",)], KK, credit=LINES)
    named = tree.getroot().findall(f"{{{MALLARD}}}info/{{{MALLARD}}}credit")
    told = [[(str(each.tag).rpartition("}")[2], each.text) for each in one] for one in named]
    assert told == [
        [
            ("name", "Dana & Co"),
            ("email", "dana@example.org"),
            ("year", "2025"),
            ("year", "2026"),
        ],
        [("name", "Aigul"), ("email", "a@example.org"), ("year", "2024")],
    ]


def test_the_catalog_names_the_translators() -> None:
    entries = [Entry(msgid="translator-credits", msgctxt="_", msgstr=LINES)]
    assert localized(page(), *entries).credits == LINES


def test_fuzzy_credits_are_not_published() -> None:
    entry = Entry(msgid="translator-credits", msgctxt="_", msgstr=LINES, flags=["fuzzy"])
    assert localized(page(), entry).credits == ""


def test_credits_as_markup_use_the_documents_own_prefixes() -> None:
    document = page()
    assert document.credits is not None
    markup = credit_markup(document.credits, LINES.partition("\n")[0])
    assert markup == (
        '<credit type="translator"><name>Dana &amp; Co</name><email>dana@example.org</email>'
        "<year>2025</year><year>2026</year></credit>"
    )


def test_markup_and_elements_say_the_same() -> None:
    document = page()
    assert document.credits is not None
    markup = f'<info xmlns="{MALLARD}">{credit_markup(document.credits, LINES)}</info>'
    tree = fill_tree(document, [None], KK, credit=LINES)
    info = tree.getroot()[0]
    named = [(each.tag, each.text) for credit in info[1:] for each in credit.iter()]
    assert [(each.tag, each.text) for each in etree.fromstring(markup).iter()][1:] == named


def test_a_translator_cannot_write_markup() -> None:
    document = page()
    assert document.credits is not None
    assert credit_markup(document.credits, "<b>x</b> <a@b>, 2026") == ""
    assert "&amp;lt;" in credit_markup(document.credits, "&lt;b&gt; <a@b>, 2026")
