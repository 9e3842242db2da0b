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


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("It began at 3:30 p.m.", "会议于下午3:30开始。", "zh-Hans"),
        ("It began at 3:30 p.m.", "会议于15:30开始。", "zh-Hans"),
        ("It began at 3:30 p.m.", "会议于下午3：30开始。", "zh-Hans"),
        ("It began at 3:30 p.m.", "会议于下午三点三十分开始。", "zh-Hans"),
        ("It began at 15:30.", "会议于下午三点半开始。", "zh-Hans"),
        ("He came at 1:05 a.m.", "他凌晨1时5分到达。", "zh-Hans"),
        ("He came at about 8 p.m.", "他晚上約8點到達。", "zh-Hant"),
        ("From 2 to 4 p.m. they met.", "他们下午2点至4点会面。", "zh-Hans"),
        ("It began at 3:30 p.m.", "会議は午後3時半に始まった。", "ja"),
        ("He came at 7 p.m. on May 13.", "5月13日午後7時に着いた。", "ja"),
        ("He came at 11 p.m.", "他晚上十一点到达。", "zh-Hans"),
        ("It began at 10:30 p.m.", "会议于晚上十点半开始。", "zh-Hans"),
        ("It began at 12:30 a.m.", "会議は午前0時30分に始まった。", "ja"),
        ("It began at 3:30 p.m.", "회의는 오후 3시 반에 시작됐다.", "ko"),
        ("He came at 6:05 p.m.", "그는 오후 6시 5분에 도착했다.", "ko"),
        ("In the afternoon 3 men came.", "下午3名男子来了。", "zh-Hans"),
        ("They waited 3 hours in the afternoon.", "午後3時間待った。", "ja"),
        ("At 3 p.m. 30 were against.", "오후 3시 반대 30표였다.", "ko"),
    ],
)
def test_the_same_time_of_day_is_no_problem(source: str, target: str, locale: str) -> None:
    assert ids(source, target, locale) & {"numbers", "units"} == set()


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("It began at 3:30 p.m.", "会议于上午3:30开始。", "zh-Hans"),
        ("It began at 3:30 p.m.", "会议于下午4：30开始。", "zh-Hans"),
        ("It began at 3:30 p.m.", "会议于下午三点三十五分开始。", "zh-Hans"),
        ("He came at 9 a.m.", "他晚上9點到達。", "zh-Hant"),
        ("He came at 1:05 a.m.", "他下午1时5分到达。", "zh-Hans"),
        ("He came at 11 p.m.", "他上午十一点到达。", "zh-Hans"),
        ("He came at 9 p.m.", "午前九時に着いた。", "ja"),
        ("It began at 3:30 p.m.", "会議は午前3時半に始まった。", "ja"),
        ("He came at 9 a.m.", "그는 오후 9시에 도착했다.", "ko"),
        ("He came at 6:05 p.m.", "그는 오후 6시 15분에 도착했다.", "ko"),
    ],
)
def test_another_time_of_day_is_told(source: str, target: str, locale: str) -> None:
    assert "numbers" in ids(source, target, locale)
