"""What gives way where room is short, and what never does; parts of the window without a window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from ui.kit.buttons import Button, IconButton
from ui.kit.fields import LineField
from ui.kit.grid import FieldGrid
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import row
from ui.kit.tabs import Tab, Tabs

pytestmark = pytest.mark.usefixtures("dressed")


def test_tabs_without_room_wait_in_a_menu_and_the_open_one_is_always_seen() -> None:
    tabs = Tabs("Viste")
    names = ("Tutti i soci", "Quote scadute", "Nuovi 2026", "Domande", "Fondatori", "Ex soci")
    tabs.show_tabs([Tab(key=name, text=name, count=7) for name in names])
    tabs.resize(300, 36)
    tabs.show()

    def seen() -> list[str]:
        return [name for place, name in enumerate(names) if tabs.isTabVisible(place)]

    assert seen() == ["Tutti i soci", "Quote scadute"]
    tabs.setCurrentIndex(5)  # as Ctrl+Tab does
    assert seen() == ["Tutti i soci", "Quote scadute", "Ex soci"]
    (rest,) = tabs.findChildren(IconButton)
    assert rest.isVisible()
    rest.click()
    (menu,) = tabs.findChildren(QMenu)
    told = [action.text() for action in menu.actions()]
    assert told == ["Nuovi 2026\t7", "Domande\t7", "Fondatori\t7"]
    menu.actions()[0].trigger()
    menu.close()
    assert tabs.current_key() == "Nuovi 2026"
    assert "Nuovi 2026" in seen()
    tabs.resize(1200, 36)
    assert seen() == list(names)
    assert not rest.isVisible()
    tabs.close()


def test_a_heading_gives_up_the_words_of_its_buttons_before_its_name() -> None:
    bring = Button("Importa estratto", "upload")
    new = Button("Nuovo movimento", "plus", "primary")
    name = Title("Banca e prima nota")
    about = GivingLabel("136 movimenti del 2026 · 5 righe della banca da abbinare")
    heading = Heading(name, about, row(bring, new))
    heading.resize(900, 60)
    heading.show()
    assert not bring.is_narrow
    enough = name.sizeHint().width() + new.sizeHint().width() + 90
    heading.resize(enough, 90)
    for _round in range(4):  # one layout tells the next
        QApplication.sendPostedEvents()
    assert (bring.is_narrow, new.is_narrow) == (True, False)
    assert bring.accessibleName() == "Importa estratto"
    assert name.width() >= name.sizeHint().width()
    assert about.y() >= new.mapTo(heading, new.rect().bottomLeft()).y(), "under the buttons"
    heading.resize(900, 60)
    assert (bring.is_narrow, new.is_narrow) == (False, False)
    heading.close()


def test_a_narrow_form_has_two_fields_in_a_line() -> None:
    fields = [LineField(name) for name in ("CAP", "Comune", "Provincia", "Via")]
    grid = FieldGrid(list(zip(fields, (2, 5, 5, 12), strict=True)))
    grid.resize(900, 200)
    grid.show()
    assert len({field.y() for field in fields[:3]}) == 1
    grid.resize(400, 300)
    QApplication.sendPostedEvents()
    assert fields[0].y() == fields[1].y() < fields[2].y() < fields[3].y()
    assert fields[0].width() * 2.5 > fields[1].width(), "none is squeezed"
    grid.close()
