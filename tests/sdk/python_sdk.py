"""Pusher's Python SDK at the other end of a pipe: one JSON object a line, a call in, its result or error out."""

import json
import sys

import pusher


def plain(value):
    # The shared secret of an encrypted channel is bytes.
    return value.decode("ascii")


client = None
for line in sys.stdin:
    call = json.loads(line)
    try:
        if call["method"] == "connect":
            client = pusher.Pusher(**call["args"][0])
            answer = {"result": None}
        else:
            answer = {"result": getattr(client, call["method"])(*call["args"])}
    except Exception as error:  # Whatever it is, the test that asked has to see it.
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps({"id": call["id"], **answer}, default=plain), flush=True)
