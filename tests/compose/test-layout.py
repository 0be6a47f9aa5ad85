#!/usr/bin/env python3
"""Golden tests of layout: every folder of tests/compose/cases is composed and its display list compared with `expected`.

UPDATE=1 rewrites them. The same lists are then checked for what must hold on any page: body lines on the baseline
grid, no widow or orphan, nothing outside the page.
"""
import collections, difflib, os, pathlib, re, subprocess, sys

SOURCE, SOBAO = pathlib.Path(os.environ['SOURCE']), os.environ['SOBAO']
CASES = SOURCE / 'tests/compose/cases'
TOP, LEADING, BODY = 22 * 72 / 25.4, 13.2, ('GentiumBookPlus-Regular.ttf', 9.8)
TEXT = re.compile(r'    text (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (\S+) ([\d.]+)(?: scale \d+)? (#\w+) (\S+)(?: (\d+))? “(.*)”$')


def compose(folder):
    done = subprocess.run([SOBAO, 'dump', '--draft', str(folder), 'pages'], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f'{folder.name}: exit {done.returncode}\n{done.stderr}')
    return done.stdout


def compare(folder, found):
    golden = folder / 'expected'
    if os.environ.get('UPDATE'):
        golden.write_text(found)
    expected = golden.read_text() if golden.exists() else ''
    diff = list(difflib.unified_diff(expected.splitlines(), found.splitlines(), str(golden), 'found', lineterm=''))
    print('\n'.join(diff[:60]))
    return not diff


def body_lines(dump):
    """(page, y, tag) of every run of body text; tag 0 where a paragraph is in parts (it holds links or notes)."""
    page = 0
    for line in dump.splitlines():
        if line.startswith('  page '):
            page = int(line.split()[1])
        match = TEXT.match(line)
        if match and (match[5], float(match[6])) == BODY and match[8] in ('P', 'Span'):
            yield page, float(match[2]), int(match[9]) if match[8] == 'P' else 0


def on_grid(name, dump):
    bad = [(page, y) for page, y, _ in body_lines(dump)
           if abs(((y - TOP - LEADING / 2 - BODY[1] * .31) / LEADING + .5) % 1 - .5) * LEADING > .02]
    print(f'{name}: {len(bad)} body lines off the grid {bad[:5]}') if bad else None
    return not bad


def no_widows(name, dump):
    """A paragraph divided between columns has two lines at least on either side. Runs come in reading order: the text
    goes on in the next column where it jumps up, or to another page."""
    parts, last = collections.defaultdict(list), {}
    for page, y, tag in body_lines(dump):
        if tag == 0:
            continue
        if tag not in last or (page, y + 1) < last[tag] or page > last[tag][0]:
            parts[tag].append(set())
        parts[tag][-1].add(y)
        last[tag] = page, y
    bad = [(tag, counts) for tag, columns in parts.items()
           if len(counts := [len(ys) for ys in columns]) > 1 and min(counts) < 2]
    print(f'{name}: widows or orphans in {bad[:5]}') if bad else None
    return not bad


def main():
    good = True
    cases = sorted(p.parent for p in CASES.glob('*/issue.yaml'))
    assert len(cases) >= 5, 'no cases found'
    for folder in cases:
        dump = compose(folder)
        good &= compare(folder, dump)
        good &= on_grid(folder.name, dump) and no_widows(folder.name, dump)
    sample = compose(SOURCE / 'issues/2026-10')
    assert len(list(body_lines(sample))) > 500, 'the sample has too few body lines to test anything'
    good &= on_grid('sample', sample) and no_widows('sample', sample)
    sys.exit(0 if good else 1)


main()
