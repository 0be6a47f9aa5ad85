#!/usr/bin/env python3
"""Every bad issue of tests/read/cases gets a complaint with file, line and column, exit 1, and no output file."""
import re
import unittest

from world import SOURCE, World, sobao

# What is wrong here is a whole file, so that no line can be named.
WHOLE_FILES = {"bad-article-empty", "bad-magazine-missing"}
CASES = sorted((SOURCE / "tests" / "read" / "cases").glob("bad-*"))


class BadInput(World):
    def test_there_are_enough(self):
        self.assertGreaterEqual(len(CASES) - len(WHOLE_FILES), 40)

    def test_each(self):
        for case in CASES:
            with self.subTest(case=case.name):
                out = self.dir / case.name
                done = sobao("build", case, "--out", out, "--no-catalog", exit=1)
                place = r"" if case.name in WHOLE_FILES else r":\d+:\d+"
                self.assertRegex(done.stderr, re.compile(rf"^[^:\n]+{place}: error: \S", re.M))
                self.assertEqual(done.stdout, "")
                self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main()
