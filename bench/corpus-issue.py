#!/usr/bin/env python3
"""Turns a text of ../shared/bench/corpus.py into an issue of ours: corpus-issue.py CORPUS.json OUT_DIR

The page is the one of that folder's peers.py: A4, 18 mm margins, 3 columns, 5 mm gutters, Noto Serif 9.5/12 pt justified,
3 mm first-line indent, headlines of 16 pt; no cover, contents or imprint. Our headlines stand over their columns, not in one.
OUT_DIR/magazine.yaml and OUT_DIR/layouts belong to it; the issue is OUT_DIR/so-1.
"""
import json
import pathlib
import re
import sys

LAYOUT = """\
page-width: 210mm
page-height: 297mm
margin-top: 18mm
margin-bottom: 18mm
margin-inside: 18mm
margin-outside: 18mm
columns: 3
gutter: 5mm
leading: 12pt
styles:
  body: {family: Noto Serif, size: 9.5pt, leading: 12pt, first-indent: 3mm}
  headline: {family: Noto Serif, weight: 700, size: 16pt, leading: 18pt, space-before: 12pt, space-after: 6pt}
  byline: {family: Noto Serif, weight: 700, size: 9.5pt, leading: 12pt}
"""


def say(text):
    """As YAML: JSON strings are."""
    return json.dumps(text, ensure_ascii=False)


def markdown(text):
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def article(source):
    body = ["**" + markdown(source["lead"]) + "**", *map(markdown, source["paras"])]
    return "\n".join(["---", "headline: " + say(source["title"]), "byline: " + say(source["byline"]), "---", "",
                      "\n\n".join(body), ""])


def main():
    articles = json.load(open(sys.argv[1], encoding="utf-8"))
    out = pathlib.Path(sys.argv[2])
    files = [f"articles/bai-{i + 1:04}.md" for i in range(len(articles))]
    manifest = ["number: Số 1 - 2020", "date: 2020-01-05", "cover: no", "contents: no", "imprint: no", "sections:",
                "  - name: Số đo", "    articles:", *("      - " + name for name in files)]
    texts = {"magazine.yaml": "name: Thước\nlayout: bench\nlanguage: vi\n", "layouts/bench.yaml": LAYOUT,
             "so-1/issue.yaml": "\n".join(manifest) + "\n"}
    texts.update((f"so-1/{name}", article(source)) for name, source in zip(files, articles))
    for name, text in texts.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


main()
