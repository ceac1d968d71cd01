"""Holds the hub's reading and writing to RFC 6455: sections 1 to 10 of the Autobahn test suite, against its echo.

The original suite is a program for Python 2.7, which current distributions no longer have. So every run drives the
suite's case files with kosoku, which installs anywhere, and the original as well wherever a Python 2.7 is found
(PYTHON27, PATH or pyenv). Both must come to the verdicts below, case by case; whatever differs is a failure, also a
case that suddenly passes, for then this list is out of date.

Sections 12 and 13 are about compression, which is not offered. usage: run.py ECHO-BINARY
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SECTIONS = ["1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.*", "10.*"]
CASES = 301
# Whatever is not "OK", with the reason.
EXPECTED = {
    # Invalid UTF-8 inside one frame that trickles in is noticed when the frame is whole, not within it.
    "6.4.3": "NON-STRICT",
    "6.4.4": "NON-STRICT",
    # The suite has no opinion: data after a close frame, and close codes that nobody defined.
    "7.1.6": "INFORMATIONAL",
    "7.13.1": "INFORMATIONAL",
    "7.13.2": "INFORMATIONAL",
}
# Seconds; each suite takes some five to thirty.
PATIENCE = 240


def main() -> int:
    echo = subprocess.Popen([sys.argv[1]], stdout=subprocess.PIPE, text=True)
    try:
        url = "ws://" + echo.stdout.readline().strip()
        failures = judge("kosoku 0.1.0", kosoku(url))
        python = python27()
        if python:
            failures += judge("autobahntestsuite 0.8.2", original(url, python))
        else:
            print("autobahntestsuite 0.8.2: not run, it needs a Python 2.7 and there is none (PYTHON27 names one)")
        if echo.poll() is not None:
            failures.append(f"the server ended with {echo.returncode}")
    finally:
        echo.kill()
        echo.wait()
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


def kosoku(url: str) -> dict:
    program = os.path.join(os.path.dirname(sys.executable), "kosoku")
    with tempfile.TemporaryDirectory() as out:
        include = [argument for section in SECTIONS for argument in ("-i", section)]
        # It ends with an error when a case fails; which one is in the report.
        run([program, "-m", "fuzzingclient", *include, "-p", "4", "-o", out, url], ends_well=False)
        return report(out)


def original(url: str, python: str) -> dict:
    env = os.path.join(ROOT, "target", "python", "autobahn27")
    wstest = os.path.join(env, "bin", "wstest")
    if not os.path.exists(wstest):
        shutil.rmtree(env, ignore_errors=True)
        run([sys.executable, "-m", "virtualenv", "--quiet", "-p", python, env])
        # The last versions for Python 2.7 are what pip finds there by itself.
        pip = [os.path.join(env, "bin", "pip"), "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "autobahntestsuite==0.8.2"])
    with tempfile.TemporaryDirectory() as out:
        spec = {"outdir": out, "servers": [{"agent": "orderbell", "url": url}], "cases": SECTIONS}
        spec |= {"exclude-cases": [], "exclude-agent-cases": {}}
        path = os.path.join(out, "fuzzingclient.json")
        with open(path, "w") as file:
            json.dump(spec, file)
        run([wstest, "-m", "fuzzingclient", "-s", path])
        return report(out)


def run(command: list, ends_well: bool = True) -> None:
    """Shows what the command says only when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE)
    if ends_well and done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")


def report(out: str) -> dict:
    with open(os.path.join(out, "index.json")) as file:
        (agent,) = json.load(file).values()
    return agent


def judge(suite: str, cases: dict) -> list:
    failures = []
    if len(cases) != CASES:
        failures.append(f"{suite}: {CASES} cases were expected, {len(cases)} were run")
    for case, verdict in sorted(cases.items()):
        expected = EXPECTED.get(case, "OK")
        found = (verdict["behavior"], verdict["behaviorClose"])
        # Where a verdict is merely not strict, the closing handshake is held to the letter all the same.
        close = "INFORMATIONAL" if expected == "INFORMATIONAL" else "OK"
        if found != (expected, close):
            failures.append(f"{suite}: case {case} is {found[0]} and closes {found[1]}; expected {expected} and {close}")
    print(f"{suite}: {len(cases)} cases, {len(failures)} unexpected; not strict or informational: {', '.join(EXPECTED)}")
    return failures


def python27() -> "str | None":
    roots = [os.environ.get("PYENV_ROOT", ""), os.path.expanduser("~/.pyenv")]
    found = [path for root in roots if root for path in glob.glob(root + "/versions/2.7*/bin/python2.7")]
    for candidate in [os.environ.get("PYTHON27"), shutil.which("python2.7"), *found]:
        # pyenv's own `python2.7` may be there and refuse to run.
        if candidate and subprocess.run([candidate, "-c", "print 1"], capture_output=True).returncode == 0:
            return candidate
    return None


if __name__ == "__main__":
    sys.exit(main())
