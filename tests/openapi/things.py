"""One of everything that an app can have, and the description with its names in it.

Requests are made up from the description. Left as it is, every name in a path would be made up as well, and nothing but 404
would be seen; so the names of real things stand beside what may be made up. What is taken away is made for that.
"""

import copy

from desk import PASSWORD, SERVER_KEY, Desk

ITEMS = [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}]
MAPPING = {
    "channel": "admin.orders",
    "event": ["App\\Events\\OrderCreated"],
    "as": "order.upsert",
    "set": {"ext_id": "/booking/id", "status": "/booking/status", "total": "/booking/total"},
}


class Things:
    """Names by the part of the path before them and the name in the description, and bodies by operation."""

    def __init__(self, desk: Desk):
        self.desk, self.names, self.bodies = desk, {}, {}
        self.people()
        self.orders()
        self.shelf()
        self.reports()
        self.settings()
        self.apps()

    def name(self, before: str, name: str, *values) -> None:
        self.names[before, name] = list(values)

    def people(self) -> None:
        person = {"name": "Dewi", "email": "dewi@example.com", "password": PASSWORD}
        self.desk.post("/v1/setup", {"token": self.desk.invitation, **person})
        self.bodies["sign_in"] = {"email": person["email"], "password": PASSWORD}
        link = self.desk.command("invite", "--role", "vendor", "--vendor", "7").strip()
        self.bodies["set_up"] = {"token": link.rsplit("/", 1)[1], **person, "email": "sari@example.com"}

    def orders(self) -> None:
        post = self.desk.post
        post("/v1/vendors", {"id": "7", "name": "Warung Sari"})
        codes = [f"ORD-261121-000{n}" for n in range(1, 7)]
        uids = []
        for n, code in enumerate(codes):
            order = {"code": code, "flow": ["shop", "restaurant", "booking"][n % 3], "pay_later": n > 2}
            order |= {"customer": {"name": "Budi"}, "items": ITEMS, "vendor_id": "7"}
            uids.append(post("/v1/orders", order)["order"]["uid"])
        paid = codes[3:]
        cases = {}
        for code in paid:
            payment = {"provider": "midtrans", "ref": f"{code}-1", "status": "paid", "method": "QRIS"}
            post(f"/v1/orders/{code}/payments", payment)
            for _ in range(4):
                post(f"/v1/orders/{code}/cases", {"kind": "refund", "amount": "10000"})
            cases[code] = [f"{code}-R{n}" for n in range(1, 5)]
            post(f"/v1/orders/{code}/shipment", {"status": "in_transit", "courier": "JNE", "tracking_no": "JP1"})
        self.name("orders", "order", *codes, *uids)
        self.name("{order}", "action", "accept", "ack", "start", "ready", "ship", "complete", "cancel", "reopen")
        self.name("cases", "case", *cases[paid[0]], *cases[paid[1]])
        self.name("{case}", "decision", "approve", "reject", "refunded")
        self.name("payments", "provider", "midtrans")
        self.name("{provider}", "reference", *(f"{code}-1" for code in paid))
        self.name("by-ext", "source", "toko")
        self.name("{source}", "ext_id", "1042", "1043")
        # Only an order that is due has a page, and the example's token is nobody's.
        self.name("open_payment_link", "order", codes[0], codes[1])
        self.bodies["open_payment_link"] = {}
        # Whose flow lets it be done.
        self.name("act_on_order", "order", codes[4], codes[5], codes[3])
        # A case of this very order, which nothing else decides.
        self.name("decide_case", "order", paid[2])
        self.name("decide_case", "case", *cases[paid[2]])
        jobs = [job["id"] for job in self.desk.until("/v1/jobs", "jobs", 3)]
        self.name("jobs", "id", *jobs)

    def shelf(self) -> None:
        post = self.desk.post
        for sku in ("NG-1", "NG-2", "NG-3"):
            post("/v1/products", {"sku": sku, "name": "Nasi goreng", "price": "25000", "stock": 20})
        # Not the one that has orders: it may be paused.
        for vendor in ("8", "9"):
            post("/v1/vendors", {"id": vendor, "name": "Warung Dua"})
        self.bodies["create_product"] = {"sku": "NG-9", "name": "Nasi goreng", "price": "25000", "stock": 20}
        post("/v1/users", {"id": "4711", "name": "Budi", "email": "budi@example.com"})
        self.name("products", "sku", "NG-1", "NG-2", "NG-3")
        self.name("vendors", "id", "8", "9")
        self.name("users", "id", "4711")

    def reports(self) -> None:
        post, ask = self.desk.post, self.desk.ask
        sources, receipts = [], []
        for n in range(2):
            made = post("/v1/sources", {"name": f"kurir {n}", "provider": "generic", "secret": "s3cret-token"})
            path = made["url"].removeprefix(self.desk.url)
            told = {"id": 1, "type": "payment.paid", "data": {"order_code": "NOBODYS", "transaction_id": 7}}
            told["data"] |= {"amount": "1000", "currency": "IDR", "method": "cash"}
            ask("POST", path, told, {"X-Callback-Token": "s3cret-token"})
            sources.append(made["source"]["id"])
            receipts.append(self.desk.until(f"/v1/sources/{sources[-1]}/receipts", "receipts")[0]["id"])
        self.name("sources", "id", *sources)
        self.name("receipts", "receipt", receipts[0])
        webhooks = [post("/v1/webhooks", {"url": f"{self.desk.midtrans_url}/hook"})["id"] for _ in range(2)]
        post(f"/v1/webhooks/{webhooks[0]}/test")
        deliveries = self.desk.until(f"/v1/webhooks/{webhooks[0]}/deliveries", "deliveries")
        self.name("webhooks", "id", *webhooks)
        self.name("deliveries", "delivery", deliveries[0]["id"])

    def settings(self) -> None:
        post = self.desk.post
        self.flows = {"flows": self.desk.ask("GET", "/v1/flows")["flows"]}
        # There are open orders in all of them, so none may be left out.
        self.bodies["set_flows"] = self.flows
        self.gateway = {"environment": "sandbox", "base_url": self.desk.midtrans_url, "server_key": SERVER_KEY}
        self.desk.ask("PUT", "/v1/gateways/midtrans", self.gateway)
        self.bodies["put_gateway"] = self.gateway
        couriers = [{"name": name, "url": "https://courier.example/{tracking_no}"} for name in ("SiCepat", "Anteraja")]
        couriers = [post("/v1/couriers", {**courier, "status_at": "/status"})["id"] for courier in couriers]
        self.name("couriers", "id", *couriers)
        mappings = [post("/v1/mappings", {"mapping": {**MAPPING, "channel": f"c{n}"}})["id"] for n in range(2)]
        self.name("mappings", "id", *mappings)
        # Nothing that an order needs is in it, so it failed and may be read again.
        self.desk.trigger("c0", MAPPING["event"][0], {"booking": {}})
        self.name("log", "entry", self.desk.until("/v1/mappings/log", "entries")[0]["id"])
        booking = {"booking": {"id": 77, "guest_name": "Budi", "status": "pending", "total": "4500000.00"}}
        self.desk.trigger("admin.orders", "App\\Events\\OrderCreated", booking)
        self.desk.until("/v1/mappings/samples", "events")
        self.name("channels", "channel", "private-admin.orders")

    def apps(self) -> None:
        made = self.desk.post("/v1/apps", {"name": "Villa"})
        app = made["app"]["id"]
        keys = [made["key"]["key"]] + [self.desk.post(f"/v1/apps/{app}/keys", {"label": "shop"})["key"] for _ in range(2)]
        # Never the app whose credentials all requests have.
        self.name("apps", "app", app)
        self.name("keys", "key", *keys)
        self.connection, socket_id = self.desk.connect()
        self.name("connections", "socket_id", socket_id)

    def of(self, operation: str, method: str, before: str, name: str) -> list:
        """What a name in a path can be. What is taken away is the last of its kind, which nothing else asks for."""
        if (operation, name) in self.names:
            return self.names[operation, name]
        found = self.names[before, name]
        # A page, and a receipt, go with what they belong to.
        if len(found) < 2 or name in ("order", "action", "case", "decision", "reference", "ext_id"):
            return found
        return found[-1:] if method == "delete" else found[:-1]

    def written_into(self, description: dict) -> dict:
        """The description with all of this in it."""
        description = copy.deepcopy(description)
        for path, operations in description["paths"].items():
            parts = path.split("/")
            for method, operation in operations.items():
                for parameter in operation.get("parameters", []):
                    if parameter["in"] != "path":
                        continue
                    name = parameter["name"]
                    before = parts[parts.index(f"{{{name}}}") - 1]
                    real = self.of(operation["operationId"], method, before, name)
                    parameter["example"] = real[0]
                    parameter["schema"] = {"anyOf": [{"enum": real}, parameter["schema"]]}
                if operation["operationId"] in self.bodies:
                    for media in operation["requestBody"]["content"].values():
                        media["example"] = self.bodies[operation["operationId"]]
        return description
