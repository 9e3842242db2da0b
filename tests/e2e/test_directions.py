"""The law of numbers: on the screen, what is isolated has the order that it is written in.

Chromium is the oracle: it lays out some thousand lines, and says where each character stands.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from tests.e2e.conftest import Browser
from toolkit.localizing.isolation import isolate, isolate_characters, isolate_text

pytestmark = pytest.mark.slow

# Each line is an element of class `line` with the text to look for; the answer is what stands on
# the screen from left to right, for the lines where that is not the text itself.
MEASURE = """
const wrong = [];
for (const line of document.querySelectorAll('.line')) {
  const text = line.dataset.text, places = [];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let whole = '';
  while (walker.nextNode())
    for (let at = 0; at < walker.currentNode.length; at++) {
      const letter = walker.currentNode.data[at];
      if (/[\\u200e\\u2066-\\u2069\\u202d\\u202c]/.test(letter)) continue;
      places.push([letter, walker.currentNode, at]);
      whole += letter;
    }
  const start = whole.indexOf(text);
  const boxes = places.slice(start, start + text.length).map(([letter, node, at]) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return [letter, range.getClientRects()[0]?.left ?? NaN];
  });
  const seen = boxes.filter(([letter]) => letter.trim());
  const shown = [...seen].sort((a, b) => a[1] - b[1]).map(([letter]) => letter).join('');
  if (start < 0 || seen.some(([, left]) => isNaN(left)) || shown !== text.replace(/\\s/g, ''))
    wrong.push([line.dataset.text, line.textContent, shown]);
}
return wrong;
"""
PAGE = """<!DOCTYPE html><html lang="ug" dir="rtl"><meta charset="utf-8"><title>-</title>
<style>body {{ font: 16px monospace; white-space: nowrap; width: 2000px }}</style>{}</html>"""

# `1` stands for a digit.
PATTERNS = (
    "+1 111 111 1111",
    "+1 (111) 111-11-11",
    "(111) 111-1111",
    "1-111-111-11-11",
    "1 (111) 111 11 11",
    "11111 1111 1111 1111",
    "1 111 111,11",
    "1-1111/1111",
    "111-11-11/1",
    "11/1-11",
    "111-1-11-111111-1",
    "1111-11-11",
    "1111-11-11 11:11",
    "11:11-11:11",
    "11:11 – 11:11",
    "1111–1111",
    "11-11",
    "11 - 11",
    "1,1–1,1",
    "11%–11%",
    "1-1",
    "1:1",
    "1 : 1",
    "-11",
    "−11,1",
    "+1",
    "±1",
    "-11%",
    "$11-11",
    "11(1)",
    "11(1)(1)",
    "11(1)-11(1)",
    "111.11.1.1:1111",
    "111.11.1.1/11",
    "111.11.1.1 : 1111",
    "[1111::11:1]:111",
    "11.1111, 11.1111",
    "-11.1111, 11.1111",
    "11°11′ 11°11′",
    "11°11′N 11°11′E",
    "11.11° N, 11.11° E",
    "1111 × 111",
    "1111×111×11",
    "1111x111",
    "11 + 11 = 111",
    "1½",
    "11⁻¹",
    "1'111'111",
    "*111#",
    "*111*11#",
    "11 AB 111 CD",
    "111 ABC 11",
    "A 111 BC 11",
    "N 11111111",
    "DE11 1111 1111 1111 1111 11",
    "11(1)(b)",
    "-11°C",
    "11:11",
    "11.11.1111",
    "1,111.11",
    "11/1",
    "111",
)
ARABIC_INDIC = ("+1 111 111 1111", "111 1111 1111", "1111-11-11", "11:11", "11.11.1111", "1 111")
CONTEXTS = (
    "{}",
    "{} A",
    "A {}",
    "A {} A",
    "A {}.",
    "A ({}) A",
    "A «{}»، A",
    "A: {}؛ A",
    "A BBC {} A",
    "A {} BBC A",
    "A BBC، {} BBC",
    "A, {}, A",
    "A <a>{}</a> A",
    "A <a>A {}</a> A",
    "<b>{}</b> A",
    "A <b>A {} A</b> A",
)
WORDS = {"Uyghur": "سۆز", "Kazakh": "ءسوز", "Arabic": "كلمة", "Hebrew": "מילה", "Persian": "واژه"}
RANDOM = random.Random(13)


@dataclass(frozen=True, slots=True)
class Line:
    number: str
    element: etree._Element


def digits(pattern: str, first: int = ord("0")) -> str:
    return "".join(chr(first + RANDOM.randrange(10)) if char == "1" else char for char in pattern)


def lines(numbers: list[str], word: str) -> Iterator[Line]:
    for number in numbers:
        for context in CONTEXTS:
            xml = context.replace("A", word).format(number)
            yield Line(number, etree.fromstring(f"<p>{xml}</p>"))


def by_text(root: etree._Element, direction: str) -> etree._Element:
    element = etree.Element("p")
    element.text = isolate_text("".join(map(str, root.itertext())), direction)
    return element


def measured(
    browser: Browser,
    folder: Path,
    shown: list[Line],
    way: Callable[[etree._Element, str], etree._Element],
) -> list[list[str]]:
    body = etree.Element("body")
    for line in shown:
        element = way(line.element, "rtl")
        element.set("class", "line")
        element.set("data-text", line.number)
        body.append(element)
    page = folder / "page.html"
    page.write_text(PAGE.format(etree.tostring(body, method="html", encoding="unicode")))
    browser.open(page)
    found: list[list[str]] = browser.run(MEASURE)
    return found


@pytest.mark.parametrize("way", [isolate, isolate_characters, by_text])
@pytest.mark.parametrize("language", WORDS)
def test_a_number_is_shown_in_the_order_it_is_written_in(
    browser: Browser,
    tmp_path: Path,
    language: str,
    way: Callable[[etree._Element, str], etree._Element],
) -> None:
    numbers = [digits(pattern) for pattern in PATTERNS]
    if language in {"Persian", "Arabic"}:
        numbers += [digits(each, ord("۰")) for each in PATTERNS if "[" not in each]
    if language == "Arabic":
        numbers += [digits(each, ord("٠")) for each in ARABIC_INDIC]
    shown = list(lines(numbers, WORDS[language]))
    assert measured(browser, tmp_path, shown, way) == []


def test_the_measure_sees_a_number_turned_round(browser: Browser, tmp_path: Path) -> None:
    shown = list(lines(["+1 202 555 0100"], WORDS["Uyghur"]))
    found = measured(browser, tmp_path, shown, lambda root, _: root)
    assert len(found) > len(shown) // 2
    assert found[0][2] == "01005552021+"
