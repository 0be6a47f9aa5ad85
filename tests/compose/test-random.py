#!/usr/bin/env python3
"""Random issues: whatever an editor can say is laid out whole, or refused with a place.

Every issue is of made-up syllables with pictures that are not there (--draft), tables, boxes, lists, quotations, notes, verse and letters
in random order and length. What must hold: exit 0, no word lost (sobao checks that itself and fails), no text on other
text or on a picture, the same pages again. Then the hard cases: nothing but pictures, ten thousand notes, a headline of 300 letters.
"""
import os, pathlib, random, re, subprocess, sys, tempfile

SOBAO = os.environ['SOBAO']
ROUNDS = int(os.environ.get('ROUNDS', '25'))
SYLLABLES = 'sông bến đò nước lúa ruộng đường làng chợ người trăng gió mưa nắng thuyền lưới ghe vườn nghiêng khuya đất trời ấm lặng'.split()


def words(rng, least, most):
    return ' '.join(rng.choice(SYLLABLES) for _ in range(rng.randint(least, most)))


def sentence(rng):
    return words(rng, 4, 22).capitalize() + rng.choice(['.', '.', '.', '…', '?'])


def paragraph(rng, notes):
    text = ' '.join(sentence(rng) for _ in range(rng.randint(1, 7)))
    if notes is not None and rng.random() < .1:
        notes.append(sentence(rng))
        text += f'[^{len(notes)}]'
    if rng.random() < .1:
        text = f'**{words(rng, 1, 9)}** {text} *{words(rng, 1, 5)}*'
    return text


def block(rng, notes, pictures):
    kind = rng.random()
    if kind < .62:
        return paragraph(rng, notes)
    if kind < .70:
        return '## ' + words(rng, 2, 14).capitalize()
    if kind < .76:
        pictures.append(f'photos/{len(pictures)}.jpg')
        return f'![{sentence(rng)}]({pictures[-1]})'
    if kind < .82:
        mark = rng.choice(['-', '1.'])
        return '\n'.join(f'{mark} {sentence(rng)}' for _ in range(rng.randint(1, 9)))
    if kind < .87:
        return '> ' + rng.choice(['', '', '> ', '- ', '## ']) + paragraph(rng, None)
    if kind < .91:
        body = '\n>\n'.join('> ' + paragraph(rng, None) for _ in range(rng.randint(1, 6)))
        return f'> [!box] {words(rng, 2, 8)}\n>\n{body}'
    if kind < .94:
        return '> [!quote]\n> ' + sentence(rng)
    if kind < .97:
        n = rng.randint(2, 6)
        row = lambda: '| ' + ' | '.join(words(rng, 1, 5) for _ in range(n)) + ' |'
        return '\n'.join([row(), '|' + '---|' * n] + [row() for _ in range(rng.randint(1, 20))])
    return '***\n\n' + paragraph(rng, notes)


def article(rng, kind):
    notes, pictures = [], []
    blocks = [block(rng, notes, pictures) for _ in range(rng.randint(1, 40))]
    if kind == 'poem':
        notes, blocks = [], ['\n'.join(words(rng, 4, 9) for _ in range(rng.randint(2, 12))) for _ in range(rng.randint(1, 9))]
    head = [f'headline: {words(rng, 2, 16).capitalize()}', f'kind: {kind}']
    if rng.random() < .6:
        head.append(f'standfirst: {words(rng, 10, 60).capitalize()}.')
    if rng.random() < .6:
        head.append('byline: Ban Biên tập')
    if kind == 'letters' or rng.random() < .1:
        head.append('letters:')
        for _ in range(rng.randint(1, 5)):
            head += [f'  - name: {words(rng, 2, 4)}', f'    text: {words(rng, 10, 120)}.', f'    reply: {words(rng, 5, 40)}.']
    return '---\n' + '\n'.join(head) + '\n---\n' + '\n\n'.join(blocks + [f'[^{i + 1}]: {n}' for i, n in enumerate(notes)]) + '\n'


def write_issue(folder, articles, extra=''):
    (folder / 'articles').mkdir(parents=True, exist_ok=True)
    (folder / 'magazine.yaml').write_text('name: Bến Thử\n')
    for i, text in enumerate(articles):
        (folder / f'articles/bai-{i}.md').write_text(text)
    names = ', '.join(f'articles/bai-{i}.md' for i in range(len(articles)))
    (folder / 'issue.yaml').write_text(f'number: Số 9 - 2020\ndate: 2020-09-05\n{extra}sections:\n  - name: Thử\n    articles: [{names}]\n')


def dump(folder, expected=0):
    done = subprocess.run([SOBAO, 'dump', '--draft', str(folder), 'pages'], capture_output=True, text=True, timeout=300)
    if done.returncode != expected:
        complaints = '\n'.join(l for l in done.stderr.splitlines() if ': note: ' not in l)
        sys.exit(f'{folder}: exit {done.returncode}, expected {expected}\n{complaints[:3000]}')
    return done


def refused(folder):
    """On a small page something may be too high; then every error says so, with its place."""
    done = subprocess.run([SOBAO, 'dump', '--draft', str(folder), 'pages'], capture_output=True, text=True, timeout=300)
    errors = [line for line in done.stderr.splitlines() if ': error: ' in line]
    return done.returncode == 1 and errors and all(re.match(r'articles/\S+:\d+:\d+: error: text does not fit', e) for e in errors)


TEXT = re.compile(r'    text (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) \S+ \S+ ([\d.]+) .*“(.*)”$')
BOX = re.compile(r'    rule (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) #d9d9d9$')


def overlaps(page):
    """Runs that stand on one another, or on a picture's box."""
    runs = [(float(m[1]), float(m[2]), float(m[3]), float(m[4]), m[5]) for m in map(TEXT.match, page) if m]
    boxes = [tuple(map(float, m.groups())) for m in map(BOX.match, page) if m]
    runs.sort(key=lambda r: r[1])
    for i, (x, y, width, size, text) in enumerate(runs):
        for x2, y2, width2, size2, text2 in runs[i + 1:]:
            if y2 - y > 40:
                break
            near = .62 * min(size, size2) if size != size2 else .7 * size  # a note's mark stands over its line
            if y2 - y < near and x + .5 < x2 + width2 and x2 + .5 < x + width:
                yield text, text2
        for bx, by, bwidth, bheight in boxes:
            if not text.startswith('[ảnh') and bx + .5 < x + width and x + .5 < bx + bwidth and by < y - .3 * size < by + bheight:
                yield text, 'a picture'


def off_page(dump):
    """Runs beyond the trim; a trailing space may hang."""
    page_width, page_height = map(float, re.match(r'pages ([\d.]+) × ([\d.]+)', dump).groups())
    for line in dump.splitlines():
        m = TEXT.match(line)
        if m and not (0 <= float(m[1]) and float(m[1]) + float(m[3]) <= page_width + 1 and 0 < float(m[2]) < page_height):
            yield m[5]


def check_overlaps(name, dump):
    off = list(off_page(dump))
    assert not off, f'{name}: text off the page: {off[:3]}'
    for number, page in enumerate(dump.split('\n  page ')[1:], 1):
        found = list(overlaps(page.splitlines()))
        assert not found, f'{name}, page {number}: text on text: {found[:3]}'


def main():
    root = pathlib.Path(tempfile.mkdtemp())
    for seed in range(ROUNDS):
        rng = random.Random(seed)
        small = rng.choice(['', '', 'page-width: 120mm\npage-height: 170mm\ncolumns: 2\nmargin-top: 18mm\n'])
        layout = root / str(seed) / 'layouts/rieng.yaml'
        layout.parent.mkdir(parents=True)
        layout.write_text(f'inherit: {rng.choice(["tap-chi", "noto"])}\n{small or f"columns: {rng.randint(1, 4)}" + chr(10)}')
        kinds = ['plain'] * 5 + ['poem', 'letters', 'study', 'briefs', 'interview']
        extra = rng.choice(['', 'layout: noto\n', 'cover: no\n', 'contents: no\n', 'layout: rieng\n', 'layout: rieng\n'])
        write_issue(root / str(seed), [article(rng, rng.choice(kinds)) for _ in range(rng.randint(1, 6))], extra)
        if 'page-width' in layout.read_text() and 'rieng' in extra and refused(root / str(seed)):
            continue
        first, again = dump(root / str(seed)), dump(root / str(seed))
        assert first.stdout == again.stdout, f'{seed}: two runs differ'
        check_overlaps(seed, first.stdout)
        n_pages = first.stdout.count('\n  page ')
        assert n_pages % 4 == 0, f'{seed}: {n_pages} pages'

    photos = '\n\n'.join(f'![Ảnh {i}](photos/{i}.jpg)' for i in range(60))
    write_issue(root / 'photos', ['---\nheadline: Chỉ có ảnh\n---\n' + photos + '\n'])
    assert dump(root / 'photos').stdout.count('[ảnh: photos/') == 60

    rng = random.Random(1)
    notes = [f'{words(rng, 3, 6)}.[^{i}]' for i in range(10_000)]
    text = '\n\n'.join(' '.join(notes[i:i + 50]) for i in range(0, 10_000, 50))
    text += '\n\n' + '\n'.join(f'[^{i}]: {words(rng, 2, 5)}\n' for i in range(10_000))
    write_issue(root / 'notes', ['---\nheadline: Mười nghìn chú thích\n---\n' + text])
    check_overlaps('notes', dump(root / 'notes').stdout)

    write_issue(root / 'long', ['---\nheadline: ' + ('Nghiêng ' * 37).strip() + '\n---\nMột đoạn.\n'])
    dump(root / 'long')
    deep = '\n'.join('> ' + '  ' * level + f'- mức {level}' for level in range(9))
    years = '2020. Năm ấy nước to.\n\n- a\n\n100. Một trăm.\n\n'
    write_issue(root / 'lists', [f'---\nheadline: Danh sách\n---\n{years}> [!box] Hộp\n>\n{deep}\n'],
                'title: Mùa nước nổi trên khắp các cánh đồng và bến bãi ven sông từ đầu nguồn tới cửa biển trong năm nay\nkind: thematic\n')
    check_overlaps('lists', dump(root / 'lists').stdout)
    print(f'{ROUNDS} random issues and 4 hard ones laid out')


main()
