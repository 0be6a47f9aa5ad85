#!/usr/bin/env python3
"""What the page maker can't set is refused: exit 1, the kind of complaint, a place, and no output file."""
import json, os, pathlib, subprocess, sys, tempfile

SOBAO = os.environ['SOBAO']
LONG = 'Nghiêng' * 30
BOX = '> [!box] Dài\n>\n' + '\n>\n'.join('> ' + 'sông nước bến đò ' * 60 for _ in range(30))
CASES = {
    # name: (expected code, issue.yaml's extra lines, layout's lines, the article's body)
    'long-word': ('overset', '', '', f'Một chữ {LONG} dài.'),
    'high-box': ('overset', '', '', BOX),
    'wide-table': ('overset', '', 'page-width: 90mm\ncolumns: 1\n', '| ' + ' | '.join(['NghiêngNghiêngNghiêng'] * 12) + ' |\n|' + '---|' * 12 + '\n'),
    'table-in-box': (None, '', '', '> [!box] A\n>\n> | a | b |\n> |---|---|\n> | c | d |'),
    'too-many-pages': ('too-many-pages', 'extent: 4\n', '', '\n\n'.join('sông nước bến đò ' * 80 for _ in range(40))),
    'font-not-there': ('missing-font', '', 'styles:\n  body: {family: Không Có}\n', 'Một đoạn.'),
    'font-without-vietnamese': (None, '', 'styles:\n  body: {family: Noto Sans Symbols}\n', 'Một đoạn.'),
    'glyph-not-there': ('missing-glyph', '', '', 'Một chữ 漢 lạ.'),
    'glyph-in-box': ('missing-glyph', '', '', '> [!box] Hộp\n>\n> chữ ◆'),
    'glyph-on-cover': ('missing-glyph', 'cover: {lines: ["a ◆ b"]}\n', '', 'Một đoạn.'),
    'columns-too-narrow': ('overset', '', 'page-width: 80mm\ncolumns: 6\n', 'Một đoạn.'),
}


def write(folder, extra, layout, body):
    (folder / 'articles').mkdir(parents=True)
    (folder / 'layouts').mkdir()
    (folder / 'layouts/rieng.yaml').write_text('inherit: tap-chi\n' + layout)
    (folder / 'magazine.yaml').write_text('name: Bến Thử\n')
    (folder / 'articles/bai.md').write_text(f'---\nheadline: Thử\n---\n{body}\n')
    (folder / 'issue.yaml').write_text(
        f'number: Số 9 - 2020\ndate: 2020-09-05\nlayout: rieng\n{extra}sections:\n  - name: Thử\n    articles: [articles/bai.md]\n')


def main():
    root = pathlib.Path(tempfile.mkdtemp())
    bad = 0
    for name, (code, *parts) in CASES.items():
        folder = root / name
        write(folder, *parts)
        before = sorted(folder.rglob('*'))
        done = subprocess.run([SOBAO, 'build', str(folder)], capture_output=True, text=True, timeout=120)
        check = subprocess.run([SOBAO, 'check', str(folder), '--format', 'json'], capture_output=True, text=True, timeout=120)
        errors = [d for d in json.loads(check.stdout)['diagnostics'] if d['severity'] == 'error']
        codes = {d['code'] for d in errors}
        good = (done.returncode == 1 and sorted(folder.rglob('*')) == before and errors
                and (code is None or code in codes) and 'lost-word' not in codes)
        if not good:
            bad += 1
            print(f'{name}: exit {done.returncode}, codes {codes}\n{done.stderr[:600]}')
    print(f'{len(CASES) - bad} of {len(CASES)} refused as they should be')
    sys.exit(bad > 0)


main()
