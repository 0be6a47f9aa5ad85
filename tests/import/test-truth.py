"""What import makes of real dumps, against what was decided by hand."""
import glob
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import yaml

import issue_folder

SOURCE = pathlib.Path(os.environ["SOURCE"])
SOBAO = os.environ["SOBAO"]
os.environ.setdefault("SOBAO_DATA", os.environ["SOURCE"])
SEEDS = SOURCE.parent / "shared" / "seeds"
failures = []


def check(where, what, found, wanted):
    if found != wanted:
        failures.append(f"{where}: {what}:\n  found  {found!r}\n  wanted {wanted!r}")


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def run_import(path):
    with tempfile.TemporaryDirectory() as folder:
        command = [SOBAO, "import", str(path), "--into", str(issue_folder.make(folder)), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} gave {done.returncode}:\n{done.stderr}")
        return json.loads(done.stdout)[0]


def check_byline(name, found, wanted):
    for theirs, ours in (("line", "line"), ("raw", "raw"), ("kind", "kind"), ("role", "roles"),
                         ("people", "people"), ("org", "organisation")):
        check(name, f"byline {ours}", found[ours], wanted[theirs])


def check_letters(name, found, wanted):
    check(name, "number of letters", len(found), len(wanted))
    for ours, theirs in zip(found, wanted):
        for key, value in theirs.items():
            check(name, f"letter {key}", ours[key], value)


def check_boxes(name, found, wanted):
    check(name, "number of boxes", len(found), len(wanted))
    for ours, theirs in zip(found, wanted):
        check(name, "box lines", list(range(ours["first_line"], ours["last_line"] + 1)), theirs["lines"])
        check(name, "box title", ours["title"], theirs["title"])
        check(name, "box items", ours["items"], theirs["items"])
        check(name, "box default", ours["default"], theirs["default"].split(" ")[0])


def check_widget(name, found, wanted):
    if wanted is None:
        check(name, "widget", found["widget"], None)
        check(name, "issue", found["issue"], None)
        return
    widget, issue = found["widget"], found["issue"]
    check(name, "widget kind", widget["kind"], wanted["kind"])
    check(name, "widget heading", widget["heading"], wanted["heading"])
    check(name, "widget lines", list(range(widget["first_line"], widget["last_line"] + 1)), wanted["lines"])
    check(name, "lookups", widget["lookups"], wanted["lookups"])
    for key, value in wanted["issue"].items():
        check(name, f"issue {key}", issue[key], value)


def check_dropped(name, lines, wanted):
    reasons = {line["line"]: line["reason"] for line in lines if line["reason"]}
    check(name, "dropped lines and reasons", reasons, {line["line"]: line["reason"] for line in wanted})
    texts = {line["line"]: line["text"] for line in lines}
    for line in wanted:
        if line["text"].endswith("…"):
            check(name, f"text of {line['line']}", texts[line["line"]].startswith(line["text"][:-1].strip()), True)


def check_warnings(name, found, wanted):
    """Other warnings may be there; those that need a dictionary may not."""
    ours = {(warning["line"], warning["code"]) for warning in found}
    for warning in wanted:
        if warning["code"] != "typo":
            check(name, f"warning {warning['code']} in {warning['line']}",
                  (warning["line"], warning["code"]) in ours, True)


def check_figures(name, found, wanted):
    check(name, "number of figures", len(found), len(wanted))
    for ours, theirs in zip(found, wanted):
        for key in ("placeholder_line", "caption_lines", "after_body", "caption"):
            check(name, f"figure {key}", ours[key], theirs[key])


def check_truth(seed):
    name = seed["file"]
    report = run_import(SEEDS / name)
    check(name, "file", report["file"], name)
    check(name, "sha256", report["sha256"], seed["sha256"])
    check(name, "kicker", report["kicker"], seed["kicker"])
    check(name, "headline", report["headline"], seed["title"])
    check(name, "headline line", report["headline_line"], seed["title_line"])
    wanted_date = seed["date"] and {key: seed["date"][key] for key in ("raw", "iso", "line")}
    check(name, "date", report["date"], wanted_date)

    lead = report["standfirst"]
    check(name, "lead line", lead["line"], seed["lead"]["line"])
    check(name, "lead sha256", sha256(lead["text"]), seed["lead"]["sha256"])
    check(name, "lead prefix", lead["stripped_prefix"], seed["lead"]["stripped_prefix"])

    body = report["body"]
    check(name, "body lines", [part["line"] for part in body], [part["line"] for part in seed["body"]])
    for ours, theirs in zip(body, seed["body"]):
        check(name, f"sha256 of {theirs['line']}", sha256(ours["text"]), theirs["sha256"])
    check(name, "body sha256", sha256("\n".join(part["text"] for part in body)), seed["body_sha256"])

    roles = {line["line"]: line["role"] for line in report["lines"]}
    check(name, "roles", roles, seed["line_roles"])
    check_figures(name, report["figures"], seed["figures"])
    check_byline(name, report["byline"], seed["byline"])
    check(name, "source", report["source"], seed["source"])
    check_letters(name, report["letters"], seed["comments"])
    check_boxes(name, report["boxes"], seed["boxes"])
    check_widget(name, report, seed.get("widget"))
    check_dropped(name, report["lines"], seed["dropped"])
    check_warnings(name, report["warnings"], seed["warnings"])


def check_others():
    report = run_import(next(SEEDS.glob("001_*.txt")))
    check("001", "headline line", report["headline_line"], 4)
    check("001", "second headline", [line["role"] for line in report["lines"] if line["line"] == 6], ["title-dup"])
    check("001", "date", report["date"]["iso"], "2021-10-01")
    check("001", "standfirst line", report["standfirst"]["line"], 11)
    check("001", "prefix", report["standfirst"]["stripped_prefix"], "(Cổng TTĐT tỉnh AG)-")
    check("001", "standfirst begins", report["standfirst"]["text"][:10], "Ngày 30-9,")
    check("001", "source", report["source"]["printed"], "(Cổng TTĐT tỉnh AG)")
    check("001", "body lines", [part["line"] for part in report["body"]], [13, 19, 21, 27, 29, 31, 33, 35])
    check("001", "end sign", report["body"][-1]["text"][-3:], "độ.")
    check("001", "figures", [(f["placeholder_line"], f["caption_lines"], f["after_body"]) for f in report["figures"]],
          [(15, [17], 1), (23, [25], 3)])
    check("001", "byline", (report["byline"]["kind"], report["byline"]["people"]), ("initials", ["T.T", "T.C"]))
    check("001", "raw byline", report["byline"]["raw"], "T.T-T.C")

    report = run_import(next(SEEDS.glob("003_*.txt")))
    check("003", "headline line", report["headline_line"], 1)
    check("003", "standfirst", report["standfirst"], None)
    check("003", "body lines", [part["line"] for part in report["body"]], [5, 7, 9, 11])
    check("003", "figures", report["figures"], [])
    check("003", "byline", (report["byline"]["kind"], report["byline"]["people"]), ("name", ["Hằng Nga"]))
    check("003", "source", report["source"]["printed"], "(Nguồn: Thái Nguyên)")
    check("003", "source address", report["source"]["url"].startswith("http://"), True)
    check("003", "repeated", [w["code"] for w in report["warnings"] if w["line"] == 9], ["repeated-syllable"])


if not SEEDS.is_dir():
    print(f"SKIPPED, NOTHING WAS TESTED: the dumps are not here: {SEEDS}")
    sys.exit(77)
truths = sorted(glob.glob(str(SEEDS / "truth" / "*.yaml")))
if len(truths) < 3:
    sys.exit("fewer than three truths were found")
for path in truths:
    for seed in yaml.safe_load(pathlib.Path(path).read_text())["seeds"]:
        check_truth(seed)
check_others()
print("\n".join(failures) if failures else "all lines as decided by hand")
sys.exit(1 if failures else 0)
