"""Say in words what waits for somebody, and where the list behind it is."""

from __future__ import annotations

from collections.abc import Callable

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AgendaKind, MinutesState
from cluster_desk.domain.notice import NoticeFault
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.home.meetings import ComingMeeting
from cluster_desk.queries.home.overview import Overview
from cluster_desk.queries.home.waiting import Matter, Urgency, Waiting
from ui.home.times import days_to
from ui.kit.links import Line
from ui.pages.targets import Target

_TONES = {
    Urgency.LATE: "bad",
    Urgency.SOON: "bad",
    Urgency.NEAR: "warn",
    Urgency.CALM: "neutral",
}
_ICONS = {
    Matter.OVERDUE: "circle-alert",
    Matter.EARLIER: "history",
    Matter.NOTICE: "send",
    Matter.UNCALLED: "send",
    Matter.BANK: "landmark",
    Matter.MINUTES: "file-pen-line",
    Matter.APPLICATIONS: "user-plus",
    Matter.SCHEDULE: "receipt-euro",
    Matter.UNCHARGED: "receipt-euro",
    Matter.DECIDED: "list-checks",
    Matter.PROMISED: "hand",
    Matter.MEETING: "gavel",
    Matter.FEES_DUE: "calendar-clock",
    Matter.SEATS: "users",
    Matter.ACCOUNTS: "scale",
}
_VIEWS = {
    Matter.OVERDUE: ("fees", "overdue"),
    Matter.EARLIER: ("fees", "earlier"),
    Matter.NOTICE: ("meetings", "upcoming"),
    Matter.UNCALLED: ("meetings", "upcoming"),
    Matter.BANK: ("treasury", "unmatched"),
    Matter.MINUTES: ("meetings", "to_approve"),
    Matter.APPLICATIONS: ("members", "applicants"),
    Matter.SCHEDULE: ("settings", "fees"),
    Matter.UNCHARGED: ("fees", "year"),
    Matter.DECIDED: ("meetings", "held"),
    Matter.PROMISED: ("tables", "late"),
    Matter.MEETING: ("meetings", "upcoming"),
    Matter.FEES_DUE: ("fees", "open"),
    Matter.SEATS: ("meetings", "seats"),
    Matter.ACCOUNTS: ("meetings", "upcoming"),
}


def target_of(waiting: Waiting, seen: Overview) -> Target:
    """The list it is counted in, at the record where it is one."""
    place, view = _VIEWS[waiting.matter]
    if waiting.matter in (Matter.NOTICE, Matter.UNCALLED, Matter.MEETING):
        return meeting_target(_coming(waiting, seen))
    if waiting.matter is Matter.PROMISED and waiting.record is not None:
        return Target(place=place, view="actions", record=waiting.record)
    if waiting.matter is Matter.SEATS and waiting.day is None:
        return Target(place=place, view="seats:past")
    looks_at = waiting.matter in (Matter.MINUTES, Matter.DECIDED)
    return Target(place=place, view=view, record=waiting.record if looks_at else None)


def meeting_target(meeting: ComingMeeting) -> Target:
    """Working tables have a page of their own."""
    if meeting.kind is BodyKind.WORKING_TABLE:
        return Target(place="tables", view="meetings", record=meeting.body_id)
    return Target(place="meetings", view="upcoming", record=meeting.id)


def _coming(waiting: Waiting, seen: Overview) -> ComingMeeting:
    known = (*seen.meetings.coming, *seen.meetings.missed)
    return next(each for each in known if each.id == waiting.record)


def line_of(waiting: Waiting, seen: Overview) -> Line:
    """A row of the list."""
    title, under = _WORDS[waiting.matter](waiting, seen)
    day = waiting.day or waiting.since
    return Line(
        title=title,
        under=under,
        icon=_ICONS[waiting.matter],
        day=waiting.day,
        badge=_TONES[waiting.urgency],
        chip=days_to(day, on=seen.on) if day is not None else "",
    )


Words = tuple[str, str]


def _overdue(waiting: Waiting, _seen: Overview) -> Words:
    text = ngettext("{count} fee past due", "{count} fees past due", waiting.count)
    return text.format(count=count_text(waiting.count)), _still_open(waiting)


def _earlier(waiting: Waiting, _seen: Overview) -> Words:
    text = ngettext(
        "{count} fee of earlier years is open", "{count} fees of earlier years are open",
        waiting.count,
    )  # fmt: skip
    return text.format(count=count_text(waiting.count)), _still_open(waiting)


def _still_open(waiting: Waiting) -> str:
    return _("{amount} € to be collected").format(amount=money_text(waiting.amount))


def _notice(waiting: Waiting, seen: Overview) -> Words:
    meeting = _coming(waiting, seen)
    title = _("Call the meeting: {body}").format(body=waiting.name)
    last = waiting.since
    if last is None:
        under = _("Session of {date}: this is the last day for the notice")
        return title, under.format(date=date_text(meeting.held_on))
    under = _("Session of {date}: the notice was due by {last}")
    return title, under.format(date=date_text(meeting.held_on), last=date_text(last))


def _uncalled(waiting: Waiting, seen: Overview) -> Words:
    meeting, wrong = _coming(waiting, seen), waiting.warning
    date = date_text(meeting.held_on)
    if wrong is not None and wrong.fault is NoticeFault.MISSING:
        title = _("Opened without a notice: {body}").format(body=_named(waiting))
        under = _("Session of {date}: record the notice, its minutes need it")
        return title, under.format(date=date)
    title = _("Called too late: {body}").format(body=_named(waiting))
    under = _("Session of {date}: put it off, or it is valid only with everybody there")
    return title, under.format(date=date)


def _bank(waiting: Waiting, _seen: Overview) -> Words:
    text = ngettext(
        "{count} bank line to be posted", "{count} bank lines to be posted", waiting.count
    )
    under = _("{account}, since {date}")
    date = date_text(waiting.since) if waiting.since else ""
    return text.format(count=count_text(waiting.count)), under.format(
        account=waiting.name, date=date
    )


def _minutes(waiting: Waiting, _seen: Overview) -> Words:
    sentence = {
        None: _("Minutes to be written"),
        MinutesState.DRAFT: _("Minutes to be finished"),
    }.get(waiting.state, _("Minutes to be approved"))
    held = date_text(waiting.since) if waiting.since else ""
    under = _("{meeting} of {date}").format(meeting=_named(waiting), date=held)
    if waiting.warning is not None:
        return sentence, f"{under} · {waiting.warning.fault.label.lower()}"
    return sentence, under


def _named(waiting: Waiting) -> str:
    if waiting.number is None:
        return waiting.name
    return _("{body} no. {number}").format(body=waiting.name, number=waiting.number)


def _applications(waiting: Waiting, _seen: Overview) -> Words:
    text = ngettext(
        "{count} application to decide", "{count} applications to decide", waiting.count
    )
    return text.format(count=count_text(waiting.count)), _("To be put on the agenda")


def _schedule(waiting: Waiting, _seen: Overview) -> Words:
    title = _("Set the fees of {year}").format(year=waiting.number)
    return title, _("Without them no fee can be asked for")


def _uncharged(waiting: Waiting, _seen: Overview) -> Words:
    text = ngettext(
        "{count} member without a fee for {year}",
        "{count} members without a fee for {year}",
        waiting.count,
    )
    title = text.format(count=count_text(waiting.count), year=waiting.number)
    return title, _("Issue the fees that are missing")


def _decided(waiting: Waiting, _seen: Overview) -> Words:
    if waiting.name:
        under = _("Resolution of {body}, to be carried out")
        return waiting.name, under.format(body=waiting.about)
    text = ngettext("{count} resolution is late", "{count} resolutions are late", waiting.count)
    return text.format(count=count_text(waiting.count)), _("To be carried out")


def _promised(waiting: Waiting, _seen: Overview) -> Words:
    if waiting.name:
        return waiting.name, waiting.about
    text = ngettext("{count} promise is late", "{count} promises are late", waiting.count)
    return text.format(count=count_text(waiting.count)), _("At the working tables")


def _meeting(waiting: Waiting, seen: Overview) -> Words:
    meeting = _coming(waiting, seen)
    if waiting.since is not None:
        missed = _("It was to be held on {date}: record it, or cancel it")
        return _named(waiting), missed.format(date=date_text(waiting.since))
    starts = _("at {time}").format(time=time_text(meeting.starts_at))
    return _named(waiting), " · ".join(filter(None, (starts, meeting.title or waiting.about)))


def _fees_due(waiting: Waiting, _seen: Overview) -> Words:
    text = ngettext("{count} fee falls due", "{count} fees fall due", waiting.count)
    return text.format(count=count_text(waiting.count)), _still_open(waiting)


def _seats(waiting: Waiting, _seen: Overview) -> Words:
    if waiting.day is None:
        text = ngettext("{count} office is over", "{count} offices are over", waiting.count)
        under = _("{body}: nobody has followed")
    else:
        text = ngettext("{count} office ends", "{count} offices end", waiting.count)
        under = _("{body}: the renewal is to be prepared")
    return text.format(count=count_text(waiting.count)), under.format(body=waiting.name)


def _accounts(waiting: Waiting, _seen: Overview) -> Words:
    title = _("Accounts of {year} to the assembly").format(year=waiting.number)
    under = _("To be put on an agenda as «{kind}», until the assembly has resolved it")
    return title, under.format(kind=AgendaKind.ACCOUNTS.label.lower())


_WORDS: dict[Matter, Callable[[Waiting, Overview], Words]] = {
    Matter.OVERDUE: _overdue,
    Matter.EARLIER: _earlier,
    Matter.NOTICE: _notice,
    Matter.UNCALLED: _uncalled,
    Matter.BANK: _bank,
    Matter.MINUTES: _minutes,
    Matter.APPLICATIONS: _applications,
    Matter.SCHEDULE: _schedule,
    Matter.UNCHARGED: _uncharged,
    Matter.DECIDED: _decided,
    Matter.PROMISED: _promised,
    Matter.MEETING: _meeting,
    Matter.FEES_DUE: _fees_due,
    Matter.SEATS: _seats,
    Matter.ACCOUNTS: _accounts,
}
