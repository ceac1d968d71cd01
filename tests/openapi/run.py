"""Holds the server to the description of its API: schemathesis makes requests of it, right and wrong ones.

No answer may be a server error, another status, another kind or another shape than described; what does not fit the
description has to be refused. And every operation must have succeeded at least once, or the run would have seen nothing of
it. The seed is fixed and requests go one after the other, so a run that fails fails again.

usage: run.py ORDERBELL-BINARY [EXAMPLES [SEED]]
"""

import collections
import json
import os
import subprocess
import sys
import tempfile
import time

from desk import Desk
from things import Things

HERE = os.path.dirname(os.path.abspath(__file__))
# Requests that are made up for each operation, besides the examples and what the description itself suggests.
EXAMPLES = "12"
SEED = "20261121"
# Seconds that the usual number of them may take: 80 on two cores, up to 250 where they have a lot else to do.
PATIENCE = 600

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
]

# Their answers have no end. Tests in Rust read them.
ENDLESS = ["stream_events", "tail"]


def main() -> int:
    binary = os.path.abspath(sys.argv[1])
    examples = sys.argv[2] if len(sys.argv) > 2 else EXAMPLES
    seed = sys.argv[3] if len(sys.argv) > 3 else SEED
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(binary, folder)
        try:
            things = Things(desk)
            problems = hold(desk, things, folder, examples, seed)
        finally:
            died = desk.stop()
        problems += died
    for line in problems:
        print(line, file=sys.stderr)
    return 1 if problems else 0


def hold(desk: Desk, things: Things, folder: str, examples: str, seed: str) -> list[str]:
    described = os.path.join(folder, "openapi.json")
    notes = os.path.join(folder, "notes")
    description = things.written_into(desk.ask("GET", "/v1/openapi.json"))
    with open(described, "w") as file:
        json.dump(description, file)
    command = [os.path.join(os.path.dirname(sys.executable), "st")]
    command += ["--config-file", os.path.join(HERE, "schemathesis.toml"), "run", described, "--url", desk.url]
    command += ["--header", f"Authorization: Bearer {desk.key}", "--checks", ",".join(CHECKS)]
    command += ["--phases", "examples,coverage,fuzzing", "--workers", "1", "--seed", seed, "--max-examples", examples]
    command += ["--request-timeout", "20", "--no-shrink", "--continue-on-failure", "--suppress-health-check", "all"]
    command += ["--warnings", "off", "--no-color"]
    command += [word for operation in ENDLESS for word in ("--exclude-operation-id", operation)]
    environment = {**os.environ, "PYTHONPATH": HERE, "PYTHONHASHSEED": "0", "SCHEMATHESIS_HOOKS": "hooks"}
    environment |= {"CONFORM_NOTES": notes, "CONFORM_GATEWAY": desk.midtrans_url, "CONFORM_COOKIE": desk.cookie}
    environment |= {"CONFORM_URL": desk.url, "CONFORM_KEY": desk.key, "CONFORM_FLOWS": json.dumps(things.flows)}
    patience = PATIENCE * max(1, int(examples) / int(EXAMPLES))
    began = time.monotonic()
    try:
        # In a folder of its own: it leaves a database of what it has tried.
        code = subprocess.run(command, cwd=folder, env=environment, timeout=patience).returncode
    except subprocess.TimeoutExpired:
        return [f"it took more than {patience:.0f} seconds"]
    problems = [] if code == 0 else [f"schemathesis ended with {code}"]
    operations = [operation["operationId"] for path in description["paths"].values() for operation in path.values()]
    answers = answered(notes)
    print(f"{sum(map(len, answers.values()))} requests in {time.monotonic() - began:.0f} seconds")
    return problems + [
        f"{operation} has never succeeded: {dict(collections.Counter(answers[operation]))}"
        for operation in operations
        if operation not in ENDLESS and not any(200 <= status < 300 for status in answers[operation])
    ]


def answered(notes: str) -> dict[str, list[int]]:
    """The statuses that each operation has answered."""
    answers = collections.defaultdict(list)
    with open(notes) as lines:
        for line in lines:
            operation, status = json.loads(line)
            answers[operation].append(status)
    return answers


if __name__ == "__main__":
    sys.exit(main())
