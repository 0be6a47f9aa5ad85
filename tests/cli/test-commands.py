#!/usr/bin/env python3
"""The contract of the commands: arguments, exit codes, languages, output whole or not at all."""
import gettext
import json
import os
import re
import signal
import sqlite3
import subprocess
import time
import unittest
from pathlib import Path

from world import SOBAO, SOURCE, World, run, sobao, tree


class Usage(World):
    def test_wrong_usage(self):
        issue = self.new_issue()
        for arguments in (
            [], ["buidl"], ["build"], ["build", issue, issue], ["build", self.dir / "absent"], ["build", self.dir],
            ["build", issue, "--edition", "press"], ["build", issue, "--edition", "all"], ["build", issue, "--outt", "x"],
            ["build", issue, "--catalog", "x", "--no-catalog"], ["check", issue, "--format", "xml"],
            ["dump", issue, "lines"], ["new"], ["new", issue], ["new", self.dir / "b", "--date", "5-9-2020"],
            ["new", self.dir / "b", "--date", "2020-02-30"], ["new", self.dir / "b", "--number", "chín"],
            ["import", "a.txt"], ["import", "--into", issue], ["import", "a.txt", "--into", self.dir / "absent"],
            ["catalog"], ["catalog", "find"], ["catalog", "show"], ["catalog", "list", "x"],
            ["catalog", "list", "--year", "-1"], ["catalog", "list", "--year", "x"], ["catalog", "names", "number"],
            ["catalog", "add", self.dir / "absent"], ["help", "nothing"],
        ):
            with self.subTest(arguments=arguments):
                done = sobao(*arguments, exit=2)
                self.assertEqual(done.stdout, "")
                self.assertTrue(done.stderr.startswith("sobao: "), done.stderr)
        self.assertFalse((self.dir / "b").exists())
        self.assertFalse((issue / "out").exists())

    def test_slips_get_a_hint(self):
        issue = self.new_issue()
        for arguments, said in (
            (["buidl"], 'no such command: buidl; did you mean "build"?'),
            (["xyz"], "no such command: xyz; try `sobao help`"),
            (["catalog", "serch"], 'did you mean "search"?'),
            (["help", "styel"], 'did you mean "style"?'),
            (["build", issue, "--drfat"], 'did you mean "--draft"?'),
            (["catalog", "list", "--yaer=2020"], 'did you mean "--year"?'),
            (["build", issue / "issue.yaml"], "issue.yaml: this is a file; give the folder that holds issue.yaml"),
            (["check", issue / "articles" / "mo-dau.md"], "this is a file"),
            (["new", self.dir / "b", "--number", "Số 9 - 2020 chín"], 'no part of an issue number (write it like "Số 9 - 2020")'),
        ):
            with self.subTest(arguments=arguments):
                self.assertIn(said, sobao(*arguments, exit=2).stderr)
        self.assertNotIn("did you mean", sobao("build", issue, "--zzzzzz", exit=2).stderr)

    def test_refused_edition_names_what_there_is(self):
        self.assertIn("read", sobao("build", self.new_issue(), "--edition", "press", exit=2).stderr)

    def test_version_and_help(self):
        self.assertRegex(sobao("--version").stdout, r"^sobao \d+\.\d+\.\d+\n$")
        overview = sobao("help").stdout
        self.assertEqual(overview, sobao("--help").stdout)
        commands = re.findall(r"^  (\w+) ", overview, re.M)
        self.assertEqual(commands, ["new", "import", "check", "build", "dump", "catalog", "help"])
        for command in commands:
            help_text = sobao("help", command).stdout
            self.assertTrue(help_text.startswith(f"Usage: sobao {command}"), help_text)
            self.assertEqual(help_text, sobao(command, "--help").stdout)
        members = re.findall(r"^  catalog (\w+)", sobao("help", "catalog").stdout, re.M)
        self.assertEqual(members, ["add", "list", "search", "show", "remove", "check", "names"])
        for member in members:
            self.assertIn("--catalog FILE", sobao("catalog", member, "--help").stdout)

    def test_help_style_is_the_table(self):
        style = sobao("help", "style").stdout
        for key in ("columns", "leading", "gutter", "body", "cover-name"):
            self.assertRegex(style, rf"(?m)^\s*{key}\b")

    def test_manual_and_completion_know_every_command(self):
        manual = (SOURCE / "docs" / "sobao.1").read_text(encoding="utf-8")
        for command in re.findall(r"^  (\w+) ", sobao("help").stdout, re.M):
            self.assertRegex(manual, rf"\.B sobao {command}\b")
            for option in re.findall(r"--[a-z-]+", sobao("help", command).stdout):
                self.assertIn(option.replace("-", r"\-"), manual)
        script = f"""
            PATH={Path(SOBAO).parent}:$PATH; . {SOURCE}/completions/sobao.bash
            complete_words() {{ COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sobao; echo "${{COMPREPLY[@]}}"; }}
            complete_words sobao ch; complete_words sobao catalog s; complete_words sobao build --dr; complete_words sobao help st
        """
        self.assertEqual(run("bash", "-c", script).split("\n")[:4], ["check", "search show", "--draft", "style"])

    def test_closed_output_is_a_failure(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([SOBAO, "help"], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 3)


class Language(World):
    def setUp(self):
        super().setUp()
        catalog = Path(SOBAO).parent / "po" / "vi" / "LC_MESSAGES" / "sobao.mo"
        with open(catalog, "rb") as file:
            self.vietnamese = gettext.GNUTranslations(file).gettext

    def test_messages_are_vietnamese(self):
        message = "no such command: %s; try `sobao help`"
        wanted = self.vietnamese(message)
        self.assertNotEqual(wanted, message)
        for environment in ({"LC_ALL": "C.UTF-8", "LANGUAGE": "vi"}, {"LC_ALL": "", "LANG": "vi_VN.UTF-8", "LANGUAGE": ""}):
            if environment["LANGUAGE"] == "":
                environment = {**os.environ, **environment}
                del environment["LANGUAGE"]
                done = subprocess.run([SOBAO, "x"], env=environment, capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (2, "sobao: " + wanted % "x" + "\n"))
            else:
                self.assertEqual(sobao("x", exit=2, **environment).stderr, "sobao: " + wanted % "x" + "\n")

    def test_complaints_are_vietnamese(self):
        issue = self.new_issue()
        manifest = issue / "issue.yaml"
        manifest.write_text(manifest.read_text(encoding="utf-8") + "colums: 3\n", encoding="utf-8")
        english = sobao("check", issue).stdout
        self.assertRegex(english, r"(?m)^issue\.yaml:\d+:1: warning: unknown key")
        vietnamese = sobao("check", issue, LANGUAGE="vi").stdout
        self.assertIn(self.vietnamese("unknown key"), vietnamese)
        self.assertIn(f": {self.vietnamese('warning')}: ", vietnamese)


class New(World):
    def test_builds_as_it_stands(self):
        issue = self.new_issue()
        done = sobao("build", issue)
        self.assertEqual(done.stderr, "")
        pdf = Path(done.stdout.splitlines()[-1])
        self.assertEqual(pdf, issue / "out" / "so-9-2020.pdf")
        run("qpdf", "--check", pdf)
        record = json.loads((issue / "out" / "so-9-2020.json").read_text(encoding="utf-8"))
        names = set(tree(issue / "out"))
        self.assertIn("so-9-2020/bia.png", names)
        self.assertEqual(names, {"so-9-2020.json"} | {file["path"] for file in record["files"]})
        for file in record["files"]:
            self.assertEqual(tree(issue / "out")[file["path"]], file["sha256"])
        previews = [name for name in names if re.fullmatch(r"so-9-2020/trang-\d{3}\.png", name)]
        self.assertEqual(f"Pages:{len(previews)}", re.search(r"Pages:.*", run("pdfinfo", pdf))[0].replace(" ", ""))
        self.assertTrue((issue / "catalog.db").exists())

    def test_today_unless_told(self):
        sobao("new", self.dir / "b")
        year, month = time.strftime("%Y"), int(time.strftime("%m"))
        manifest = (self.dir / "b" / "issue.yaml").read_text(encoding="utf-8")
        self.assertIn(f'number: "Số {month} - {year}"', manifest)
        self.assertRegex(manifest, rf"(?m)^date: {year}-\d\d-\d\d$")

    def test_magazine_only_where_there_is_none(self):
        (self.dir / "magazine.yaml").write_text("name: Bến\n", encoding="utf-8")
        issue = self.new_issue("x/y")
        self.assertFalse((issue / "magazine.yaml").exists())
        sobao("build", issue, "--out", self.dir / "out")
        self.assertTrue((self.dir / "catalog.db").exists())
        self.assertIn("name: Bến", (self.dir / "magazine.yaml").read_text(encoding="utf-8"))

    def test_keeps_what_is_there(self):
        (self.dir / "a").mkdir()
        (self.dir / "a" / "note").touch()
        sobao("new", self.dir / "a", exit=2)
        self.assertEqual([path.name for path in (self.dir / "a").iterdir()], ["note"])
        (self.dir / "empty").mkdir()
        sobao("new", self.dir / "empty")

    def test_label_with_quotes(self):
        issue = self.dir / "q"
        sobao("new", issue, "--number", "Số Xuân Canh Tý 2020", "--date", "2020-01-20")
        self.assertTrue(sobao("build", issue).stdout.strip().endswith(".pdf"))


class Build(World):
    def test_output_is_whole_or_not_at_all(self):
        issue, out = self.new_issue(), self.dir / "out"
        sobao("build", issue, "--out", out)
        before = tree(out)
        article = next((issue / "articles").glob("*.md"))
        article.write_text(article.read_text(encoding="utf-8") + "\nThêm một đoạn nữa.\n", encoding="utf-8")
        # The record is placed last: a folder of its name makes the build fail after the PDF was in place.
        (out / "so-9-2020.json").unlink()
        (out / "so-9-2020.json").mkdir()
        sobao("build", issue, "--out", out, exit=3)
        del before["so-9-2020.json"]
        self.assertEqual(tree(out), before)
        self.assertEqual(list(out.glob(".sobao-*")), [])
        (out / "so-9-2020.json").rmdir()
        sobao("build", issue, "--out", out)
        self.assertNotEqual(tree(out)["so-9-2020.pdf"], before["so-9-2020.pdf"])

    def test_previews_of_former_pages_go(self):
        issue, out = self.new_issue(), self.dir / "out"
        sobao("build", issue, "--out", out)
        (out / "so-9-2020" / "trang-999.png").touch()
        (out / "so-9-2020" / "note.txt").touch()
        sobao("build", issue, "--out", out)
        self.assertFalse((out / "so-9-2020" / "trang-999.png").exists())
        self.assertTrue((out / "so-9-2020" / "note.txt").exists())

    def test_machine_refuses(self):
        issue = self.new_issue()
        (self.dir / "file").write_text("x")
        for out in (self.dir / "file", self.dir / "file" / "below", "/proc/out"):
            with self.subTest(out=out):
                sobao("build", issue, "--out", out, exit=3)
        self.assertEqual((self.dir / "file").read_text(), "x")

    def test_catalogue_refuses(self):
        issue, out = self.new_issue(), self.dir / "out"
        (self.dir / "file").write_text("no catalogue, but a text of some length\n" * 40)
        sobao("build", issue, "--out", out, "--catalog", self.dir / "file", exit=3)
        self.assertFalse(out.exists())

    def test_same_time(self):
        issue, out = self.new_issue(), self.dir / "out"
        builds = [subprocess.Popen([SOBAO, "build", issue, "--out", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                  for _ in range(4)]
        messages = [build.communicate(timeout=600)[1] for build in builds]
        self.assertEqual(([build.returncode for build in builds], messages), ([0] * 4, [b""] * 4))
        together = tree(out)
        sobao("build", issue, "--out", self.dir / "alone", "--no-catalog")
        self.assertEqual(together, tree(self.dir / "alone"))
        self.assertEqual(list(out.glob(".sobao-*")), [])
        with sqlite3.connect(issue / "catalog.db") as catalog:
            self.assertEqual(catalog.execute("PRAGMA integrity_check").fetchone(), ("ok",))

    def test_killed_build_leaves_nothing_seen(self):
        issue, out = self.new_issue(), self.dir / "out"
        build = subprocess.Popen([SOBAO, "build", issue, "--out", out], stdout=subprocess.DEVNULL)
        while build.poll() is None and not list(out.glob(".sobao-*")):
            time.sleep(0.001)
        build.send_signal(signal.SIGKILL)
        if build.wait() == -signal.SIGKILL:
            self.assertNotIn("so-9-2020.json", tree(out))
        sobao("build", issue, "--out", out)
        self.assertEqual(list(out.glob(".sobao-*")), [])

    def test_same_bytes_everywhere(self):
        issue = self.new_issue()
        sobao("build", issue, "--out", self.dir / "a", "--no-catalog")
        (self.dir / "elsewhere").mkdir()
        moved = self.dir / "elsewhere" / "so-khac"
        issue.rename(moved)
        sobao("build", "so-khac", "--out", "../b", "--no-catalog", cwd=self.dir / "elsewhere", TZ="Asia/Ho_Chi_Minh",
              LC_ALL="", LANG="vi_VN.UTF-8", LANGUAGE="vi", HOME=str(self.dir), SOURCE_DATE_EPOCH="1")
        self.assertEqual(tree(self.dir / "a"), tree(self.dir / "b"))

    def test_missing_picture(self):
        issue = self.new_issue()
        article = issue / "articles" / "mo-dau.md"
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace("---\nkicker", "---\nphotos: [{file: photos/khong-co.jpg, caption: Chú thích thử}]\nkicker"),
                           encoding="utf-8")
        done = sobao("build", issue, exit=1)
        self.assertRegex(done.stderr, r"(?m)^articles/mo-dau\.md:2:\d+: error: .*photos/khong-co\.jpg")
        self.assertFalse((issue / "out").exists())
        done = sobao("build", issue, "--draft")
        text = run("pdftotext", "-raw", done.stdout.splitlines()[-1], "-")
        self.assertIn("photos/khong-co.jpg", text)
        self.assertTrue(json.loads((issue / "out" / "so-9-2020.json").read_text(encoding="utf-8"))["draft"])


class Check(World):
    def test_formats(self):
        issue = self.new_issue()
        self.assertEqual(sobao("check", issue).stdout, "")
        manifest = issue / "issue.yaml"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace("articles/mo-dau", "articles/mo-dau-2"), encoding="utf-8")
        done = sobao("check", issue, exit=1)
        self.assertRegex(done.stdout, r"(?m)^issue\.yaml:\d+:\d+: error: ")
        found = json.loads(sobao("check", issue, "--format", "json", exit=1).stdout)
        self.assertEqual(found["errors"], len([d for d in found["diagnostics"] if d["severity"] == "error"]))
        first = next(d for d in found["diagnostics"] if d["code"] == "missing-file")
        self.assertEqual(first["file"], "issue.yaml")
        self.assertIn(f"issue.yaml:{first['line']}:{first['column']}: error: {first['message']}", done.stdout)
        self.assertFalse((issue / "out").exists() or (issue / "catalog.db").exists())

    def test_only_writers_say_that_they_wrote_nothing(self):
        issue = self.new_issue()
        (issue / "articles" / "mo-dau.md").unlink()
        self.assertEqual(sobao("check", issue, exit=1).stderr, "sobao: 1 error\n")
        self.assertTrue(sobao("dump", issue, exit=1).stderr.endswith("sobao: 1 error\n"))
        self.assertIn("sobao: 1 error; nothing was written", sobao("build", issue, exit=1).stderr)

    def test_cover_line_that_is_a_slug(self):
        issue = self.new_issue()
        manifest = issue / "issue.yaml"
        text = manifest.read_text(encoding="utf-8")
        before = sobao("dump", issue, "pages").stdout
        self.assertIn("- {article: mo-dau}", text)
        manifest.write_text(text.replace("- {article: mo-dau}", "- mo-dau"), encoding="utf-8")
        self.assertEqual(sobao("dump", issue, "pages").stdout, before)

    def test_dump(self):
        issue = self.new_issue()
        self.assertIn("section “Nghề làm báo”", sobao("dump", issue).stdout)
        self.assertEqual(sobao("dump", issue).stdout, sobao("dump", issue, "issue").stdout)
        self.assertRegex(sobao("dump", issue, "pages").stdout.replace("\n", " "), r"page 1 .*“Từ bản thảo đến trang in”")


class Import(World):
    PAGE = ("Huyện Bến Gỗ trồng cây giữ bờ\n\nSáng ngày 12/5/2021, huyện Bến Gỗ khai mạc tuần lễ trồng cây ven sông với sự tham gia "
            "của hơn ba trăm đoàn viên.\n\nTheo kế hoạch, mỗi xã nhận năm trăm cây giống.Cây được chở bằng ghe tới từng bến.\n\n"
            "Tin, ảnh: Minh Lá – Thu Bến\n")

    def setUp(self):
        super().setUp()
        self.issue = self.new_issue()
        self.page = self.dir / "trang.txt"
        self.page.write_text(self.PAGE, encoding="utf-8")

    def test_doubts_are_told_once(self):
        done = sobao("import", self.page, "--into", self.issue)
        self.assertEqual(done.stderr, "")
        self.assertEqual(done.stdout.count("glued-sentence"), 1)
        self.assertNotIn("““", done.stdout)

    def test_report_is_vietnamese(self):
        report = sobao("import", self.page, "--into", self.issue, LANGUAGE="vi").stdout
        for word in ("headline", "standfirst", "text", "byline", "separator"):
            self.assertNotRegex(report, rf"\b{word}\b")

    def test_waits_for_a_section(self):
        sobao("import", self.page, "--into", self.issue)
        done = sobao("build", self.issue, "--draft")
        self.assertRegex(done.stderr, r"(?m)^issue\.yaml:\d+:\d+: warning: .*\"Chưa xếp\"")

    def test_again_adds_nothing(self):
        sobao("import", self.page, "--into", self.issue)
        before = tree(self.issue)
        done = sobao("import", self.page, self.page, "--into", self.issue)
        self.assertEqual((done.stdout, tree(self.issue)), ("", before))
        self.assertEqual(done.stderr.count("already imported as articles/huyen-ben-go-trong-cay-giu-bo.md"), 2)
        self.page.write_text(self.PAGE.replace("ba trăm", "bốn trăm"), encoding="utf-8")
        for _ in range(2):
            sobao("import", self.page, "--into", self.issue)
        self.assertEqual(set(tree(self.issue)) - set(before), {"articles/huyen-ben-go-trong-cay-giu-bo-2.md"})


class Catalog(World):
    def setUp(self):
        super().setUp()
        self.issue = self.new_issue()
        sobao("build", self.issue)
        self.catalog = ["--catalog", self.issue / "catalog.db"]

    def search(self, *arguments):
        return json.loads(sobao("catalog", "search", *arguments, *self.catalog, "--format", "json").stdout)

    def test_search(self):
        hits = self.search("giay trang")
        self.assertEqual(hits[0]["article"], "mo-dau")
        self.assertEqual((hits[0]["issue"], hits[0]["label"], hits[0]["year"]), ("so-9-2020", "Số 9 - 2020", 2020))
        record = json.loads((self.issue / "out" / "so-9-2020.json").read_text(encoding="utf-8"))
        self.assertEqual(sobao("catalog", "show", "so-9-2020", *self.catalog, "--format", "json").stdout.strip(),
                         (self.issue / "out" / "so-9-2020.json").read_text(encoding="utf-8").strip())
        first = next(article for article in record["articles"] if article["slug"] == "mo-dau")
        self.assertEqual(hits[0]["page"], first["first_page"] if "first_page" in first else first["first-page"])
        line = sobao("catalog", "search", "giay trang", *self.catalog).stdout.splitlines()[0]
        self.assertIn("Số 9 - 2020", line)
        self.assertIn(hits[0]["headline"], line)
        self.assertEqual(self.search("giay trang", "--before", "2020"), [])
        self.assertEqual(self.search("giay trang", "--year", "2019"), [])
        self.assertTrue(self.search("giay trang", "--year", "2020", "--number", "9", "--section", "Vấn đề hôm nay"))
        done = sobao("catalog", "search", "zzzz", *self.catalog)
        self.assertEqual(done.stdout, "")

    def test_author_of_a_plain_byline(self):
        article = self.issue / "articles" / "mo-dau.md"
        text = re.sub(r"(?ms)^byline:.*?(?=^\S|\Z)", "", article.read_text(encoding="utf-8"), count=1)
        article.write_text(text.replace("---\n", '---\nbyline: "Tin, ảnh: Mai Liên – Thu Bến"\n', 1), encoding="utf-8")
        sobao("build", self.issue)
        for name in ("Mai Liên", "thu ben"):
            self.assertEqual([hit["article"] for hit in self.search("--author", name)], ["mo-dau"])
        self.assertIn("Thu Bến\t1\n", sobao("catalog", "names", "author", *self.catalog).stdout)
        people = json.loads(sobao("catalog", "show", "so-9-2020", *self.catalog, "--format", "json").stdout)["articles"][0]["people"]
        self.assertEqual({person["role"] for person in people}, {"text+photo"})

    def test_most_of_a_list_is_all(self):
        self.assertIn("all, unless given", sobao("catalog", "list", "--help").stdout)
        self.assertIn("50, unless given", sobao("catalog", "search", "--help").stdout)

    def test_record_without_headline(self):
        record = json.loads((self.issue / "out" / "so-9-2020.json").read_text(encoding="utf-8"))
        del record["articles"][0]["headline"]
        folder = self.dir / "record"
        folder.mkdir()
        (folder / "a.json").write_text(json.dumps(record), encoding="utf-8")
        other = self.dir / "other.db"
        sobao("catalog", "add", folder, "--catalog", other)
        shown = sobao("catalog", "show", "so-9-2020", "--catalog", other).stdout
        self.assertNotIn("(null)", shown)
        self.assertRegex(shown, rf"(?m)^ +\d+  {record['articles'][0]['section']}")

    def test_default_is_beside_the_magazine(self):
        listed = sobao("catalog", "list", cwd=self.issue / "articles").stdout
        self.assertEqual(listed, sobao("catalog", "list", *self.catalog).stdout)
        self.assertTrue(listed.startswith("so-9-2020\tSố 9 - 2020\t2020-09-05\t"), listed)

    def test_add_show_remove(self):
        other = self.dir / "other.db"
        sobao("catalog", "add", self.issue / "out", "--catalog", other)
        shown = sobao("catalog", "show", "so-9-2020", "--catalog", other).stdout
        self.assertIn("so-9-2020.pdf", shown)
        self.assertIn("Nghề làm báo", shown)
        sobao("catalog", "check", "--catalog", other)
        sobao("catalog", "remove", "so-9-2020", "--catalog", other)
        sobao("catalog", "remove", "so-9-2020", "--catalog", other, exit=1)
        sobao("catalog", "show", "so-9-2020", "--catalog", other, exit=1)
        self.assertEqual(sobao("catalog", "list", "--catalog", other).stdout, "")
        self.assertTrue((self.issue / "out" / "so-9-2020.pdf").exists())

    def test_check_sees_changed_files(self):
        sobao("catalog", "check", *self.catalog)
        with open(self.issue / "out" / "so-9-2020.pdf", "ab") as pdf:
            pdf.write(b"x")
        self.assertIn("so-9-2020.pdf", sobao("catalog", "check", *self.catalog, exit=1).stdout)

    def test_names(self):
        self.assertEqual(sobao("catalog", "names", "section", *self.catalog).stdout, "Nghề làm báo\t1\nVấn đề hôm nay\t1\n")

    def test_bad_records(self):
        for name, text in (("empty", ""), ("list", "[]"), ("text", "x"), ("object", "{}")):
            with self.subTest(name=name):
                folder = self.dir / name
                folder.mkdir()
                (folder / "a.json").write_text(text)
                sobao("catalog", "add", folder, *self.catalog, exit=1)
        sobao("catalog", "add", self.issue / "articles", *self.catalog, exit=1)

    def test_no_catalogue(self):
        sobao("catalog", "list", "--catalog", self.dir / "absent.db", exit=3)
        self.assertFalse((self.dir / "absent.db").exists())

    def test_rebuilt_issue_is_one_issue(self):
        sobao("build", self.issue)
        self.assertEqual(len(sobao("catalog", "list", *self.catalog).stdout.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
