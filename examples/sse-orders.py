"""Prints what happens to a vendor's orders: python3 sse-orders.py http://127.0.0.1:8080 vendor:main <API key>"""
import http.client, json, sys, time, urllib.error, urllib.request

server, rooms, key = sys.argv[1:]
last_id = ""  # The position; what came after it is sent again after a cut.
while True:
    headers = {"Authorization": f"Bearer {key}", "Last-Event-ID": last_id}
    request = urllib.request.Request(f"{server}/v1/stream?rooms={rooms}", headers=headers)
    try:
        for line in urllib.request.urlopen(request, timeout=60):
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field == "id":
                last_id = value
            elif field == "data":
                message = json.loads(value)
                event = message.get("data")
                print(message["type"], event["order"]["code"] if event else message["seq"], flush=True)
    except urllib.error.HTTPError as refused:
        sys.exit(f"{refused.code}: {refused.read().decode()}")
    except (OSError, http.client.HTTPException) as cut:
        print(f"cut off ({cut}), coming back", file=sys.stderr)
    time.sleep(1)
