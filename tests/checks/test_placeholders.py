import pytest

from tests.checks.sheets import entry, found


def told(flag: str, source: str, target: str) -> list[str]:
    """Return what is said of the placeholders of an entry with a flag."""
    problems = found(entry(source, target, f"#, {flag}"), select="placeholders")
    return [each.message for each in problems]


@pytest.mark.parametrize(
    ("flag", "source", "target", "message"),
    [
        ("c-format", "%s has files", "файл бар", "the placeholder %s of the source is missing"),
        ("c-format", "%s: %d files", "%d: %s", "the placeholder %s of the source is %d here"),
        ("python-format", "%(name)s left", "%(nme)s кетті", "%(name)s of the source is missing"),
        ("python-brace-format", "{name}: {n}", "{nam}: {n}", "{nam} is not in the source"),
        ("python-brace-format", "{} of {}", "{}", "the placeholder {} of the source is missing"),
        ("php-format", "%1$s of %2$s", "%2$s", "the placeholder %1$s of the source is missing"),
    ],
)
def test_a_lost_or_invented_placeholder_is_told(
    flag: str, source: str, target: str, message: str
) -> None:
    assert any(message in each for each in told(flag, source, target))


@pytest.mark.parametrize(
    ("flag", "source", "target"),
    [
        ("c-format", "%d files, 100%%", "%i файл, 100%%"),
        ("c-format", "%1$s of %2$d", "%2$d ішінде %1$s"),
        ("c-format", "%.2f %s", "%.1f %s"),
        ("python-format", "%(a)s or %(b)s", "%(b)s, %(a)s"),
        ("python-brace-format", "{name!r:>5} and {{x}}", "{name}, {{у}}"),
        ("no-c-format", "100% sure", "100 пайыз"),
        ("fuzzy", "%s has files", "файл бар"),
    ],
)
def test_what_fills_the_same_is_right(flag: str, source: str, target: str) -> None:
    assert told(flag, source, target) == []


def test_a_plural_form_may_leave_its_number_out() -> None:
    plural = (
        '#, c-format\nmsgid "one file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "файл"\nmsgstr[1] "%d файл, %s"\n'
    )
    (problem,) = found(plural, select="placeholders")
    assert problem.message == "the placeholder %s is not in the source"
