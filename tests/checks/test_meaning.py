import pytest

from tests.checks.finding import found, pair_of, places, severities
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.meaning import CHECKS, negations

CHECK = {each.id: each for each in CHECKS}
NEGATIONS, PEOPLES = CHECK["negations"], CHECK["peoples"]
OPPOSITES = CHECK["opposites"]
PERSONS, HEDGES = CHECK["persons"], CHECK["hedges"]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("The guards did not open the gate.", "Охранники открыли ворота.", "ru"),
        ("He was never charged.", "Ему предъявили обвинение.", "ru"),
        ("Nobody told her mother.", "Её матери рассказали.", "ru"),
        ("They were held without a lawyer.", "Их держали с адвокатом.", "ru"),
        ("The search was unlawful.", "Обыск был законным.", "ru"),
        ("They shot an unarmed boy.", "Они застрелили вооружённого мальчика.", "ru"),
        ("The meeting was illegal.", "Жиналыс заңды болды.", "kk"),
        ("She didn’t sign the paper.", "Ол қағазға қол қойды.", "kk"),
        ("The road is not open.", "Жол ашық.", "kk"),
        ("They could not leave the village.", "Олар ауылдан кете алды.", "kk"),
        ("He did not come to the court.", "ئۇ سوتقا كەلدى.", "ug"),
        ("There is no bridge here.", "بۇ يەردە كۆۋرۈك بار.", "ug"),
        ("One man left. The other did not sign it.", "Один ушёл. Второй подписал его.", "ru"),
    ],
)
def test_a_sentence_that_no_longer_says_no_is_a_warning(
    source: str, target: str, locale: str
) -> None:
    assert severities(NEGATIONS, source, target, locale) == [Severity.WARNING]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("The guards did not open the gate.", "Охранники не открыли ворота.", "ru"),
        ("They shot an unarmed boy.", "Они застрелили безоружного мальчика.", "ru"),
        ("The meeting was illegal.", "Жиналыс заңға қайшы болды.", "kk"),
        ("The meeting was illegal.", "يىغىن قانۇنسىز ئىدى.", "ug"),
        ("He did not accept the money.", "Он отказался от денег.", "ru"),
        ("He was not in court.", "В суде он отсутствовал.", "ru"),
        ("He was freed no later than Monday.", "Его освободили до понедельника.", "ru"),
        ("Not only she but her son came.", "Пришла и она, и её сын.", "ru"),
        ("They did not leave until Friday.", "Они уехали лишь в пятницу.", "ru"),
        ("She didn’t sign the paper.", "Ол қағазға қол қоймады.", "kk"),
        ("They could not leave.", "Олар кете алмай қалды.", "kk"),
        ("It is not a prison.", "Бұл түрме емес.", "kk"),
        ("The child had no shoes.", "Бала аяқкиімсіз еді.", "kk"),
        ("He did not come.", "ئۇ كەلمىدى.", "ug"),
        ("They do not know him.", "ئۇلار ئۇنى تونۇمايدۇ.", "ug"),
        ("There is no bridge.", "كۆۋرۈك يوق.", "ug"),
        ("No", "Ложь", "ru"),
        ("What they never do", "Никогда", "ru"),
        ("It did not take long.", "Это случилось быстро.", "ru"),
        ("It adds what was not known.", "ئۇ نامەلۇم نەرسىنى قوشىدۇ.", "ug"),
        ("Nobody came.", "Niemand kam.", "de"),
    ],
)
def test_a_no_that_is_said_in_any_way_is_right(source: str, target: str, locale: str) -> None:
    assert found(NEGATIONS, source, target, locale) == []


def test_the_lost_word_is_shown() -> None:
    (problem,) = found(NEGATIONS, "One left. He never came back.", "Один ушёл. Он вернулся.", "ru")
    assert problem.source is not None
    assert "One left. He never came back."[slice(*problem.source)] == "never"


@pytest.mark.parametrize(
    ("source", "target", "locale", "word"),
    [
        ("The police fired on the crowd.", "Полиция не стреляла по толпе.", "ru", "не стреляла"),
        ("The mayor confirmed it.", "Мэр этого не подтвердил.", "ru", "не подтвердил"),
        ("Guards beat him.", "Күзетшілер оны соққан жоқ.", "kk", "соққан жоқ"),
        ("The mayor confirmed it.", "Әкім мұны растамады.", "kk", "растамады"),
        ("They know her.", "ئۇلار ئۇنى تونۇمايدۇ.", "ug", "تونۇمايدۇ"),
    ],
)
def test_a_no_that_nobody_said_is_a_warning(
    source: str, target: str, locale: str, word: str
) -> None:
    assert places(NEGATIONS, source, target, locale) == [word]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("Clean water is scarce.", "Чистой воды не хватает.", "ru"),
        ("The lift is down.", "Лифт не действует.", "ru"),
        ("Prices continued to rise.", "Цены не прекращали расти.", "ru"),
        ("The account is inaccurate.", "Әңгіме шындыққа сәйкес келмейді.", "kk"),
        ("The schools differ.", "مەكتەپلەر ئوخشىمايدۇ.", "ug"),
        ("He closes the shop.", "Ол дүкенді жабады.", "kk"),
    ],
)
def test_a_denial_that_says_what_the_source_says_is_right(
    source: str, target: str, locale: str
) -> None:
    assert found(NEGATIONS, source, target, locale) == []


def test_words_that_only_begin_like_a_no_deny_nothing_in_a_russian_source() -> None:
    pair = pair_of("Недавно открыли посольство.", "An embassy opened recently.", language="ru")
    assert list(negations(pair, Locale("en"))) == []


@pytest.mark.parametrize(
    ("source", "target", "locale", "word"),
    [
        ("Bread prices rose again.", "Цены на хлеб снова упали.", "ru", "упали"),
        ("Wages fell in May.", "Мамырда жалақы көтерілді.", "kk", "көтерілді"),
        ("Wages rose in May.", "مايدا ئىش ھەققى تۆۋەنلىدى.", "ug", "تۆۋەنلىدى"),
        ("She left before the verdict.", "Она уехала после приговора.", "ru", "после"),
        ("He was seized after the march.", "Ол шерудің алдында ұсталды.", "kk", "шерудің алдында"),
        ("The opposition won the seat.", "Оппозиция проиграла это место.", "ru", "проиграла"),
        ("The market is open.", "Рынок закрыт.", "ru", "закрыт"),
        ("A village in the north", "Село на юге", "ru", "юге"),
        ("The train left at noon.", "Поезд ушёл в полночь.", "ru", "полночь"),
        ("Imports of wheat", "Экспорт пшеницы", "ru", "Экспорт"),
    ],
)
def test_the_opposite_is_a_warning(source: str, target: str, locale: str, word: str) -> None:
    assert places(OPPOSITES, source, target, locale) == [word]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("Bread prices rose again.", "Цены на хлеб снова выросли.", "ru"),
        ("After he ate, he left before dark.", "Поев, он ушёл после ужина.", "ru"),
        ("He testified before the court.", "Он дал показания в суде.", "ru"),
        ("Rose Omarova came by noon.", "Роза Омарова приехала к полудню.", "ru"),
        ("Prices rose, wages fell.", "Зарплаты упали, а цены росли.", "ru"),
        ("Days after the raid, a man died.", "بۇنىڭدىن بۇرۇن بىر ئادەم ئۆلدى.", "ug"),
        ("Prices rose.", "Die Preise fielen.", "de"),
    ],
)
def test_what_may_say_the_same_is_no_opposite(source: str, target: str, locale: str) -> None:
    assert found(OPPOSITES, source, target, locale) == []


@pytest.mark.parametrize(
    ("source", "target", "locale", "word"),
    [
        ("The men were Kazakhs.", "Эти мужчины — уйгуры.", "ru", "уйгуры"),
        ("He fled to Turkey.", "Ол Қырғызстанға қашты.", "kk", "Қырғызстанға"),
        ("She lives in Urumqi.", "ئۇ قەشقەردە تۇرىدۇ.", "ug", "قەشقەردە"),
        ("Chinese police came.", "Пришла российская полиция.", "ru", "российская"),
    ],
)
def test_another_people_or_place_is_a_warning(
    source: str, target: str, locale: str, word: str
) -> None:
    assert places(PEOPLES, source, target, locale) == [word]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("The men were Kazakhs.", "Эти мужчины — казахи.", "ru"),
        ("Han Chinese people", "Китайцы", "ru"),
        ("The Kazakh embassy in Beijing", "Посольство в Пекине", "ru"),
        ("They came to the capital.", "Они приехали в Астану.", "ru"),
    ],
)
def test_a_people_that_is_only_left_out_or_made_plain_is_no_other(
    source: str, target: str, locale: str
) -> None:
    assert found(PEOPLES, source, target, locale) == []


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("“They took me away,” he said.", "«Их увезли», — сказал он.", "ru"),
        ("“They took me away,” he said.", "«Оларды алып кетті», – деді ол.", "kk"),
        ("She was held for a year.", "Он провёл под стражей год.", "ru"),
        ("He was held for a year.", "Она провела под стражей полгода.", "ru"),
    ],
)
def test_another_person_is_a_hint(source: str, target: str, locale: str) -> None:
    assert severities(PERSONS, source, target, locale) == [Severity.HINT]


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("“They took me away,” he said.", "«Меня увезли», — сказал он.", "ru"),
        ("“I know,” he said.", "«Знаю», — сказал он.", "ru"),
        ("“They took me,” he said.", "«Мені алып кетті», – деді ол.", "kk"),
        ("“We live there,” he said.", "«بىز شۇ يەردە تۇرىمىز» دېدى ئۇ.", "ug"),
        ("“They took my son,” he said.", "«خىتاي ئوغلۇمنى ئالدى» دېدى ئۇ.", "ug"),
        ("“They took my son,” he said.", "«Ұлымды алып кетті», – деді ол.", "kk"),
        ("She said he left.", "Она сказала, что он ушёл.", "ru"),
        ("She was held for a year.", "Её держали год.", "ru"),
        ("She left.", "Ол кетті.", "kk"),
    ],
)
def test_the_same_person_is_right(source: str, target: str, locale: str) -> None:
    assert found(PERSONS, source, target, locale) == []


def test_a_charge_that_became_a_fact_is_a_hint() -> None:
    assert severities(HEDGES, "He was allegedly shot.", "В него стреляли.", "ru") == [Severity.HINT]


@pytest.mark.parametrize(
    ("target", "locale"),
    [
        ("В него, как утверждается, стреляли.", "ru"),
        ("По сообщениям, в него стреляли.", "ru"),
        ("Оны атқан деген хабар бар.", "kk"),
        ("ئېيتىلىشىچە، ئۇ ئېتىلغان.", "ug"),
    ],
)
def test_a_charge_that_stays_one_is_right(target: str, locale: str) -> None:
    assert found(HEDGES, "He was allegedly shot.", target, locale) == []


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("The shop is closed.", "Дүкен ашық емес.", "kk"),
        ("The border was closed.", "Граница не открыта.", "ru"),
        ("Prices fell in May.", "Мамырда баға көтерілмеді.", "kk"),
        ("They stayed at home.", "ئۇلار ئۆيدىن چىقمىدى.", "ug"),
        ("He stayed.", "ئۇ كەتمىدى.", "ug"),
        ("The concert was cancelled.", "Концерт өткізілмеді.", "kk"),
        ("She nearly fell.", "Она чуть не упала.", "ru"),
    ],
)
def test_what_denies_the_opposite_says_the_same(source: str, target: str, locale: str) -> None:
    assert found(NEGATIONS, source, target, locale) == []


@pytest.mark.parametrize(
    ("source", "target", "locale", "word"),
    [
        ("The mayor allowed the rally.", "Мэр митинг не разрешил.", "ru", "не разрешил"),
        ("The mayor opened the bridge.", "Әкім көпірді ашқан жоқ.", "kk", "ашқан жоқ"),
    ],
)
def test_what_is_denied_itself_is_a_warning(
    source: str, target: str, locale: str, word: str
) -> None:
    (problem,) = found(NEGATIONS, source, target, locale)
    assert problem.target is not None
    assert target[slice(*problem.target)] == word


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("Before long the road was closed.", "Вскоре после этого дорогу закрыли.", "ru"),
        ("After all, the house stands before the river.", "Ведь дом стоит перед рекой.", "ru"),
        ("He looked after the sheep before noon.", "До полудня он пас овец.", "ru"),
        ("The village is close to an open mine.", "Село рядом с открытым карьером.", "ru"),
    ],
)
def test_phrases_with_such_words_say_no_opposite(source: str, target: str, locale: str) -> None:
    assert found(OPPOSITES, source, target, locale) == []


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("China aims to be No.1 by 2030.", "К 2030 году Китай хочет стать первым.", "ru"),
        ("I couldn't help thinking of her.", "Мен оны ойлап кеттім.", "kk"),
        ("He called himself not guilty.", "Ол өзін кінәсізбін деп атады.", "kk"),
        ("Without trust in the U.S. there is no peace.", "ئىشەنچ يوق. » دېدى.", "ug"),
    ],
)
def test_what_only_looks_like_a_lost_no_is_right(source: str, target: str, locale: str) -> None:
    assert found(NEGATIONS, source, target, locale) == []
