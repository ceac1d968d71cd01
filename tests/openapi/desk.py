"""The server that is held to its description, with an app in it that has one of everything, and who asks it."""

import hashlib
import hmac
import json
import os
import socket
import subprocess
import time
import urllib.parse
import urllib.request

SERVER_KEY = "SB-Mid-server-TESTKEY0001"
PASSWORD = "warung sari 2026"
# Seconds; far more than anything takes.
PATIENCE = 30


class Desk:
    """The binary as people start it, with an empty ledger and a payment gateway that is not the real one."""

    def __init__(self, binary: str, folder: str):
        self.binary, self.data = binary, os.path.join(folder, "ledger")
        stand_in = os.path.join(os.path.dirname(binary), "midtrans-stand-in")
        self.midtrans = subprocess.Popen([stand_in, "127.0.0.1:0", SERVER_KEY], stdout=subprocess.PIPE, text=True)
        self.midtrans_url = self.midtrans.stdout.readline().strip()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ORDERBELL_")}
        environment["ORDERBELL_LOG__LEVEL"] = "warn"
        environment["ORDERBELL_WEBHOOKS__ALLOW_PRIVATE"] = "127.0.0.0/8"
        environment["ORDERBELL_GATEWAYS__TIMEOUT_SECONDS"] = "2"
        self.log = open(os.path.join(folder, "log"), "w+")
        command = [binary, "serve", "--listen", "127.0.0.1:0", "--data", self.data]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, env=environment, text=True)
        self.printed = {}
        for line in self.server.stdout:
            words = line.split()
            if "Dashboard" in words:
                self.url = words[1].rstrip("/")
            if "First" in words and "owner" in words:
                self.invitation = words[2].rsplit("/", 1)[1]
            if line.strip().startswith("PUSHER_APP_"):
                name, value = line.strip().split("=", 1)
                self.printed[name] = value
            if "orderbell keys create" in line:
                break
        # An operator's, which opens everything.
        self.key = self.command("keys", "create", "--operator").strip()
        self.cookie = None

    def command(self, *words: str) -> str:
        command = [self.binary, *words, "--data", self.data]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    def ask(self, method: str, path: str, body=None, headers=None):
        """The body of the answer; anything but success is an error."""
        headers = headers or {"Authorization": f"Bearer {self.key}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        data = None if body is None else (body if isinstance(body, bytes) else json.dumps(body).encode())
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                self.cookie = (answer.headers.get("Set-Cookie") or "").split(";")[0] or self.cookie
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.code} {error.read().decode()}") from error

    def post(self, path: str, body=None):
        return self.ask("POST", path, body)

    def until(self, path: str, field: str, count: int = 1) -> list:
        """What a list has, once it has so many."""
        deadline = time.monotonic() + PATIENCE
        while len(found := self.ask("GET", path)[field]) < count:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{path} has {found}")
            time.sleep(0.05)
        return found

    def trigger(self, channel: str, event: str, data: dict) -> None:
        """As the app's own server does, with the SDK's signature."""
        path = f"/apps/{self.printed['PUSHER_APP_ID']}/events"
        body = json.dumps({"name": event, "channels": [channel], "data": json.dumps(data)}).encode()
        query = urllib.parse.urlencode(
            {
                "auth_key": self.printed["PUSHER_APP_KEY"],
                "auth_timestamp": int(time.time()),
                "auth_version": "1.0",
                "body_md5": hashlib.md5(body).hexdigest(),
            }
        )
        signed = hmac.new(self.printed["PUSHER_APP_SECRET"].encode(), f"POST\n{path}\n{query}".encode(), "sha256")
        self.ask("POST", f"{path}?{query}&auth_signature={signed.hexdigest()}", body, {"Accept": "*/*"})

    def connect(self) -> tuple[socket.socket, str]:
        """A Pusher client that only greets: the connection, and the id that it was given."""
        host = urllib.parse.urlsplit(self.url).netloc
        connection = socket.create_connection(tuple(host.split(":")), PATIENCE)
        head = [f"GET /app/{self.printed['PUSHER_APP_KEY']}?protocol=7 HTTP/1.1", f"Host: {host}", "Upgrade: websocket"]
        head += ["Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="]
        connection.sendall("\r\n".join(head + ["", ""]).encode())
        read = b""
        while b"socket_id" not in read or not read.endswith(b"}"):
            if not (part := connection.recv(4096)):
                raise RuntimeError(f"the server hung up: {read}")
            read += part
        greeting = json.loads(read[read.index(b'{"event"') :])
        return connection, json.loads(greeting["data"])["socket_id"]

    def stop(self) -> list[str]:
        """Lines of the log that tell of errors; a server that has died is one."""
        problems = [] if self.server.poll() is None else [f"the server ended with {self.server.returncode}"]
        for process in (self.server, self.midtrans):
            process.terminate()
            process.wait(PATIENCE)
        self.log.seek(0)
        errors = [line.rstrip() for line in self.log if " ERROR " in line or "panicked" in line]
        return problems + errors
