"""Run one verb headless and say how it went: 0 done, 1 refused with a reason, 2 wrong usage."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from cluster_desk import logs
from cluster_desk.cli import answers
from cluster_desk.cli.context import Context, chosen_clock, location_of
from cluster_desk.cli.files import why_not
from cluster_desk.cli.usage import WRONG_USAGE, Parser, named, say_wrong_usage, speak_as_asked
from cluster_desk.cli.verbs import DRAWN, VERBS, Verb
from cluster_desk.errors import DeskError, Invalid
from cluster_desk.i18n import LANGUAGES, _

DONE, REFUSED = 0, 1


def main(argv: Sequence[str]) -> int:
    """Run the verb that `argv` names and return the exit code."""
    _speak_utf8()
    speak_as_asked(argv)
    shared = _shared_options()
    try:
        chosen, rest = shared.parse_known_args(list(argv))
    except SystemExit as leave:
        return int(leave.code or 0)
    verb = _verb(rest)
    if verb is None:
        return _tell_verbs(_overall(shared), rest)
    try:
        return _run(verb, rest[1:], chosen)
    except SystemExit as leave:  # argparse's own way out
        return int(leave.code or 0)


def _run(verb: Verb, rest: Sequence[str], chosen: argparse.Namespace) -> int:
    try:
        context = Context(
            location=location_of(chosen.desk),
            clock=chosen_clock(),
            as_json=chosen.json,
            verb=verb.name,
        )
        module = verb.load()
        common = _("Before or after any verb: --desk, --lang, --json; see «main.py --help».")
        parser = Parser(prog=f"main.py {verb.name}", description=_(verb.summary), epilog=common)
        module.arguments(parser, verb.name)
        answer = module.run(context, parser.parse_args(list(rest)))
        return _tell(answer, as_json=context.as_json)
    except Invalid as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem.message}\n")
        return REFUSED
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped: nothing was changed.") + "\n")
        return REFUSED
    except OSError as error:
        sys.stderr.write(why_not(error) + "\n")
        return REFUSED
    except Exception:  # the outermost place: a bug is logged, never shown as a traceback
        number = logs.record_bug()
        sys.stderr.write(
            _(
                "An unexpected error occurred; what was being done is not saved. "
                "Its report is no. {number}."
            ).format(number=number)
            + "\n"
        )
        return REFUSED


def _tell(answer: answers.Answer, *, as_json: bool) -> int:
    try:
        answers.write(answer, as_json=as_json)
        sys.stdout.flush()
    except OSError as error:
        # the interpreter flushes once more as it ends: into nothing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # the reader, `head` say, has seen enough
            sys.stderr.write(_("It is done, but what was to be said found no room.") + "\n")
            return REFUSED
    except KeyboardInterrupt:
        sys.stderr.write(_("It is done: only the answer was interrupted.") + "\n")
        return REFUSED
    if answer.cut_short:
        sys.stderr.write(answer.cut_short + "\n")
    return REFUSED if answer.cut_short else DONE


def _shared_options() -> argparse.ArgumentParser:
    parser = Parser(prog="main.py", add_help=False, allow_abbrev=False)
    desk = _("the desk, a file or a server’s address; without, your own")
    parser.add_argument("--desk", metavar="FILE|URL", type=named, help=desk)
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of what is said"))
    parser.add_argument("--json", action="store_true", help=_("one JSON document"))
    return parser


def _verb(rest: Sequence[str]) -> Verb | None:
    return next((verb for verb in VERBS if rest and verb.name == rest[0]), None)


def _tell_verbs(overall: argparse.ArgumentParser, rest: Sequence[str]) -> int:
    """Which there are, to whoever asks, or named none or one that does not exist."""
    if not rest or rest[0] in ("-h", "--help"):
        overall.print_help(sys.stdout)
        return DONE
    unknown = _("there is no verb «{verb}»: these are all there are.")
    say_wrong_usage(unknown.format(verb=rest[0]))
    overall.print_help(sys.stderr)
    return WRONG_USAGE


def _overall(shared: argparse.ArgumentParser) -> argparse.ArgumentParser:
    verbs = {verb.name: verb.summary for verb in VERBS} | DRAWN
    width = max(map(len, verbs))
    lines = [f"  {name.ljust(width)}  {_(summary)}" for name, summary in verbs.items()]
    return Parser(
        prog="main.py",
        parents=[shared],
        description=_("Cluster Desk: the secretariat of an association."),
        epilog=_("Verbs:") + "\n" + "\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
