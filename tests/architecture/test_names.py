"""Refuse names that say nothing, and modules that do not say why they exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import Source, expect_none, program, sources

EMPTY_WORDS = {
    *("util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "data"),
    *("info", "process", "handle"),
}
# Names that a library gives to what it calls: SQLAlchemy's types, Qt's item models.
LIBRARIES_OWN = {"process_bind_param", "process_result_value", "data"}
LAST_WORD = re.compile(r"[A-Z]?[a-z0-9]+$")
# Its address is what the project promises: `from cluster_desk.domain.codes import Iban`.
MAY_EXPORT = {"cluster_desk/domain/codes/__init__.py"}


def empty_names(source: Source) -> Iterator[str]:
    """Modules with an empty word in their name, classes that end in one, functions that are one."""
    for part in source.place.removesuffix(".py").split("/"):
        if EMPTY_WORDS & set(part.split("_")):
            yield f"{source.place}: «{part}»"
    for node in source.nodes:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and _is_empty(node):
            yield f"{source.place}:{node.lineno}: «{node.name}»"


def _is_empty(node: ast.ClassDef | ast.FunctionDef) -> bool:
    if isinstance(node, ast.ClassDef):
        return any(word.lower() in EMPTY_WORDS for word in LAST_WORD.findall(node.name))
    if node.name in LIBRARIES_OWN:
        return False
    return node.name.strip("_") in EMPTY_WORDS or node.name.startswith(("handle_", "process_"))


def unexplained(source: Source) -> Iterator[str]:
    """A module without a docstring, or one that does not open with one whole sentence."""
    docstring = ast.get_docstring(source.tree)
    if not docstring:
        yield f"{source.place}: no docstring"
        return
    opening = " ".join(docstring.split("\n\n")[0].split())
    if not opening.endswith((".", "?", "…")) and ":" not in opening[-1:]:
        yield f"{source.place}: the docstring does not open with a sentence"
    if re.search(r"\w[.?!] +[A-ZÈ]", opening.split("\n")[0]):
        yield f"{source.place}: the docstring opens with more than one sentence"


def exports(source: Source) -> Iterator[str]:
    """What a package's `__init__` does beyond saying why the package exists."""
    for node in source.tree.body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_version = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__"
        if not (is_docstring or is_version):
            yield f"{source.place}:{node.lineno}: {ast.unparse(node).splitlines()[0]}"


def test_no_name_is_empty_of_meaning() -> None:
    expect_none(problem for source in sources() for problem in empty_names(source))


def test_every_module_says_why_it_exists() -> None:
    written = (source for source in sources() if "/migrations/versions/" not in source.place)
    expect_none(problem for source in written for problem in unexplained(source))


def test_packages_re_export_nothing() -> None:
    packages = [source for source in program() if source.place.endswith("/__init__.py")]
    packages = [source for source in packages if source.place not in MAY_EXPORT]
    assert packages
    expect_none(problem for source in packages for problem in exports(source))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("ui/utils.py", ""),
        ("ui/common/fees.py", ""),
        ("ui/a.py", "class FeeManager: ..."),
        ("ui/a.py", "class FeeInfo: ..."),
        ("ui/a.py", "def process_fees() -> None: ..."),
        ("ui/a.py", "def handle() -> None: ..."),
        ("cluster_desk/a.py", "def _misc() -> None: ..."),
    ],
)
def test_an_empty_name_is_found(place: str, text: str) -> None:
    assert len(list(empty_names(Source(place, text)))) == 1


@pytest.mark.parametrize(
    "text", ["class Handler: ...", "def database() -> None: ...", "def process_bind_param(): ..."]
)
def test_a_name_that_only_contains_the_letters_or_is_a_librarys_passes(text: str) -> None:
    assert list(empty_names(Source("ui/a.py", text))) == []


@pytest.mark.parametrize("text", ["x = 1", '"""Fees"""', '"""Know fees. And members."""'])
def test_a_module_that_does_not_open_with_one_sentence_is_found(text: str) -> None:
    assert list(unexplained(Source("ui/a.py", text)))


@pytest.mark.parametrize("text", ["from a import b", '__all__ = ["b"]', "x = 1"])
def test_an_export_is_found(text: str) -> None:
    assert list(exports(Source("ui/kit/__init__.py", f'"""Draw."""\n{text}')))
