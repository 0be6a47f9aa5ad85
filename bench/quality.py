#!/usr/bin/env python3
"""Our lines beside other typesetters': quality.py PROGRAM SHARED_BENCH [SALT…]

Makes the texts of SHARED_BENCH/corpus.py, sets each with sobao and every peer that is installed (page, face and size of
SHARED_BENCH/peers.py), reads the word spaces back from the PDFs with SHARED_BENCH/quality.py, and prints one table. Ours are also
searched for every paragraph, in order, and for lines that did not fit. Exit status 1: words are missing or a line is overfull.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ARTICLES = "40"
SALTS = ["1", "2", "3"]
HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = ("lines", "mean", "sd", "loose", "tight", "neighbour")
AIMS = "≤ 0.060, loose ≤ 1.0 %, tight ≤ 1.0 %, neighbours ≤ 0.055"

# What typst calls by its own name: how far spaces and letters may give.
TYPST_BEST = ("justify: true, justification-limits: (spacing: (min: 66.67% + 0pt, max: 150% + 0pt), "
              "tracking: (min: -0.01em, max: 0.01em))")


def run(*command, **options):
    try:
        return subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=600, **options)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return subprocess.CompletedProcess(command, 1, "", str(problem))


# ---- What sets a text; each returns the PDF, or None where it is not installed or fails --------------------------------

def typst_with(sources, name, change):
    source, pdf = sources / f"{name}.typ", sources / f"{name}.pdf"
    source.write_text(change((sources / "typ.typ").read_text(encoding="utf-8")), encoding="utf-8")
    if shutil.which("typst"):
        run("typst", "compile", source, pdf)
    else:
        run(sys.executable, "-c", "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])", source, pdf)
    return pdf


def typst(sources):
    return typst_with(sources, "typst", lambda text: text)


def typst_best(sources):
    return typst_with(sources, "typst-best", lambda text: text.replace("justify: true", TYPST_BEST))


def tex(program, name):
    def compile_it(sources):
        if shutil.which(program):
            run(program, "-interaction=batchmode", f"{name}.tex", cwd=sources)
        return sources / f"{name}.pdf"
    return compile_it


def weasyprint(sources):
    if shutil.which("weasyprint"):
        run("weasyprint", sources / "page.html", sources / "weasy.pdf")
    return sources / "weasy.pdf"


def chromium(sources):
    if shutil.which("chromium"):
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--print-to-pdf={sources / 'chromium.pdf'}", sources / "page.html")
    return sources / "chromium.pdf"


PEERS = {
    "Chromium": chromium,
    "WeasyPrint": weasyprint,
    "XeLaTeX": tex("xelatex", "xe"),
    "LuaLaTeX": tex("lualatex", "luaplain"),
    "Typst": typst,
    "Typst, letters ± 1 %": typst_best,
    "LuaLaTeX + microtype": tex("lualatex", "lua"),
}


def sobao(program, corpus, folder):
    run(sys.executable, HERE / "corpus-issue.py", corpus, folder)
    done = run(program, "build", folder / "so-1", "--out", folder / "out", "--no-catalog", env={**os.environ, "LC_ALL": "C.UTF-8"})
    if done.returncode != 0:
        sys.exit(f"sobao could not build the bench issue:\n{done.stderr}")
    return folder / "out" / "so-1-2020.pdf", done.stderr.count("overfull")


# ---- Measuring ---------------------------------------------------------------------------------------------------------

def measure(shared, pdf):
    """The numbers of quality.py by name; None where there is nothing to measure."""
    if not pdf.exists():
        return None
    said = run(sys.executable, shared / "quality.py", pdf).stdout
    found = {name: re.search(rf"\b{name} ([\d.]+)", said) for name in COLUMNS}
    return {name: float(match[1]) for name, match in found.items()} if all(found.values()) else None


def lost(corpus, pdf):
    """Paragraphs that reading the PDF in its own order does not give word for word."""
    raw = run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").stdout
    lines = [line for line in raw.replace("\f", "\n").split("\n") if line != "Số đo" and not line.isdigit()]
    text, at, missing = " ".join(" ".join(lines).split()), 0, []
    for article in json.load(open(corpus, encoding="utf-8")):
        for paragraph in [article["lead"], *article["paras"]]:
            words = " ".join(paragraph.split())
            found = text.find(words, at)
            if found < 0:
                missing.append(words[:60])
            else:
                at = found + len(words)
    return missing


def row(name, salt, numbers):
    return (f"| {name} | {salt} | {numbers['lines']:.0f} | {numbers['mean']:.3f} | {numbers['sd']:.3f} | {numbers['loose']:.1f} % "
            f"| {numbers['tight']:.1f} % | {numbers['neighbour']:.3f} |")


def measure_salt(program, shared, salt, folder):
    """Prints the rows of one text; returns what is wrong with ours."""
    corpus = folder / f"corpus-{salt}.json"
    made = run(sys.executable, shared / "corpus.py", shared.parent / "seeds", ARTICLES, corpus, salt)
    if made.returncode != 0:
        sys.exit(f"no text for salt {salt}:\n{made.stderr}")
    sources = folder / f"peers-{salt}"
    run(sys.executable, shared / "peers.py", corpus, sources)
    for name, compile_it in PEERS.items():
        numbers = measure(shared, compile_it(sources))
        print(row(name, salt, numbers) if numbers else f"| {name} | {salt} | not installed, or failed | | | | | |", flush=True)
    pdf, overfull = sobao(program, corpus, folder / f"issue-{salt}")
    print(row("**sobao**", salt, measure(shared, pdf)), flush=True)
    wrong = [f"salt {salt}: not found in the PDF: {words}…" for words in lost(corpus, pdf)]
    return wrong + ([f"salt {salt}: {overfull} overfull lines"] if overfull else [])


def main():
    program, shared = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if not (shared / "quality.py").exists():
        sys.exit(f"{shared} has no quality.py: nothing was measured. The corpus, the peers' sources and the measuring script "
                 "belong in that folder.")
    print(f"sobao's aims: word-space sd {AIMS}\n")
    print("| typesetter | salt | lines | mean space (em) | sd | loose | tight | neighbours |\n|---|---|---|---|---|---|---|---|")
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for salt in sys.argv[3:] or SALTS:
            wrong += measure_salt(program, shared, salt, pathlib.Path(folder))
    print("\nsobao: " + ("every paragraph reads back word for word; no overfull line" if not wrong else "\n".join(wrong)))
    sys.exit(bool(wrong))


main()
