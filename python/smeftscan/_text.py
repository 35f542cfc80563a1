# SPDX-License-Identifier: MIT
"""What users give - a file, a text, a dictionary - as text for the library."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any, Union

from ._core import InputError

Document = Union[str, "os.PathLike[str]", Mapping[str, Any]]


def _plain(value: Any) -> Any:
    """numpy's numbers and arrays, and complex ones as WCxf writes them."""
    if isinstance(value, complex):
        return {"Re": value.real, "Im": value.imag}
    if hasattr(value, "tolist"):
        return value.tolist()
    raise InputError(f"a {type(value).__name__} cannot be part of a job or of coefficients: {value!r}")


def yaml_of(value: Any) -> str:
    """A value of a job as YAML: numbers with all digits, texts as they are."""
    return value if isinstance(value, str) else json.dumps(value, default=_plain)


def document(given: Document, name: str) -> tuple[str, str]:
    """Text and what it is called in messages. A text is one with a line break or a brace in front;
    any other string is the name of a file."""
    if isinstance(given, Mapping):
        return json.dumps(dict(given), default=_plain), name
    if isinstance(given, str) and ("\n" in given or given.lstrip().startswith("{")):
        return given, name
    if not isinstance(given, (str, os.PathLike)):
        raise InputError(f"{name}: a file name, a text or a dictionary is needed, not a "
                         f"{type(given).__name__}")
    try:
        with open(given, encoding="utf-8") as file:
            return file.read(), os.fspath(given)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not a text"
        raise InputError(f"{os.fspath(given)}: {reason}") from None
