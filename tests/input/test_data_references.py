# SPDX-License-Identifier: MIT
"""Every number in data/ has a reference above it, and every reference is in the bibliography."""

import json
import pathlib
import re
import unittest

import yaml

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KEYS = set(re.findall(r"^@\w+\{\s*([^,\s]+)\s*,", (DATA / "references.bib").read_text(encoding="utf-8"),
                      re.MULTILINE))


def load(path):
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=LOADER)


def orphans(node, place=""):
    """Places of numbers without a reference in any map above them."""
    if isinstance(node, dict):
        if "reference" in node:
            return []
        return [found for key, value in node.items() for found in orphans(value, f"{place}/{key}")]
    if isinstance(node, list):
        return [found for i, value in enumerate(node) for found in orphans(value, f"{place}/{i}")]
    return [place] if isinstance(node, (int, float)) and not isinstance(node, bool) else []


def references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "reference":
                yield from value if isinstance(value, list) else re.split(r",\s*", str(value))
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


class DataReferences(unittest.TestCase):
    def test_every_number_has_a_reference(self):
        files = [path for path in DATA.rglob("*") if path.suffix in (".yaml", ".json")]
        self.assertGreater(len(files), 10)
        for path in files:
            with self.subTest(path.relative_to(DATA)):
                self.assertEqual(orphans(load(path))[:5], [])

    def test_every_reference_is_in_the_bibliography(self):
        for path in DATA.rglob("*.yaml"):
            with self.subTest(path.relative_to(DATA)):
                self.assertLessEqual(set(references(load(path))), KEYS)

    def test_every_measurement_says_whether_it_was_compared_with_its_publication(self):
        for path in (DATA / "measurements").glob("*.yaml"):
            for name, entry in load(path)["measurements"].items():
                with self.subTest(name):
                    self.assertIn(entry.get("verified"), (True, False))

    def test_a_number_without_reference_is_found(self):
        self.assertEqual(orphans({"a": {"value": 1, "reference": "CAA"}, "b": {"value": 2}}),
                         ["/b/value"])


if __name__ == "__main__":
    unittest.main()
