"""Annotations: what ITS 2.0 says of the nodes of a tree, by rules, local markup and inheritance."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from lxml import etree

from toolkit.base.bcp47 import LocaleFilter
from toolkit.base.errors import Finding
from toolkit.base.frozen import frozen
from toolkit.document.its.categories import (
    ANNOTATORS,
    CATEGORIES,
    DIRECTIONALITY,
    EXTERNAL_RESOURCE,
    ID_VALUE,
    LANGUAGE_INFORMATION,
    LOCALE_FILTER,
    LOCALIZATION_NOTE,
    PRESERVE_SPACE,
    TARGET_POINTER,
    TRANSLATE,
    WITHIN_TEXT,
)
from toolkit.document.its.category import NOTHING, Category, Inheritance, Value, Values
from toolkit.document.its.domains import domains
from toolkit.document.its.extensions import CONTEXT, DROP, EXTENSIONS
from toolkit.document.its.html5 import is_html, is_unknown
from toolkit.document.its.mixed_content import MixedContent, WithinText
from toolkit.document.its.pointing import POINTING, are_apart, credits_of, pointed_nodes, selects
from toolkit.document.its.rules import Resolver, Rule, Rules, linked, rules_inside
from toolkit.document.its.selectors import Budget, Context, Node, Pointer
from toolkit.document.its.standoff import Records
from toolkit.document.model import AttributeHome, Credits

__all__ = ["Annotations", "LocalizationNote", "annotate"]

_ALL = (*CATEGORIES, *EXTENSIONS)
_NOWHERE = (LocaleFilter((), "include"), LocaleFilter(("*",), "exclude"))


@frozen
class LocalizationNote:
    """A note to translators (ITS 2.0, section 8.3)."""

    text: str
    """The note, white space collapsed; empty where only a reference is given."""
    kind: Literal["alert", "description"]
    """Whether it must be read before translating, or may be."""
    ref: str = ""
    """Where the note stands, where it is not given itself."""

    def __str__(self) -> str:
        """Return the note, or the reference to it."""
        return self.text or self.ref


Selected = Mapping[str, Mapping[Node, Values]]
"""What the rules of each data category say, by the category's name."""


@dataclass(frozen=True, slots=True, eq=False)
class Annotations:
    """What ITS 2.0 says of each node of a tree. The tree must not change while it is asked."""

    tree: etree._ElementTree
    html: bool
    selected: Selected = field(repr=False)
    mentioned: frozenset[str] = field(repr=False)
    """The data categories, and `annotatorsRef`, that rules or local markup may speak of."""
    constant: Mapping[str, Values] = field(repr=False)
    """What is the same for every element, by the category's name: said of the root, or nowhere."""
    standoff: Records = field(repr=False)
    pointed: Mapping[str, Mapping[Node, tuple[Node, ...]]] = field(repr=False)
    """The nodes that rules point to from a selected node, by the category's name."""
    credits: Credits | None = field(repr=False)
    """Where translators are named (`credits` of itstool's rules)."""
    foreign: Callable[[etree._Element], bool] | None = field(default=None, repr=False)
    """Tells the elements of which nobody wrote rules; None where rules speak of all."""
    whole: bool = False
    """Whether what is no part of a text stands in it as a code, and cuts it nowhere."""
    unread: tuple[Finding, ...] = field(default=(), repr=False)
    """The files of rules that the document links to and that could not be read."""
    _annotators: dict[etree._Element, Mapping[str, str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _filled: list[frozenset[Node]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )
    _within: dict[str, WithinText] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """How elements stand in text of which nothing is said but their names, by these."""
    _mixed: list[MixedContent] = field(default_factory=list, init=False, repr=False, compare=False)
    """What tells how foreign elements stand in text, made when it is first asked."""
    _known: dict[str, dict[etree._Element, Values]] = field(
        default_factory=lambda: {category.name: {} for category in _ALL},
        init=False,
        repr=False,
        compare=False,
    )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What rules and records cannot be read; those of records when they have been asked for."""
        return (*self.unread, *self.standoff.findings)

    def speaks_of(self, *categories: Category) -> bool:
        """Whether the document's rules or markup may say anything of some data categories."""
        mentioned = self.mentioned
        for category in categories:  # noqa: SIM110 - asked of every element; `any` takes thrice as long
            if category.name in mentioned:
                return True
        return False

    def varies(self, *categories: Category) -> bool:
        """Whether some data categories may say different things of different elements."""
        for category in categories:
            if category.name in self.mentioned and category.name not in self.constant:
                return True
        return False

    def values(
        self, category: Category, element: etree._Element, attribute: str | None = None
    ) -> Values:
        """Return what a data category says of an element, or of one of its attributes.

        Local markup is stronger than rules, these than what is inherited, that than the default
        (ITS 2.0, section 5.5).

        Args:
            category: the data category.
            element: an element of the tree.
            attribute: the lxml name of an attribute of it.

        """
        if attribute is None:
            return self._of_element(category, element)
        said = self.selected[category.name].get((element, attribute))
        if said is not None:
            return said
        if category.inheritance is Inheritance.ALL or self._goes_along(
            category, element, attribute
        ):
            return self._of_element(category, element)
        return category.of_attributes

    def records(
        self, category: Category, element: etree._Element, attribute: str | None = None
    ) -> tuple[Values, ...]:
        """Return the standoff records that an element or an attribute refers to.

        Raises:
            ToolkitError: when they stand in a file that is not well-formed.

        """
        if category.standoff is None or category.name not in self.mentioned:
            return ()
        said = self.values(category, element, attribute)
        reference = said.get(category.standoff.reference)
        return self.standoff.read(category, reference) if reference else ()

    def annotators(self, element: etree._Element) -> Mapping[str, str]:
        """Return what tools annotated an element (section 5.7).

        Returns:
            the tools' IRIs by the identifiers of the data categories, sorted by these.

        """
        if ANNOTATORS.name not in self.mentioned:
            return NOTHING
        passed: list[etree._Element] = []
        above: etree._Element | None = element
        while above is not None and above not in self._annotators:
            passed.append(above)
            above = above.getparent()
        said = NOTHING if above is None else self._annotators[above]
        for each in reversed(passed):
            own = ANNOTATORS.local(each, html=self._is_html(each))
            if own:
                pairs = (pair.partition("|") for pair in own.split())
                named = {name: tool for name, bar, tool in pairs if bar}
                said = dict(sorted({**said, **named}.items()))
            self._annotators[each] = said
        return said

    def translate(self, element: etree._Element, attribute: str | None = None) -> bool:
        """Whether an element's text, or an attribute, is to be translated (section 8.2)."""
        if attribute is not None:
            return self.values(TRANSLATE, element, attribute)["translate"] == "yes"
        if TRANSLATE.name not in self.mentioned:
            return True
        return self._of_element(TRANSLATE, element)["translate"] == "yes"

    def within_text(self, element: etree._Element) -> WithinText:
        """Return how an element stands in the text around it (section 8.7).

        Of a foreign element about which nobody says it, the text around it tells.
        """
        said = self._said_within(element)
        if said is not None:
            return "nested" if self.whole and said == "no" else said
        if not self._mixed:
            self._mixed.append(MixedContent(self.tree.getroot(), self._said_within))
        return self._mixed[0].within_text(element)

    def _said_within(self, element: etree._Element) -> WithinText | None:
        """Return what rules, markup and the vocabulary say; None of what is foreign to them."""
        is_marked = bool(element.keys())
        if WITHIN_TEXT.name in self.mentioned and (
            is_marked or (element, None) in self.selected[WITHIN_TEXT.name]
        ):
            own = self._own(WITHIN_TEXT, element)
            if own:
                return _within(own["withinText"])
        if is_marked:
            return None if self._is_foreign(element) else self._presumed_within(element)
        name = str(element.tag)
        known = self._within.get(name)
        if known is None and not self._is_foreign(element):
            known = self._within[name] = self._presumed_within(element)
        return known

    def _is_foreign(self, element: etree._Element) -> bool:
        if self._is_html(element):
            return is_unknown(element)
        return self.foreign is not None and self.foreign(element)

    def _presumed_within(self, element: etree._Element) -> WithinText:
        return _within(self._default(WITHIN_TEXT, element)["withinText"])

    def note(
        self, element: etree._Element, attribute: str | None = None
    ) -> LocalizationNote | None:
        """Return the note on an element or an attribute (section 8.3)."""
        if LOCALIZATION_NOTE.name not in self.mentioned:
            return None
        said = self.values(LOCALIZATION_NOTE, element, attribute)
        if not said.get("locNote") and not said.get("locNoteRef"):
            return None
        kind: Literal["alert", "description"] = (
            "alert" if said["locNoteType"] == "alert" else "description"
        )
        return LocalizationNote(said.get("locNote", ""), kind, said.get("locNoteRef", ""))

    def direction(self, element: etree._Element, attribute: str | None = None) -> str:
        """Return the direction: `ltr`, `rtl`, `lro` or `rlo` (section 8.5), or HTML's `auto`."""
        return self.values(DIRECTIONALITY, element, attribute)["dir"]

    def language(self, element: etree._Element) -> str:
        """Return the language tag as written (section 8.6); empty where none is known."""
        return self._of_element(LANGUAGE_INFORMATION, element).get("lang", "")

    def preserves_space(self, element: etree._Element, attribute: str | None = None) -> bool:
        """Whether white space in an element, or in an attribute, is to be kept (section 8.15)."""
        return self.values(PRESERVE_SPACE, element, attribute)["space"] == "preserve"

    def id_value(self, element: etree._Element, attribute: str | None = None) -> str | None:
        """Return the identifier of an element or an attribute (section 8.14)."""
        return self.values(ID_VALUE, element, attribute).get("idValue") or None

    def locale_filter(self, element: etree._Element, attribute: str | None = None) -> LocaleFilter:
        """Return which locales an element or an attribute applies to (section 8.10)."""
        said = self.values(LOCALE_FILTER, element, attribute)
        ranges = (each.strip() for each in said["localeFilterList"].split(","))
        return LocaleFilter(
            tuple(each for each in ranges if each),
            "exclude" if said["localeFilterType"] == "exclude" else "include",
        )

    def target(self, element: etree._Element, attribute: str | None = None) -> Node | None:
        """Return the node that a node's translation goes into (section 8.13), where it exists.

        One that holds the node itself, or stands in it, is none: the source is never overwritten.
        """
        source = element, attribute
        found = self.pointed[TARGET_POINTER.name].get(source, ())
        return next((target for target in found if are_apart(source, target)), None)

    @property
    def has_targets(self) -> bool:
        """Whether rules say of any text that its translation goes elsewhere."""
        return bool(self.pointed[TARGET_POINTER.name])

    @property
    def _targets(self) -> frozenset[Node]:
        """The nodes that translations go into."""
        if not self._filled:
            sources = self.pointed[TARGET_POINTER.name]
            self._filled.append(frozenset(filter(None, (self.target(*each) for each in sources))))
        return self._filled[0]

    def has_target_rule(self, element: etree._Element, attribute: str | None = None) -> bool:
        """Whether a rule says that a node's translation goes elsewhere, found or not."""
        return (element, attribute) in self.pointed[TARGET_POINTER.name]

    def is_target(self, element: etree._Element, attribute: str | None = None) -> bool:
        """Whether a node is what another one's translation goes into: no text of its own."""
        return self.has_targets and (element, attribute) in self._targets

    def is_left_out(self, element: etree._Element) -> bool:
        """Whether an element stands in no translation: dropped, or for no locale (8.10)."""
        if not self.speaks_of(DROP, LOCALE_FILTER):
            return False
        return self.is_dropped(element) or self.locale_filter(element) in _NOWHERE

    def resources(self) -> Iterator[AttributeHome]:
        """Yield the attributes that refer to external resources (8.12), where translated."""
        for (element, _), found in self.pointed[EXTERNAL_RESOURCE.name].items():
            if not self._is_fixed(element):
                yield from (AttributeHome(each, name) for each, name in found if name)

    def _is_fixed(self, element: etree._Element) -> bool:
        """Whether an author keeps an element; that rules call it no text to translate is less."""
        own = TRANSLATE.local(element, html=self._is_html(element))
        if own:
            return own["translate"] == "no"
        above = element.getparent()
        return above is not None and not self.translate(above)

    def context(self, element: etree._Element, attribute: str | None = None) -> str | None:
        """Return the context that itstool's rules give a text, as gettext's msgctxt."""
        return self.values(CONTEXT, element, attribute).get("context") or None

    def is_dropped(self, element: etree._Element) -> bool:
        """Whether itstool's rules leave an element out of every translation."""
        return self.values(DROP, element)["drop"] == "yes"

    def _goes_along(self, category: Category, element: etree._Element, attribute: str) -> bool:
        goes = category.html_attributes
        return goes is not None and self._is_html(element) and goes(element, attribute)

    def _of_element(self, category: Category, element: etree._Element) -> Values:
        if (constant := self.constant.get(category.name)) is not None:
            return constant
        if category.name not in self.mentioned:
            return self._default(category, element)
        if category.inheritance is Inheritance.NONE:
            return self._own(category, element) or self._default(category, element)
        known = self._known[category.name]
        if (found := known.get(element)) is not None:
            return found
        said: Values | None = self._own(category, element) or None
        passed = [element]
        above = element.getparent() if said is None else None
        while above is not None and said is None:
            said = known.get(above)
            if said is None:
                passed.append(above)
                said = self._own(category, above) or None
                above = above.getparent()
        if said is None:
            said = self._default(category, element)
        for each in passed:
            known[each] = said
        return said

    def _own(self, category: Category, element: etree._Element) -> Values:
        """Return what is said of an element itself, by its markup or by a rule."""
        local = NOTHING
        if element.keys():
            local = category.local(element, html=self._is_html(element))
        return local or self.selected[category.name].get((element, None), NOTHING)

    def _default(self, category: Category, element: etree._Element) -> Values:
        if category.of_html is not None and self._is_html(element):
            return category.of_html(element)
        return category.of_elements

    def _is_html(self, element: etree._Element) -> bool:
        return self.html and is_html(element)


def _within(said: str) -> WithinText:
    return "yes" if said == "yes" else "nested" if said == "nested" else "no"


def annotate(  # noqa: PLR0913 - what rules are found by
    tree: etree._ElementTree,
    rules: Sequence[Rules],
    *,
    html: bool = False,
    resolve: Resolver | None = None,
    path: str = "document",
    foreign: Callable[[etree._Element], bool] | None = None,
    whole: bool = False,
) -> Annotations:
    """Evaluate ITS 2.0 on a tree: given rules, those in the document, and local markup.

    Nothing is read but what `resolve` gives.

    Args:
        tree: a tree from `toolkit.base.markup`, XML or HTML.
        rules: given rules in rising precedence; the document's own are stronger.
        html: whether it is HTML, with or without the XHTML namespace.
        resolve: gives the files of rules and of standoff markup that are linked to: it is asked
            for a path beside that of the file that links, or a URL, and may refuse; without it
            no link is followed.
        path: the document's path, for messages, and for links and references to other files.
        foreign: tells the elements of which nobody wrote rules, so that the text around them says
            whether they stand in a sentence; None where rules speak of all.
        whole: whether the text of an element is one, whatever stands in it, as itstool has it.

    Raises:
        ToolkitError: when the document's rules are wrong, link in a circle, or cost too much.

    """
    given = [*rules, *rules_inside(tree, path, html=html)]
    bare = html and not str(tree.getroot().tag).startswith("{")
    budget = Budget(tree)
    selected: dict[str, dict[Node, Values]] = {category.name: {} for category in _ALL}
    pointed: dict[str, dict[Node, tuple[Node, ...]]] = {category.name: {} for category in POINTING}
    credit: Credits | None = None
    unread: list[Finding] = []
    for each in given:
        joined = linked(each, resolve)
        unread.extend(joined.findings)
        context = Context(budget, joined.variables, bare)
        if joined.matches and not any(selects(match, tree, context) for match in joined.matches):
            continue
        for rule in joined.rules:
            selected[rule.category.name].update(_said(rule, tree, context))
            if rule.category.name in pointed:
                pointed[rule.category.name].update(pointed_nodes(rule, tree, context))
        credit = credits_of(joined, tree, context) or credit
    mentioned = frozenset(_mentioned(budget.index.attributes, selected, html=html))
    constant = dict(_constant(tree.getroot(), budget.index.inner_attributes, selected, html=html))
    records = Records(tree, path, resolve)
    return Annotations(
        tree,
        html,
        selected,
        mentioned,
        constant,
        records,
        pointed,
        credit,
        foreign,
        whole,
        tuple(unread),
    )


def _constant(
    root: etree._Element, inner: frozenset[str], selected: Selected, *, html: bool
) -> Iterator[tuple[str, Values]]:
    """Yield the categories of which nothing is said but at the root, and what that is."""
    varied = _marked(inner, html=html)
    at_root = _marked(frozenset(map(str, root.keys())), html=html)
    for category in _ALL:
        inherits = category.inheritance is not Inheritance.NONE
        if not inherits or category.of_html is not None or category.name in varied:
            continue
        # What is said of an attribute is no element's, and goes no further.
        alone = category.inheritance is Inheritance.ELEMENTS
        nodes = selected[category.name]
        if all(node == (root, None) or (alone and node[1] is not None) for node in nodes):
            said = nodes.get((root, None))
            if category.name in at_root:
                said = category.local(root, html=html and is_html(root)) or said
            yield category.name, said or category.of_elements


def _mentioned(local: frozenset[str], selected: Selected, *, html: bool) -> Iterator[str]:
    """Yield what a document speaks of, so that all else need not be looked for in each element."""
    yield from _marked(local, html=html)
    yield from (category.name for category in _ALL if selected[category.name])


@lru_cache(maxsize=256)
def _marked(attributes: frozenset[str], *, html: bool) -> frozenset[str]:
    """Return what local markup may speak of in a document that has these attributes."""
    known = (*_ALL, ANNOTATORS)
    return frozenset(each.name for each in known if each.may_stand_in(attributes, html=html))


def _said(rule: Rule, tree: etree._ElementTree, context: Context) -> Iterable[tuple[Node, Values]]:
    """Yield what a rule says of each node that it selects."""
    nodes = list(rule.selector.nodes(tree, context))
    if not nodes:
        return
    stated = rule.category.complete(rule.stated.items())
    values = {value.name: value for value in rule.category.values}
    for node in nodes:
        said = stated
        if rule.pointers:
            pointed = [
                (name, _pointed(rule, values[name], pointer, node, context))
                for name, pointer in rule.pointers.items()
            ]
            said = rule.category.complete([*rule.stated.items(), *pointed])
        if said:
            yield node, said


def _pointed(
    rule: Rule, value: Value, pointer: Pointer, node: Node, context: Context
) -> str | None:
    """Return what a rule says of a node by pointing to it."""
    if value.path:
        return pointer.with_values(context)
    strings = pointer.strings(node, context)
    if value.mapping:
        return ", ".join(domains(strings, rule.mapping)) or None
    return value.read(strings[0]) if strings else None
