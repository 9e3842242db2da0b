import pytest

from tests.checks.finding import fixed, pair_of
from toolkit.base.bcp47 import Locale
from toolkit.checks.markup import invented_missing_or_ill_nested
from toolkit.checks.quotation_marks import CHECKS as QUOTATION_MARKS

SOURCE = 'See {{< ref "a.md" >}} and {{ site.x }}'


@pytest.mark.parametrize(
    ("target", "missing", "invented"),
    [
        ('{{< ref "a.md" >}} бетін {{ site.x }} қараңыз', [], []),
        ("{{ site.x }} қараңыз", ['{{< ref "a.md" >}}'], []),
        ("{{< ref «a.md» >}} мен {{ site.x }}", ['{{< ref "a.md" >}}'], ["{{< ref «a.md» >}}"]),
    ],
)
def test_tags_of_templates_are_codes(target: str, missing: list[str], invented: list[str]) -> None:
    assert list(invented_missing_or_ill_nested(pair_of(SOURCE, target), Locale("kk"))) == [
        *(f"the source's code {each} is missing" for each in missing),
        *(f"the code {each} is not in the source" for each in invented),
    ]


def test_no_check_wants_the_marks_in_a_tag_changed() -> None:
    target = '{{< ref "a.md" >}} "бетін" {{ site.x }} қараңыз'
    marks = next(each for each in QUOTATION_MARKS if each.id == "quotation-marks")
    assert fixed(marks, SOURCE, target, "kk") == target.replace('"бетін"', "«бетін»")
