"""Data categories: what ITS 2.0 can say of a node, a descriptor each; to add one, add it here."""

from types import MappingProxyType

from lxml import etree

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import XML_ID, XML_LANG, XML_SPACE
from toolkit.document.its.category import Category, Inheritance, Standoff, Value, Values
from toolkit.document.its.html5 import is_translatable, within_text

__all__ = [
    "ALLOWED_CHARACTERS",
    "ANNOTATORS",
    "CATEGORIES",
    "DIRECTIONALITY",
    "DOMAIN",
    "EXTERNAL_RESOURCE",
    "ID_VALUE",
    "LANGUAGE_INFORMATION",
    "LOCALE_FILTER",
    "LOCALIZATION_NOTE",
    "LOCALIZATION_QUALITY_ISSUE",
    "LOCALIZATION_QUALITY_RATING",
    "MT_CONFIDENCE",
    "PRESERVE_SPACE",
    "PROVENANCE",
    "STORAGE_SIZE",
    "TARGET_POINTER",
    "TERMINOLOGY",
    "TEXT_ANALYSIS",
    "TRANSLATE",
    "WITHIN_TEXT",
    "category_named",
]


def _html_within_text(element: etree._Element) -> Values:
    return {"withinText": within_text(element)}


TRANSLATE = Category(
    "translate",
    "translateRule",
    (Value("translate", frozenset({"yes", "no"}), html="translate", html_values={"": "yes"}),),
    Inheritance.ELEMENTS,
    of_elements=MappingProxyType({"translate": "yes"}),
    of_attributes=MappingProxyType({"translate": "no"}),
    html_attributes=is_translatable,
)
LOCALIZATION_NOTE = Category(
    "localization-note",
    "locNoteRule",
    (
        Value("locNote", collapse=True, child=True, pointer="locNotePointer"),
        Value("locNoteRef", collapse=True, pointer="locNoteRefPointer"),
        Value("locNoteType", frozenset({"alert", "description"}), presumed="description"),
    ),
    Inheritance.ELEMENTS,
    needs=("locNote", "locNoteRef"),
)
DIRECTIONALITY = Category(
    "directionality",
    "dirRule",
    (
        Value(
            "dir",
            frozenset({"ltr", "rtl", "lro", "rlo"}),
            html="dir",
            html_values={"auto": "auto"},
        ),
    ),
    Inheritance.ALL,
    of_elements={"dir": "ltr"},
    of_attributes={"dir": "ltr"},
)
LANGUAGE_INFORMATION = Category(
    "language-information",
    "langRule",
    (Value("lang", stated=False, pointer="langPointer", xml=XML_LANG, html="lang"),),
    Inheritance.ALL,
)
WITHIN_TEXT = Category(
    "elements-within-text",
    "withinTextRule",
    (Value("withinText", frozenset({"yes", "no", "nested"})),),
    of_elements={"withinText": "no"},
    of_html=_html_within_text,
)
LOCALE_FILTER = Category(
    "locale-filter",
    "localeFilterRule",
    (
        Value("localeFilterList", collapse=True),
        Value("localeFilterType", frozenset({"include", "exclude"}), presumed="include"),
    ),
    Inheritance.ALL,
    of_elements={"localeFilterList": "*", "localeFilterType": "include"},
    of_attributes={"localeFilterList": "*", "localeFilterType": "include"},
)
ID_VALUE = Category(
    "id-value",
    "idValueRule",
    (Value("idValue", stated=False, pointer="idValue", xml=XML_ID, html="id"),),
)
PRESERVE_SPACE = Category(
    "preserve-space",
    "preserveSpaceRule",
    (Value("space", frozenset({"default", "preserve"}), xml=XML_SPACE),),
    Inheritance.ALL,
    of_elements={"space": "default"},
    of_attributes={"space": "default"},
)

TERMINOLOGY = Category(
    "terminology",
    "termRule",
    (
        Value("term", frozenset({"yes", "no"})),
        Value("termInfo", collapse=True, stated=False, pointer="termInfoPointer", marked=False),
        Value("termInfoRef", collapse=True, pointer="termInfoRefPointer"),
        Value("termConfidence", collapse=True, stated=False),
    ),
    of_elements=MappingProxyType({"term": "no"}),
    of_attributes=MappingProxyType({"term": "no"}),
)
DOMAIN = Category(
    "domain",
    "domainRule",
    (
        Value(
            "domains", stated=False, pointer="domainPointer", mapping="domainMapping", marked=False
        ),
    ),
    Inheritance.ALL,
)
TEXT_ANALYSIS = Category(
    "text-analysis",
    "textAnalysisRule",
    (
        Value("taClassRef", collapse=True, stated=False, pointer="taClassRefPointer"),
        Value("taSource", collapse=True, stated=False, pointer="taSourcePointer"),
        Value("taIdent", collapse=True, stated=False, pointer="taIdentPointer"),
        Value("taIdentRef", collapse=True, stated=False, pointer="taIdentRefPointer"),
        Value("taConfidence", collapse=True, stated=False),
    ),
    needs=("taClassRef", "taIdent", "taIdentRef"),
)
_AGENTS = tuple(
    """person personRef org orgRef tool toolRef revPerson revPersonRef revOrg revOrgRef
    revTool revToolRef provRef""".split()  # noqa: SIM905 - a list of words reads best as text
)
PROVENANCE = Category(
    "provenance",
    "provRule",
    (
        Value(
            "provenanceRecordsRef",
            collapse=True,
            stated=False,
            pointer="provenanceRecordsRefPointer",
        ),
        *(Value(name, collapse=True, stated=False) for name in _AGENTS),
    ),
    Inheritance.ALL,
    needs=("provenanceRecordsRef", *_AGENTS),
    standoff=Standoff("provenanceRecordsRef", "provenanceRecords", "provenanceRecord"),
)
EXTERNAL_RESOURCE = Category(
    "external-resource",
    "externalResourceRefRule",
    (
        Value(
            "externalResourceRef",
            collapse=True,
            stated=False,
            pointer="externalResourceRefPointer",
            marked=False,
        ),
    ),
)
TARGET_POINTER = Category(
    "target-pointer",
    "targetPointerRule",
    (Value("targetPointer", stated=False, pointer="targetPointer", path=True, marked=False),),
)
# ITS 2.0, appendix C.
_ISSUE_TYPES = frozenset(
    """addition characters duplication formatting grammar inconsistency inconsistent-entities
    internationalization legal length locale-specific-content locale-violation markup misspelling
    mistranslation non-conformance numbers omission other pattern-problem register style
    terminology typographical uncategorized untranslated whitespace""".split()  # noqa: SIM905 - a list of words reads best as text
)
LOCALIZATION_QUALITY_ISSUE = Category(
    "localization-quality-issue",
    "locQualityIssueRule",
    (
        Value("locQualityIssuesRef", collapse=True, pointer="locQualityIssuesRefPointer"),
        Value("locQualityIssueType", _ISSUE_TYPES, pointer="locQualityIssueTypePointer"),
        Value("locQualityIssueComment", collapse=True, pointer="locQualityIssueCommentPointer"),
        Value("locQualityIssueSeverity", collapse=True, pointer="locQualityIssueSeverityPointer"),
        Value(
            "locQualityIssueProfileRef", collapse=True, pointer="locQualityIssueProfileRefPointer"
        ),
        Value(
            "locQualityIssueEnabled",
            frozenset({"yes", "no"}),
            presumed="yes",
            pointer="locQualityIssueEnabledPointer",
        ),
    ),
    Inheritance.ELEMENTS,
    needs=("locQualityIssuesRef", "locQualityIssueType", "locQualityIssueComment"),
    standoff=Standoff("locQualityIssuesRef", "locQualityIssues", "locQualityIssue"),
)
LOCALIZATION_QUALITY_RATING = Category(
    "localization-quality-rating",
    "",
    (
        Value("locQualityRatingScore", collapse=True),
        Value("locQualityRatingVote", collapse=True),
        Value("locQualityRatingScoreThreshold", collapse=True),
        Value("locQualityRatingVoteThreshold", collapse=True),
        Value("locQualityRatingProfileRef", collapse=True),
    ),
    Inheritance.ELEMENTS,
    needs=("locQualityRatingScore", "locQualityRatingVote"),
)
MT_CONFIDENCE = Category(
    "mt-confidence",
    "mtConfidenceRule",
    (Value("mtConfidence", collapse=True),),
    Inheritance.ELEMENTS,
)
ALLOWED_CHARACTERS = Category(
    "allowed-characters",
    "allowedCharactersRule",
    (Value("allowedCharacters", pointer="allowedCharactersPointer"),),
    Inheritance.ELEMENTS,
)
STORAGE_SIZE = Category(
    "storage-size",
    "storageSizeRule",
    (
        Value("storageSize", collapse=True, pointer="storageSizePointer"),
        Value("storageEncoding", collapse=True, presumed="UTF-8", pointer="storageEncodingPointer"),
        Value("lineBreakType", frozenset({"cr", "lf", "crlf", "nel"}), presumed="lf"),
    ),
)

CATEGORIES = (
    TRANSLATE,
    LOCALIZATION_NOTE,
    TERMINOLOGY,
    DIRECTIONALITY,
    LANGUAGE_INFORMATION,
    WITHIN_TEXT,
    DOMAIN,
    TEXT_ANALYSIS,
    LOCALE_FILTER,
    PROVENANCE,
    EXTERNAL_RESOURCE,
    TARGET_POINTER,
    ID_VALUE,
    PRESERVE_SPACE,
    LOCALIZATION_QUALITY_ISSUE,
    LOCALIZATION_QUALITY_RATING,
    MT_CONFIDENCE,
    ALLOWED_CHARACTERS,
    STORAGE_SIZE,
)
ANNOTATORS = Value("annotatorsRef")
"""Which tools annotated: no data category, but said of those (ITS 2.0, section 5.7)."""


def category_named(name: str) -> Category:
    """Return the data category with an identifier.

    Raises:
        ToolkitError: when there is none.

    """
    for category in CATEGORIES:
        if category.name == name:
            return category
    known = ", ".join(category.name for category in CATEGORIES)
    raise ToolkitError.because(
        "its-category", f"ITS 2.0 has no data category “{name}”", hint=f"write one of {known}"
    )
