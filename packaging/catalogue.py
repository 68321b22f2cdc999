"""Keep the Italian catalogue complete: collect the English sentences, add and check the Italian.

    catalogue.py update         collect the msgids of the source into resources/locale/it.po
    catalogue.py add FILE.json  add or replace translations: {msgid: "it" | ["one", "many"]}
    catalogue.py check          name what is missing, left over or does not fit; exit 1 if anything
    catalogue.py prune          drop translations whose msgid is no longer in the source
    catalogue.py compile        write build/locale/it.mo

A msgid with a context is written `context`, U+0004, `msgid`, as gettext itself does.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("cluster_desk", "ui")
PO = ROOT / "resources" / "locale" / "it.po"
MO = ROOT / "build" / "locale" / "it.mo"
SEPARATOR = "\x04"
# Babel would write dates and its own version here: two runs must give the same bytes.
HEADER = r"""# Cluster Desk in Italian; written by packaging/catalogue.py, added to by its `add`.
msgid ""
msgstr ""
"Language: it\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""

Key = tuple[str, str]  # context or "", msgid (the singular where there is a plural)
Plurals = dict[Key, str]  # the English plural, or "" where the sentence has none
Texts = dict[Key, tuple[str, ...]]  # one Italian text, or singular and plural

# Which arguments of a call are: context, msgid, plural; None where the function has none.
KEYWORDS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "N_": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "count_words": (None, 0, 1),
}


# --- collecting ---------------------------------------------------------------------------------


def collect(folders: Iterable[Path]) -> tuple[Plurals, list[str]]:
    """Every msgid below these folders, and the place of every sentence that cannot be collected."""
    found: Plurals = {}
    problems: list[str] = []
    for path in sorted(file for folder in folders for file in folder.rglob("*.py")):
        _collect_file(path, found, problems)
    return found, problems


def _collect_file(path: Path, found: Plurals, problems: list[str]) -> None:
    text = path.read_text(encoding="utf-8")
    if "i18n import" not in text and "count_words" not in text:
        return
    try:
        tree = ast.parse(text, str(path))
    except SyntaxError as error:  # somebody is typing in this very file
        problems.append(f"{path}:{error.lineno}: {error.msg}")
        return
    contexts = _term_contexts(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or (name := _called(node)) not in KEYWORDS:
            continue
        context_at, msgid_at, plural_at = KEYWORDS[name]
        wanted = [at for at in (context_at, msgid_at, plural_at) if at is not None]
        if len(node.args) <= max(wanted):
            continue
        texts = {at: _literal(node.args[at]) for at in wanted}
        if any(isinstance(node.args[at], ast.JoinedStr | ast.BinOp) for at in wanted):
            problems.append(f"{path}:{node.lineno}: {name}() takes one whole sentence, not pieces")
        if None in texts.values():
            continue  # a variable: its text was marked with N_ where it was written
        context = texts[context_at] if context_at is not None else contexts.get(id(node), "")
        plural = texts[plural_at] if plural_at is not None else ""
        key = (context or "", texts[msgid_at] or "")
        found[key] = plural or found.get(key, "")


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _term_contexts(tree: ast.Module) -> dict[int, str]:
    """The context of `NAME = "code", N_("…"), "context"` in a Term, by the id of its N_ call."""
    contexts = {}
    for owner in ast.walk(tree):
        if not isinstance(owner, ast.ClassDef):
            continue
        if not any(isinstance(base, ast.Name) and base.id == "Term" for base in owner.bases):
            continue
        for line in owner.body:
            value = line.value if isinstance(line, ast.Assign) else None
            if isinstance(value, ast.Tuple) and len(value.elts) == 3:
                contexts[id(value.elts[1])] = _literal(value.elts[2]) or ""
    return contexts


# --- reading and writing ------------------------------------------------------------------------


def read(path: Path) -> tuple[Texts, list[Key]]:
    """The translations of a .po, those left over included, and the keys that are marked fuzzy."""
    if not path.exists():
        return {}, []
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale="it")
    messages = [message for message in catalogue if message.id]
    texts: Texts = {}
    for message in [*catalogue.obsolete.values(), *messages]:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        texts[_key(message.context, message.id)] = tuple(str(form) for form in forms)
    return texts, [_key(m.context, m.id) for m in messages if m.fuzzy]


def _key(context: str | None, msgid: str | tuple[str, ...] | list[str]) -> Key:
    return context or "", msgid if isinstance(msgid, str) else msgid[0]


def write(path: Path, wanted: Plurals, texts: Texts) -> None:
    """Write the .po: what is wanted, translated or empty, then what is left over, as obsolete."""
    catalogue = Catalog(locale="it")
    for key, plural in wanted.items():
        _add(catalogue, key, plural, texts.get(key, ()))
    left_over = Catalog(locale="it")
    for key in sorted(texts.keys() - wanted.keys()):
        if any(texts[key]):
            _add(left_over, key, key[1] if len(texts[key]) > 1 else "", texts[key])
    catalogue.obsolete = {f"{m.context}{SEPARATOR}{m.id}": m for m in left_over if m.id}
    memory = BytesIO()
    write_po(memory, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    _replace(path, HEADER.encode() + memory.getvalue().strip() + b"\n")


def _add(catalogue: Catalog, key: Key, plural: str, texts: tuple[str, ...]) -> None:
    context, msgid = key
    if plural:
        forms = (*texts, "", "")[:2]
        catalogue.add((msgid, plural), forms, context=context or None)
    else:
        catalogue.add(msgid, texts[0] if texts else "", context=context or None)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


@contextmanager
def _locked() -> Iterator[None]:
    """One writer at a time: several people add their translations to one working tree."""
    import fcntl  # absent on Windows, where only `compile` and `check` are used

    MO.parent.mkdir(parents=True, exist_ok=True)
    with (MO.parent / "it.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- judging ------------------------------------------------------------------------------------


def problems_of(wanted: Plurals, texts: Texts, fuzzy: Iterable[Key] = ()) -> list[str]:
    """What keeps the catalogue from being complete, one sentence each."""
    found = [f"marked fuzzy: {_named(key)}" for key in fuzzy]
    for key, plural in sorted(wanted.items()):
        forms = texts.get(key, ())
        if len(forms) < (2 if plural else 1) or not all(forms):
            found.append(f"not translated: {_named(key)}")
        else:
            found += _misfits(key, plural, forms)
    left_over = sorted(texts.keys() - wanted.keys())
    return found + [f"not in the source any more: {_named(key)}" for key in left_over]


def _named(key: Key) -> str:
    context, msgid = key
    return f"{msgid!r} (context {context!r})" if context else repr(msgid)


def _misfits(key: Key, plural: str, forms: tuple[str, ...]) -> list[str]:
    originals = (key[1], plural) if plural else (key[1],)
    try:
        pairs = [(placeholders(a), placeholders(b)) for a, b in zip(originals, forms, strict=False)]
    except ValueError as error:
        return [f"braces do not match ({error}): {_named(key)}"]
    if len(forms) != len(originals):
        return [f"one text for a plural, or two for a sentence without: {_named(key)}"]
    return [
        f"placeholders {sorted(theirs)} instead of {sorted(ours)}: {_named(key)}"
        for ours, theirs in pairs
        if ours != theirs
    ]


def placeholders(text: str) -> set[str]:
    """The names between braces; ValueError where the braces do not match."""
    return {field[1] for field in Formatter().parse(text) if field[1] is not None}


# --- verbs --------------------------------------------------------------------------------------


def sources() -> list[Path]:
    return [ROOT / name for name in SOURCES]


def check(po: Path = PO) -> list[str]:
    """Everything that is wrong with the catalogue; empty when Italian is complete."""
    wanted, problems = collect(sources())
    return problems + problems_of(wanted, *read(po))


def update(additions: Texts | None = None, *, prune: bool = False, po: Path = PO) -> list[str]:
    """Merge the source's msgids, and these translations, into the .po."""
    with _locked():
        wanted, problems = collect(sources())
        texts = read(po)[0] | (additions or {})
        kept = {key: text for key, text in texts.items() if key in wanted or not prune}
        write(po, wanted, kept)
    return problems


def add(file: Path, po: Path = PO) -> list[str]:
    """Add or replace the translations of a JSON file; one that does not fit is named, not taken."""
    texts: Texts = {}
    for name, text in json.loads(file.read_text(encoding="utf-8")).items():
        context, _separator, msgid = name.rpartition(SEPARATOR)
        texts[context, msgid] = (text,) if isinstance(text, str) else tuple(text)
    wanted, _problems = collect(sources())
    good: Texts = {}
    bad: list[str] = []
    for key, text in texts.items():
        plural = wanted.get(key, key[1] if len(text) > 1 else "")
        found = problems_of({key: plural}, {key: text})
        bad += found
        if not found:
            good[key] = text
    return bad + update(good, po=po)


def compile_mo(po: Path = PO, mo: Path = MO) -> list[str]:
    """Write the compiled catalogue that the program reads first."""
    with po.open("rb") as stream:
        catalogue = read_po(stream, locale="it")
    memory = BytesIO()
    write_mo(memory, catalogue)
    _replace(mo, memory.getvalue())
    return []


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            problems = update()
        case ["prune"]:
            problems = update(prune=True)
        case ["add", name]:
            problems = add(Path(name))
        case ["check"]:
            problems = check()
        case ["compile"]:
            problems = compile_mo()
        case _:
            print(__doc__)
            return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
