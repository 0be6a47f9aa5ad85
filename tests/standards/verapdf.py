"""veraPDF, the reference for PDF/A and PDF/UA: fetched once from Maven Central into build/, run on any number of files."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ARTIFACT = "org.verapdf.apps:greenfield-apps:1.28.2"
MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
SOURCE = Path(os.environ.get("SOURCE", Path(__file__).resolve().parents[2]))
HOME = SOURCE / "build" / "verapdf"


def fetch():
    """The path of veraPDF's program, or None and why not."""
    name, version = ARTIFACT.split(":")[1:]
    jar = HOME / f"{name}-{version}.jar"
    if not shutil.which("java"):
        return None, "java is not installed"
    if jar.exists():
        return jar, None
    if not shutil.which("mvn"):
        return None, "veraPDF is not there, and maven, which fetches it, is not installed"
    try:
        with tempfile.TemporaryDirectory(prefix="sobao-test-") as folder:
            done = subprocess.run(["mvn", "-q", "-B", f"-Dmaven.repo.local={folder}/maven", PLUGIN, f"-Dartifact={ARTIFACT}",
                                   f"-DoutputDirectory={folder}"], capture_output=True, text=True, timeout=400)
            if not Path(folder, jar.name).exists():
                return None, f"veraPDF can't be fetched: {(done.stdout + done.stderr)[-2000:]}"
            HOME.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(folder, jar.name), HOME / "new")
            os.replace(HOME / "new", jar)
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, f"veraPDF can't be fetched: {error}"
    return jar, None


def validate(jar, profile, *paths):
    """Runs a profile ("2a", "ua1") over files; returns for each whether it passes, and the rules that failed."""
    done = subprocess.run(["java", f"-Duser.home={HOME}", "-Xmx800m", "-cp", str(jar), MAIN, "--format", "text", "-v", "-f", profile,
                           *map(str, paths)], capture_output=True, text=True, timeout=600)
    results = {}
    for line in done.stdout.splitlines():
        words = line.split()
        if line.startswith(("PASS ", "FAIL ")) and words[-1] == profile:
            rules = results.setdefault(Path(" ".join(words[1:-1])).resolve(), (words[0] == "PASS", []))[1]
        elif line.startswith("  FAIL "):
            rules.append(words[1])
    missing = [path for path in paths if Path(path).resolve() not in results]
    if missing:
        raise AssertionError(f"veraPDF says nothing of {missing}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return {path: results[Path(path).resolve()] for path in paths}


if __name__ == "__main__":  # verapdf.py PROFILE FILE…
    program, reason = fetch()
    if program is None:
        sys.exit(reason)
    found = validate(program, sys.argv[1], *sys.argv[2:])
    for path, (passed, rules) in found.items():
        print("PASS" if passed else "FAIL", path, *rules)
    sys.exit(not all(passed for passed, _ in found.values()))
