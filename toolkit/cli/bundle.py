"""toolkit bundle: the site, or an article, signed, for mirrors and for who carries it."""

import click

from toolkit.base.clock import source_date
from toolkit.cli.options import Named, common_options, documents_option, force_option, verb
from toolkit.cli.output import write_output
from toolkit.cli.session import Session, exit_status, print_findings
from toolkit.exchange.zipped import zip_files
from toolkit.newsroom.bundling.packing import make_bundle, write_folder
from toolkit.newsroom.bundling.signing import PUBLIC_SUFFIX, SIGNING_KEY, make_keys, read_public
from toolkit.newsroom.bundling.verifying import verify_bundle
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.ignored import IGNORED, add_ignored

__all__ = ["bundle"]

_ZIP = ".zip"


class _Bundle(Named, click.Group):
    """A verb of its own, with others below it."""


@click.group(cls=_Bundle, invoke_without_command=True, params=common_options())
@documents_option
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    default="site.zip",
    show_default=True,
    help="A ZIP, if the name ends in .zip; else a folder.",
)
@click.option("--key", metavar="FILE", help=f"The private key; default: {SIGNING_KEY}.")
@force_option
@click.pass_context
def bundle(ctx: click.Context, documents: tuple[str, ...], output: str, key: str | None) -> None:
    """Pack what is built, the whole site or some articles, as one signed ZIP or folder.

    SHA256SUMS in it lists all files; SHA256SUMS.sig is its Ed25519 signature. Needs the extra
    “encryption”.

    \b
    Example:
      toolkit bundle keygen
      toolkit bundle -o site.zip
      toolkit bundle -d heat -o heat.zip
      toolkit bundle verify site.zip --key signing.pub
    """  # noqa: D301
    if ctx.invoked_subcommand is not None:
        return
    source_date()  # not before: the help of the verbs below needs no moment
    session = ctx.ensure_object(Session)
    settings = load_settings(session.folder)
    secret = settings.root / SIGNING_KEY if key is None else session.path(key)
    made = make_bundle(settings, documents, secret, key or SIGNING_KEY)
    session.say(f"{len(made) - 2:,} files, signed")
    if output.lower().endswith(_ZIP):
        # Each file has been looked through as what it is; a name that a locale restores may stay.
        write_output(session, output, zip_files(made), leaves=False)
        return
    written, removed = write_folder(made, session.path(output), output)
    session.say(f"{output}: {written:,} files written, {removed:,} removed")


@verb
@click.option("-o", "--output", metavar="FILE", help=f"The private key; default: {SIGNING_KEY}.")
@click.pass_obj
def keygen(session: Session, output: str | None) -> None:
    """Make the key that signs bundles, and the public key that readers verify them with.

    The private key is never printed, and git ignores it. Keep a copy on paper or on a stick.
    """
    settings = load_settings(session.folder)
    private = settings.root / SIGNING_KEY if output is None else session.path(output)
    if output is None and add_ignored(settings.root):
        session.say(f"{IGNORED}: git ignores {SIGNING_KEY}")
    public = make_keys(private, output or SIGNING_KEY)
    session.say(f"{session.shown(private)}: written; keep it to yourself, and keep a copy of it")
    session.say(f"{session.shown(private.with_suffix(PUBLIC_SUFFIX))}: written; give it to all")
    click.echo(public.fingerprint)


@verb
@click.argument("path", metavar="FILE|FOLDER")
@click.option("--key", metavar="FILE", required=True, help="The newsroom's public key.")
@click.pass_context
def verify(ctx: click.Context, path: str, key: str) -> None:
    """Verify a bundle with the newsroom's public key; nothing is unpacked.

    Names each file that differs from what was signed, is missing, is extra, or leads out of the
    bundle. No newsroom is needed.
    """
    session: Session = ctx.ensure_object(Session)
    public = read_public(session.path(key), key)
    done = verify_bundle(session.path(path), path, public)
    print_findings(done.findings)
    if done.findings:
        session.say(f"{path}: do not trust it; {done.files:,} of its files are as listed")
    else:
        session.say(f"{path}: all {done.files:,} files are what {public.fingerprint} has signed")
    ctx.exit(exit_status(done.findings))


bundle.add_command(keygen)
bundle.add_command(verify)
