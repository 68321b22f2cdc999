"""The door: no verb opens the window, `tour` and `bench` draw it, any other verb is the core's."""

from __future__ import annotations

import sys
from importlib import import_module

OPTIONS_WITH_VALUE = {"--desk", "--lang"}
DRAWN = {"": ("ui.app", "run"), "tour": ("ui.tour", "main"), "bench": ("ui.bench", "main")}
HEADLESS = ("cluster_desk.cli.main", "main")
NO_LIBRARIES = "Mancano le librerie del programma ({name}): avvialo con «python3 dev.py start»."
INTERRUPTED = "Interrotto."


def verb_of(arguments: list[str]) -> str:
    """The first word that is no option and no option's value; "" where there is none."""
    words = iter(arguments)
    for word in words:
        if word in OPTIONS_WITH_VALUE:
            next(words, None)
        elif word in {"-h", "--help"} or not word.startswith("-"):
            return word
    return ""


def main(arguments: list[str]) -> int:
    """Exit code 0 done, 1 refused with a reason, 2 wrong usage."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:  # before the verb itself, which says what became of its work
        print(INTERRUPTED, file=sys.stderr)
        return 1


def _run(arguments: list[str]) -> int:
    verb = verb_of(arguments)
    module, function = DRAWN.get(verb, HEADLESS)
    try:
        act = getattr(import_module(module), function)
    except ModuleNotFoundError as error:
        name = error.name or ""
        if name.split(".")[0] in {"ui", "cluster_desk"}:
            raise
        print(NO_LIBRARIES.format(name=name), file=sys.stderr)
        return 1
    rest = list(arguments)
    if verb and verb in DRAWN:
        rest.remove(verb)  # the first: a folder may have its name too
    return int(act(rest))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
