"""Numbers in words of German, French, Spanish and Turkish."""

import pytest

from tests.checks.numbers import ids

SAME = [
    ("He counted 250 sheep.", "Er zählte zweihundertfünfzig Schafe.", "de"),
    ("They paid 3,500 euros.", "Sie zahlten dreitausendfünfhundert Euro.", "de"),
    ("Fifty-five people came.", "Fünfundfünfzig Menschen kamen.", "de"),
    ("Two and a half years passed.", "Zweieinhalb Jahre vergingen.", "de"),
    ("The rally starts at 6 p.m.", "Die Kundgebung beginnt um sechs Uhr abends.", "de"),
    ("The rally starts at 6 p.m.", "Die Kundgebung beginnt um 18 Uhr.", "de"),
    ("It began at 2:30.", "Es begann um halb drei.", "de"),
    ("A third of them left.", "Ein Drittel von ihnen ging.", "de"),
    ("Two thirds of them left.", "Zwei Drittel von ihnen gingen.", "de"),
    ("Three quarters of them left.", "Drei Viertel von ihnen gingen.", "de"),
    ("The 34-year-old was held.", "Die Vierunddreißigjährige wurde festgehalten.", "de"),
    ("A 12-year-old girl died.", "Ein zwölfjähriges Mädchen starb.", "de"),
    ("Nine villagers died.", "Neun Dorfbewohner starben.", "de"),
    ("In the 1980s he left.", "In den Achtzigerjahren ging er.", "de"),
    ("On May 8 he left.", "Am achten Mai ging er.", "de"),
    ("About 300,000 people fled.", "Rund dreihunderttausend Menschen flohen.", "de"),
    ("Two hundred and fifty million euros", "Zweihundertfünfzig Millionen Euro", "de"),
    ("He counted 97 sheep.", "Il compta quatre-vingt-dix-sept moutons.", "fr"),
    ("He counted 71 sheep.", "Il compta soixante et onze moutons.", "fr"),
    ("He counted 80 sheep.", "Il compta quatre-vingts moutons.", "fr"),
    ("He counted 285 sheep.", "Il compta deux cent quatre-vingt-cinq moutons.", "fr"),
    ("Seven villagers died.", "Sept villageois sont morts.", "fr"),
    ("In 1968 he left.", "En mille neuf cent soixante-huit, il partit.", "fr"),
    ("It starts at 6 p.m.", "Cela commence à six heures du soir.", "fr"),
    ("It starts at 6 p.m.", "Cela commence à 18 heures.", "fr"),
    ("It starts at 10:30.", "Cela commence à dix heures et demie.", "fr"),
    ("It starts at 9:45.", "Cela commence à dix heures moins le quart.", "fr"),
    ("10 percent of them", "dix pour cent d’entre eux", "fr"),
    ("A third of them left.", "Un tiers d’entre eux est parti.", "fr"),
    ("Three quarters of them left.", "Les trois quarts d’entre eux sont partis.", "fr"),
    ("Thousands of people came.", "Des milliers de personnes sont venues.", "fr"),
    ("In his 40s, he left.", "À la quarantaine, il partit.", "fr"),
    ("60 years later", "soixante ans plus tard", "fr"),
    ("the 12th time", "la douzième fois", "fr"),
    ("He counted 250 sheep.", "Contó doscientas cincuenta ovejas.", "es"),
    ("He counted 35 sheep.", "Contó treinta y cinco ovejas.", "es"),
    ("I arrived at 2:30.", "Llegué a las dos y media.", "es"),
    ("I arrived at 2:50.", "Llegué a las tres menos diez.", "es"),
    ("at 4:00 a.m.", "a las cuatro de la mañana", "es"),
    ("The rally starts at 6 p.m.", "La manifestación empieza a las seis de la tarde.", "es"),
    ("The rally starts at 6 p.m.", "La manifestación empieza a las 18:00.", "es"),
    ("The rally starts at 6 p.m.", "La manifestación empieza a las 6 p. m.", "es"),
    ("two and a half million", "dos millones y medio", "es"),
    ("3 billion dollars", "tres mil millones de dólares", "es"),
    ("A third of them left.", "Un tercio de ellos se fue.", "es"),
    ("20 percent of them", "el veinte por ciento de ellos", "es"),
    ("At least five died.", "Al menos cinco murieron.", "es"),
    ("Nine villagers died.", "Dokuz köylü öldü.", "tr"),
    ("Two men were shot.", "İki adam vuruldu.", "tr"),
    ("He counted 250 sheep.", "İki yüz elli koyun saydı.", "tr"),
    ("100 percent of them", "yüzde yüzü", "tr"),
    ("20 percent of them", "yüzde yirmisi", "tr"),
    ("The rally starts at 6 p.m.", "Miting akşam saat 6'da başlıyor.", "tr"),
    ("The rally starts at 6 p.m.", "Miting akşam altıda başlıyor.", "tr"),
    ("The rally starts at 6 p.m.", "Miting saat 18.00'de başlıyor.", "tr"),
    ("It begins at 3 p.m.", "Öğleden sonra 3'te başlıyor.", "tr"),
    ("It begins at 6:30.", "Altı buçukta başlıyor.", "tr"),
    ("3.5 billion dollars", "üç buçuk milyar dolar", "tr"),
    ("Two thirds of them left.", "Üçte ikisi gitti.", "tr"),
    ("A third of them left.", "Üçte biri gitti.", "tr"),
    ("He hid under the bridge.", "Köprünün altında saklandı.", "tr"),
    ("He ate with them.", "Onlarla yedi.", "tr"),
    ("At least five died.", "En az beş kişi öldü.", "tr"),
    ("Thousands of people came.", "Binlerce insan geldi.", "tr"),
    ("They saw him.", "Onu gördüler.", "tr"),
    ("Jim has 12 matches.", "Jim hat zwölf am Sonntag gespielte Spiele.", "de"),
    ("Tens of thousands fled.", "Zehntausende flohen.", "de"),
    ("Tens of thousands of people fled.", "Des dizaines de milliers de personnes ont fui.", "fr"),
    ("Tens of thousands of people fled.", "Decenas de miles de personnas huyeron.", "es"),
    ("He paid $125m.", "Er zahlte 125 Millionen US-Dollar.", "de"),
]

OTHER = [
    ("Fifty-five people came.", "Sechsundfünfzig Menschen kamen.", "de"),
    ("The rally starts at 6 p.m.", "Die Kundgebung beginnt um sechs Uhr morgens.", "de"),
    ("It began at 2:30.", "Es begann um halb vier.", "de"),
    ("Nine villagers died.", "Fünf Dorfbewohner starben.", "de"),
    ("At least five died.", "Höchstens fünf starben.", "de"),
    ("He counted 75 sheep.", "Il compta soixante-seize moutons.", "fr"),
    ("Nine villagers died.", "Cinq villageois sont morts.", "fr"),
    ("It starts at 6 p.m.", "Cela commence à six heures du matin.", "fr"),
    ("He counted 35 sheep.", "Contó treinta y seis ovejas.", "es"),
    ("I arrived at 2:30.", "Llegué a las tres y media.", "es"),
    ("The rally starts at 6 p.m.", "La manifestación empieza a las 6 de la mañana.", "es"),
    ("Nine villagers died.", "Cinco aldeanos murieron.", "es"),
    ("3 billion dollars", "tres millones de dólares", "es"),
    ("At least five died.", "Murieron como máximo cinco.", "es"),
    ("Nine villagers died.", "Beş köylü öldü.", "tr"),
    ("The rally starts at 6 p.m.", "Miting sabah saat 6'da başlıyor.", "tr"),
    ("A third of them left.", "Dörtte biri gitti.", "tr"),
    ("At least five died.", "En fazla beş kişi öldü.", "tr"),
]


@pytest.mark.parametrize(("source", "target", "locale"), SAME)
def test_the_same_number_in_words_is_right(source: str, target: str, locale: str) -> None:
    assert not ids(source, target, locale) & {"numbers", "number-words", "units"}


@pytest.mark.parametrize(("source", "target", "locale"), OTHER)
def test_another_number_in_words_is_a_warning(source: str, target: str, locale: str) -> None:
    assert "numbers" in ids(source, target, locale)


def test_how_many_times_is_compared_in_german() -> None:
    assert "number-words" in ids("The price doubled.", "Der Preis verdreifachte sich.", "de")


def test_a_number_of_a_title_that_is_not_translated_is_there() -> None:
    title = "the author of “Five Lives”"
    assert not ids(f"She is {title}.", f"Sie ist {title}.", "de")


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("It lies 45 miles (72 kilometers) south.", "Er liegt 72 Kilometer südlich.", "de"),
        ("It lies 45 miles (72 kilometers) south.", "Он лежит в 72 километрах к югу.", "ru"),
        ("It lies 45 miles (72 kilometers) south.", "Ол 72 шақырым оңтүстікте.", "kk"),
        ("The 27 ft room has beams.", "27 fit (yaklaşık 8 metre) odada kiriş var.", "tr"),
    ],
)
def test_one_of_two_units_of_a_figure_is_enough(source: str, target: str, locale: str) -> None:
    assert not ids(source, target, locale)


@pytest.mark.parametrize(
    ("source", "target", "locale"),
    [
        ("It lies 45 miles (72 kilometers) south.", "Он лежит в 73 километрах к югу.", "ru"),
        ("It lies 45 miles (27 kilometers) south.", "Er liegt 45 Meilen südlich.", "de"),
    ],
)
def test_another_figure_in_brackets_is_missed(source: str, target: str, locale: str) -> None:
    assert "numbers" in ids(source, target, locale)


def test_both_figures_of_a_range_have_its_unit() -> None:
    text = "Rain of 2 to 4 inches is expected."
    assert ids(text, "Ожидается от 5 до 10 сантиметров дождя.", "ru") == {"conversions"}
    assert "numbers" in ids(text, "Ожидается от 5 до 40 сантиметров дождя.", "ru")
