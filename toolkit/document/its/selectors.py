"""Selectors: the XPath expressions of ITS rules, compiled once and evaluated within bounds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.document.its.xpath import (
    LOCAL_NAME,
    NAMESPACE,
    Token,
    by_name,
    from_attribute,
    needed_attributes,
    problem,
    scans,
    tokenize,
    union,
    variables,
    with_values,
    without_xhtml,
    written,
)

__all__ = [
    "Budget",
    "Context",
    "Index",
    "Node",
    "Pointer",
    "Selector",
    "read_pointer",
    "read_selector",
    "string_value",
]

Node = tuple[etree._Element, str | None]  # noqa: SLF001 - lxml has no public name for it
"""An element, or an attribute of it by its lxml name."""

_MAX_LENGTH = 16 * 1024
_MAX_PART = 6_000
_MAX_SHOWN = 80
# Of how many names a selector remembers whether they fit.
_MAX_NAMES = 2048
# Of how many sets of names it remembers what they leave of it.
_MAX_SETS = 64
# What libxml2 does in about a minute.
_MAX_STEPS = 10**10
_COUNT = etree.XPath("count(//*)")
_STRING = etree.XPath("string()")


class Index:
    """A document's elements by their lxml names, and the local names of all its attributes."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self.elements: dict[str, list[etree._Element]] = {}
        names: set[str] = set()
        root = tree.getroot()
        for element in root.iter(etree.Element):
            name = str(element.tag)
            alike = self.elements.get(name)
            if alike is None:
                self.elements[name] = [element]
            else:
                alike.append(element)
            if element is not root and (keys := element.keys()):
                names.update(keys)
        at_root = root.keys()
        self.inner_attributes = frozenset(names)
        """Their lxml names, but for those that only the root has."""
        names.update(at_root)
        self.attributes = frozenset(names)
        """Their lxml names."""
        self.local_names = frozenset(name.rpartition("}")[2] for name in names)
        """These without their namespaces."""
        self.names = frozenset((*self.elements, *(f"@{name}" for name in self.local_names)))
        """The elements' and the attributes' together: a newsroom's articles have few such sets."""


class Budget:
    """What evaluating one document's rules may cost, so that no rule can hang the reader.

    libxml2 cannot be interrupted; the cost of an expression is foreseen from its form.
    """

    def __init__(self, tree: etree._ElementTree) -> None:
        self.index = Index(tree)
        self.nodes = int(float(_COUNT(tree)))
        self._left = _MAX_STEPS

    def spend(self, steps: int, location: Location) -> None:
        """Take `steps` away; ToolkitError when so many are not left."""
        self._left -= steps
        if self._left < 0:
            raise ToolkitError.because(
                "its-cost",
                f"the selector would search the document's {self.nodes:,} elements too often",
                location,
                "put // in the path itself, not in a predicate [ ]",
            )


@frozen
class Context:
    """What an expression is evaluated in."""

    budget: Budget
    variables: Mapping[str, str]
    bare: bool
    """Whether the tree has HTML's elements in no namespace."""


@frozen
class Path:
    """A part of a selector, with what tells that it selects nothing without a search."""

    xpath: etree.XPath
    named: etree.XPath | None
    """Whether an element's name fits the path's first step; None where more than it counts."""
    whole: bool
    """Whether that first step is all of it."""
    attributes: frozenset[str]
    """Local names of attributes that a document must have for it to select anything."""
    fits: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    """What `named` said of lxml names so far: of many documents, it is asked once for each."""

    def nodes(
        self, tree: etree._ElementTree, index: Index, values: Mapping[str, str], location: Location
    ) -> Sequence[object]:
        """Return what it selects."""
        if self.whole:
            fitting = [name for name in index.elements if self._fits(name, index, location)]
            return [element for name in fitting for element in index.elements[name]]
        found = _evaluate(self.xpath, tree, values, location)
        if not isinstance(found, list):
            raise _error(
                "the selector selects something other than elements or attributes", location
            )
        return found

    def may_select(self, index: Index, location: Location) -> bool:
        """Whether it may select anything, by the names that a document has."""
        if not self.attributes <= index.local_names:
            return False
        return self.named is None or any(
            self._fits(name, index, location) for name in index.elements
        )

    def _fits(self, name: str, index: Index, location: Location) -> bool:
        known = self.fits.get(name)
        if known is None:
            if len(self.fits) >= _MAX_NAMES:
                self.fits.clear()
            assert self.named is not None  # noqa: S101 - who asks has looked
            found = _evaluate(self.named, index.elements[name][0], {}, location)
            known = self.fits[name] = bool(found)
        return known


@frozen
class Selector:
    """An absolute selector (ITS 2.0, section 5.3.2.1)."""

    location: Location
    variables: frozenset[str]
    scans: int
    paths: tuple[Path, ...]
    """The parts of the union that it is."""
    bare_paths: tuple[Path, ...]
    """The same for HTML without namespace."""
    live: dict[tuple[frozenset[str], bool], tuple[Path, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """The parts that may select anything in documents with some names."""

    def nodes(self, tree: etree._ElementTree, context: Context) -> Iterator[Node]:
        """Yield the elements and attributes that it selects.

        Raises:
            ToolkitError: when it selects anything else, or would take too long.

        """
        steps = len(self.paths) * context.budget.nodes**self.scans
        context.budget.spend(steps, self.location)
        values = _bound(self.variables, context, self.location)
        for path in self._live(context):
            for each in path.nodes(tree, context.budget.index, values, self.location):
                yield _node(each, self.location)

    def _live(self, context: Context) -> tuple[Path, ...]:
        index = context.budget.index
        names = index.names, context.bare
        found = self.live.get(names)
        if found is None:
            if len(self.live) >= _MAX_SETS:
                self.live.clear()
            paths = self.bare_paths if context.bare else self.paths
            found = tuple(each for each in paths if each.may_select(index, self.location))
            self.live[names] = found
        return found


@frozen
class Pointer:
    """A relative selector (section 5.3.2.2), or the expression of an `idValue`."""

    text: str
    """As written."""
    location: Location
    variables: frozenset[str]
    scans: int
    path: etree.XPath
    bare_path: etree.XPath
    attribute_path: etree.XPath
    """The same seen from an attribute of the context node."""
    bare_attribute_path: etree.XPath

    def strings(self, node: Node, context: Context) -> tuple[str, ...]:
        """Return the string values of what it points to from a selected node.

        Raises:
            ToolkitError: when it cannot be evaluated, or would take too long.

        """
        found = self._found(node, context)
        return tuple(map(_string, found)) if isinstance(found, list) else (_string(found),)

    def nodes(self, node: Node, context: Context) -> Iterator[Node]:
        """Yield the elements and attributes that it points to from a selected node.

        Raises:
            ToolkitError: as `strings` does.

        """
        found = self._found(node, context)
        for each in found if isinstance(found, list) else ():
            pointed = _element_or_attribute(each)
            if pointed is not None:
                yield pointed

    def _found(self, node: Node, context: Context) -> object:
        element, attribute = node
        context.budget.spend(context.budget.nodes ** (self.scans - 1), self.location)
        values = _bound(self.variables, context, self.location)
        if attribute is None:
            path = self.bare_path if context.bare else self.path
        else:
            path = self.bare_attribute_path if context.bare else self.attribute_path
            # HTML has names such as `@click` or `v-on:x`, which are none to etree.QName.
            namespace, _, name = attribute.rpartition("}")
            values = {**values, LOCAL_NAME: name, NAMESPACE: namespace[1:]}
        return _evaluate(path, element, values, self.location)

    def with_values(self, context: Context) -> str:
        """Return it as written, with the values of its variables; ToolkitError without one."""
        _bound(self.variables, context, self.location)
        return with_values(self.text, context.variables)


def read_selector(text: str, namespaces: Mapping[str, str], location: Location) -> Selector:
    """Read an absolute selector.

    Args:
        text: the `selector` attribute.
        namespaces: the prefixes declared where it stands.
        location: the rule's place, for messages.

    Raises:
        ToolkitError: when it is no XPath 1.0, or not absolute.

    """
    tokens = _read(text, namespaces, location)
    parts = tuple(union(tokens))
    for part, shown in zip(parts, _spelled(text, parts), strict=True):
        if not part or not (part[0].text in {"/", "//"} or (part[0].call and part[0].text == "id")):
            raise _relative(text, part, shown, location)
    paths = tuple(_path(part, namespaces, location) for part in parts)
    bare_paths = paths
    bare = without_xhtml(tokens, namespaces)
    if bare != tokens:
        bare_paths = tuple(_path(part, namespaces, location) for part in union(bare))
    return Selector(location, variables(tokens), max(map(scans, parts)), paths, bare_paths)


def _spelled(text: str, parts: Sequence[Sequence[Token]]) -> Iterator[str]:
    """Yield the parts of a union as they are spelled in it."""
    position = 0
    for part in parts:
        start = text.index(part[0].text, position) if part else position
        for token in part:
            position = text.index(token.text, position) + len(token.text)
        yield text[start:position]


def _relative(text: str, part: Sequence[Token], shown: str, location: Location) -> ToolkitError:
    """Return the error of a selector that is not absolute; of a union, it names the part."""
    named = bool(part) and (part[0].kind == "name" or part[0].text in {"*", "@"})
    if not part or shown == text.strip():
        message = f"the selector “{_short(text)}” does not start at the root"
    else:
        message = f"the part “{_short(shown)}” of a selector does not start at the root"
    if not named:
        return _error(message, location)
    hint = f"write an absolute XPath 1.0 path: //{_short(shown)}"
    return ToolkitError.because("its-selector", message, location, hint)


def _path(tokens: tuple[Token, ...], namespaces: Mapping[str, str], location: Location) -> Path:
    xpath = _compile(tokens, namespaces, location)
    step = by_name(tokens)
    named = None
    if step:
        named = _compile((*tokenize("self::"), *tokens[1:step]), namespaces, location)
    return Path(xpath, named, step == len(tokens), needed_attributes(tokens))


def read_pointer(text: str, namespaces: Mapping[str, str], location: Location) -> Pointer:
    """Read a relative selector, or any expression that gives a string.

    Args:
        text: the attribute, such as `locNotePointer`.
        namespaces: the prefixes declared where it stands.
        location: the rule's place, for messages.

    Raises:
        ToolkitError: when it is no XPath 1.0.

    """
    tokens = _read(text, namespaces, location)
    path = bare_path = _compile(tokens, namespaces, location)
    attribute_path = bare_attribute_path = _compile(from_attribute(tokens), namespaces, location)
    bare = without_xhtml(tokens, namespaces)
    if bare != tokens:
        bare_path = _compile(bare, namespaces, location)
        bare_attribute_path = _compile(from_attribute(bare), namespaces, location)
    return Pointer(
        text,
        location,
        variables(tokens),
        scans(tokens, depth=1),
        path,
        bare_path,
        attribute_path,
        bare_attribute_path,
    )


def string_value(element: etree._Element) -> str:
    """Return an element's text without comments and processing instructions (XPath 1.0, 5.2)."""
    return str(_STRING(element))


def _read(text: str, namespaces: Mapping[str, str], location: Location) -> tuple[Token, ...]:
    if len(text) > _MAX_LENGTH:
        raise _error(f"the selector has more than {_MAX_LENGTH:,} characters", location)
    tokens = tokenize(text)
    if any(len(written(part)) > _MAX_PART for part in union(tokens)):
        raise _error(f"the selector has a path of more than {_MAX_PART:,} characters", location)
    wrong = problem(tokens, namespaces)
    if wrong:
        raise _error(wrong, location)
    return tokens


def _compile(
    tokens: tuple[Token, ...], namespaces: Mapping[str, str], location: Location
) -> etree.XPath:
    known = {prefix: uri for prefix, uri in namespaces.items() if prefix and prefix != "xml"}
    expression = written(tokens)
    try:
        return etree.XPath(expression, namespaces=known, regexp=False)
    except (etree.XPathError, ValueError):
        raise _error(f"“{_short(expression)}” is not valid XPath 1.0", location) from None


def _bound(names: frozenset[str], context: Context, location: Location) -> dict[str, str]:
    if not names:
        return {}
    unknown = sorted(names - context.variables.keys())
    if unknown:
        raise ToolkitError.because(
            "its-selector",
            f"the variable ${unknown[0]} has no value",
            location,
            f'give it one: <its:param name="{unknown[0]}">',
        )
    return {name.replace(":", "."): context.variables[name] for name in names}


def _evaluate(
    path: etree.XPath,
    start: etree._Element | etree._ElementTree,
    values: Mapping[str, str],
    location: Location,
) -> object:
    try:
        found: object = path(start, **values)
    except etree.XPathError as error:
        raise _error(f"the selector cannot be evaluated: {error}", location) from None
    return found


def _node(found: object, location: Location) -> Node:
    node = _element_or_attribute(found)
    if node is None:
        raise _error("the selector selects something other than elements or attributes", location)
    return node


def _element_or_attribute(found: object) -> Node | None:
    if isinstance(found, etree._Element) and isinstance(found.tag, str):  # noqa: SLF001 - lxml's only name
        return found, None
    if isinstance(found, etree._ElementUnicodeResult):  # noqa: SLF001 - lxml's only name
        parent = found.getparent()
        if found.is_attribute and parent is not None:
            return parent, found.attrname
    return None


def _string(found: object) -> str:
    """Return an XPath result as XPath's `string()` does."""
    if isinstance(found, etree._Element):  # noqa: SLF001 - lxml's only name
        return string_value(found) if isinstance(found.tag, str) else found.text or ""
    if isinstance(found, bool):
        return str(found).lower()
    return f"{found:.15g}" if isinstance(found, float) else str(found)


def _short(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"


def _error(message: str, location: Location) -> ToolkitError:
    return ToolkitError.because(
        "its-selector", message, location, "write an absolute XPath 1.0 path, such as //h:code"
    )
