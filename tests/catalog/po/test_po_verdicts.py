"""What the reader refuses, where it says the fault is, and that `msgfmt -c` judges alike."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.oracles import gettext, gettext_version
from toolkit.base.errors import Finding, ToolkitError
from toolkit.catalog.po import read

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
"""Five lines: what a case adds begins in line 6."""


@dataclass(frozen=True, slots=True)
class Case:
    """A faulty file: what stands in it, and what the reader says."""

    name: str
    text: str | bytes
    """What follows the header; with `whole`, all of the file."""
    code: str
    line: int | None
    column: int | None
    message: str
    """A part of the message."""
    whole: bool = False
    stricter: str = ""
    """Why the reader refuses what msgfmt lets pass."""
    until: tuple[int, ...] = ()
    """The first version of gettext that refuses it too."""

    @property
    def data(self) -> bytes:
        body = self.text if isinstance(self.text, bytes) else self.text.encode()
        return body if self.whole else HEADER.encode() + body


def _header(plural_forms: str = "", charset: str = "UTF-8") -> str:
    forms = f'"Plural-Forms: {plural_forms}\\n"\n' if plural_forms else ""
    content = f'"Content-Type: text/plain; charset={charset}\\n"\n'
    return f'msgid ""\nmsgstr ""\n{content}{forms}\n'


PLURAL = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'

CASES = (
    Case("string without end", 'msgid "a\nmsgstr "b"\n', "po-syntax", 6, 7, "has no end"),
    Case("last string without end", 'msgid "a"\nmsgstr "b\n', "po-syntax", 7, 8, "has no end"),
    Case("string without begin", 'msgid a"\nmsgstr "b"\n', "po-syntax", 6, 1, "has no string"),
    Case("quote inside", 'msgid "a" b"\nmsgstr "c"\n', "po-syntax", 6, 11, "“b”"),
    Case("unknown escape", 'msgid "a\\q"\nmsgstr "b"\n', "po-escape", 6, 9, "“\\q”"),
    Case("escape of a letter", 'msgid "a"\nmsgstr "\\ә"\n', "po-escape", 7, 9, "unknown escape"),
    Case("unfinished hex", 'msgid "a\\xg"\nmsgstr "b"\n', "po-escape", 6, 9, "“\\x”"),
    Case("escaped quote ends", 'msgid "a\\"\nmsgstr "b"\n', "po-syntax", 6, 7, "has no end"),
    Case(
        "escaped bytes that are no UTF-8",
        'msgid "a"\nmsgstr "\\377"\n',
        *("po-escape", 7, 9, "not UTF-8"),
        stricter="msgfmt would put the byte into the MO file",
    ),
    Case(
        "escaped zero",
        'msgid "a"\nmsgstr "b\\0c"\n',
        *("po-escape", 7, 10, "not a character that a text can contain"),
        stricter="msgfmt cuts the text off there",
    ),
    Case(
        "escaped control character",
        'msgid "a"\nmsgstr "\\033[2J"\n',
        *("po-escape", 7, 9, "not a character that a text can contain"),
        stricter="no HTML or XML can hold it, and a terminal obeys it",
    ),
    Case(
        "raw control character",
        'msgid "a"\nmsgstr "b\x1bc"\n',
        *("po-control", 7, 10, "U+001B"),
        stricter="no HTML or XML can hold it, and a terminal obeys it",
    ),
    Case(
        "NUL",
        'msgid "a"\nmsgstr "b\x00c"\n',
        *("po-control", 7, 10, "U+0000"),
        stricter="msgfmt cuts the text off there",
    ),
    Case(
        "backslash at the end of a line",
        'msgid "a\\\nb"\nmsgstr "c"\n',
        *("po-syntax", 6, 7, "has no end"),
        stricter="no tool writes that, and every editor shows it as a fault",
    ),
    Case(
        "same msgid", 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "po-duplicate", 9, 8, "6"
    ),
    Case(
        "same context and msgid",
        'msgctxt "x"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n',
        *("po-duplicate", 11, 8, "line 7"),
    ),
    Case(
        "same msgid, one obsolete",
        '#~ msgid "a"\n#~ msgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
        *("po-duplicate", 9, 8, "line 6"),
    ),
    Case("second header", 'msgid ""\nmsgstr "X: y\\n"\n', "po-header", 6, 8, "second header"),
    Case("obsolete header", '#~ msgid ""\n#~ msgstr "X: y\\n"\n', "po-header", 6, 11, "second"),
    Case("no header", 'msgid "a"\nmsgstr "b"\n', "po-header", 1, 1, "no header", whole=True),
    Case("nothing", "", "po-header", 1, 1, "no header", whole=True),
    Case("empty header", 'msgid ""\nmsgstr ""\n', "po-header", 2, 9, "empty", whole=True),
    Case(
        "header not first",
        'msgid "a"\nmsgstr "b"\n\n' + _header(),
        *("po-header", 4, 8, "not the first"),
        whole=True,
        stricter="the encoding must be known before the first text",
    ),
    Case(
        "missing msgstr",
        'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n',
        "po-syntax",
        6,
        1,
        "has no msgstr",
    ),
    Case("missing last msgstr", 'msgid "a"\n', "po-syntax", 6, 1, "has no msgstr"),
    Case("missing msgid", 'msgstr "a"\n', "po-syntax", 6, 1, "msgstr has no msgid"),
    Case("context alone", 'msgctxt "a"\nmsgstr "b"\n', "po-syntax", 6, 1, "has no msgid"),
    Case(
        "string alone", '"a"\n' + HEADER, "po-syntax", 1, 1, "not belong to a keyword", whole=True
    ),
    Case("junk", "hello world\n", "po-syntax", 6, 1, "“hello”"),
    Case("misspelt keyword", 'msgid "a"\nmsgstrr "b"\n', "po-syntax", 7, 1, "“msgstrr”"),
    Case("capital keyword", 'MSGID "a"\nMSGSTR "b"\n', "po-syntax", 6, 1, "“MSGID”"),
    Case("curly quotes", "msgid “a”\nmsgstr “b”\n", "po-syntax", 6, 1, "has no string"),
    Case("comment inside", 'msgid "a"\n# c\nmsgstr "b"\n', "po-syntax", 7, 1, "comment inside"),
    Case(
        "comment that swallows a line",
        '# a \\\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        *("po-syntax", 6, 5, "backslash"),
        stricter="gettext does not see that the entry is fuzzy",
    ),
    Case(
        "previous msgid before flags",
        '#| msgid "o"\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
        *("po-syntax", 7, 1, "previous msgid"),
    ),
    Case(
        "previous context alone",
        '#| msgctxt "o"\nmsgid "a"\nmsgstr "b"\n',
        "po-syntax",
        6,
        4,
        "previous",
    ),
    Case("obsolete in part", '#~ msgid "a"\nmsgstr "b"\n', "po-syntax", 7, 1, "only a part"),
    Case(
        "domain",
        'domain "x"\n\n' + HEADER,
        *("po-syntax", 1, 1, "domain"),
        whole=True,
    ),
    Case(
        "plural without forms",
        'msgid "a"\nmsgid_plural "b"\n',
        "po-syntax",
        7,
        1,
        "has no msgstr[0]",
    ),
    Case(
        "form without plural",
        'msgid "a"\nmsgstr[0] "b"\n',
        "po-syntax",
        7,
        1,
        "but no msgid_plural",
    ),
    Case(
        "plain msgstr after plural",
        'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n',
        *("po-syntax", 8, 1, "a number in brackets"),
    ),
    Case(
        "first form not 0",
        'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[2] "d"\n',
        *("po-syntax", 8, 1, "should be msgstr[0]"),
    ),
    Case(
        "gap in the forms",
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n',
        *("po-syntax", 9, 1, "should be msgstr[1]"),
    ),
    Case(
        "form twice",
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"\n',
        *("po-syntax", 9, 1, "should be msgstr[1]"),
    ),
    Case(
        "too few forms",
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
        *("po-plural", 8, 12, "nplurals=2"),
    ),
    Case("too many forms", PLURAL + 'msgstr[2] "e"\n', "po-plural", 10, 12, "3 plural forms"),
    Case("no plural forms", _header() + PLURAL, "po-plural", 5, 8, "no Plural-Forms", whole=True),
    Case(
        "invalid plural expression",
        _header("nplurals=2; plural=n>1 x;") + PLURAL,
        *("po-plural", 4, 2, "“x”"),
        whole=True,
    ),
    Case(
        "plural expression as code",
        _header("nplurals=2; plural=__import__('os').getpid();") + PLURAL,
        *("po-plural", 4, 2, "“_”"),
        whole=True,
    ),
    Case(
        "plural expression beyond the forms",
        _header("nplurals=2; plural=n;") + PLURAL,
        *("po-plural", 4, 2, "form 2"),
        whole=True,
    ),
    Case(
        "plural expression that divides by zero",
        _header("nplurals=2; plural=1/n;") + PLURAL,
        *("po-plural", 4, 2, "zero"),
        whole=True,
    ),
    Case(
        "no number of forms",
        _header("nplurals=x; plural=n!=1;") + PLURAL,
        *("po-plural", 4, 2, "lack a number"),
        whole=True,
    ),
    Case(
        "plural expression that is too deep",
        _header(f"nplurals=2; plural={'(' * 60}n!=1{')' * 60};") + PLURAL,
        *("po-plural", 4, 2, "50 levels deep"),
        whole=True,
        stricter="a bound on what a file may make us do",
    ),
    Case(
        "only the msgid ends a line", 'msgid "a\\n"\nmsgstr "b"\n', "po-newline", 7, 9, "both end"
    ),
    Case(
        "only the msgstr ends a line", 'msgid "a"\nmsgstr "b\\n"\n', "po-newline", 7, 9, "both end"
    ),
    Case(
        "only the msgstr begins one", 'msgid "a"\nmsgstr "\\nb"\n', "po-newline", 7, 9, "both begin"
    ),
    Case(
        "only one form ends a line",
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d\\n"\n',
        *("po-newline", 9, 12, "msgstr[1]"),
    ),
    Case(
        "only the plural ends a line",
        'msgid "a"\nmsgid_plural "b\\n"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
        *("po-newline", 8, 12, "msgid_plural"),
    ),
    Case(
        "merge conflict between entries",
        '<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> theirs\n',
        *("po-conflict", 6, 1, "<<<<<<<"),
    ),
    Case(
        "merge conflict inside an entry",
        'msgid "a"\n<<<<<<< ours\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> theirs\n',
        *("po-conflict", 7, 1, "<<<<<<<"),
    ),
    Case("mark of a conflict", 'msgid "a"\nmsgstr "b"\n=======\n', "po-conflict", 8, 1, "======="),
    Case(
        "versions that msgcat joined",
        'msgid "a"\nmsgstr ""\n"#-#-#-#-#  1.po  #-#-#-#-#\\n"\n"b\\n"\n'
        '"#-#-#-#-#  2.po  #-#-#-#-#\\n"\n"c"\n',
        *("po-conflict", 8, 2, "msgcat"),
        stricter="somebody must choose before anything is published",
    ),
    Case("bad UTF-8", b'msgid "a"\nmsgstr "b\xff"\n', "po-encoding", 7, 10, "0xFF"),
    Case("cut UTF-8", b'msgid "a"\nmsgstr "\xd2"\n', "po-encoding", 7, 9, "0xD2"),
    Case(
        "UTF-8 of a surrogate", b'msgid "a"\nmsgstr "\xed\xa0\x80"\n', "po-encoding", 7, 9, "0xED"
    ),
    Case(
        "bad UTF-8 in a comment",
        b'# \xff\nmsgid "a"\nmsgstr "b"\n',
        *("po-encoding", 6, 3, "0xFF"),
        stricter="a file has one encoding",
    ),
    Case(
        "another encoding",
        _header(charset="ISO-2022-JP").encode() + b'msgid "a"\nmsgstr "\xc1"\n',
        *("po-charset", 3, 28, "“iso-2022-jp”"),
        whole=True,
        stricter="it hides ASCII behind escapes",
        until=(0, 23),
    ),
    Case(
        "UTF-7",
        _header(charset="UTF-7") + 'msgid "a"\nmsgstr "+ADw-script+AD4-"\n',
        *("po-charset", 3, 28, "“utf-7”"),
        whole=True,
        stricter="it hides markup",
        until=(0, 23),
    ),
    Case(
        "UTF-8 that is called otherwise",
        _header(charset="KOI8-R") + 'msgid "a"\nmsgstr "ә"\n',
        *("po-charset", 3, 28, "“koi8-r”"),
        whole=True,
        stricter="every letter would become two",
    ),
    Case(
        "UTF-32",
        (HEADER + 'msgid "a"\nmsgstr "b"\n').encode("utf-32"),
        *("po-encoding", None, None, "UTF-32"),
        whole=True,
    ),
    Case(
        "UTF-16",
        (HEADER + 'msgid "a"\nmsgstr "b"\n').encode("utf-16"),
        *("po-encoding", None, None, "UTF-16"),
        whole=True,
    ),
    Case(
        "ASCII that is not",
        _header(charset="ASCII") + 'msgid "a"\nmsgstr "ә"\n',
        *("po-charset", 3, 28, "“ascii”"),
        whole=True,
    ),
    Case(
        "no encoding for letters",
        'msgid ""\nmsgstr "Language: kk\\n"\n\nmsgid "a"\nmsgstr "ә"\n',
        *("po-charset", 2, 9, "no encoding"),
        whole=True,
        stricter="msgcat and msgmerge refuse it",
        until=(0, 23),
    ),
)

GOOD = {
    "entry": 'msgid "a"\nmsgstr "b"\n',
    "empty context": 'msgctxt ""\nmsgid ""\nmsgstr ""\n',
    "same msgid in a context": 'msgid "a"\nmsgstr "b"\n\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n',
    "letters of escapes": 'msgid "a"\nmsgstr "\\a\\b\\f\\n\\r\\t\\v\\"\\\\b"\n',
    "escaped bytes": 'msgid "a"\nmsgstr "caf\\303\\251 \\x41"\n',
    "tab": 'msgid "a\tb"\nmsgstr "c\td"\n',
    "no spaces": 'msgid"a"\nmsgstr"b"\n',
    "wide spaces": '  msgid   "a"  \n\tmsgstr\n\n"b"\n   "c"\n',
    "one line": 'msgid "a" "b" msgstr "c" # of the next one\n',
    "no blank line": 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n',
    "blank line in the comments": '# a\n\n#, fuzzy\n\nmsgid "a"\nmsgstr "b"\n',
    "trailing comment": 'msgid "a"\nmsgstr "b"\n\n# the end\n',
    "odd comments": '#\n#a\n#.\n#:\n#,\n#=c-format\n#!x\nmsgid "a"\nmsgstr "b"\n',
    "previous": '#| msgctxt "o"\n#| msgid "p"\n#| msgid_plural "q"\nmsgid "a"\nmsgstr "b"\n',
    "previous and a blank line": '#| msgid "p"\n\nmsgid "a"\nmsgstr "b"\n',
    "obsolete": '#, fuzzy\n#~| msgid "o"\n#~ msgctxt "x"\n#~ msgid "a"\n#~ msgstr ""\n#~ "b"\n',
    "obsolete without spaces": '#~msgid "a"\n#~msgstr "b"\n#~msgid "c"\n#~msgstr "d"\n',
    "obsolete plural": "".join(f"#~ {line}\n" for line in PLURAL.splitlines()),
    "obsolete plural of another time": '#~ msgid "a"\n#~ msgid_plural "b"\n#~ msgstr[0] "c"\n',
    "plural": PLURAL,
    "plural with wide spaces": PLURAL.replace("msgstr[1]", "\n\nmsgstr [ 1 ] "),
    "untranslated plural with a form only": 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n',
    "fuzzy plural with a form only": '#, fuzzy\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
    "fuzzy line feed": '#, fuzzy\nmsgid "a\\n"\nmsgstr "b"\n',
    "untranslated line feed": 'msgid "a\\n"\nmsgstr ""\n',
    "conflict mark in a text": 'msgid "======="\nmsgstr "<<<<<<< a"\n',
    "conflict mark in a comment": '# =======\nmsgid "a"\nmsgstr "b"\n',
    "line separators": 'msgid "a\u2028\x85b"\nmsgstr "a\u2029b"\n',
    "no line feed at the end": 'msgid "a"\nmsgstr "b"',
    "carriage returns": 'msgid "a"\r\nmsgstr "b"\r\n',
}

LOOSER = {
    "byte order mark": ("\ufeff" + HEADER, "editors on Windows write it"),
    "unfilled template": (
        _header("nplurals=INTEGER; plural=EXPRESSION;") + PLURAL.replace('"c"', '""'),
        "so xgettext writes a template",
    ),
    "format strings": (
        HEADER + '#, c-format\nmsgid "%d"\nmsgstr "%s"\n',
        "not the file is wrong there but the translation",
    ),
}


def _refused_by_msgfmt(data: bytes, folder: Path) -> bool:
    path = folder / "case.po"
    path.write_bytes(data)
    done = subprocess.run(
        [gettext("msgfmt"), "-c", "-o", str(folder / "case.mo"), str(path)],
        capture_output=True,
        check=False,
    )
    return done.returncode != 0


def _findings(data: bytes) -> tuple[Finding, ...]:
    with pytest.raises(ToolkitError) as raised:
        read(data, "kk.po")
    return raised.value.findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_is_named_with_its_place(case: Case) -> None:
    finding = _findings(case.data)[0]
    location = finding.location
    assert location is not None
    assert (finding.code, location.line, location.column) == (case.code, case.line, case.column)
    assert case.message in finding.message


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_fault_gives_one_finding(case: Case) -> None:
    assert len(_findings(case.data)) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_msgfmt_refuses_it_too_unless_we_say_why(case: Case, tmp_path: Path) -> None:
    is_stricter = bool(case.stricter) and not (case.until and gettext_version() >= case.until)
    assert _refused_by_msgfmt(case.data, tmp_path) != is_stricter


@pytest.mark.parametrize("name", GOOD)
def test_what_msgfmt_takes_is_taken(name: str, tmp_path: Path) -> None:
    data = (HEADER + GOOD[name]).encode()
    assert not _refused_by_msgfmt(data, tmp_path)
    read(data, "kk.po")


@pytest.mark.parametrize("name", LOOSER)
def test_what_msgfmt_refuses_and_we_take(name: str, tmp_path: Path) -> None:
    text, _reason = LOOSER[name]
    assert _refused_by_msgfmt(text.encode(), tmp_path)
    read(text.encode(), "kk.po")


def test_every_fault_of_a_file_is_reported_in_its_order() -> None:
    body = (
        'msgid "a\nmsgstr "b"\n\nmsgid "c"\nmsgstr "\\q"\n\nmsgid "d"\n\nmsgid "e"\nmsgstr "e\\n"\n'
    )
    findings = _findings((HEADER + body).encode())
    assert [str(each.location) for each in findings] == [
        *("kk.po:6:7", "kk.po:10:9", "kk.po:12:1", "kk.po:15:9"),
    ]


def test_findings_are_not_more_than_anyone_reads() -> None:
    findings = _findings((HEADER + "junk\n\n" * 5000).encode())
    assert len(findings) == 101
    assert findings[-1].message == "there are more errors; the toolkit stopped reading here"


def test_another_encoding_is_one_finding_however_many_letters_it_has() -> None:
    data = _header(charset="ISO-2022-JP").encode() + b'msgid "a"\nmsgstr "\xc0\xc1"\n'
    assert [each.code for each in _findings(data)] == ["po-charset"]
