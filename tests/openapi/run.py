"""Holds the server to the description of its API: schemathesis makes requests of it, right and wrong ones.

No answer may be a server error, another status or another shape than described; what does not fit the description has to
be refused. The seed is fixed, so a run that fails fails again. usage: run.py ORDERBELL-BINARY
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request

# Seconds for the whole.
PATIENCE = 240
SEED = "20261121"
EXAMPLES = "12"

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
]

# Streams have no end, and these would take away what the run itself stands on: its session, its app, its keys.
EXCLUDED = [
    ("--exclude-operation-id", "stream_events"),
    ("--exclude-operation-id", "tail"),
    ("--exclude-operation-id", "export_orders"),
]


def main() -> int:
    with tempfile.TemporaryDirectory() as data:
        server = Server(sys.argv[1], data)
        try:
            server.fill()
            code = server.hold(data)
        finally:
            problems = server.stop()
    for line in problems:
        print(line, file=sys.stderr)
    return 1 if code or problems else 0


class Server:
    """The binary as people start it, with an empty ledger."""

    def __init__(self, binary: str, data: str):
        self.log = open(os.path.join(data, "log"), "w+")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ORDERBELL_")}
        environment["ORDERBELL_LOG__LEVEL"] = "warn"
        folder = os.path.join(data, "ledger")
        self.process = subprocess.Popen(
            [binary, "serve", "--listen", "127.0.0.1:0", "--data", folder],
            stdout=subprocess.PIPE,
            stderr=self.log,
            env=environment,
            text=True,
        )
        self.url = self.key = None
        for line in self.process.stdout:
            if "Dashboard" in line:
                self.url = line.split()[1].rstrip("/")
            if "Bearer " in line:
                self.key = line.split("Bearer ")[1].split("'")[0]
            if "orderbell keys create" in line:
                break

    def post(self, path: str, body: dict) -> dict:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers, method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def fill(self) -> None:
        """What the examples speak of, so that they find something."""
        items = [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}]
        order = {"code": "ORD-261121-7K3Q", "flow": "shop", "customer": {"name": "Budi"}, "items": items}
        self.post("/v1/orders", order)
        payment = {"provider": "midtrans", "ref": "ORD-261121-7K3Q-1", "status": "paid", "method": "QRIS"}
        self.post("/v1/orders/ORD-261121-7K3Q/payments", payment)
        self.post("/v1/orders/ORD-261121-7K3Q/cases", {"kind": "refund", "amount": "10000"})
        self.post("/v1/orders/ORD-261121-7K3Q/shipment", {"status": "in_transit", "courier": "JNE"})

    def hold(self, folder: str) -> int:
        program = os.path.join(os.path.dirname(sys.executable), "st")
        command = [program, "run", f"{self.url}/v1/openapi.json", "--header", f"Authorization: Bearer {self.key}"]
        command += ["--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing", "--workers", "2"]
        command += ["--seed", SEED, "--max-examples", EXAMPLES, "--request-timeout", "10", "--no-shrink"]
        command += ["--continue-on-failure", "--suppress-health-check", "all", "--warnings", "off", "--no-color"]
        command += [word for exclusion in EXCLUDED for word in exclusion]
        began = time.monotonic()
        try:
            # In a folder of its own: it leaves a database of what it has tried.
            code = subprocess.run(command, cwd=folder, timeout=PATIENCE).returncode
        except subprocess.TimeoutExpired:
            print(f"it took more than {PATIENCE} seconds", file=sys.stderr)
            return 1
        print(f"{time.monotonic() - began:.0f} seconds")
        return code

    def stop(self) -> list[str]:
        """Lines of the log that tell of errors; a server that has died is one."""
        problems = [] if self.process.poll() is None else [f"the server ended with {self.process.returncode}"]
        self.process.terminate()
        self.process.wait(30)
        self.log.seek(0)
        errors = [line.rstrip() for line in self.log if " ERROR " in line or "panicked" in line]
        return problems + errors


if __name__ == "__main__":
    sys.exit(main())
