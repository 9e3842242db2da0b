"""toolkit terms add, set and remove: what the newsroom decides, and decides anew."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, TypeAlias, TypeVar

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.catalog.terms.termbase import KINDS, Alone, Gender, Term, Termbase, TermForms
from toolkit.cli.options import locale_option, verb
from toolkit.cli.session import Session
from toolkit.cli.terms_file import TermsFile, file_options

__all__ = ["add", "remove", "set_"]

F = TypeVar("F", bound=Callable[..., Any])
_NOTHING = "none"
# The value of an option of `_deciding`: those of one name go to `_decision` together.
_Option: TypeAlias = Any


def _deciding(function: F) -> F:
    """Add the options that say what is decided of a term."""
    options = (
        click.argument("forms", nargs=-1, metavar="[TAG=FORM]..."),
        click.option("--admit", multiple=True, metavar="TAG=FORM", help="A form to allow too."),
        click.option("--forbid", multiple=True, metavar="TAG=FORM", help="A form to rule out."),
        click.option(
            "--undeclined",
            multiple=True,
            metavar="TAG",
            help="A locale where no word takes endings.",
        ),
        click.option(
            "--name", "is_name", is_flag=True, help="It is a name: it keeps its capitals."
        ),
        click.option(
            "--alone",
            type=click.Choice(["first", "last", _NOTHING]),
            help="The word of a name that is also used alone.",
        ),
        click.option(
            "--gender",
            type=click.Choice(["female", "male", _NOTHING]),
            help="Whose name it is; it decides endings in Russian.",
        ),
        click.option("--note", help="The reason; translators see it."),
        click.option(
            "--locale-note",
            multiple=True,
            metavar="TAG=TEXT",
            help="A note for translators into one locale.",
        ),
    )
    return reduce(lambda decorated, option: option(decorated), reversed(options), function)


@frozen
class _Decision:
    """What the options say of a term."""

    said: Mapping[Locale, Mapping[str, Any]]
    """By locale, the fields of `TermForms` that are decided."""
    own: Mapping[str, Any]
    """The other fields of the term that are decided."""

    @classmethod
    def read(
        cls,
        lists: Sequence[Sequence[str]],
        undeclined: Sequence[str],
        own: Mapping[str, str | None],
        notes: Sequence[str],
        *,
        is_name: bool,
    ) -> "_Decision":
        """Read the options' values; `lists` are the preferred, admitted and forbidden forms."""
        said: dict[Locale, dict[str, Any]] = {}
        for kind, each in zip(("preferred", "admitted", "forbidden"), lists, strict=True):
            for locale, form in map(_parsed, each):
                known = said.setdefault(locale, {})
                known[kind] = (*known.get(kind, ()), form)
        for locale, note in map(_parsed, notes):
            said.setdefault(locale, {})["note"] = note
        for tag in undeclined:
            said.setdefault(Locale.parse(tag), {})["declined"] = False
        values: dict[str, Any] = {
            key: "" if value == _NOTHING and key != "note" else value
            for key, value in own.items()
            if value is not None
        }
        if is_name or values.get("alone") or values.get("gender"):
            values["name"] = True
        kinds: Mapping[str, Callable[[str], object]] = {"alone": Alone, "gender": Gender}
        return cls(said, {key: kinds.get(key, _same)(value) for key, value in values.items()})

    def of(self, term: Term, source: Locale) -> Term:
        """Return a term as it is decided; what nothing is said of stays."""
        forms = {**term.forms, source: term.source}
        for locale, decided in self.said.items():
            # Of two kinds, the one that is decided now has a form that both name.
            taken = {form for kind in KINDS for form in decided.get(kind, ())}
            old = forms.get(locale, TermForms())
            rest = {
                kind: tuple(form for form in getattr(old, kind) if form not in taken)
                for kind in KINDS
            }
            known: dict[str, Any] = {**rest, **decided}
            forms[locale] = replace(old, **known) + TermForms()
        own = forms.pop(source)
        return replace(term, source=own, forms=dict(sorted(forms.items())), **self.own)


def _same(value: object) -> object:
    return value


@verb
@click.argument("source")
@_deciding
@file_options
@click.pass_obj
def add(
    session: Session, /, source: str, name: str | None, language: str | None, **options: _Option
) -> None:
    """Add a term, or add forms to a term that exists.

    \b
    Example:
      toolkit terms add "Gu Ming" kk="Гу Мин" --name --alone first
      toolkit terms add China --forbid ug=جۇڭگو
    """  # noqa: D301
    file = TermsFile.find(session, name, language)
    said = " ".join(source.split())
    decided = _decision(options).of(Term(said, TermForms((said,)), {}), file.source)
    if said not in decided.source.preferred:
        source_forms = TermForms((said,)) + decided.source
        decided = replace(decided, source=source_forms)
    file.add([decided])


@verb
@click.argument("source")
@_deciding
@file_options
@click.pass_obj
def set_(
    session: Session, /, source: str, name: str | None, language: str | None, **options: _Option
) -> None:
    """Decide a term anew: what you name replaces what was there.

    TAG=FORM replaces the preferred forms of that locale, --admit and --forbid replace its others,
    and the rest stays. A note of "" is no note; --alone none and --gender none delete these keys.

    \b
    Example:
      toolkit terms set Tas-Bulak kk=Тасбұлақ --forbid kk=Тас-Бұлақ
      toolkit terms set "Zauatkhan Tursyn" --gender female
    """  # noqa: D301
    file = TermsFile.find(session, name, language)
    term = _known(file, source)
    _change(file, term, _decision(options).of(term, file.source))


@verb
@click.argument("source")
@file_options
@locale_option
@click.pass_obj
def remove(
    session: Session,
    source: str,
    name: str | None,
    language: str | None,
    locales: tuple[str, ...],
) -> None:
    """Remove a term; with -l, only what it says of those locales.

    \b
    Example:
      toolkit terms remove "soft power"
      toolkit terms remove Turkey -l kk
    """  # noqa: D301
    file = TermsFile.find(session, name, language)
    term = _known(file, source)
    gone = {Locale.parse(tag) for tag in locales}
    if file.source in gone:
        raise click.UsageError(f"A term needs its form in {file.source}: remove it without -l.")
    left = {locale: forms for locale, forms in term.forms.items() if locale not in gone}
    _change(file, term, replace(term, forms=left) if locales else None)


def _decision(options: Mapping[str, Any]) -> _Decision:
    return _Decision.read(
        (options["forms"], options["admit"], options["forbid"]),
        options["undeclined"],
        {key: options[key] for key in ("alone", "gender", "note")},
        options["locale_note"],
        is_name=options["is_name"],
    )


def _parsed(argument: str) -> tuple[Locale, str]:
    tag, equals, form = argument.partition("=")
    if not equals or not form.strip():
        raise click.UsageError(f"Write TAG=FORM, such as kk=консулдық, not “{argument}”.")
    return Locale.parse(tag.strip()), " ".join(form.split())


def _known(file: TermsFile, source: str) -> Term:
    """Return the one term of a source form.

    Raises:
        ToolkitError: when there is none, or several that notes tell apart.

    """
    said = " ".join(source.split())
    found = [term for term in file.termbase.terms if said in term.source.preferred]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{len(found)} terms are spelled “{said}”"
        hint = "edit the file: only their notes tell them apart"
    else:
        known = [form for term in file.termbase.terms for form in term.source.preferred]
        message = f"“{said}” is not a term of the file"
        hint = did_you_mean(said, known, "toolkit terms list shows the terms; add adds one")
    raise ToolkitError.because("terms", message, Location(file.shown), hint)


def _change(file: TermsFile, term: Term, new: Term | None) -> None:
    """Put another term, or none, in a term's place."""
    terms = (each if each.id != term.id else new for each in file.termbase.terms)
    kept = tuple(each for each in terms if each is not None)
    done = "1 removed" if new is None else "1 changed"
    file.write(Termbase(kept, file.source), done if new != term else "nothing to change")
