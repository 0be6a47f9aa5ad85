#!/usr/bin/env python3
"""Time and memory of a build: bench.py PROGRAM ISSUE_DIR [RUNS]. Medians over the runs, of whole processes."""
import os
import statistics
import sys
import tempfile
import time


def measure(program, arguments):
    """Wall time, user CPU (seconds) and peak memory (MiB) of one run."""
    start = time.monotonic()
    child = os.posix_spawn(program, [program, *arguments], os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{program} {' '.join(arguments)} failed")
    return time.monotonic() - start, usage.ru_utime, usage.ru_maxrss / 1024


def main():
    program, issue = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    with tempfile.TemporaryDirectory() as out:
        rows = [
            ("start-up (--version)", ["--version"]),
            ("read (dump issue)", ["dump", issue, "issue"]),
            ("read and lay out (check)", ["check", issue]),
            ("build with previews", ["build", issue, "--out", out, "--no-catalog"]),
        ]
        print(f"{issue}, median of {runs} runs")
        print(f"{'':28}{'wall ms':>10}{'user ms':>10}{'peak MiB':>10}")
        for name, arguments in rows:
            wall, user, memory = (statistics.median(column)
                                  for column in zip(*(measure(program, arguments) for _ in range(runs))))
            print(f"{name:28}{wall * 1000:10.1f}{user * 1000:10.1f}{memory:10.1f}")


main()
