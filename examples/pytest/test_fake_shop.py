"""What a program in Python can have a fake shop do. Run it: pytest examples/pytest -n 4"""

import base64
import hashlib
import hmac
import http.client
import http.server
import json
import os
import subprocess
import sys
import threading
import time

import pytest

from fake_shop import FakeShop

PLACE = {"variantId": "107362030756584", "locationId": "50002"}
SEED = {"levels": [{**PLACE, "available": 12}]}
UPDATE = {"inventory": {"locationId": "50002", "available": 7}}
PATH = f"/inventory/{PLACE['variantId']}"

FAULTS = [
    {"kind": "status", "status": 503},
    {"kind": "rate-limited", "retryAfter": 3},
    {"kind": "delay", "ms": 1},
    {"kind": "late", "ms": 1},
    {"kind": "redirect", "location": "https://elsewhere.example/", "status": 303},
    {"kind": "stale-read"},
    {"kind": "wrong-variant"},
    {"kind": "wrong-content-type"},
    {"kind": "cut-before"},
    {"kind": "cut-after"},
    {"kind": "cut-mid-body"},
    {"kind": "malformed"},
    {"kind": "truncated"},
    {"kind": "empty"},
]
BROKEN = {"late", "cut-before", "cut-after"}


@pytest.fixture
def seeded(shop):
    shop.control("POST", "reset", {"seed": SEED})
    return shop


def level(shop):
    return shop.control("GET", f"levels/{PLACE['variantId']}/{PLACE['locationId']}")


def ask(shop):
    """Sends a query by a plain connection, which follows nothing and repeats nothing."""
    host = shop.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        headers = {"X-Genstore-Access-Token": shop.token}
        connection.request("GET", f"/api/{shop.version}/inventory", headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["kind"])
def test_every_kind_of_fault_arrives(seeded, fault):
    kind = fault["kind"]
    if kind == "stale-read":
        seeded.api("PUT", PATH, UPDATE)
    seeded.control("POST", "faults", {"operation": "query", "fault": fault})
    if kind in BROKEN:
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            ask(seeded)
    elif kind == "cut-mid-body":
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            ask(seeded)
    else:
        status, headers, body = ask(seeded)
        expected = {"status": 503, "rate-limited": 429, "redirect": 303}.get(kind, 200)
        assert status == expected
        if kind == "rate-limited":
            assert headers["Retry-After"] == "3"
        if kind == "redirect":
            assert headers["Location"] == "https://elsewhere.example/"
        if kind == "wrong-content-type":
            assert headers["Content-Type"].startswith("text/html")
        if kind in ("malformed", "truncated", "empty"):
            with pytest.raises(json.JSONDecodeError):
                json.loads(body)
        if kind == "wrong-variant":
            assert json.loads(body)["inventories"][0]["variantId"] == "999999999999999"
        if kind == "stale-read":
            assert json.loads(body)["inventories"][0]["available"] == "12"
    seeded.control("GET", "checks/faults-consumed")


def test_600_levels_come_in_pages(shop):
    levels = [{"variantId": str(1000 + n), "locationId": "1", "available": n} for n in range(600)]
    shop.control("POST", "reset", {"seed": {"levels": levels}})
    seen, path = [], "/inventory?limit=250"
    while path:
        request_path = f"/api/{shop.version}{path}"
        connection = http.client.HTTPConnection(shop.url.removeprefix("http://"))
        connection.request("GET", request_path, headers={"X-Genstore-Access-Token": shop.token})
        answer = connection.getresponse()
        seen += [item["variantId"] for item in json.load(answer)["inventories"]]
        links = [part.split(";") for part in (answer.headers["Link"] or "").split(",")]
        following = [url for url, *rel in links if "rel=next" in "".join(rel)]
        path = following[0].strip(" <>").split(f"/api/{shop.version}")[1] if following else None
        connection.close()
    assert seen == [item["variantId"] for item in levels]
    assert shop.control("GET", "levels?limit=10&below=5")["total"] == 5


def test_webhooks_are_signed(seeded):
    received = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.headers, body))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"thanks")

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        subscription = {
            "url": f"http://127.0.0.1:{server.server_port}/",
            "secret": "client-secret",
            "topics": ["orders/create"],
        }
        seeded.control("POST", "webhooks/subscriptions", subscription)
        order = {"orderId": "1001", "lines": [{**PLACE, "quantity": 2}]}
        seeded.control("POST", "orders/place", order)
        [attempt] = seeded.control("POST", "webhooks/deliver")["attempts"]
    finally:
        server.shutdown()
        server.server_close()
    [(headers, body)] = received
    digest = hmac.new(b"client-secret", body, hashlib.sha256).digest()
    signature = base64.b64encode(digest).decode()
    assert headers["X-Genstore-Hmac-Sha256"] == signature == attempt["signature"]
    assert headers["X-Genstore-Topic"] == "orders/create"
    assert (attempt["outcome"], attempt["answer"]) == ("delivered", "thanks")


def test_the_clock_is_moved(seeded):
    seeded.control("POST", "faults", {"fault": {"kind": "delay", "ms": 3_600_000}})
    answers = []
    late = threading.Thread(target=lambda: answers.append(seeded.api("GET", "/inventory")))
    late.start()
    while seeded.control("GET", "clock")["timers"] == 0:
        time.sleep(0.01)
    seeded.control("POST", "clock/advance", {"ms": 3_600_000})
    late.join(timeout=10)
    assert answers[0][0] == 200


def test_a_second_token_may_do_less(seeded):
    reader = seeded.control("POST", "tokens", {"scopes": ["read_inventory"]})["token"]
    assert seeded.api("GET", "/inventory", token=reader)[0] == 200
    assert seeded.api("PUT", PATH, UPDATE, token=reader)[0] == 403
    assert level(seeded)["available"] == 12


def test_a_snapshot_brings_back_what_was(seeded):
    snapshot = seeded.control("POST", "snapshots")["id"]
    seeded.api("PUT", PATH, UPDATE)
    assert level(seeded)["available"] == 7
    seeded.control("POST", "restore", {"snapshot": snapshot})
    assert level(seeded)["available"] == 12


def test_the_journal_tells_what_was_sent(seeded):
    seeded.api("PUT", PATH, UPDATE)
    [request] = seeded.control("GET", "requests?operation=adjust")["requests"]
    assert (request["status"], request["body"]) == (200, UPDATE)


def test_nothing_is_left_when_the_tests_are_killed():
    """A process that starts a fake and is killed leaves none behind."""
    code = (
        "import time; from fake_shop import FakeShop\n"
        "shop = FakeShop().__enter__(); print(shop.url, flush=True); time.sleep(60)"
    )
    here = os.path.dirname(__file__)
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=here, stdout=subprocess.PIPE, text=True
    )
    url = child.stdout.readline().strip()
    child.kill()
    child.wait()
    child.stdout.close()
    host = url.removeprefix("http://")
    for _ in range(500):
        try:
            connection = http.client.HTTPConnection(host, timeout=5)
            connection.request("GET", "/__fake/health")
            connection.getresponse().read()
            connection.close()
        except OSError:
            return
        time.sleep(0.02)
    raise AssertionError("the fake outlived the process that started it")


def test_two_shops_share_nothing(seeded):
    with FakeShop(seed=SEED) as other:
        other.api("PUT", PATH, UPDATE)
        assert (level(other)["available"], level(seeded)["available"]) == (7, 12)
