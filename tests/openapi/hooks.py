"""What schemathesis does beside what it does by itself: it notes what was answered, and stays on this machine."""

import json
import os
import urllib.request

import schemathesis

NOTES = open(os.environ["CONFORM_NOTES"], "a", buffering=1)
GATEWAY = os.environ["CONFORM_GATEWAY"]
COOKIE = os.environ["CONFORM_COOKIE"]
FLOWS_AT = os.environ["CONFORM_URL"] + "/v1/flows"
FLOWS = os.environ["CONFORM_FLOWS"].encode()
HEADERS = {"Authorization": f"Bearer {os.environ['CONFORM_KEY']}", "Content-Type": "application/json"}


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation.definition.raw["operationId"]
    if operation == "put_gateway" and isinstance(case.body, dict) and "base_url" not in case.body:
        # Left out, it is the real gateway.
        case.body["base_url"] = GATEWAY
    if operation == "show_session":
        name, value = COOKIE.split("=", 1)
        case.cookies[name] = value


@schemathesis.hook
def after_call(context, case, response):
    operation = case.operation.definition.raw["operationId"]
    NOTES.write(json.dumps([operation, response.status_code]) + "\n")
    if operation == "set_flows" and response.status_code == 200:
        # No order could be placed in most flows that are made up.
        request = urllib.request.Request(FLOWS_AT, FLOWS, HEADERS, method="PUT")
        urllib.request.urlopen(request, timeout=10).close()
