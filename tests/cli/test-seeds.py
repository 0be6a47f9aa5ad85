#!/usr/bin/env python3
"""The main job on real input: text dumps of web pages in, a typeset issue out, and found again."""
import json
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import yaml

from world import SEEDS, is_subsequence, run, skip, sobao, tree, words

PICTURES = sorted(Path("/usr/share/backgrounds/mate/nature").glob("*.jpg"))


def read_article(path):
    """Front matter, and the body as plain paragraphs."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    paragraphs = [re.sub(r"\\(?=[^\w\s])", "", re.sub(r"^(#+|>|[-*]|\d+\.) +", "", line.strip()))
                  for line in body.splitlines() if line.strip() and not line.startswith("![")]
    return yaml.safe_load(front), [re.sub(r"(\*\*|\[!\w+\] ?)", "", paragraph) for paragraph in paragraphs]


class Built(unittest.TestCase):
    """One issue of all seeds, made once for the class."""

    draft = True

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="sobao-test-")
        cls.addClassCleanup(temporary.cleanup)
        cls.dir = Path(temporary.name)
        cls.issue, cls.out = cls.dir / "so", cls.dir / "out"
        sobao("new", cls.issue)
        cls.report = sobao("import", *SEEDS, "--into", cls.issue)
        cls.prepare()
        cls.build = sobao("build", cls.issue, "--out", cls.out, *(["--draft"] if cls.draft else []))
        cls.pdf = Path(cls.build.stdout.splitlines()[-1])
        cls.record = json.loads(cls.pdf.with_suffix(".json").read_text(encoding="utf-8"))
        names = re.findall(r"-> articles/(.*)\.md$", cls.report.stdout, re.M)
        assert len(names) == len(SEEDS), cls.report.stdout
        cls.articles = {name: read_article(cls.issue / "articles" / f"{name}.md") for name in names}

    @classmethod
    def prepare(cls):
        pass

    def pages_of(self, slug):
        article = next(article for article in self.record["articles"] if article["slug"] == slug)
        numbers = {key.replace("-", "_"): value for key, value in article.items()}
        return numbers["first_page"], numbers["last_page"]


class Checks:
    def test_qpdf(self):
        done = run("qpdf", "--check", self.pdf)
        self.assertIn("linearized", done)

    def test_every_word_in_order(self):
        for slug, (front, paragraphs) in self.articles.items():
            first, last = self.pages_of(slug)
            found = words(run("pdftotext", "-raw", "-f", first, "-l", last, self.pdf, "-"))
            for text in ([front.get("kicker") or "", front["headline"], front.get("standfirst") or "", *paragraphs],
                         *([photo.get("caption") or ""] for photo in front.get("photos") or []),
                         *([letter["text"], letter.get("name") or ""] for letter in front.get("letters") or [])):
                with self.subTest(article=slug, text=text[0][:40]):
                    self.assertIsNone(is_subsequence(words(" ".join(text)), found))

    def test_read_aloud_in_order(self):
        spoken = run("pdfinfo", "-struct-text", self.pdf)
        everything = words(spoken)
        headlines = [words(front["headline"]) for front, _ in self.articles.values()]
        self.assertIsNone(is_subsequence([word for headline in headlines for word in headline], everything))
        for front, paragraphs in self.articles.values():
            story = words(" ".join([front["headline"], *paragraphs]))
            self.assertIsNone(is_subsequence(story, everything), front["headline"])
        self.assertRegex(spoken, r"(?m)^ *H1 ")
        self.assertRegex(spoken, r"(?m)^ *P\b")

    def test_same_bytes_twice(self):
        again = self.dir / "again"
        sobao("build", "so", "--out", "again", "--no-catalog", *(["--draft"] if self.draft else []), cwd=self.dir,
              TZ="America/Lima", LC_ALL="", LANG="vi_VN.UTF-8", LANGUAGE="vi", HOME="/")
        self.assertEqual(tree(again), tree(self.out))

    def test_found_again(self):
        catalog = self.issue / "catalog.db"
        hits = json.loads(sobao("catalog", "search", "dai hoi kien giang", "--catalog", catalog, "--format", "json").stdout)
        slug = next(slug for slug, (front, _) in self.articles.items() if "Kiên Giang" in front["headline"])
        hit = next(hit for hit in hits if hit["article"] == slug)
        self.assertEqual(hit["issue"], self.pdf.stem)
        self.assertEqual(hit["page"], self.pages_of(slug)[0])
        text = sobao("catalog", "search", "dai hoi kien giang", "--catalog", catalog).stdout
        self.assertIn(f"{hit['label']}, page {hit['page']}: {hit['headline']}", text)
        page = words(run("pdftotext", "-raw", "-f", hit["page"], "-l", hit["page"], self.pdf, "-"))
        self.assertIsNone(is_subsequence(words(hit["headline"]), page))
        sobao("catalog", "check", "--catalog", catalog)


class Draft(Checks, Built):
    def test_listed_under_a_section(self):
        manifest = yaml.safe_load((self.issue / "issue.yaml").read_text(encoding="utf-8"))
        listed = {section["name"]: section["articles"] for section in manifest["sections"]}
        self.assertEqual(listed["Chưa xếp"], [f"articles/{slug}.md" for slug in self.articles])

    def test_named_issue_is_told(self):
        self.assertIn('number: "Số 9 - 2020"', self.report.stderr)

    def test_again_overwrites_nothing(self):
        copy = self.dir / "copy"
        shutil.copytree(self.issue, copy)
        for path in sorted((copy / "articles").glob("*.md")): # an edited article is another one than the import makes
            path.write_text(path.read_text(encoding="utf-8") + "\nThêm một đoạn.\n", encoding="utf-8")
        before = tree(copy / "articles")
        done = json.loads(sobao("import", *SEEDS[:2], "--into", copy, "--section", "Mục khác", "--format", "json").stdout)
        self.assertEqual(len(done), 2)
        after = tree(copy / "articles")
        self.assertEqual({name: after[name] for name in before}, before)
        self.assertEqual(len(after), len(before) + 2)
        self.assertTrue(all(name.endswith("-2.md") for name in set(after) - set(before)), set(after) - set(before))
        manifest = yaml.safe_load((copy / "issue.yaml").read_text(encoding="utf-8"))
        self.assertEqual(manifest["sections"][-1]["name"], "Mục khác")

    def test_again_adds_nothing(self):
        copy = self.dir / "same"
        shutil.copytree(self.issue, copy)
        before = tree(copy)
        done = sobao("import", *SEEDS, "--into", copy, "--section", "Mục khác")
        self.assertEqual(tree(copy), before)
        self.assertEqual(done.stdout, "")
        for seed, slug in zip(SEEDS, self.articles):
            self.assertIn(f"{seed}: already imported as articles/{slug}.md\n", done.stderr)

    def test_bad_file_imports_nothing(self):
        copy = self.dir / "untouched"
        shutil.copytree(self.issue, copy)
        before = tree(copy)
        (self.dir / "latin.txt").write_bytes("Trang chủ\nMột dòng\n".encode("utf-16"))
        done = sobao("import", SEEDS[0], self.dir / "latin.txt", "--into", copy, exit=1)
        self.assertEqual(done.stdout, "")
        sobao("import", SEEDS[0], self.dir / "absent.txt", "--into", copy, exit=3)
        self.assertEqual(tree(copy), before)


@unittest.skipUnless(PICTURES, "mate-backgrounds is not installed")
class RealPictures(Checks, Built):
    draft = False

    @classmethod
    def prepare(cls):
        manifest = cls.issue / "issue.yaml"
        text = re.sub(r'(?m)^number: .*', 'number: "Số 9 - 2020"', manifest.read_text(encoding="utf-8"))
        manifest.write_text(re.sub(r"(?m)^date: .*", "date: 2020-09-05", text), encoding="utf-8")
        cls.slots = []
        for path in sorted((cls.issue / "articles").glob("*.md")):
            text = path.read_text(encoding="utf-8")
            cls.slots += re.findall(r"photos/[\w./-]+", text)
        cls.slots = sorted(set(cls.slots))
        for i, slot in enumerate(cls.slots):
            (cls.issue / slot).parent.mkdir(exist_ok=True)
            shutil.copy(PICTURES[i % len(PICTURES)], cls.issue / slot)

    def test_name(self):
        self.assertEqual(self.pdf.name, "so-9-2020.pdf")
        self.assertIn("Số 9 - 2020", run("pdftotext", "-f", 1, "-l", 1, self.pdf, "-"))
        self.assertEqual(self.report.stderr.count('"Số 9 - 2020"') > 0, True)

    def test_pictures_are_passed_through(self):
        self.assertGreaterEqual(len(self.slots), 3)
        listed = [line.split() for line in run("pdfimages", "-list", self.pdf).splitlines()[2:]]
        self.assertEqual(len({row[10] for row in listed if row[8] == "jpeg"}), len(self.slots))
        with tempfile.TemporaryDirectory() as folder:
            run("pdfimages", "-all", self.pdf, f"{folder}/p")
            drawn = set(tree(folder).values())
        wanted = {tree(self.issue)[slot] for slot in self.slots}
        self.assertLessEqual(wanted, drawn)


if __name__ == "__main__":
    if len(SEEDS) != 5:
        skip("the five seed texts are not beside this tree")
    unittest.main()
