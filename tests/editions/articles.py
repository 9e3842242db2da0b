"""Articles for tests, built by hand."""

import datetime as dt
from dataclasses import replace

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.document.model import Metadata
from toolkit.editions.article import Article, Site
from toolkit.localizing.targets import State

EN, KK, RU, UG = (Locale(tag) for tag in ("en", "kk", "ru", "ug"))
SITE = Site("Newsroom", "", EN, (EN, KK, RU, UG))
PUBLIC = replace(SITE, base_url="https://news.example/")

ENGLISH = """<article lang="en"><header>
<h1 id="p-1">Kazakhstan and Xinjiang</h1><p class="standfirst" id="p-2">No safe haven.</p>
<p class="byline"><span class="author" id="p-3">Chris Rickleton</span>
<time datetime="2021-02-22">Feb 22, 2021</time></p></header>
<div class="body"><p id="p-4">Akan told Eurasianet.</p><hr/><p id="p-5">They listened.</p></div>
<footer><p class="note" id="p-6">He lives in Almaty.</p></footer></article>"""
KAZAKH = """<article lang="kk"><header>
<h1 id="p-1">Қазақстан және Шыңжаң</h1><p class="standfirst" id="p-2">Қауіпсіз мекен емес.</p>
<p class="byline"><span class="author" id="p-3">Крис Риклтон</span>
<time datetime="2021-02-22">Feb 22, 2021</time></p></header>
<div class="body"><p id="p-4">Ақан Eurasianet басылымына айтты.</p><hr/>
<p id="p-5" lang="en" dir="ltr" class="untranslated">They listened.</p></div>
<footer><p class="note" id="p-6">Ол Алматыда тұрады.</p></footer></article>"""
UYGHUR = """<article lang="ug"><header>
<h1 id="p-1">قازاقىستان ۋە شىنجاڭ</h1><p class="standfirst" id="p-2">بىخەتەر ماكان ئەمەس.</p>
<p class="byline"><span class="author" id="p-3">كرىس رىكلتون</span>
<time datetime="2021-02-22">Feb 22, 2021</time></p></header>
<div class="body"><p id="p-4">ئاقان Eurasianet تورىغا ئېيتتى.</p><hr/>
<p id="p-5" lang="en" dir="ltr" class="untranslated">They listened.</p></div>
<footer><p class="note" id="p-6">ئۇ ئالمۇتادا تۇرىدۇ.</p></footer></article>"""


def article(xml: str, locale: Locale, site: Site = SITE, document_id: str = "asylum") -> Article:
    """Return an article of six passages, of which those marked are untranslated.

    The mark is the class of that name: what articles have instead are states by ids.
    """
    root = etree.fromstring(xml)
    states = {f"p-{number}": State.TRANSLATED for number in range(1, 7)}
    for number, element in enumerate(root.iterfind(".//*[@class='untranslated']")):
        del element.attrib["class"]
        element.set("id", element.get("id", f"u-{number}"))
        states[element.get("id", "")] = State.UNTRANSLATED
    return Article(
        site=site,
        document_id=document_id,
        locale=locale,
        root=root,
        metadata=Metadata(dt.date(2021, 2, 22)),
        source=EN,
        original_title="Kazakhstan and Xinjiang",
        editions=site.locales,
        forms=("html", "nitf"),
        translated=6 - xml.count('class="untranslated"'),
        total=6,
        states=states,
    )


ORIGINAL = article(ENGLISH, EN)
TRANSLATION = article(KAZAKH, KK)
RIGHT_TO_LEFT = article(UYGHUR, UG)
# Names of both directions, which stand apart by nothing but their elements.
_NAMES = ("John Smith", "Jane Doe", "گۈلنار ئاسان")
_TOGETHER = f"""<article><header><h1>T</h1><p class="byline">
{"".join(f'<span class="author">{name}</span>' for name in _NAMES)}<time
datetime="2021-02-22">Feb 22, 2021</time></p></header><div class="body"><p>a</p></div></article>"""
TOGETHER = tuple(article(_TOGETHER, locale) for locale in (EN, UG))
"""An original and a translation from right to left, which three persons wrote."""
BARE = replace(
    article('<article><div class="body"><p>Only this.</p></div></article>', EN),
    metadata=Metadata(),
    original_title="",
)
"""An article without headline, standfirst, byline, date and note."""
