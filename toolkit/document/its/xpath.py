"""XPath 1.0 taken apart before libxml2 sees it: names checked, unions split, cost foreseen."""

import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit.base.frozen import frozen

__all__ = [
    "LOCAL_NAME",
    "NAMESPACE",
    "XHTML",
    "Token",
    "from_attribute",
    "problem",
    "scans",
    "tokenize",
    "union",
    "variables",
    "with_values",
    "without_xhtml",
    "written",
]

XHTML = "http://www.w3.org/1999/xhtml"
LOCAL_NAME = "its.local-name"
NAMESPACE = "its.namespace"

_NAME = r"""[^\W\d][^\s/()\[\]@,|+=!<>*$'":;&]*"""
_TOKEN = re.compile(
    rf"""(?P<literal>"[^"]*"|'[^']*')
    | \$\s*(?P<variable>{_NAME}(?::{_NAME})?)
    | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<mark>::|//|\.\.|!=|<=|>=|\S)""",
    re.VERBOSE,
)
_OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
_OPERATORS = frozenset({"|", "+", "-", "=", "!=", "<", "<=", ">", ">=", "*", ","})
_NODE_TESTS = frozenset({"comment", "node", "processing-instruction", "text"})
# XPath 1.0, section 4. ITS 2.0, section 5.3.2.1, makes a call to any other an error.
_FUNCTIONS = frozenset(
    """boolean ceiling concat contains count false floor id lang last local-name name
    namespace-uri normalize-space not number position round starts-with string string-length
    substring substring-after substring-before sum translate true""".split()  # noqa: SIM905 - a list of words reads best as text
)
# The axes that may reach a large part of the document from each node they start at.
_FAR_AXES = frozenset(
    """ancestor ancestor-or-self following following-sibling preceding preceding-sibling""".split()  # noqa: SIM905 - a list of words reads best as text
)
# What a predicate may hold that only asks what an element is called.
_NAME_FUNCTIONS = frozenset({"concat", "contains", "local-name", "namespace-uri", "not"})
_NAME_MARKS = frozenset({"[", "]", "(", ")", ",", "=", "!=", "::"})
_SUBTREE_AXES = frozenset({"descendant", "descendant-or-self"})


@frozen
class Token:
    """A token of an expression (XPath 1.0, section 3.7)."""

    kind: str
    """`literal`, `variable`, `name`, `number` or `mark`."""
    text: str
    """As written; a variable's name without its `$`."""
    depth: int
    """In how many predicates it stands; a predicate's brackets belong to it."""
    operand: bool
    """Whether an operand may begin here."""
    call: bool = False
    """Whether it is the name of a function that is called."""


def tokenize(expression: str) -> tuple[Token, ...]:
    """Cut an expression into tokens; what is no XPath comes out as marks.

    >>> [token.text for token in tokenize("//h:p[@id=$x]/../* * 2")]
    ['//', 'h:p', '[', '@', 'id', '=', 'x', ']', '/', '..', '/', '*', '*', '2']
    """
    return tuple(_tokens(expression))


def _tokens(expression: str) -> Iterator[Token]:
    depth = 0
    operand = True
    previous = ""
    for match in _TOKEN.finditer(expression):
        kind = match.lastgroup or "mark"
        text = match[kind]
        depth += text == "[" and kind == "mark"
        opens = kind == "name" and expression[match.end() :].lstrip()[:1] == "("
        operator = not operand and previous not in {"/", "//", "::", "@"} and _operates(kind, text)
        call = opens and not operator and text not in _NODE_TESTS
        yield Token(kind, text, depth, operand, call)
        depth -= text == "]" and kind == "mark"
        operand = operator or call or (kind == "mark" and text in {"(", "[", "-"})
        previous = text if kind == "mark" else ""


def _operates(kind: str, text: str) -> bool:
    return text in (_OPERATOR_NAMES if kind == "name" else _OPERATORS)


def written(tokens: Sequence[Token]) -> str:
    """Return an expression again, with a space between tokens and variables without prefixes.

    libxml2 can be given variables without a namespace only: `$a:b` becomes `$a.b`.

    >>> written(tokenize("//p[$a:b<1]"))
    '// p [ $a.b < 1 ]'
    """
    return " ".join(
        "$" + token.text.replace(":", ".") if token.kind == "variable" else token.text
        for token in tokens
    )


def variables(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the names of an expression's variables."""
    return frozenset(token.text for token in tokens if token.kind == "variable")


def with_values(expression: str, values: Mapping[str, str]) -> str:
    """Return an expression as written, with literals for its variables.

    >>> with_values("../b[@id=$x and @y='$x']", {"x": "1"})
    "../b[@id='1' and @y='$x']"
    """

    def value(match: re.Match[str]) -> str:
        name = match["variable"]
        return match[0] if name is None else _literal(values[name])

    return _TOKEN.sub(value, expression)


def _literal(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    # XPath 1.0 has no escapes.
    parts = ', "\'", '.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"


def problem(tokens: Sequence[Token], namespaces: Mapping[str, str]) -> str:
    """Return what XPath itself would find only when it meets a fitting node, or nothing.

    >>> problem(tokenize("//x:p[document('a')]"), {"x": "urn:x"})
    'XPath 1.0 has no function “document”'
    """
    for token in tokens:
        if token.call and token.text not in _FUNCTIONS:
            return f"XPath 1.0 has no function “{token.text}”"
        prefix, colon, _ = token.text.partition(":")
        known = prefix in namespaces or prefix == "xml"
        if token.kind == "name" and colon and not known:
            return f"the prefix “{prefix}” is not declared here"
    return ""


def union(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Yield the parts of a union, each to be evaluated alone.

    libxml2 compares every node of one part with every node of the others, so that
    `//b|//i|//em` takes seconds on a large page.

    >>> [written(part) for part in union(tokenize("//b|//i[a|b]"))]
    ['// b', '// i [ a | b ]']
    """
    part: list[Token] = []
    parentheses = 0
    for token in tokens:
        if token.kind == "mark":
            parentheses += (token.text == "(") - (token.text == ")")
            if token.text == "|" and token.depth == 0 and parentheses == 0:
                yield tuple(part)
                part = []
                continue
        part.append(token)
    yield tuple(part)


def without_xhtml(tokens: Sequence[Token], namespaces: Mapping[str, str]) -> tuple[Token, ...]:
    """Return an expression for a tree that has HTML's elements in no namespace.

    ITS 2.0, section 6.2: selectors name HTML's elements in the XHTML namespace, where an HTML
    parser puts them; lxml's does not.

    >>> written(without_xhtml(tokenize("//h:p/h:*[@x:a]"), {"h": XHTML, "x": "urn:x"}))
    '// p / * [ @ x:a ]'
    """
    found: list[Token] = []
    for token in tokens:
        prefix, colon, local = token.text.partition(":")
        after_at = bool(found) and found[-1].text == "@"
        if token.kind == "name" and colon and not after_at and namespaces.get(prefix) == XHTML:
            token = Token(token.kind, local, token.depth, token.operand, token.call)  # noqa: PLW2901 - a renamed copy
        found.append(token)
    return tuple(found)


def from_attribute(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return an expression whose paths start at an attribute of the context node.

    libxml2's callers cannot name an attribute as context node. The attribute is told by the
    variables `LOCAL_NAME` and `NAMESPACE`.

    >>> written(from_attribute(tokenize("concat(../@id, '_t')"))).count("local-name ( )")
    1
    """
    start = tokenize(f"@*[local-name()=${LOCAL_NAME}][namespace-uri()=${NAMESPACE}]/")
    found: list[Token] = []
    for token in tokens:
        named = token.kind == "name" and not token.call
        relative = named or (token.kind == "mark" and token.text in {".", "..", "@", "*"})
        if token.depth == 0 and token.operand and relative:
            found.extend(start)
        found.append(token)
    return tuple(found)


def scans(tokens: Sequence[Token], depth: int = 0) -> int:
    """Return how many times over an expression may look at all nodes of a document.

    A guess at the exponent of its cost: 1 for `//p`, 2 where every node's predicate searches the
    document again. What stays within a node's own subtree is not counted.

    Args:
        tokens: the expression.
        depth: 1 when it is evaluated for each of many nodes, as a relative selector is.

    >>> [scans(tokenize(path)) for path in ("//p", "//p[.//a]", "//p[//a]", "//p/following::a")]
    [1, 1, 2, 3]

    """
    leaves: set[int] = set()
    descends: set[int] = set()
    climbs: set[int] = set()
    sideways = 0
    for at, token in enumerate(tokens):
        here = token.depth + depth
        axis = token.kind == "name" and at + 1 < len(tokens) and tokens[at + 1].text == "::"
        far = axis and token.text in _FAR_AXES
        root = token.kind == "mark" and token.text in {"/", "//"} and token.operand
        if here == 0:
            # From many nodes at once, libxml2 also looks for each node it finds among the found.
            sideways += 2 * far
        elif far or root or (token.call and token.text == "id"):
            leaves.add(here)
        elif token.text == "//" or (axis and token.text in _SUBTREE_AXES):
            descends.add(here)
        elif token.text == ".." or (axis and token.text == "parent"):
            climbs.add(here)
    deep = {here for here in descends if here > 1}
    return 1 + sideways + len(leaves | (descends & climbs) | deep)


def by_name(tokens: Sequence[Token]) -> int:
    """Return how many tokens an expression begins with that select elements by their names alone.

    >>> [by_name(tokenize(path)) for path in ("//p", "//*[local-name()='p'][@a]", "//p[1]", "/p")]
    [2, 9, 2, 0]
    """
    if len(tokens) < 2 or tokens[0].text != "//" or tokens[1].call:  # noqa: PLR2004 - `//` and a name
        return 0
    is_test = tokens[1].kind == "name" or tokens[1].text == "*"
    if not is_test or (len(tokens) > 2 and tokens[2].text in {"::", "("}):  # noqa: PLR2004
        return 0
    end = 2
    for predicate in _predicates(tokens, end):
        if not all(map(_is_of_names, predicate, (None, None, *predicate))):
            break
        end += len(predicate)
    return end


def _predicates(tokens: Sequence[Token], start: int) -> Iterator[Sequence[Token]]:
    """Yield the predicates that follow each other from a token on, with their brackets."""
    while start < len(tokens) and tokens[start].text == "[":
        end = start
        while not (tokens[end].text == "]" and tokens[end].depth == 1):
            end += 1
        yield tokens[start : end + 1]
        start = end + 1


def _is_of_names(token: Token, before: Token | None) -> bool:
    """Whether a predicate with this token, and the token two before it, asks for names alone."""
    if token.kind == "literal" or token.text in _NAME_MARKS:
        return True
    if token.kind != "name":
        return False
    after_self = before is not None and before.text == "self"
    return after_self or token.text in (_NAME_FUNCTIONS if token.call else {"and", "or", "self"})


def needed_attributes(tokens: Sequence[Token]) -> frozenset[str]:
    """Return local names of attributes without which a path selects nothing: not all of them.

    >>> sorted(needed_attributes(tokenize("//p[@x:a='b'][c or @d]/@e")))
    ['a', 'e']
    """
    if any(token.text == "(" and token.depth == 0 for token in tokens):
        return frozenset()
    found = set()
    for at, token in enumerate(tokens[:-1]):
        name = tokens[at + 1]
        if token.text != "@" or name.kind != "name":
            continue
        first = token.depth == 1 and tokens[at - 1].text == "["
        rest = [each.text for each in tokens[at + 2 : at + 5]]
        alone = rest[:1] == ["]"] or (rest[:1] == ["="] and rest[2:] == ["]"])
        if token.depth == 0 or (first and alone):
            found.add(name.text.rpartition(":")[2])
    return frozenset(found)
