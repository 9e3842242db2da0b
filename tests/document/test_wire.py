import pytest

from toolkit.document.wire import Place, Rights, Subject, Wire, read_wire, wire_problem


def refuse(key: str, message: str, hint: str) -> ValueError:
    return ValueError(f"{key}: {message} ({hint})")


def test_every_key_is_read() -> None:
    said = {
        "slugline": " court ",
        "urgency": "2",
        "place": "Almaty",
        "country": "kz",
        "genre": "Feature",
        "editors_note": "Call us.",
        "rights_holder": "We",
        "rights_notice": "© We",
        "usage_terms": "Free",
    }
    subjects = ["20000087 freedom of  expression", "subj:02000000", "11000000"]
    assert read_wire({**said, "subjects": subjects}, refuse) == Wire(
        "court",
        2,
        Place("Almaty", "KZ"),
        "Feature",
        (
            Subject("medtop", "20000087", "freedom of expression"),
            Subject("subj", "02000000"),
            Subject("subj", "11000000"),
        ),
        "Call us.",
        Rights("We", "© We", "Free"),
    )


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("urgency", "12", "“12” is not an urgency"),
        ("urgency", "0", "“0” is not an urgency"),
        ("urgency", "high", "“high” is not an urgency"),
        ("urgency", "٣", "“٣” is not an urgency"),
        ("country", "Kazakhstan", "“Kazakhstan” is not a country code"),
        ("country", "KZ", "the country has no place"),
        ("subjects", ["politics"], "“politics” is not a subject code"),
        ("subjects", ["medtop:2000008"], "“medtop:2000008” is not a subject code"),
    ],
)
def test_what_says_nothing_is_refused_with_its_key(
    key: str, value: str | list[str], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{key}: {message}"):
        read_wire({key: value}, refuse)


def test_a_comment_may_follow_a_code() -> None:
    said = read_wire({"urgency": "3 # soon", "place": "A #1", "country": "KZ # there"}, refuse)
    assert said == Wire(urgency=3, place=Place("A #1", "KZ"))


def test_an_article_says_more_than_its_set() -> None:
    of_set = Wire(urgency=5, place=Place("Almaty", "KZ"), rights=Rights("We", "© We", ""))
    own = Wire(place=Place("Aksu"), rights=Rights(usage="With credit"))
    assert own.over(of_set) == Wire(
        urgency=5, place=Place("Aksu"), rights=Rights("We", "© We", "With credit")
    )


@pytest.mark.parametrize("rights", [Rights(notice="©"), Rights(usage="Free")])
def test_rights_have_a_holder(rights: Rights) -> None:
    assert wire_problem(Wire(rights=rights)) is not None


@pytest.mark.parametrize("rights", [Rights(), Rights("We"), Rights("We", "©", "Free")])
def test_a_holder_is_enough(rights: Rights) -> None:
    assert wire_problem(Wire(rights=rights)) is None
