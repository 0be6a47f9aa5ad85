"""What the tests of the program share: running it, a folder of their own, reading what it wrote."""
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
from pathlib import Path

SOURCE = Path(os.environ.get("SOURCE", Path(__file__).resolve().parents[2]))
SOBAO = os.environ.get("SOBAO", str(SOURCE / "build" / "sobao"))
SEEDS = sorted((SOURCE.parent / "shared" / "seeds").glob("*.txt"))


def skip(reason):
    print(f"SKIPPED, so nothing was tested: {reason}", file=sys.stderr)
    sys.exit(77)


def sobao(*arguments, exit=0, cwd=None, **environment):
    """Runs the program, expects the exit code, returns the finished process (text)."""
    done = subprocess.run([SOBAO, *map(str, arguments)], cwd=cwd, env={**os.environ, **environment},
                          capture_output=True, text=True, timeout=600)
    if done.returncode != exit:
        raise AssertionError(f"sobao {' '.join(map(str, arguments))}: exit {done.returncode}, not {exit}\n"
                             f"{done.stdout[-3000:]}\n{done.stderr[-6000:]}")
    return done


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def tree(folder):
    """Every file below a folder with the hash of its bytes."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(Path(folder).rglob("*")) if path.is_file()}


def words(text):
    """Runs of letters and digits, in one form: what must survive typesetting."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def is_subsequence(needles, haystack):
    """The first of @needles that does not follow in @haystack, or None."""
    rest = iter(haystack)
    for needle in needles:
        if not any(needle == word for word in rest):
            return needle
    return None


class World(unittest.TestCase):
    """Each test has a folder of its own, self.dir."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="sobao-test-")
        self.addCleanup(temporary.cleanup)
        self.dir = Path(temporary.name)

    def new_issue(self, name="so", *options):
        sobao("new", self.dir / name, "--number", "Số 9 - 2020", "--date", "2020-09-05", *options)
        return self.dir / name
