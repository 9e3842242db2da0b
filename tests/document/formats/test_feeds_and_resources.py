"""Feeds, WordPress's exports, Android's strings and NewsML 1: what of them is translated."""

from tests.documents import KK, messages, read
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/">
<channel><title>River news</title><link>https://n.example/</link><description>Daily</description>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<item><title>The bridge</title><guid>abc</guid><pubDate>Mon, 05 Jan 2026 10:00:00 +0000</pubDate>
<dc:creator>editor</dc:creator><category domain="category" nicename="law">Law</category>
<content:encoded><![CDATA[It opened.]]></content:encoded>
<excerpt:encoded>Short.</excerpt:encoded><wp:post_name>the-bridge</wp:post_name>
<wp:post_type>post</wp:post_type></item>
<item><title>The bridge</title><content:encoded>Before.</content:encoded>
<wp:post_type>revision</wp:post_type></item></channel></rss>
"""
RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel rdf:about="u"><title>News</title><link>u</link></channel>
<item rdf:about="v"><title>One</title><link>v</link><description>Two</description></item></rdf:RDF>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title><id>u</id>
<author><name>A. B.</name></author><updated>2026-01-05T10:00:00Z</updated><entry>
<title>One</title><summary>Two</summary><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Three <b>four</b>.</p><img src="i" alt="Five"/></div>
</content></entry><entry><content type="image/png">AAAA</content></entry></feed>
"""
ANDROID = r"""<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <string name="app" translatable="false">Reader</string>
    <!-- Shown at the top. -->
    <string name="hello">It\'s <xliff:g id="who">%1$s</xliff:g>, <b>now</b>\n</string>
    <color name="ink">#000000</color>
    <string name="same">@string/hello</string>
    <string name="mail">\@ home</string>
    <plurals name="days"><item quantity="one">%d day</item>
    <item quantity="other">%d days</item></plurals>
    <string-array name="cities"><item>Almaty</item><item>Oral</item></string-array>
</resources>
"""
NEWSML = """<NewsML xml:lang="en"><NewsItem><Identification><NewsIdentifier>
<ProviderId>news.example</ProviderId><DateId>20260105</DateId></NewsIdentifier></Identification>
<NewsComponent><NewsLines><HeadLine>The court</HeadLine><ByLine>A. B.</ByLine>
<CopyrightLine>2026</CopyrightLine></NewsLines><ContentItem><Format FormalName="NITF"/><DataContent>
<nitf><head><docdata><doc-id id-string="x"/></docdata></head><body><body.content>
<p>It <em>ruled</em>.</p></body.content></body></nitf></DataContent></ContentItem>
<ContentItem><Encoding Notation="Base64"/><DataContent>AAAA</DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>
"""


def untouched(document: Document) -> bool:
    nothing = [None] * len(document.units)
    return render_own_format(document, nothing, KK) == document.original


def written(document: Document, said: dict[str, str]) -> str:
    texts = [
        each.read_translation(said[each.message]) if each.message in said else None
        for each in document.units
    ]
    return render_own_format(document, texts, KK).decode()


def test_white_space_between_quotation_marks_of_android_stays() -> None:
    document = read('<resources><string name="a">"  a  b "</string></resources>', "a.xml")
    assert messages(document) == ['"  a  b "']


def test_a_feed_offers_what_readers_see() -> None:
    document = read(RSS, "a.xml")
    expected = ["River news", "Daily", "The bridge", "It opened.", "Short."]
    assert messages(document) == expected
    assert document.language.tag == "en-GB"
    assert untouched(document)


def test_a_feed_names_its_language_in_its_own_way() -> None:
    made = written(read(RSS, "a.xml"), {"Daily": "Күнделікті"})
    assert "<description>Күнделікті</description>" in made
    assert "<language>kk</language>" in made
    assert "xml:lang" not in made


def test_an_older_feed_is_known_by_its_namespace() -> None:
    document = read(RSS_1, "a.xml")
    assert messages(document) == ["News", "One", "Two"]


def test_atom_offers_its_texts_and_the_xhtml_in_them() -> None:
    document = read(ATOM, "a.xml")
    assert messages(document) == ["News", "One", "Two", "Three <b>four</b>.", "Five"]
    assert untouched(document)


def test_a_string_of_android_is_one_text() -> None:
    document = read(ANDROID, "strings.xml")
    assert messages(document) == [
        "It's <g1/>, <b>now</b>\\n",
        "\\@ home",
        "%d day",
        "%d days",
        "Almaty",
        "Oral",
    ]
    assert [each.own_id for each in document.units] == [
        "hello", "mail", "days-one", "days-other", "cities-1", "cities-2",
    ]  # fmt: skip
    assert document.units[0].notes == ("Shown at the top.",)
    assert untouched(document)


def test_an_apostrophe_in_a_string_of_android_has_its_backslash() -> None:
    said = {"It's <g1/>, <b>now</b>\\n": "Дәл\\'қазір <b>'</b> <g1/>\\n"}
    made = written(read(ANDROID, "strings.xml"), said)
    assert r"""name="hello">Дәл\'қазір <b>\'</b> <xliff:g id="who">""" in made
    assert "lang" not in made


def test_newsml_1_offers_its_lines_and_its_content() -> None:
    document = read(NEWSML, "a.xml")
    assert messages(document) == ["The court", "A. B.", "It <em>ruled</em>."]
    assert untouched(document)
