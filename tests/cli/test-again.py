#!/usr/bin/env python3
"""While another program keeps the catalogue to itself, a build waits, then asks to be tried again."""
import sqlite3
import unittest

from world import World, sobao


class Again(World):
    def test_catalogue_is_held(self):
        issue, out = self.new_issue(), self.dir / "out"
        sobao("build", issue)
        holder = sqlite3.connect(issue / "catalog.db", isolation_level=None)
        self.addCleanup(holder.close)
        holder.execute("BEGIN IMMEDIATE")
        done = sobao("build", issue, "--out", out, exit=75)
        self.assertEqual(done.stdout, "")
        self.assertFalse(out.exists())
        holder.execute("ROLLBACK")
        sobao("build", issue, "--out", out)


if __name__ == "__main__":
    unittest.main()
