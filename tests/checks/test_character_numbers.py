"""Checks of numbers that are written in characters."""

import pytest

from tests.checks.numbers import found, ids


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("Some 7 million people fled.", "约七百万人逃离。", "zh-Hans"),
        ("Some 7 million people fled.", "約七百萬人逃離。", "zh-Hant"),
        ("It cost $4.5 billion.", "耗资45億美元。", "zh-Hant"),
        ("She paid 4,000 yuan.", "她付了4千元。", "zh-Hans"),
        ("He was born in 1985.", "他生于一九八五年。", "zh-Hans"),
        ("In the 1980s", "在八十年代", "zh-Hans"),
        ("In the 1980s", "在80年代", "zh-Hans"),
        ("On November 18 they met.", "他们于十一月十八日会面。", "zh-Hans"),
        ("Article 213", "第二百一十三条", "zh-Hans"),
        ("23,400 people voted.", "有2万3400人投票。", "zh-Hans"),
        ("35,000 people voted.", "有三万五千人投票。", "zh-Hans"),
        ("She was jailed for 14 years.", "她被判处十四年徒刑。", "zh-Hans"),
        ("It took 3,500 yen.", "三千五百円かかった。", "ja"),
        ("12,500 people came.", "1만 2500명이 왔다.", "ko"),
        ("Several hundred millionaires were there.", "几百名百万富翁在场。", "zh-Hans"),
        ("He did it very well.", "他做得十分好，千万别忘。", "zh-Hans"),
    ],
)
def test_the_same_number_in_characters_is_no_problem(source: str, target: str, locale: str) -> None:
    assert ids(source, target, locale) & {"numbers", "units"} == set()


@pytest.mark.parametrize(
    ("source", "target", "locale", "shown"),
    [
        ("Some 7 million people fled.", "约七千万人逃离。", "zh-Hans", "七千万"),
        ("Some 7 million people fled.", "約七十萬人逃離。", "zh-Hant", "七十萬"),
        ("He was born in 1985.", "他生于一九五八年。", "zh-Hans", "一九五八"),
        ("23,400 people voted.", "有2万340人投票。", "zh-Hans", "2万340"),
        ("It took 3,500 yen.", "三千八百円かかった。", "ja", "三千八百"),
        ("12,500 people came.", "1만 3500명이 왔다.", "ko", "1만 3500"),
    ],
)
def test_another_number_in_characters_is_told(
    source: str, target: str, locale: str, shown: str
) -> None:
    (problem,) = (each for each in found(source, target, locale) if each.startswith("numbers"))
    assert f"the translation “{shown}”" in problem
