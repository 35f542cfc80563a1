# SPDX-License-Identifier: MIT
"""The claims of arXiv:2108.05614 (paper_claims.yaml), and whether ours bears one out."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence
from typing import Union

import yaml

from .command import Failure
from .program import HERE

FILE = HERE / "paper_claims.yaml"
Numbers = Union[Sequence[float], bool]  # ours: as many as the paper prints, or one truth
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.(\d+))?(?![\w.])")

REPRODUCED, MISPRINT, DIFFERS = "reproduced", "misprint", "differs"
UNEXPLAINED = "differs, and no reason is known"
STALE = "reproduced, though a reason why not stands ready"


@dataclasses.dataclass(frozen=True)
class Claim:
    """As in paper_claims.yaml; what is left out there is ''."""
    place: str
    what: str
    paper: str = ""
    ours: str = ""
    within: tuple[str, ...] = ()
    rule: str = ""
    misprint: str = ""
    because: str = ""
    note: str = ""
    definition: str = ""
    cited: str = ""
    id: str = ""

    @property
    def numbers(self) -> list[float]:
        """The numbers of the paper's text, in its order."""
        return [float(match.group()) for match in NUMBER.finditer(self.paper)]

    def tolerances(self) -> list[float]:
        """How far ours may be off: as given, else half of the last digit that the paper prints."""
        if self.within:
            given = [float(one) for one in self.within]
            return given * len(self.numbers) if len(given) == 1 else given
        return [0.5 * 10.0 ** -len(match.group(1) or "") * (1.0 + 1e-9)
                for match in NUMBER.finditer(self.paper)]

    def agrees(self, ours: Numbers) -> bool:
        """Whether our numbers are those of the paper."""
        if isinstance(ours, bool):
            return {"yes": True, "no": False}[self.paper] == ours
        if self.paper[0] in "<>":
            sign = 1.0 if self.paper[0] == ">" else -1.0
            return all(sign * (value - bound) >= 0.0 for value, bound in self._pairs(ours))
        return all(abs(value - printed) <= tolerance for (value, printed), tolerance
                   in zip(self._pairs(ours), self.tolerances(), strict=True))

    def _pairs(self, ours: Sequence[float]) -> list[tuple[float, float]]:
        if len(ours) != len(self.numbers):
            raise Failure(f"{self.what}: {len(ours)} numbers beside '{self.paper}'")
        return list(zip(ours, self.numbers))

    def verdict(self, ours: Numbers) -> str:
        """One of the five words above."""
        reason = self.misprint or self.because
        if self.agrees(ours):
            return STALE if reason else REPRODUCED
        return UNEXPLAINED if not reason else MISPRINT if self.misprint else DIFFERS

    def shown(self, ours: Numbers) -> str:
        """Ours in the words of the paper."""
        if isinstance(ours, bool):
            return "yes" if ours else "no"
        values = iter(ours)
        text = NUMBER.sub(lambda printed: _digits(next(values), len(printed.group(1) or "")),
                          self.paper)
        return text.lstrip("<> ").removeprefix("about ")


def _digits(value: float, decimals: int) -> str:
    """In fixed notation, a digit more than the paper has; at least one, at most six that count."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.{decimals + 1}f}"
    significant = text.replace(".", "").lstrip("-0")
    if value != 0.0 and not significant.strip("0"):
        return f"{value:.2g}"
    return text if len(significant) <= 6 else f"{value:.5g}"


@functools.cache
def load_claims() -> tuple[Claim, ...]:
    # All as text: the digits that the paper prints count.
    with open(FILE, encoding="utf-8") as file:
        entries = yaml.load(file, yaml.BaseLoader)
    return tuple(Claim(within=_tuple(entry.pop("within", ())), **entry) for entry in entries)


def _tuple(within: Union[str, Sequence[str]]) -> tuple[str, ...]:
    return (within,) if isinstance(within, str) else tuple(within)


def printed(name: str) -> list[float]:
    """The numbers of the claim of this id."""
    return next(claim.numbers for claim in load_claims() if claim.id == name)
