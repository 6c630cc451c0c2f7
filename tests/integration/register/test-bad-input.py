#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: whatever is put in, a person gets one clear sentence that names what is wrong, the exit code
says whose fault it is, nothing is lost and the store still verifies.
Method: trivetctl with bad menus, provider files, stores, amounts, codes, pictures and gateways.
"""

import itertools
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import socket
import sqlite3
import ssl
import struct
import subprocess
import sys
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True  # the source tree stays clean

from register_bench import (DONE, IN_DOUBT, REFUSED, SANITIZED, USAGE, Bench, Tap, Till, check, compare, equal, get_orders)

ALIPAY_CODE, WECHAT_CODE = "289912345678901234", "134512345678901234"
NASTY = "🥟 A&B <i>\"q\"</i> 'x' \\ 100% “é”"


def refused(run, code, *words):
    """One sentence, one line, with these words, and none of a library's."""
    equal(run.code, code, run)
    equal(len(run.sentences), 1, run)
    sentence = run.sentences[0]
    for word in words:
        check(str(word) in sentence, "no", word, "in:", sentence)
    check(len(sentence) < 600 and "(null)" not in sentence and "0x" not in sentence, sentence)
    check("assertion" not in run.message and "CRITICAL" not in run.message and "WARNING" not in run.message, run)
    return run


class Place:
    def __init__(self, bench, sandbox, qr_program):
        self.bench, self.sandbox, self.qr_program = bench, sandbox, qr_program
        self.numbers = itertools.count()

    def till(self, providers="providers.ini"):
        path = None if providers is None else self.sandbox.directory / providers
        return Till(self.bench, f"bad-{next(self.numbers)}", path)

    def file(self, name, content):
        path = self.bench.directory / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def init(self, menu):
        """A new store from this menu; returns the run and where it would be."""
        data = self.bench.directory / f"new-{next(self.numbers)}"
        process = self.bench.spawn([self.bench.program, "--data", str(data), "init", "--import", str(menu)])
        process.stdin.close()
        return self.bench.finish(process, ("init", menu)), data

    def check_nothing_paid(self, till):
        till.check_whole()
        equal([fact["type"] for fact in till.facts() if fact["type"] in ("payment-paid", "cash-taken")], [])


def make_menu(**changes):
    item = {"sku": "A", "name": "Soup", "category": "c", "price": "12.00", **changes}
    return {"name": "Test", "currency": "CNY", "categories": [{"id": "c", "name": "C"}], "items": [item]}


def test_menus(place):
    twice = make_menu()
    twice["items"] *= 2
    cases = [
        ("syntax", '{"categories": [', "not JSON"), ("empty", "", ""), ("array", "[]", "object"),
        ("binary", bytes(range(256)), ""), ("price", make_menu(price="12.345"), "12.345"),
        ("number", make_menu(price=[1]), "price"), ("negative", make_menu(price="-1.00"), "price"),
        ("category", make_menu(category="zz"), "zz"), ("twice", twice, "“A”"),
        ("long", make_menu(name="x" * 7000), "name"), ("currency", {**make_menu(), "currency": "XXQ"}, "XXQ"),
        ("control", make_menu(name="Soup \u202e"), "U+202E"), ("deep", "[" * 100000, ""),
    ]
    for name, content, word in cases:
        text = content if isinstance(content, (str, bytes)) else json.dumps(content)
        path = place.file(f"{name}.json", text)
        run, data = place.init(path)
        refused(run, REFUSED, path, word)
        check(f"{path}: " in run.sentences[0] or name in run.sentences[0], run)
        check(not data.exists(), "a refused menu left", data)
    run, data = place.init(place.bench.directory / "absent.json")
    refused(run, REFUSED, "absent.json")
    till = place.till()
    refused(till.run("init", "--demo"), REFUSED, "exists already")
    till.check_whole()


def test_tables(place):
    """A menu goes out and comes back without a change; a wrong row is named, and nothing changes."""
    till = place.till()
    table = place.bench.directory / "menu.csv"
    for path in (table, place.bench.directory / "whole.json"):
        equal(till.run("menu", "export", path).code, DONE)
        run = till.run("menu", "import", path)
        equal((run.code, run.lines[-1]["changed"]), (DONE, 0), run)
    rows = table.read_text("utf-8-sig").splitlines()
    facts = len(till.facts())
    number = next(i for i, row in enumerate(rows) if row.startswith("item,,C01,"))
    good, price = rows[number], rows[number].split(",")[7]
    for wrong, word in ((good.replace(f",{price},", ",cheap,"), "“price”"), (good.replace("item", "dish"), "“kind”"),
                        (good.replace(",C01,", ",,"), "“id”"), (good + '"', f"{number + 1}")):
        # The first dish gets another price: with a wrong row behind it that must not happen either.
        changed = [row.replace(".00,", ".01,", 1) if row.startswith("item") else row for row in rows]
        changed[number] = wrong
        path = place.file("wrong.csv", "\r\n".join(changed))
        refused(till.run("menu", "import", path), REFUSED, path, f"row {number + 1}, column", word)
        equal(len(till.facts()), facts, "a refused table left facts")
    rows[number] = good.replace(f",{price},", ",77,")
    run = till.run("menu", "import", place.file("gb.csv", "\n".join(rows[:number + 1]).encode("gb18030")))
    equal(run.code, DONE, run)
    equal([fact["body"]["price_minor"] for fact in till.facts()[facts:] if fact["body"]["id"] == "C01"][0], 7700)
    for words in (("menu",), ("menu", "burn", table), ("menu", "import"), ("menu", "export", table, table)):
        refused(till.run(*words), USAGE, "menu")
    refused(till.run("menu", "import", place.bench.directory / "absent.csv"), REFUSED, "absent.csv")
    refused(till.run("menu", "export", "/nowhere/menu.csv"), REFUSED, "/nowhere")
    till.check_whole()


def test_names(place):
    """Signs that mean something to somebody else go in and come out as they are."""
    menu = make_menu(name=NASTY)
    menu["name"] = NASTY
    run, data = place.init(place.file("nasty.json", json.dumps(menu)))
    equal(run.code, DONE, run)
    till = place.till()
    shutil.copy(data / "trivet.store", till.store)
    for wallet in ("alipay", "wechat"):
        run = till.run("sale", "--item", "A:2", "--code", "-", code=place.sandbox.code(wallet))
        equal(run.code, DONE, run)
    run = till.run("sale", "--item", "A", "--cash", "20")
    equal((run.code, run.lines[-1]["change"]), (DONE, "8.00"), run)
    lines = [fact["body"]["name"] for fact in till.facts() if fact["type"] == "line-added"]
    equal(lines, [NASTY] * 3)
    payments = till.payments()
    equal(compare(payments, [order for payment in payments for order in get_orders(place.sandbox, payment.number)]), 4800)
    till.check_whole()


def test_amounts(place):
    till = place.till()
    for amount in ("0", "0.00", "-5", "100000000.01", "12.345", "1e3", "abc", "12,50", "", "9" * 30, "５"):
        refused(till.run("pay", "--amount", amount, "--code", "-", code=ALIPAY_CODE), USAGE, "amount")
        refused(till.run("sale", "--item", "C01", "--cash", amount), USAGE, "amount")
    equal([fact for fact in till.facts() if fact["type"].startswith(("order", "payment", "line"))], [])
    # More than the wallet takes, but not more than a register can write.
    run = till.pay(10_000_000_000, place.sandbox.code("alipay"))
    refused(run, REFUSED)
    place.check_nothing_paid(till)


def test_codes(place):
    till = place.till()
    cases = [("6901234567892", "product"), ("https://qr.example.com/x", "link"), ("", "empty"), ("   ", "empty"),
             ("628888888888888888", "No provider"), ("hello", "not a payment code"), ("1" * 500, "not a payment code"),
             ("9" * 18, "no wallet"), ("二八九九", "not a payment code")]
    for code, word in cases:
        run = refused(till.run("pay", "--amount", "5", "--code", "-", code=code), REFUSED, word, "nothing was charged")
        equal(run.lines[-1]["outcome"], "bad-code", run)
    alone = place.till(None)
    for code in (ALIPAY_CODE, WECHAT_CODE):
        refused(alone.run("pay", "--amount", "5", "--code", "-", code=code), REFUSED, "No provider")
    refused(till.run("pay", "--amount", "5", "--code", "-", "--provider", "nobody", code=ALIPAY_CODE), REFUSED)
    refused(till.run("pay", "--amount", "5", "--code", "-", "--provider", "wechat", code=ALIPAY_CODE), REFUSED)
    equal([fact for fact in till.facts() + alone.facts() if fact["type"].startswith("payment")], [])
    place.check_nothing_paid(till)
    place.check_nothing_paid(alone)


def test_words(place):
    till = place.till()
    for item in ("NOPE", "C01:0", "C01:10000", "C01:-1", "C01:x", ":", "", "C01:1:nope", "C01:99999999999999999999"):
        refused(till.run("sale", "--item", item, "--cash", "500"), USAGE)
    for words in (["fly"], [], ["pay"], ["pay", "--amount", "5"], ["sale"], ["sale", "--item", "C01"], ["journal"],
                  ["journal", "burn"], ["query"], ["reverse", "a", "b"], ["init"], ["init", "--demo", "--import", "x"],
                  ["pay", "--frobnicate"], ["sale", "--item", "C01", "--cash", "5", "--wallet", "alipay"], ["scan"]):
        refused(till.run(*words), USAGE)
    refused(till.run("query", "nothing"), REFUSED, "nothing")
    place.check_nothing_paid(till)


def test_staff(place):
    """Staff come and go by the terminal; what is wrong is named, and the last manager stays."""
    till = place.till()

    def listed(name):
        return [row for row in till.run("staff", "list").lines if row["name"] == name]

    equal(till.run("staff", "add", "Xu", "--role", "Server", "--language", "zh", "--pin", code="424242").code, DONE)
    equal([(row["role"], row["pin"], row["active"]) for row in listed("Xu")], [("Server", True, True)])
    refused(till.run("staff", "add", "Xu", "--role", "Server"), REFUSED, "name")
    refused(till.run("staff", "add", "Yu", "--role", "Boss"), REFUSED, "Boss")
    refused(till.run("staff", "add", "Yu", "--role", "Server", "--pin", code="424242"), REFUSED, "PIN")
    refused(till.run("staff", "add", "Yu"), USAGE, "--role")
    refused(till.run("staff", "set", "Xu", "--language", "fr"), USAGE, "--language")
    refused(till.run("staff", "set", "Nobody", "--active", "false"), REFUSED, "Nobody")
    equal(till.run("staff", "set", "Xu", "--name", "Xu Li", "--active", "false").code, DONE)
    equal([row["active"] for row in listed("Xu Li")], [False])
    refused(till.run("staff", "remove", "Wang"), REFUSED, "must be allowed")
    equal(till.run("staff", "remove", "Xu Li").code, DONE)
    equal((listed("Xu Li"), listed("Yu")), ([], []))
    for words in (("staff",), ("staff", "add"), ("staff", "burn", "Xu")):
        refused(till.run(*words), USAGE, "staff")
    check("424242" not in json.dumps(till.facts()), "the PIN is in a fact")
    till.check_whole()


def test_rounding(place):
    """The demo's cash is rounded down to the jiao: what is asked for, the change, the fact and the books; a file rounds otherwise."""
    till = place.till()

    def taken():
        return [tuple(fact["body"].get(name, 0) for name in ("amount_minor", "rounding_minor", "tendered_minor", "change_minor"))
                for fact in till.facts() if fact["type"] == "cash-taken"]

    run = till.run("sale", "--item", "X01@12.57", "--cash", "20")
    equal((run.code, run.lines[-1]["total"], run.lines[-1]["change"], run.lines[-1]["settled"]), (DONE, "12.57", "7.50", True), run)
    equal(taken(), [(1257, -7, 2000, 750)])
    refused(till.run("sale", "--item", "X01@12.57", "--cash", "12.49"), REFUSED)
    equal(till.run("sale", "--item", "X01@12.57", "--cash", "12.50").lines[-1]["change"], "0.00")
    equal(till.run("prices", place.file("up.json", '{"cash_rounding": {"unit": "0.50", "mode": "up"}}')).code, DONE)
    run = till.run("sale", "--item", "X01@12.57", "--cash", "13")
    equal((run.code, run.lines[-1]["change"]), (DONE, "0.00"), run)
    equal(taken()[1:], [(1257, -7, 1250, 0), (1257, 43, 1300, 0)])
    till.check_whole()


def test_guest(place):
    """A type, a member, a coupon and a tip change a sale as the demo's price book says, which says why; wrong ones are named."""
    till = place.till()
    for words, total, promotions, charges in (
            (("W09:1",), "88.00", [], []),
            (("W09:1", "--member", "10023"), "78.00", [("Members: steamed sea bass ¥78", "-10.00")], []),
            (("W09:1", "--member", "10023", "--coupon", "WELCOME10", "--tip", "5"), "73.00",
             [("Members: steamed sea bass ¥78", "-10.00"), ("Welcome coupon", "-10.00")], []),
            (("B01:4:cold", "--type", "takeaway"), "49.00", [("Tsingtao: four for three", "-15.00")], [("Packing", "4.00")]),
            (("W04:3", "--item", "N07:2", "--item", "B02:2", "--type", "delivery"), "307.00",
             [("Duck dinner for two", "-10.00"), ("¥20 off from ¥300", "-20.00")], [("Packing", "7.00"), ("Delivery", "6.00")])):
        run = till.run("sale", "--item", *words, "--cash", "400")
        rows = [[(row["name"], row["amount"]) for row in run.lines[-1].get(name, [])] for name in ("promotions", "charges")]
        equal((run.code, run.lines[-1]["total"], sorted(rows[0]), rows[1]), (DONE, total, sorted(promotions), charges), run)
    facts = len(till.facts())
    for words, code, word in ((("--type", "table"), USAGE, "table"), (("--type", "moon"), USAGE, "moon"),
                              (("--coupon", "NONE"), REFUSED, "NONE"), (("--tip", "x"), USAGE, "amount")):
        refused(till.run("sale", "--item", "D01", *words, "--cash", "400"), code, word)
    equal(len(till.facts()), facts, "a refused sale left facts")
    till.check_whole()


def test_dishes(place):
    """Combos, choices within choices and open prices by their codes; what is missing is named, what is too much too."""
    till = place.till()
    for item, total in (("S04:1:W05,hot,C01,T02,pot,N07", "94.00"), ("S04:2:main/W02,side/C01,T01,rice/N07", "116.00"),
                        ("S02:1:mild,lemon,ice/no-ice,half", "44.00"), ("X01@12.50:3", "37.50"), ("X01@0.01", "0.01")):
        run = till.run("sale", "--item", item, "--cash", "200")
        equal((run.code, run.lines[-1]["total"]), (DONE, total), run)
    parts = [part for fact in till.facts() if fact["type"] == "line-added" for part in fact["body"]["modifiers"]]
    equal([part.get("under") for part in parts if part["option"] in ("hot", "pot", "no-ice")], ["main/W05", "drink/T02", "drink/lemon"])
    equal([part["category"] for part in parts if part.get("sku") == "T02"], ["tea"])
    facts = len(till.facts())
    for item, code, word in (("S04", REFUSED, "Main dish"), ("S04:1:W05,C01,T01,N07", REFUSED, "Heat"), ("S04:1:W02,W01", REFUSED, "Main dish"),
                             ("S02:1:mild,lemon", REFUSED, "Ice"), ("S04:1:X01", USAGE, "X01"), ("S02:1:mild,no-ice", USAGE, "no-ice"),
                             ("X01", USAGE, "X01@12.50"), ("X01@x", USAGE, "X01@x"), ("C01@5", USAGE, "C01"), ("X01@100000000.01", REFUSED, "")):
        refused(till.run("sale", "--item", item, "--cash", "200"), code, word)
    equal(len(till.facts()), facts, "a refused dish left facts")
    till.check_whole()


def test_providers(place):
    text = (place.sandbox.directory / "providers.ini").read_text()
    state = str(place.sandbox.directory)
    garbage = place.file("garbage.pem", b"no key at all\n")
    cases = [
        ("missing", [("app-id=", "x-app-id=")], "app-id"),
        ("absent", [(f"{state}/alipay-app.key.pem", "/nowhere/app.pem")], "/nowhere/app.pem"),
        ("no-key", [(f"{state}/alipay-app.key.pem", str(garbage))], garbage),
        ("own-key", [(f"{state}/alipay.pub.pem", f"{state}/alipay-app.pub.pem")], "alipay-public-key-file"),
        ("http", [("base-url=https://127.0.0.1", "base-url=http://example.com", 1)], "base-url"),
        ("unknown", [("adapter=alipay", "adapter=paypal")], "paypal"),
        ("empty", [("adapter=alipay", "adapter=")], "adapter"),
    ]
    for name, changes, word in cases:
        changed = text
        for change in changes:
            check(change[0] in changed, name, change)
            changed = changed.replace(*change)
        till = place.till()
        till.providers = place.file(f"{name}.ini", changed)
        run = till.pay(1000, place.sandbox.code("wechat"))
        check(run.code == DONE and len(run.sentences) == 1, "the other provider must work", name, run)
        for part in ("alipay", till.providers, word):
            check(str(part) in run.sentences[0], "no", part, "in", run.sentences)
        run = till.pay(1000, place.sandbox.code("alipay"))
        equal((run.code, len(run.sentences)), (REFUSED, 2), name, run)
        till.check_whole()
    till = place.till()
    for till.providers, word in ((place.bench.directory / "none.ini", "none.ini"), (garbage, "garbage.pem"),
                                 (place.bench.directory, "")):
        run = till.pay(1000, ALIPAY_CODE)
        check(run.code == REFUSED and word in run.sentences[0], run)


class Gateway:
    """A server with the sandbox's own certificate that answers whatever it is told to."""

    def __init__(self, sandbox, answer):
        self.answer = answer
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(sandbox.directory / "server.pem", sandbox.directory / "server.key.pem")
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.asked = 0
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            with self.context.wrap_socket(connection, server_side=True) as secure:
                if secure.recv(65536):
                    self.asked += 1
                    secure.sendall(self.answer)
        except OSError:
            pass

    def close(self):
        self.socket.close()


def reply(body, status="200 OK", headers=""):
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body


GARBAGE = {
    "nothing": b"", "noise": random.Random(7).randbytes(5000), "half": b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{",
    "html": reply(b"<html>502</html>", headers="Content-Type: text/html\r\n"), "empty": reply(b""),
    "no-content": reply(b"", "204 No Content"), "deep": reply(b"[" * 200000), "large": reply(b"{" + b" " * 3_000_000),
    "zero": reply(b"\0" * 1000), "wrong-utf8": reply(b'{"code":"\xff\xfe"}'), "array": reply(b"[1,2,3]"),
    "redirect": reply(b"", "302 Found", "Location: http://127.0.0.1:1/\r\n"),
    "headers": b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"y" * 200_000 + b"\r\n\r\n",
    "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    "unsigned": reply(b'{"alipay_trade_pay_response":{"code":"10000","msg":"Success"}}'),
    "bomb": reply(b"\x1f\x8b" + b"\0" * 50, headers="Content-Encoding: gzip\r\n"),
    "xml": reply(b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><xml><return_code>&a;</return_code></xml>"),
}


def test_garbage(place, name, wallet, file):
    gateway = Gateway(place.sandbox, GARBAGE[name])
    text = (place.sandbox.directory / file).read_text().replace(f":{place.sandbox.port}", f":{gateway.port}")
    providers = place.file(f"garbage-{name}-{wallet}-{file}", text)
    try:
        # On a busy machine patience may end before the first handshake does.
        for patience in (4, 8, 16, 32, 64):
            till = place.till()
            till.providers = providers
            run = till.pay(1000, place.sandbox.code(wallet), patience=patience)
            refused(run, IN_DOUBT, "resume")
            payments = till.payments()
            equal(len(payments), 1)
            check(payments[0].state in ("asked", "in-doubt"), payments)
            check("payment-declined" not in payments[0].facts, payments)
            till.check_whole()
            if gateway.asked > 0:
                break
        check(gateway.asked > 0, "nobody asked")
    finally:
        gateway.close()


def write_png(path, rows):
    """Black and white squares of four pixels with the quiet zone."""
    scale, quiet = 4, 4
    width = (len(rows[0]) + 2 * quiet) * scale
    blank = [b"\0" + b"\xff" * width] * (quiet * scale)
    lines = list(blank)
    for row in rows:
        pixels = "".join({"1": "\0", "0": "\xff"}[bit] * scale for bit in "0" * quiet + row + "0" * quiet)
        lines += [b"\0" + pixels.encode("latin-1")] * scale
    lines += blank

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, len(lines), 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(lines))) +
                     chunk(b"IEND", b""))


def test_pictures(place):
    till = place.till()

    def scan(text):
        done = subprocess.run([place.qr_program, text], capture_output=True, text=True, check=True)
        path = place.bench.directory / "code.png"
        write_png(path, done.stdout.splitlines())
        return till.run("scan", path)

    run = scan(ALIPAY_CODE)
    equal((run.code, run.text), (DONE, ALIPAY_CODE + "\n"), run)
    # One of the largest codes there are: it is read as far as a text may be long, or left unread.
    digits = "".join(random.Random(7000).choices("0123456789", k=7000))
    run = scan(digits)
    equal(run.code, DONE, run)
    check(run.text in (digits[:4096] + "\n", "\n"), "a wrong read of", len(run.text))
    equal(len(run.sentences), int(run.text != "\n"), "whoever cuts a text says so", run)
    refused(till.run("pay", "--amount", "5", "--code", "-", code=digits), REFUSED, "not a payment code")
    refused(till.run("pay", "--amount", "5", "--code", digits), REFUSED, "not a payment code")
    for name, content in (("junk.png", random.Random(8).randbytes(5000)), ("empty.png", b""),
                          ("cut.png", (place.bench.directory / "code.png").read_bytes()[:200])):
        refused(till.run("scan", place.file(name, content)), REFUSED, name)
    refused(till.run("scan", place.bench.directory / "absent.png"), REFUSED, "absent.png")
    place.check_nothing_paid(till)


def test_stores(place):
    code = ALIPAY_CODE

    def pay(till):
        return till.run("pay", "--amount", "5", "--code", "-", code=code)

    till = place.till()
    till.store.unlink()
    refused(pay(till), REFUSED, till.store)
    check(not till.store.exists(), "a store was made")

    till = place.till()
    whole = till.store.read_bytes()
    for content in (b"", b"SQLite format 3\0" + b"\xff" * 5000, whole[:5000], random.Random(1).randbytes(20000)):
        till.store.write_bytes(content)
        for run in (pay(till), till.run("journal", "verify"), till.run("resume")):
            refused(run, REFUSED, till.store)
        equal(till.store.read_bytes(), content, "a damaged store was written to")
    till.store.write_bytes(whole)
    till.check_whole()

    database = sqlite3.connect(till.store)
    database.execute("PRAGMA user_version = 99")
    database.close()
    newer = till.store.read_bytes()
    refused(pay(till), REFUSED, "newer", till.store)
    equal(till.store.read_bytes(), newer, "a newer store was written to")

    till = place.till()
    database = sqlite3.connect(till.store)
    database.execute("UPDATE fact SET body = replace (body, '\"price_minor\":2200', '\"price_minor\":2100')")
    database.commit()
    database.close()
    run = till.run("journal", "verify")
    equal((run.code, run.lines[0]["whole"]), (REFUSED, False), run)
    check(str(run.lines[0]["sequence"]) in run.sentences[0], run)


def test_two_writers(place):
    till = place.till()
    process = till.start("pay", "--amount", "88.01", "--code", "-", code=place.sandbox.code("alipay"))
    process.stdout.readline()
    refused(till.run("pay", "--amount", "5", "--code", "-", code=ALIPAY_CODE), REFUSED, till.store)
    equal(till.run("journal", "verify").code, DONE)
    process.kill()
    place.bench.finish(process)
    done = till.run("pay", "--amount", "5", "--code", "-", code=place.sandbox.code("alipay"))
    equal(done.code, DONE, done)


def test_full_disk(place):
    """A file that may not grow stands for a disk that is full: the sale is refused before anybody is
    asked for money, and the store is whole."""
    till = place.till()
    size = till.store.stat().st_size

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    process = place.bench.spawn(till.command("pay", "--amount", "5", "--code", "-"), preexec_fn=limit)
    process.stdin.write(place.sandbox.code("alipay").encode() + b"\n")
    process.stdin.close()
    refused(place.bench.finish(process, ("full disk",)), REFUSED, till.store)
    equal(till.store.stat().st_size, size)
    equal(till.payments(), [])
    till.check_whole()
    equal(till.pay(500, place.sandbox.code("alipay")).code, DONE)


def test_read_only(place):
    till = place.till()
    if os.geteuid() == 0:
        blocked = place.bench.directory / "file-in-the-way"
        blocked.write_text("")
        till.data = blocked / "sub"
        refused(till.run("pay", "--amount", "5", "--code", "-", code=ALIPAY_CODE), REFUSED, "file-in-the-way")
        refused(till.run("init", "--demo"), REFUSED, "file-in-the-way")
        return
    till.data.chmod(0o500)
    refused(till.run("pay", "--amount", "5", "--code", "-", code=ALIPAY_CODE), REFUSED, till.data)
    till.data.chmod(0o700)
    till.check_whole()


def main(program, sandbox_program, qr_program):
    tap = Tap()
    with Bench(program, sandbox_program) as bench:
        place = Place(bench, bench.sandbox("sandbox"), qr_program)
        for function in (test_menus, test_tables, test_names, test_amounts, test_codes, test_words, test_staff, test_rounding, test_guest, test_dishes, test_providers, test_pictures,
                         test_stores, test_two_writers, test_full_disk, test_read_only):
            tap.run("bad-input/" + function.__name__[5:].replace("_", "-"), function, place)
        jobs = [(name, wallet, file) for name in GARBAGE for wallet, file in (
            ("alipay", "providers.ini"), ("wechat", "providers.ini"), ("wechat", "providers-v2.ini"))]
        with ThreadPoolExecutor(4 if SANITIZED else 9) as pool:
            list(pool.map(lambda job: tap.run(f"garbage/{'-'.join(job)}", test_garbage, place, *job), jobs))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
