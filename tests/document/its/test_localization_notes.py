from tests.documents import unit, xml


def test_a_term_is_noted_with_its_explanation() -> None:
    found = unit('<p>A <span its-term="yes" its-term-info-ref="#t">mother board</span>.</p>')
    assert found.notes == ("term: mother board = #t",)


def test_a_term_without_explanation_is_noted() -> None:
    assert unit('<p>A <b its-term="yes">board</b>.</p>').notes == ("term: board",)


def test_a_unit_can_be_a_term_as_a_whole() -> None:
    assert unit('<p its-term="yes">A <b>board</b></p>').notes == ("term: A board",)


def test_an_entity_is_noted_with_what_it_is() -> None:
    found = unit(
        '<p><b its-ta-ident-ref="http://a/Dublin" its-ta-class-ref="http://a/City">Dublin</b> is '
        '<b its-ta-source="W" its-ta-ident="301">big</b>.</p>'
    )
    assert found.notes == (
        "entity: Dublin = http://a/Dublin, http://a/City",
        "entity: big = W: 301",
    )


def test_provenance_is_noted() -> None:
    found = unit('<p its-person="A" its-tool="B" its-rev-org="C" its-prov-ref="http://p">x</p>')
    assert found.notes == ("translated by: A, B", "revised by: C", "provenance: http://p")


def test_limits_are_noted() -> None:
    found = unit('<p its-storage-size="9" its-allowed-characters="[a-z]">x</p>')
    assert found.notes == ("size: at most 9 bytes in UTF-8", "allowed characters: [a-z]")


def test_the_domain_is_noted() -> None:
    rule = '<its:domainRule selector="//p" domainPointer="@d"/>'
    document = xml(f'<its:rules version="2.0">{rule}</its:rules><p d="law, sport">x</p>')
    assert document.units[-1].notes == ("domain: law, sport",)


def test_each_record_of_provenance_is_noted() -> None:
    records = '<its:provenanceRecord person="A"/><its:provenanceRecord revPersonRef="B"/>'
    standoff = f'<its:provenanceRecords xml:id="r">{records}</its:provenanceRecords>'
    document = xml(f'{standoff}<p its:provenanceRecordsRef="#r">x</p>')
    assert document.units[-1].notes == ("translated by: A", "revised by: B")


def test_what_is_no_term_is_not_noted() -> None:
    assert unit('<p>A <b its-term="no">board</b>.</p>').notes == ()


def test_a_rule_can_point_to_a_comment() -> None:
    rules = (
        '<its:rules version="2.0"><its:locNoteRule locNoteType="description" selector="//p"'
        ' locNotePointer="comment()"/></its:rules>'
    )
    (only,) = xml(f"{rules}<p>Said.<!-- by a judge --></p>").units
    assert only.notes == ("by a judge",)
