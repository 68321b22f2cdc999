"""The fees in their states, for the tour: the list, the issue, a payment, the papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.i18n import N_
from cluster_desk.store.faults import Busy
from ui.stage import Stage, nth
from ui.tour_home import open_next_year
from ui.tour_scene import Scene

_SCREEN, _LARGE = (1366, 690), (1920, 1080)


def _view(key: str, row: int = 0) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        page: Any = stage.page
        page.header.tabs.choose(key)
        stage.settle()
        stage.look_at(row)

    return play


def _card(view: str, side: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _view(view)(stage)
        page: Any = stage.page
        page.card.tabs.choose(side)

    return play


def _tick(stage: Stage) -> None:
    _view("overdue")(stage)
    page: Any = stage.page
    page.list.model.ticks.put(page.list.model.ids[:5], on=True)


def _pay(stage: Stage) -> None:
    _view("overdue", 1)(stage)
    stage.act("fees.pay")


def _pay_too_much(stage: Stage) -> None:
    """More than what is open, in cash: the rest is credit, and it goes into the cash box."""
    _pay(stage)
    from ui.fees.payment_sheet import PaymentSheet  # a scene of the sheet itself

    sheet = stage.page.findChildren(PaymentSheet)[-1]
    sheet.form.fields["method"].set_text("cash")
    sheet.form.fields["method"].edited.emit()
    sheet.form.fields["amount"].set_text("2.750,00")
    sheet.form.fields["amount"].edited.emit()
    sheet.receipt.setChecked(True)


def _adjust(stage: Stage) -> None:
    _view("overdue")(stage)
    stage.act("fees.adjust")


def _return(stage: Stage) -> None:
    _card("paid", "payments")(stage)
    page: Any = stage.page
    page.card.return_wanted.emit(nth(page.card.card.payments).payment)
    stage.settle()


def _receipt(stage: Stage) -> None:
    _view("paid")(stage)
    page: Any = stage.page
    page.card.receipt_wanted.emit(nth(page.card.card.payments).payment)
    stage.settle()


def _void(stage: Stage) -> None:
    _receipt(stage)
    stage.act("receipt.void")


def _issue(stage: Stage) -> None:
    stage.act("fees.issue")


def _trial(stage: Stage) -> None:
    """Of the year after the demo's, which nobody was asked for yet."""
    workspace = stage.window.workspace
    open_next_year(workspace.desk)
    workspace.set_year(2027)
    stage.settle()
    _issue(stage)
    page: Any = stage.page
    page.choice.due_on.set_text("31/03/2027")
    stage.act("issue.next")


def _run(action: str) -> Callable[[Stage], None]:
    return lambda stage: stage.act(action)


def _reminders_done(stage: Stage) -> None:
    stage.act("fees.reminders")
    stage.act("run.go")


def _account(stage: Stage) -> None:
    _view("overdue")(stage)
    stage.act("fees.account")


def _error(stage: Stage) -> None:
    page: Any = stage.page
    page.list.failed.emit(Busy())


SCENES = (
    Scene(name="quote-elenco", place="fees", caption=N_("The charges of the year")),
    Scene(
        name="quote-scadute-scuro",
        place="fees",
        caption=N_("What is past due, dark"),
        play=_view("overdue"),
        size=(1600, 1000),
        is_dark=True,
    ),
    Scene(
        name="quote-piccolo",
        place="fees",
        caption=N_("The charges on the smallest screen"),
        size=_SCREEN,
    ),
    Scene(
        name="quote-grande", place="fees", caption=N_("The charges on a large screen"), size=_LARGE
    ),
    Scene(
        name="quote-incassi",
        place="fees",
        caption=N_("What came in for a charge"),
        play=_card("paid", "payments"),
    ),
    Scene(
        name="quote-storia-scuro",
        place="fees",
        caption=N_("The dated story of a charge, dark"),
        play=_card("overdue", "story"),
        is_dark=True,
    ),
    Scene(name="quote-selezione", place="fees", caption=N_("Several charges selected"), play=_tick),
    Scene(name="quote-vuoto", place="fees", caption=N_("No fees yet"), is_empty=True),
    Scene(name="quote-errore", place="fees", caption=N_("The fees cannot be read"), play=_error),
    Scene(name="quote-incasso", place="fees", caption=N_("Recording a payment"), play=_pay),
    Scene(
        name="quote-incasso-scuro",
        place="fees",
        caption=N_("A payment of more than what is open, dark"),
        play=_pay_too_much,
        size=_SCREEN,
        is_dark=True,
    ),
    Scene(name="quote-esonero", place="fees", caption=N_("Lowering a charge"), play=_adjust),
    Scene(
        name="quote-storno-scuro",
        place="fees",
        caption=N_("A payment that went back, dark"),
        play=_return,
        is_dark=True,
    ),
    Scene(
        name="quote-ricevuta",
        place="fees",
        caption=N_("A receipt, the very bytes"),
        play=_receipt,
        mockup="20_pdf_ricevuta.png",
    ),
    Scene(
        name="quote-ricevuta-annulla",
        place="fees",
        caption=N_("Voiding a receipt"),
        play=_void,
        size=_SCREEN,
        is_dark=True,
    ),
    Scene(
        name="quote-emissione", place="fees", caption=N_("Choosing year and due day"), play=_issue
    ),
    Scene(
        name="quote-emissione-prova-scuro",
        place="fees",
        caption=N_("Who pays how much, before it is issued; dark"),
        play=_trial,
        is_dark=True,
    ),
    Scene(
        name="quote-emissione-vuoto",
        place="fees",
        caption=N_("No fees are set yet"),
        play=_issue,
        is_empty=True,
    ),
    Scene(
        name="quote-ricevute-mancanti",
        place="fees",
        caption=N_("Receipts that are not issued yet"),
        play=_run("fees.receipts"),
    ),
    Scene(
        name="quote-richieste-scuro",
        place="fees",
        caption=N_("Requests of payment, dark"),
        play=_run("fees.notices"),
        size=_SCREEN,
        is_dark=True,
    ),
    Scene(
        name="quote-solleciti",
        place="fees",
        caption=N_("Reminders, with level and reason"),
        play=_run("fees.reminders"),
    ),
    Scene(
        name="quote-solleciti-fatti",
        place="fees",
        caption=N_("Reminders that were made"),
        play=_reminders_done,
    ),
    Scene(name="quote-conto", place="fees", caption=N_("A member’s account"), play=_account),
    Scene(
        name="quote-conto-scuro",
        place="fees",
        caption=N_("A member’s account, dark and small"),
        play=_account,
        size=_SCREEN,
        is_dark=True,
    ),
)
