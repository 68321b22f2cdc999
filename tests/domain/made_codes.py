"""Make valid codes of every kind, with check digits computed apart from the program's own.

The tables are those of the decrees and standards, written out here, so that a fault in the
library the program relies on would be seen.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable

from hypothesis import strategies as st

DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OFFICES = [*range(1, 101), 120, 121, 888, 999]
MONTHS = "ABCDEHLMPRST"
OMOCODIA = "LMNPQRSTUV"
_ODD_OF_DIGIT = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_OF_LETTER = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22)
_ODD_OF_LAST = (25, 24, 23)  # X, Y, Z

Draw = Callable[[st.SearchStrategy[str]], str]


def check_digit(ten: str) -> str:
    """Sum of the odd places, and of the doubled even ones less nine above nine; to the next ten."""
    doubled = [int(digit) * 2 for digit in ten[1::2]]
    total = sum(map(int, ten[0::2])) + sum(n - 9 if n > 9 else n for n in doubled)
    return str(-total % 10)


def check_letter(signs: str) -> str:
    """The letter of D.M. 23 December 1976, and the CIN of an Italian account."""
    total = 0
    for place, sign in enumerate(signs):
        value = DIGITS.index(sign) if sign in DIGITS else CAPITALS.index(sign)
        if place % 2:
            total += value
        else:
            odd = _ODD_OF_DIGIT if sign in DIGITS else _ODD_OF_LETTER + _ODD_OF_LAST
            total += odd[value]
    return CAPITALS[total % 26]


def mod97_digits(signs: str, prefix: str) -> str:
    """The two check digits of ISO 7064 for `prefix` + digits + `signs`."""
    number = int("".join(str(int(sign, 36)) for sign in signs + prefix + "00"))
    return f"{98 - number % 97:02d}"


def made_iban(account: str) -> str:
    """The Italian IBAN of ABI, CAB and account (22 signs)."""
    bban = check_letter(account) + account
    return f"IT{mod97_digits(bban, 'IT')}{bban}"


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=count, max_size=count)


@st.composite
def vat_numbers(draw: Draw) -> str:
    """Italian VAT numbers: first digit 0 to 7, a real office."""
    taxpayer = draw(_digits(6).filter(lambda text: int(text) > 0))
    first = draw(st.sampled_from(list("01234567")))
    office = draw(st.sampled_from([f"{number:03d}" for number in OFFICES]))
    return (ten := first + taxpayer + office) + check_digit(ten)


@st.composite
def body_codes(draw: Draw) -> str:
    """Tax codes of bodies not subject to VAT."""
    ten = draw(st.sampled_from(["8", "9"])) + draw(_digits(9))
    return ten + check_digit(ten)


@st.composite
def personal_codes(draw: st.DrawFn) -> str:
    """Codes of men and women, some with digits replaced by letters (omocodia)."""
    year, month = draw(st.integers(0, 99)), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(2000 + year, month)[1])) + draw(st.sampled_from([0, 40]))
    names = draw(st.text(CAPITALS, min_size=6, max_size=6))
    place = draw(st.sampled_from("ABCDEFGHIJKLMZ")) + draw(_digits(3))
    plain = f"{names}{year:02d}{MONTHS[month - 1]}{day:02d}{place}"
    replaced = draw(st.sets(st.sampled_from([6, 7, 9, 10, 12, 13, 14]), max_size=6))
    signs = "".join(
        OMOCODIA[int(sign)] if at in replaced else sign for at, sign in enumerate(plain)
    )
    return signs + check_letter(signs)


@st.composite
def ibans(draw: Draw) -> str:
    """Italian IBANs, some with letters in the account."""
    account = draw(st.text(DIGITS + CAPITALS, min_size=12, max_size=12))
    return made_iban(draw(_digits(10)) + account)


@st.composite
def one_digit_changed(draw: st.DrawFn, codes: st.SearchStrategy[str]) -> str:
    """A valid code with one of its digits mistyped."""
    code = draw(codes)
    at = draw(st.sampled_from([at for at, sign in enumerate(code) if sign in DIGITS]))
    other = draw(st.sampled_from([digit for digit in DIGITS if digit != code[at]]))
    return code[:at] + other + code[at + 1 :]
