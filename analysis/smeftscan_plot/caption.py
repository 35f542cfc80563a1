# SPDX-License-Identifier: MIT
"""What a picture is of, in words: model with its fixed values, likelihood, data set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml
from matplotlib.figure import Figure

from . import style
from .scan_file import PartOfFile

NO_BREAK = "\N{NO-BREAK SPACE}"
LETTERS = 19  # an inch, of the size of the text below a picture


def job_of(scan: PartOfFile) -> dict[str, Any]:
    """The job with its defaults, else as it was given; {} if neither can be read."""
    for text in (scan.file.job_resolved, scan.file.job):
        try:
            job = yaml.safe_load(text)
        except yaml.YAMLError:
            continue
        if isinstance(job, dict):
            return job
    return {}


def fixed_values(scan: PartOfFile) -> dict[str, Any]:
    """Name -> value of the model's fixed parameters that are not zero; texts keep their unit."""
    model = job_of(scan).get("model")
    if not isinstance(model, dict) or len(model) != 1:
        return {}
    [parameters] = model.values()
    if not isinstance(parameters, dict):
        return {}
    # formulas stand in maps
    return {name: value for name, value in parameters.items()
            if not isinstance(value, dict) and not _is_zero(value)}


def _is_zero(value: Any) -> bool:
    try:
        return float(str(value).split()[0]) == 0.0
    except (ValueError, IndexError):
        return False


def quantity(value: Any) -> str:
    """'1000.0 GeV' -> '1 TeV', -0.0002 -> '-0.0002'; what is no number as it is."""
    number, _, unit = str(value).partition(" ")
    try:
        size = float(number)
    except ValueError:
        return str(value)
    if unit == "GeV" and size >= 1000.0:
        size, unit = size / 1000.0, "TeV"
    text = style.number(size)
    return f"{text} {style.unit(unit)}".rstrip()


def lines(scan: PartOfFile) -> list[str]:
    """Model and fixed values; groups and data set."""
    job = job_of(scan)
    model = job.get("model")
    found = []
    if isinstance(model, dict) and len(model) == 1:
        values = [NO_BREAK.join([style.symbol(name), "=", *words(quantity(value))])
                  for name, value in fixed_values(scan).items()]
        found.append("model " + next(iter(model)) + (": " + ", ".join(values) if values else ""))
    about = []
    if isinstance(job.get("likelihood"), list) and job["likelihood"]:
        about.append("likelihood: " + ", ".join(map(str, job["likelihood"])).replace("_", " "))
    if job.get("data"):
        about.append(f"data set {job['data']}")
    if about:
        found.append("; ".join(about))
    return found


def words(text: str) -> list[str]:
    """Parts between blanks; mathtext is not parted."""
    return re.findall(r"(?:\$[^$]*\$|[^ $])+", text)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of about `width` letters; mathtext counts as it shows."""
    result: list[str] = []
    used = width + 1
    for word in words(text):
        shown = len(re.sub(r"\\[A-Za-z]+|[${}^_ ]", "", word)) + 1
        if used + shown > width:
            result.append(word)
            used = shown
        else:
            result[-1] += " " + word
            used += shown
    return result


def write(figure: Figure, scan: PartOfFile, *more: str) -> None:
    """Below the picture: lines(), and what else there is to say."""
    write_lines(figure, [*lines(scan), *more])


def write_lines(figure: Figure, texts: Iterable[str]) -> None:
    width = int(LETTERS * figure.get_figwidth())
    text = "\n".join(part for line in texts if line for part in wrapped(line, width))
    if text:
        figure.supxlabel(text, fontsize=7, color="0.25", linespacing=1.35)
