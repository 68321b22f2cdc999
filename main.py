"""The door: no verb opens the window, `tour` and `bench` draw it, any other verb is the core's."""

from __future__ import annotations

import sys

OPTIONS_WITH_VALUE = ("--desk", "--lang")
NO_LIBRARIES = "Mancano le librerie del programma ({name}): avvialo con «python3 dev.py start»."


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
    verb = verb_of(arguments)
    try:
        if not verb:
            from ui.app import run as act  # Qt only where a window is drawn
        elif verb == "tour":
            from ui.tour import main as act
        elif verb == "bench":
            from ui.bench import main as act
        else:
            from cluster_desk.cli.main import main as act
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] in {"ui", "cluster_desk"}:
            raise
        print(NO_LIBRARIES.format(name=error.name), file=sys.stderr)
        return 1
    if verb in {"tour", "bench"}:
        arguments.remove(verb)
    return act(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
