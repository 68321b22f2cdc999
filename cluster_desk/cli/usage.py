"""Say in the chosen language how a verb is written, and refuse what is written otherwise."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn

from cluster_desk.i18n import N_, _, ngettext, set_language

WRONG_USAGE = 2
MOST_ID = 2**63 - 1  # of a database's row

# What argparse says of a command line, as its source has it; it looks for translations itself.
_ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
)


class Parser(argparse.ArgumentParser):
    """Argparse whose refusals are ours: one sentence, then the usage."""

    def error(self, message: str) -> NoReturn:
        say_wrong_usage(message)
        self.print_usage(sys.stderr)
        raise SystemExit(WRONG_USAGE)


def say_wrong_usage(message: str) -> None:
    """One sentence on standard error."""
    sys.stderr.write(_("Wrong usage: {message}").format(message=message) + "\n")


def speak_as_asked(arguments: Sequence[str], otherwise: str = "it") -> None:
    """In the language of `--lang`, before anything is refused: the words of a refusal too."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", nargs="?")
    wanted = None
    with suppress(argparse.ArgumentError):
        wanted = early.parse_known_args(list(arguments))[0].lang
    set_language(wanted or otherwise)
    # argparse asks the module's own two functions for every sentence it says
    for name, ours in (("_", _), ("ngettext", ngettext)):
        setattr(argparse, name, ours)


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """An argument's type: a number between these two, refused with both of them."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            sentence = _("«{text}» is not a whole number from {least} to {most}")
            raise argparse.ArgumentTypeError(
                sentence.format(text=text, least=least, most=most)
            ) from None
        return number

    return read


def named(text: str) -> str:
    """An argument's type: a name, for a variable that is empty must not mean another file."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("the name is empty"))
    return text


def record_id(text: str) -> int:
    """An argument's type: the number of a record, as `list` gives it."""
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < number <= MOST_ID:
        raise argparse.ArgumentTypeError(_("«{text}» is not a number").format(text=text))
    return number


year = whole_number(1900, 2999)
