"""`reconcile`: match the open bank lines of an account with what members owe."""

from __future__ import annotations

import argparse

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.cli.usage import whole_number
from cluster_desk.i18n import _
from cluster_desk.services.treasury.reconciliation import Reconcile, reconcile


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """Which account, from which score, and whether to post."""
    account = _("the account, as «list accounts» gives it")
    parser.add_argument("--account", metavar=_("CODE"), required=True, help=account)
    score = _("post from this score up, of 100; 95 where none is said")
    parser.add_argument(
        "--min-score", type=whole_number(0, 100), default=95, metavar="N", help=score
    )
    parser.add_argument("--apply", action="store_true", help=_("post what matches"))


def run(context: Context, options: argparse.Namespace) -> Answer:
    """JSON: matched, ambiguous, unmatched, proposals with scores and reasons, posted, problems."""
    command = Reconcile(account=options.account, min_score=options.min_score, apply=options.apply)
    with context.open() as desk:
        run_it = desk.write if options.apply else desk.preview
        outcome = run_it(reconcile, command)
    found = outcome.value.result
    proposals: list[dict[str, object]] = [
        {
            "line": proposal.line_id,
            "charge": proposal.charge_ids[0] if len(proposal.charge_ids) == 1 else None,
            "charges": proposal.charge_ids,
            "score": proposal.score,
            "reasons": [f"{reason.sign.value} {reason.words}" for reason in proposal.reasons],
        }
        for proposal in found.proposals
    ]
    return Answer(
        document={
            "matched": len(found.matched),
            "ambiguous": len(found.ambiguous),
            "unmatched": len(found.unmatched),
            "proposals": proposals,
            "posted": outcome.value.posted,
            "problems": outcome.value.problems,
            "change_set": outcome.change_set_id,
        },
        lines=[
            _("Matched {matched}, to be decided {ambiguous}, without a match {unmatched}.").format(
                matched=len(found.matched),
                ambiguous=len(found.ambiguous),
                unmatched=len(found.unmatched),
            ),
            *(problem.message for problem in outcome.value.problems),
            *_told(proposals),
        ],
    )


def _told(proposals: list[dict[str, object]]) -> list[str]:
    lines = []
    for proposal in proposals[:30]:
        said = _("Line {line}: charge {charge}, {score} of 100.")
        charges = proposal["charges"]
        assert isinstance(charges, tuple)
        charge = ", ".join(str(c) for c in charges)
        lines.append(said.format(line=proposal["line"], charge=charge, score=proposal["score"]))
        reasons = proposal["reasons"]
        assert isinstance(reasons, list)
        lines += [f"  {reason}" for reason in reasons]
    return lines
