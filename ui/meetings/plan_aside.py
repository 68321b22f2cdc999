"""What stands around the fields of a plan: by when the notice must go out, the keys, saving."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import date_text, parse_date
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.plan import MeetingBody
from ui.kit.buttons import ActionButton
from ui.kit.keys import key_hint
from ui.kit.labels import Label
from ui.kit.layout import Card, column, panel, row, set_ground
from ui.pages.actions import ActionSet
from ui.theme.theme import theme
from ui.theme.tokens import BODY, META, SEMIBOLD

_WIDTH = 290
_MARGINS = (13, 11, 13, 12)


class PlanAside(QWidget):
    """Says at once whether a day leaves time for the notice."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "app")
        self.setAccessibleName(_("Beside the form"))
        self._notice = Label("", META, tone="text2", wrap=True)
        title = Label(_("Notice"), BODY, SEMIBOLD)
        notice = column(title, self._notice, gap=8, margins=_MARGINS)
        keys = column(Label(_("Keys"), BODY, SEMIBOLD), gap=7, margins=_MARGINS)
        for record in actions.records:
            if record.first_keys:
                words = Label(_(record.text), META, tone="text2")
                keys.addLayout(row(words, None, key_hint(record.first_keys, "")))
        self.setLayout(column(Card(notice), Card(keys), None, gap=12))
        theme.changed.connect(self._measure)
        self._measure()

    def show_notice(self, body: MeetingBody | None, typed: str, today: date) -> None:
        """For this body on this day, as far as it can be read."""
        self._notice.setText(notice_text(body, typed, today))

    def _measure(self) -> None:
        self.setFixedWidth(theme.beside(_WIDTH))


def notice_text(body: MeetingBody | None, typed: str, today: date) -> str:
    """How many days the statute asks, and by when the notice must go out."""
    if body is None or not body.notice.days:
        return _("The statute sets no days of notice for this body.")
    days = _("The statute asks {days} days of notice.").format(days=body.notice.days)
    try:
        latest = body.notice.latest_on(parse_date(typed, today=today))
    except DeskError:
        return days
    if latest < today:
        late = _("That day has passed: the call would be late, unless it is urgent.")
        return f"{days} {late}"
    in_time = _("In time if the notice goes out by {date}.").format(date=date_text(latest))
    return f"{days} {in_time}"


def plan_foot(actions: ActionSet) -> QWidget:
    """Leave, or save."""
    leave = ActionButton(actions["plan.leave"], "ghost")
    save = ActionButton(actions["plan.save"], "primary", icon="check")
    foot = panel(row(None, leave, save, gap=8, margins=(20, 10, 20, 10)), "surface")
    foot.setAccessibleName(_("Save or leave"))
    return foot
