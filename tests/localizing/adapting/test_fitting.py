"""Fitting an overlay to a document: what each warning says, and the place that it names."""

from tests.documents import read
from toolkit.base.errors import Finding
from toolkit.localizing.adapting.fitting import fit_overlay
from toolkit.localizing.adapting.overlay import Overlay, read_overlay

IDS = ("p-headline", "p-first", "p-second", "p-third")
ARTICLE = read("# Headline\n\nFirst.\n\nSecond.\n\nThird.\n", "a.md")
# Each of a move's keys has a line of its own.
MOVE = '[[move]]\nreason = "near"\nid = "{}"\nafter = "{}"\n'
INSERT = '[[insert]]\nreason = "context"\ntext = "Мәтін"\nbefore = "{}"\n'
OMIT = '[[omit]]\nreason = "known"\nid = "{}"\n'


def fitted(text: str, name: str = "a.md") -> tuple[Overlay, list[str]]:
    document = ARTICLE if name == "a.md" else read("<r><p>One.</p></r>", name)
    overlay = read_overlay(text.encode(), "kk.toml")
    fit, findings = fit_overlay(overlay, document.with_ids(IDS[: len(document.units)]))
    return fit, [placed(each) for each in findings if each.severity.value == "warning"]


def placed(finding: Finding) -> str:
    place = finding.location
    return f"{place and place.line}:{place and place.column} {finding.message}; {finding.hint}"


GONE = "the document no longer has a unit “{}”; look up the passage's id in the template"


def test_what_names_units_that_are_there_is_kept_without_a_word() -> None:
    text = OMIT.format("p-third") + INSERT.format("p-first") + MOVE.format("p-second", "p-headline")
    fit, warnings = fitted(text)
    assert (len(fit.omissions), len(fit.additions), len(fit.moves)) == (1, 1, 1)
    assert warnings == []


def test_a_bad_anchor_of_a_move_is_told_at_the_anchor() -> None:
    fit, warnings = fitted(MOVE.format("p-first", "nowhere"))
    assert fit.moves == ()
    assert warnings == [f"4:1 {GONE.format('nowhere')}"]


def test_a_bad_id_of_a_move_is_told_at_the_id() -> None:
    fit, warnings = fitted(MOVE.format("nowhere", "p-first"))
    assert fit.moves == ()
    assert warnings == [f"3:1 {GONE.format('nowhere')}"]


def test_of_a_move_with_two_bad_names_the_id_is_told() -> None:
    assert fitted(MOVE.format("nowhere", "elsewhere"))[1] == [f"3:1 {GONE.format('nowhere')}"]


def test_a_bad_anchor_of_an_addition_is_told_at_the_anchor() -> None:
    fit, warnings = fitted(INSERT.format("nowhere"))
    assert fit.additions == ()
    assert warnings == [f"4:1 {GONE.format('nowhere')}"]


def test_a_bad_id_of_an_omission_is_told_at_the_id() -> None:
    fit, warnings = fitted(OMIT.format("nowhere"))
    assert fit.omissions == ()
    assert warnings == [f"3:1 {GONE.format('nowhere')}"]


def test_a_bad_anchor_keeps_what_is_right() -> None:
    fit, warnings = fitted(MOVE.format("p-first", "nowhere") + MOVE.format("p-second", "p-third"))
    assert [each.id for each in fit.moves] == ["p-second"]
    assert len(warnings) == 1


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    warning = "the document no longer has a unit “p-secnd”; did you mean “p-second”"
    assert fitted(MOVE.format("p-first", "p-secnd"))[1] == [f"4:1 {warning}"]


def test_warnings_come_in_the_order_of_the_file() -> None:
    text = MOVE.format("p-first", "a") + INSERT.format("b") + OMIT.format("c")
    assert [each.partition(":")[0] for each in fitted(text)[1]] == ["4", "8", "11"]


def test_a_document_in_its_own_format_keeps_its_order_and_says_where() -> None:
    fit, warnings = fitted(
        INSERT.format("p-headline") + MOVE.format("p-headline", "p-first"), "a.xml"
    )
    assert (fit.additions, fit.moves) == ((), ())
    message = "only text, Markdown and Word articles can have passages added or moved"
    assert [each.partition(";")[0] for each in warnings] == [f"4:1 {message}", f"7:1 {message}"]
