#!/usr/bin/env python3
"""The sample issue is whole, well set and within its bounds, whatever the program makes of it."""
import os
import re
import sys
import unicodedata
from pathlib import Path

import yaml

SOURCE = Path(os.environ.get("SOURCE", Path(__file__).resolve().parents[2]))
ISSUE = SOURCE / "issues" / "2026-10"
DESKS = ["Ban Biên tập", "Ban Văn nghệ", "Ban Kinh tế", "Ban Bạn đọc", "Tổ Phóng viên"]
KINDS = {"plain", "interview", "essay", "poem", "briefs", "letters", "study"}
MOST_PICTURE, MOST_TOTAL, LEAST_WORDS, LEAST_ARTICLES = 350 * 1024, 4_500_000, 11_000, 11

failures = []


def expect(true, place, message):
    if not true:
        failures.append(f"{place}: {message}")


def read_article(path):
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def strings(value):
    """Every string of a front matter that a reader of the magazine would see."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("file", "kind", "source-url"):
                yield from strings(item)


def plain(body):
    """The prose of a body: no addresses, pictures' paths, note labels, table rules, list and box signs."""
    body = re.sub(r"!?\[([^\]^]*)\]\([^)]*\)", r"\1", body)
    body = re.sub(r"\[\^\w+\]:?", "", body)
    body = re.sub(r"^\|[-:|]+\|$", "", body, flags=re.M)
    body = re.sub(r"^>? ?\[!\w+\]", "", body, flags=re.M)
    return re.sub(r"[*`#>]", "", body.replace("|", "\n"))


def check_punctuation(text, place):
    for wrong, message in [
        (r" [,.;:!?…](?!\w)", "a space before a punctuation mark"),
        (r"\.\.\.", "three dots instead of an ellipsis"),
        (r"[\"']", "a straight quote"),
        (r"[,;](?=[^\W\d])", "no space after a comma or semicolon"),
        (r"“\s|\s”|\(\s|\s\)", "a space inside quotes or brackets"),
        (r"(?<=\S) {2,}(?=\S)", "two spaces"),
        ("[\u00ad\u200b\u200c\u200d\ufeff\u00a0]", "an invisible character"),
        (r"[\u0300-\u036f]", "a loose mark"),
        (r"[ÐðƉ]", "a letter that only looks like Đ"),
    ]:
        found = re.search(wrong, text)
        expect(not found, place, f"{message}: …{text[max(0, found.start() - 20):found.end() + 20]!r}" if found else "")
    depth = 0
    for mark in re.findall("[“”]", text):
        depth += 1 if mark == "“" else -1
        expect(depth in (0, 1), place, "quotes “ ” do not pair")
    expect(depth == 0, place, "quotes “ ” do not pair")
    expect(unicodedata.is_normalized("NFC", text), place, "not NFC")


def check_byline(byline, place):
    printed = byline.get("printed", "") if isinstance(byline, dict) else byline
    names = [printed] + ([p["name"] for p in byline.get("people", [])] if isinstance(byline, dict) else [])
    for name in names:
        expect(re.sub(r"^[^:]+: ", "", name) in DESKS, place, f"the byline {name!r} is not a desk")


def check_picture(picture, place, used):
    path = ISSUE / picture["file"]
    used.append(path)
    expect(path.is_file(), place, f"{picture['file']} does not exist")
    expect(len(picture.get("alt", "")) > 20, place, f"{picture['file']} has no alternative text")
    expect(picture.get("credit"), place, f"{picture['file']} has no credit")


def count_blocks(body):
    return len([b for b in re.split(r"\n\s*\n", body.strip()) if b and not b.startswith("[^")])


def check_photos(front, body, place, used):
    inline = dict((file, caption) for caption, file in re.findall(r"^!\[([^\]]+)\]\((\S+)\)$", body, re.M))
    files = [photo["file"] for photo in front.get("photos", [])]
    expect(len(files) == len(set(files)), place, "a picture is used twice")
    expect(set(inline) <= set(files), place, "a picture in the body has no credit and alternative text")
    for photo in front.get("photos", []):
        check_picture(photo, place, used)
        expect(photo.get("caption") or inline.get(photo["file"]), place, f"{photo['file']} has no caption")
        expect(not ("after" in photo and photo["file"] in inline), place, f"{photo['file']} has two places")
        expect(photo.get("after", 0) <= count_blocks(body), place, f"{photo['file']} comes after the end")


def check_notes(body, place):
    told = re.findall(r"^\[\^(\w+)\]:", body, re.M)
    called = re.findall(r"\[\^(\w+)\](?!:)", body)
    expect(told == called, place, f"notes {told} do not answer the calls {called}")


def check_letters(front, place):
    for letter in front.get("letters", []):
        expect({"name", "address", "date", "text", "reply"} <= set(letter), place, "a letter lacks a part")


def check_article(path, used, paragraphs):
    place = path.name
    front, body = read_article(path)
    for key in ("headline", "byline"):
        expect(front.get(key), place, f"no {key}")
    expect(front.get("kind", "plain") in KINDS, place, f"an unknown kind {front.get('kind')!r}")
    expect(not re.search(r"^# |<[a-zA-Z/!]", body, re.M), place, "a top heading or raw HTML")
    check_byline(front["byline"], place)
    check_photos(front, body, place, used)
    check_notes(body, place)
    check_letters(front, place)
    for text in [*strings(front), *plain(body).split("\n")]:
        check_punctuation(text.strip(), place)
    for text in body.split("\n"):
        expect(len(text) < 40 or text not in paragraphs, place, f"said twice: {text[:40]!r}")
        paragraphs.add(text)
    words = re.findall(r"\w\S*", " ".join([*strings(front), plain(body)]))
    return front, len(words)


def check_issue(issue, paths, used):
    listed = [ISSUE / file for section in issue["sections"] for file in section["articles"]]
    expect(len(listed) == len(set(listed)), "issue.yaml", "an article is listed twice")
    expect(set(listed) == set(paths), "issue.yaml", f"articles and listing differ: {set(listed) ^ set(paths)}")
    expect(5 <= len(issue["sections"]) <= 7, "issue.yaml", "not five to seven sections")
    for cover in (issue["cover"], issue["back-cover"]):
        check_picture({**cover, "file": cover["picture"], "credit": "cover"}, "issue.yaml", used)
    slugs = {path.stem for path in paths}
    for entry in issue["cover"]["lines"]:
        expect(entry["article"] in slugs, "issue.yaml", f"no article {entry['article']!r}")
    for text in strings(issue):
        check_punctuation(text, "issue.yaml")


def check_issn(issn):
    weighted = sum((8 - i) * int(digit) for i, digit in enumerate(issn.replace("-", "")[:7]))
    expect(issn[-1] == "0123456789X"[-weighted % 11], "magazine.yaml", f"the check digit of {issn} is wrong")


def check_magazine(magazine):
    for key in ("name", "agency", "governing-body", "address", "phone", "email", "editor-in-chief", "printer",
                "frequency", "format", "price", "licence"):
        expect(magazine.get(key), "magazine.yaml", f"the law wants {key}")
    expect({"number", "date", "authority"} <= set(magazine["licence"]), "magazine.yaml", "half a licence")
    check_issn(magazine["issn"])


def check_sizes(used):
    stored = sorted((ISSUE / "photos").iterdir())
    expect(sorted(used) == stored, "photos", f"stored and used differ: {set(used) ^ set(stored)}")
    for path in stored:
        data = path.read_bytes()
        expect(data[:3] == b"\xff\xd8\xff", path.name, "not a JPEG")
        expect(len(data) <= MOST_PICTURE, path.name, f"{len(data)} bytes are too many")
    total = sum(path.stat().st_size for path in stored)
    expect(total <= MOST_TOTAL, "photos", f"{total} bytes in all are too many")
    return len(stored), total


def main():
    used, paragraphs, words, kinds = [], set(), 0, set()
    paths = sorted((ISSUE / "articles").glob("*.md"))
    for path in paths:
        front, n = check_article(path, used, paragraphs)
        kinds.add(front.get("kind", "plain"))
        words += n
        if "-v" in sys.argv:
            print(f"{path.stem:24} {front.get('kind', 'plain'):10} {n:6}")
    expect(len(paths) >= LEAST_ARTICLES, "articles", f"only {len(paths)}")
    expect(words >= LEAST_WORDS, "articles", f"only {words} words")
    expect(kinds == KINDS, "articles", f"no article of kind {KINDS - kinds}")
    check_issue(yaml.safe_load((ISSUE / "issue.yaml").read_text(encoding="utf-8")), paths, used)
    check_magazine(yaml.safe_load((SOURCE / "issues" / "magazine.yaml").read_text(encoding="utf-8")))
    n_pictures, total = check_sizes(used)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{len(paths)} articles, {words} words, {n_pictures} pictures of {total} bytes, {len(failures)} failures")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
