"""An article that holds all that an article may hold, and some that it may not."""

from dataclasses import replace

from lxml import etree

from tests.editions.articles import EN, ENGLISH, KAZAKH, KK, PUBLIC, UG, article
from toolkit.editions.article import Article
from toolkit.localizing.provenance import Provenance

RICH = """<article><header><h1 id="h">A <em>bold</em> headline</h1><h2>Below it</h2>
<p class="standfirst">First <a href="https://a.example/?b&amp;c">link</a>.</p><p>Second.</p>
<figure class="lead" id="l"><img src="../lead.jpg" alt="The lead"/>
<figcaption>Led. By it.</figcaption></figure>
<p class="byline"><span class="author">A</span> and <span class="author">B</span>
<time datetime="2021-02-22">Feb 22</time></p>
<ul class="tags"><li id="t1">Asylum</li><li id="t2" lang="ru" dir="ltr"
class="untranslated">Границы</li></ul></header>
<div class="body">Loose text<h2 id="s">Section</h2><p>A<br/>b <q>c</q> <span lang="ru" dir="ltr"
>да</span> <b>d</b> <code>e</code> <img src="f.png" alt="f"/></p><blockquote><p>Quoted</p>
</blockquote><blockquote>Bare quote</blockquote><ul><li>One <i>i</i></li><li><p>Two</p></li>
<li>Loose <em>l</em><p>Par</p>end</li></ul><h4>Deep</h4>
<ol start="3"><li>Three</li></ol><dl><dt>Term</dt><dt>Other</dt><dd>What it is</dd>
<dt>Last</dt></dl><dl><dd>No term</dd></dl><figure id="f"><img src="a.jpg"
alt="A view"/><figcaption>A caption</figcaption></figure><figure><p>No image</p></figure>
<pre>  kept\n  so</pre><table id="t"><caption>T</caption><thead><tr><th>H</th></tr></thead>
<tfoot><tr><td>Foot</td></tr></tfoot><tbody><tr>
<td colspan="2" rowspan="1">D</td><td class="untranslated" lang="ru" dir="ltr">нет</td></tr></tbody>
</table><table><tr><td>Alone</td></tr></table><section><p>Inner</p><hr/></section><h2>Empty</h2>
<h3 id="h">Twice</h3><video>Odd</video><p id="7 no"><em>Glued</em><strong>words</strong><sub>x</sub>
<sup>y</sup><del>z</del><ins>w</ins><s>v</s><mark>u</mark><cite>Book</cite><abbr>ab</abbr>
<small>sm</small><a>no address</a><a href="javascript:alert(1)">bad</a></p>
<!-- no --><?no no?></div>
<footer><p id="n1">One note.</p><p id="n2">Another.</p></footer></article>"""

ENGLISH_RICH = article(RICH, EN)
UYGHUR_RICH = replace(
    article(RICH, UG, PUBLIC), original=etree.fromstring(RICH), notice='Not "checked" & <so>.'
)

TWO_SENTENCES = article(ENGLISH.replace("They listened.", "They listened. Akan spoke."), EN)
THREE_FOR_TWO = replace(
    article(
        KAZAKH.replace(
            ' lang="en" dir="ltr" class="untranslated">They listened.',
            ">Олар тыңдады. Ақан сөйледі.",
        ),
        KK,
    ),
    original=TWO_SENTENCES.root,
)
SAYS_PROVENANCE = replace(
    UYGHUR_RICH, provenance=Provenance(translated=True, reviewed=True, tool="apertium")
)
"""An edition that says how it was made, with all that a form can say of it."""
EVERY: tuple[Article, ...] = (
    ENGLISH_RICH,
    UYGHUR_RICH,
    TWO_SENTENCES,
    THREE_FOR_TWO,
    SAYS_PROVENANCE,
)
