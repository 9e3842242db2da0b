"""Units, times, dates and scales: right translations and wrong ones, in many languages."""

import pytest

from tests.checks.numbers import found, ids, suggestions

RIGHT = [
    (
        "In 2019 he was jailed, and in 2021 freed.",
        "В 2019 году его посадили, в 2021 освободили.",
        "ru",
    ),
    ("He got 20 sheep for 300 dollars.", "За 300 долларов он получил 20 овец.", "ru"),
    ("from $20 to $30", "от 20 до 30 долларов", "ru"),
    ("He waited two weeks.", "Он ждал две недели.", "ru"),
    ("a 10-year sentence", "10-летний срок", "ru"),
    ("a ten-year sentence", "десятилетний срок", "ru"),
    ("a 45-year-old man", "сорокапятилетний мужчина", "ru"),
    ("a 125-kilometer road", "стодвадцатипятикилометровая дорога", "ru"),
    ("It lasted 48 hours.", "Бұл 48 сағатқа созылды.", "kk"),
    ("six months", "алты ай", "kk"),
    ("six months", "алты айдан кейін", "kk"),
    ("six months", "ئالتە ئايدىن كېيىن", "ug"),
    ("three hours later", "ئۈچ سائەتتىن كېيىن", "ug"),
    ("on Tuesday", "сейсенбі күні", "kk"),
    ("on Friday", "جۈمە كۈنى", "ug"),
    ("on Wednesday", "в среду", "ru"),
    ("on Thursdays", "по четвергам", "ru"),
    ("in September", "қыркүйекте", "kk"),
    ("since April", "с апреля", "ru"),
    ("at 7 a.m.", "таңғы жетіде", "kk"),
    ("at 7 a.m.", "таңғы сағат 7-де", "kk"),
    ("at 7 p.m.", "кешкі сағат жетіде", "kk"),
    ("at 7 p.m.", "сағат 19-да", "kk"),
    ("at 7 p.m.", "сағат 19.00-де", "kk"),
    ("at 7 p.m.", "в семь вечера", "ru"),
    ("at 7 p.m.", "в 7 часов вечера", "ru"),
    ("at 7 p.m.", "в 19 часов", "ru"),
    ("at 7 p.m.", "вечером, в 7", "ru"),
    ("at 3 p.m.", "в 3 часа дня", "ru"),
    ("at 3 a.m.", "в 3 часа ночи", "ru"),
    ("at 3 a.m.", "в три ночи", "ru"),
    ("for 3 days", "3 дня", "ru"),
    ("for three nights", "три ночи", "ru"),
    ("half past eight in the evening", "в половине девятого вечера", "ru"),
    ("8:30 p.m.", "половина девятого вечера", "ru"),
    ("8:30 p.m.", "кешкі сегіз жарымда", "kk"),
    ("8:30 a.m.", "ئەتىگەن سائەت سەككىز يېرىمدا", "ug"),
    ("9:45 a.m.", "без четверти десять утра", "ru"),
    ("quarter to ten", "без четверти десять", "ru"),
    ("two thirds of voters", "сайлаушылардың үштен екісі", "kk"),
    ("a quarter of a million people", "четверть миллиона человек", "ru"),
    ("25 percent", "төрттен бірі", "kk"),
    ("a fifth of the budget", "пятая часть бюджета", "ru"),
    ("a fifth of the budget", "бюджеттің бестен бірі", "kk"),
    ("one in five", "бестен бірі", "kk"),
    ("the third of May", "3 мая", "ru"),
    ("minus 15 degrees", "-15 градусов", "ru"),
    ("-15 degrees", "15 градусов мороза", "ru"),
    ("-15 degrees", "минус 15 градусов", "ru"),
    ("-15 degrees", "15 градус аяз", "kk"),
    ("-15 degrees", "−15 градусов", "ru"),
    ("-15", "–15", "ru"),
    ("no more than 10 people", "не более 10 человек", "ru"),
    ("at least 10 people", "кемінде 10 адам", "kk"),
    ("more than 10 people", "10 نەپەردىن ئارتۇق ئادەم", "ug"),
    ("more than 10", "10 адамнан астам", "kk"),
    ("up to 10", "10 адамға дейін", "kk"),
    ("at least ten people", "кем дегенде он адам", "kk"),
    ("3 crore people", "30 миллионов человек", "ru"),
    ("5 lakh", "500 000", "kk"),
    ("1.5 million", "150万人", "zh-Hans"),
    ("Three million people came", "300万人前来", "zh-Hans"),
    ("20 trillion yen", "20兆円", "ja"),
    ("120 million", "1億2000万人", "ja"),
    ("3 million", "三百万", "zh"),
    ("3 million", "3百万", "zh"),
    ("50 million won", "5천만 원", "ko"),
    ("500,000", "50만명", "ko"),
    ("35 million", "3.5 करोड़", "hi"),
    ("3.5 billion", "3.500 millones", "es"),
    ("3.5 billion", "3,5 mil millones", "es"),
    ("3.5 billion", "3,5 Milliarden Euro", "de"),
    ("10 years", "10 Jahre", "de"),
    ("10 years", "10 yıl", "tr"),
    ("6 p.m.", "18.00", "tr"),
    ("6 p.m.", "akşam 6'da", "tr"),
    ("6 p.m.", "18 Uhr", "de"),
    ("5 millionaires", "5 Millionäre", "de"),
    ("5 millionaires", "5 milyoner", "tr"),
    ("5,000 people", "5 bin kişi", "tr"),
    ("5,000 people", "5 миң киши", "ky"),
    ("2 million", "2 сая хүн", "mn"),
    ("Он ждал 3 часа.", "Ол 3 сағат күтті.", "kk", "ru"),
    ("в 6 вечера", "кешкі 6-да", "kk", "ru"),
    ("6 p.m.", "lat 18", "kk-Latn"),
    ("6 p.m.", "keşkı 6-da", "kk-Latn"),
    ("10 years", "10 jyl", "kk-Latn"),
    ("10 years", "10 yilliq", "ug-Latn"),
    ("at noon", "в полдень", "ru"),
    ("12 p.m.", "в полдень", "ru"),
    ("12 a.m.", "в полночь", "ru"),
    ("midnight", "түн ортасы", "kk"),
    ("The vote was 5-3.", "Голоса: 5–3.", "ru"),
    ("pages 10-15", "стр. 10-15", "ru"),
    ("since 1990 (-5)", "с 1990 (-5)", "ru"),
    ("doubled", "екі есе өсті", "kk"),
    ("tripled", "выросла втрое", "ru"),
    ("halved", "сократилась вдвое", "ru"),
    ("The number doubled to 20.", "Число удвоилось до 20.", "ru"),
    ("The first quarter of 2021", "первый квартал 2021 года", "ru"),
    ("the second quarter", "вторая четверть", "ru"),
    ("at 6 p.m. on Monday", "в понедельник в 6 вечера", "ru"),
    ("five people were killed at night", "ночью убиты пять человек", "ru"),
    ("5 people came in the evening", "Вечером пришло 5 человек", "ru"),
    ("5 people came in the evening", "кешке 5 адам келді", "kk"),
    ("for 5 to 10 years", "от 5 до 10 лет", "ru"),
    ("under 5", "младше 5 лет", "ru"),
    ("They march at 9:30 p.m.", "يۈرۈش كەچ سائەت توققۇز يېرىمدا.", "ug"),
    ("In March 2021 they left.", "Олар 2021 жылдың наурызында кетті.", "kk"),
    ("A 34-year-old came.", "Тридцатичетырехлетняя пришла.", "ru"),
    ("They march at 6 p.m.", "Yürüyüş 18.00’de.", "tr"),
    ("They march at 6 p.m.", "Yurish soat 18:00 da.", "uz"),
    ("They march at 6 p.m.", "Жүрүш саат 18:00дө.", "ky"),
    ("They march at 6 p.m.", "Роҳпаймоӣ соати 18:00.", "tg"),
    ("$3.5 billion", "35亿美元", "zh-Hans"),
    ("50,000 people", "5万人", "zh-Hans"),
    ("50,000 people", "5만 명", "ko"),
    ("3 million yen", "300万円", "ja"),
    ("no more than 255 characters", "не могут содержать более 255 символов", "ru"),
    ("It takes more than 10 days", "Это занимает более 10 дней", "ru"),
    ("no more than 5 people", "5 адамнан артық бола алмайды", "kk"),
    ("no more than 5", "5 ئادەمدىن ئارتۇق بولالمايدۇ", "ug"),
    ("Article 5", "제5조", "ko"),
    ("section 5", "5 조", "ko"),
    ("5 trillion won", "5조 원", "ko"),
    ("the `-1' field", "поле «-1»", "ru"),
]

WRONG = [
    (
        "In 2019 he was jailed, and in 2021 freed.",
        "В 2021 году его посадили, в 2019 освободили.",
        "ru",
    ),
    ("He paid 300 dollars for 20 sheep.", "Он заплатил 20 долларов за 300 овец.", "ru"),
    ("He waited two weeks.", "Он ждал два месяца.", "ru"),
    ("a 10-year sentence", "10-месячный срок", "ru"),
    ("a ten-year sentence", "десятимесячный срок", "ru"),
    ("a 45-year-old man", "сорокашестилетний мужчина", "ru"),
    ("It lasted 48 hours.", "Бұл 48 минутқа созылды.", "kk"),
    ("It lasted 48 hours.", "Бұл 48 күнге созылды.", "kk"),
    ("six months", "алты апта", "kk"),
    ("six months", "ئالتە ھەپتىدىن كېيىن", "ug"),
    ("three hours later", "ئۈچ مىنۇتتىن كېيىن", "ug"),
    ("on Tuesday", "сәрсенбіде", "kk"),
    ("on Friday", "شەنبە كۈنى", "ug"),
    ("on Wednesday", "в четверг", "ru"),
    ("in September", "қазанда", "kk"),
    ("since April", "с августа", "ru"),
    ("at 7 p.m.", "сағат 7-де", "kk"),
    ("at 7 p.m.", "в 7 часов утра", "ru"),
    ("at 3 p.m.", "в 3 часа ночи", "ru"),
    ("8:30 p.m.", "в половине восьмого вечера", "ru"),
    ("8:30 p.m.", "кешкі тоғыз жарымда", "kk"),
    ("two thirds of voters", "сайлаушылардың үштен бірі", "kk"),
    ("two thirds of voters", "три четверти избирателей", "ru"),
    ("-15 degrees", "15 градус", "kk"),
    ("no more than 10 people", "более 10 человек", "ru"),
    ("at least 10 people", "10 адамнан аспайды", "kk"),
    ("at least 10 people", "ئەڭ كۆپ بولغاندا 10 ئادەم", "ug"),
    ("120 million", "1億2000人", "ja"),
    ("3.5 billion", "3,5 Millionen Euro", "de"),
    ("10 years", "10 Monate", "de"),
    ("10 years", "10 ay", "tr"),
    ("в 6 вечера", "таңғы 6-да", "kk", "ru"),
    ("6 p.m.", "tañğy 6-da", "kk-Latn"),
    ("10 years", "10 aiğa", "kk-Latn"),
    ("10 years", "10 ayliq", "ug-Latn"),
    ("The term is 13 years.", "Срок - 13 месяцев.", "ru"),
    ("They march at 6 a.m.", "Марш кешкі 6-да.", "kk"),
    ("They march at 6 p.m.", "يۈرۈش ئەتىگەن سائەت 6 دا.", "ug"),
    ("They march at 6:30 p.m.", "Марш в 6:30.", "ru"),
    ("It is 30 kilometers away.", "Ол 30 миль жерде.", "kk"),
    ("A third of them left.", "Олардың төрттен бірі кетті.", "kk"),
    ("A third of them left.", "Четверть ушла.", "ru"),
    ("In March 2021 they left.", "Олар 2021 жылдың мамырында кетті.", "kk"),
    ("$3.5 billion", "3.5亿美元", "zh-Hans"),
    ("at least 5 people", "не более чем 5 человек", "ru"),
    ("at least 5 people", "5 адамнан артық емес", "kk"),
]


@pytest.mark.parametrize("row", RIGHT)
def test_what_is_right_is_no_warning(row: tuple[str, ...]) -> None:
    assert not ids(*row) & {"numbers", "units"}


@pytest.mark.parametrize("row", WRONG)
def test_what_is_wrong_is_a_warning(row: tuple[str, ...]) -> None:
    assert ids(*row) & {"numbers", "units"}


def test_another_multiple_is_a_hint() -> None:
    assert found("It doubled.", "Оно утроилось.", "ru") == [
        "number-words: the source has “doubled”, the translation “утроилось”"
    ]


def test_the_opposite_bound_is_named() -> None:
    assert found("at least 10", "не более 10", "ru") == [
        "numbers: “10” is the least in the source, the most here"
    ]


def test_a_time_is_shown_with_its_part_of_the_day() -> None:
    assert found("at 6 p.m.", "в 6 утра", "ru") == [
        "numbers: the source has “6 p.m.”, the translation “6 утра”"
    ]


def test_a_wrong_scale_has_no_proposal() -> None:
    assert suggestions("3.5 billion", "3.5亿", "zh-Hans") == [""]
