#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: each scenario of the sandbox does what its README says, on all three interfaces, and
nothing that breaks a vendor's rule is taken.
Method: an independent client (sandbox_client.py) over real TLS; after every step the books must
agree with what the client could prove.
"""

import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import traceback

sys.dont_write_bytecode = True  # the source tree stays clean

from sandbox_client import LOST, SANITIZER, Alipay, Sandbox, WechatV2, WechatV3

PAID, GONE = "paid", "gone"
# name: what the call to pay comes to (per interface where they differ), and how it stands after
# three queries.
SCENARIOS = {
    0: ("paid", PAID), 1: ("waiting", "waiting"), 2: ("refused", GONE), 3: ("refused", PAID),
    4: ("lost", PAID), 5: ("lost", GONE), 6: ("lost", PAID), 7: ("unverified", GONE),
    8: ("refused", GONE), 9: ("paid", PAID), 10: ("refused", GONE), 11: ("waiting", "waiting"),
    12: ("contradiction", PAID), 13: ("garbage", PAID), 14: ("waiting", "waiting"),
    15: ("waiting", "waiting"), 16: ("unsigned", GONE), 17: ("waiting", GONE),
    18: ("refused", PAID), 19: ("refused", PAID), 20: ("paid", PAID), 21: ("paid", PAID),
}
SPECIAL = {("alipay", 9): ("unverified", PAID), ("wechat-v3", 16): ("old", PAID)}
CODES = {
    "alipay": {2: "ACQ.BUYER_BALANCE_NOT_ENOUGH", 3: "aop.ACQ.SYSTEM_ERROR", 8: "ACQ.PAYMENT_AUTH_CODE_INVALID",
               10: "isv.app-call-limited", 16: "isv.invalid-timestamp", 19: "ACQ.TRADE_HAS_SUCCESS"},
    "wechat-v3": {2: "NOT_ENOUGH", 3: "SYSTEM_ERROR", 8: "AUTHCODEEXPIRE", 10: "FREQUENCY_LIMITED", 19: "ORDERPAID"},
    "wechat-v2": {2: "NOTENOUGH", 3: "SYSTEMERROR", 8: "AUTHCODEEXPIRE", 10: "FREQUENCY_LIMITED", 16: "SIGNERROR",
                  19: "ORDERPAID"},
}


def equal(found, expected, *context):
    if found != expected:
        raise AssertionError(f"{found!r}, expected {expected!r} {context}")


def settle(client, number):
    """Three queries, as a register would ask; the last one counts."""
    words = [client.query(number).word for _ in range(3)]
    return GONE if words[-1] in ("ended", "absent", "failed") else words[-1]


def reverse_all(client, number):
    for tries in range(1, 5):
        answer = client.reverse(number)
        if answer.word != "again":
            break
    equal(answer.word, "done", number, answer)
    if client.query(number).word not in ("ended", "absent"):
        raise AssertionError(f"{number} stands after its reverse")
    return tries, answer


def check_scenario(sandbox, client, fen):
    number = f"S{client.name[-2:].upper()}{fen:04}"
    pay_word, end = SPECIAL.get((client.name, fen), SCENARIOS[fen])
    amount = 8800 + fen

    answer = client.pay(number, amount, sandbox.code(client.wallet))
    equal(answer.word, pay_word, client.name, fen, answer)
    if fen in CODES[client.name]:
        equal(answer.code, CODES[client.name][fen], fen)
    equal(settle(client, number), end, client.name, fen)
    order = sandbox.order(number)
    equal(order["kept_minor"], amount if end == PAID else 0, order)
    equal((order["charges"], order["pay_calls"]), (1 if end == PAID else 0, 1), order)

    tries, reversed_answer = reverse_all(client, number)
    order = sandbox.order(number)
    equal(order["kept_minor"], 0, order)
    had_money = end == PAID or fen == 14
    equal(order["charges"], 1 if had_money else 0, order)
    equal(order["state"] == "returned", had_money, order)
    equal(tries, (3 if client.wallet == "alipay" else 2) if fen == 15 else 1, client.name, fen)
    if client.name == "alipay":
        action = reversed_answer.fields.get("action")
        equal(action == "refund", had_money, reversed_answer)


def test_scenarios(sandbox):
    for client in (Alipay(sandbox), WechatV3(sandbox), WechatV2(sandbox), ):
        for fen in SCENARIOS:
            check_scenario(sandbox, client, fen)
    equal(sandbox.totals()["kept_minor"], 0)


def test_password(sandbox):
    for client in (Alipay(sandbox), WechatV3(sandbox), WechatV2(sandbox, "MD5")):
        for verb, word in (("confirm", "paid"), ("refuse", "gone")):
            number = f"PW{client.name[-2:].upper()}{verb.upper()}"
            equal(client.pay(number, 8801, sandbox.code(client.wallet)).word, "waiting")
            requests = sandbox.ask("GET", "/phone/events", token=False)[1]["requests"]
            equal(len(requests), 1)
            equal(requests[0]["amount_minor"], 8801)
            equal(sandbox.ask("POST", f"/phone/{verb}?id={requests[0]['id']}", token=False)[0], 200)
            equal(sandbox.ask("POST", f"/phone/{verb}?id={requests[0]['id']}", token=False)[0], 404)
            equal(settle(client, number), word)
            equal(sandbox.order(number)["kept_minor"], 8801 if verb == "confirm" else 0)
            reverse_all(client, number)


def test_voucher(sandbox):
    alipay = Alipay(sandbox).pay("VA0001", 8820, sandbox.code("alipay")).fields
    equal((alipay["total_amount"], alipay["buyer_pay_amount"], alipay["receipt_amount"]), ("88.20", "83.20", "88.20"))
    third = WechatV3(sandbox).pay("VB0001", 8820, sandbox.code("wechat")).fields
    equal((third["amount"]["payer_total"], third["promotion_detail"][0]["amount"]), (8320, 500))
    second = WechatV2(sandbox).pay("VC0001", 8820, sandbox.code("wechat")).fields
    equal((second["total_fee"], second["cash_fee"], second["coupon_fee"]), ("8820", "8320", "500"))


def test_rotation(sandbox):
    client = WechatV3(sandbox)
    first, second = list(client.serials)

    def listed():
        return [row["serial_no"] for row in client.call("GET", "/v3/certificates").fields["data"]]

    sandbox.stop()
    sandbox.start()
    equal(listed(), [first])
    equal(client.pay("ROT001", 8800, sandbox.code("wechat")).headers["Wechatpay-Serial"], first)
    equal(client.pay("ROT002", 8809, sandbox.code("wechat")).headers["Wechatpay-Serial"], second)
    equal(client.query("ROT001").headers["Wechatpay-Serial"], second)
    equal(listed(), [first, second])
    public = WechatV3(sandbox, "providers-pubkey.ini")
    answer = public.pay("ROT003", 8800, sandbox.code("wechat"))
    equal((answer.word, answer.headers["Wechatpay-Serial"]), ("paid", public.settings["public-key-id"]))


def test_numbers_and_codes(sandbox):
    for client in (Alipay(sandbox), WechatV3(sandbox), WechatV2(sandbox)):
        tag = client.name[-2:].upper()
        code = sandbox.code(client.wallet)
        equal(client.pay(f"NUM{tag}1", 8800, code).word, "paid")
        again = client.pay(f"NUM{tag}1", 8800, code)
        other = client.pay(f"NUM{tag}1", 8900, sandbox.code(client.wallet))
        used = client.pay(f"NUM{tag}2", 8800, code)
        stranger = client.pay(f"NUM{tag}3", 8800, "280000000000000000" if client.wallet == "alipay" else "130000000000000000")
        expected = {"alipay": ["ACQ.TRADE_HAS_SUCCESS", "ACQ.CONTEXT_INCONSISTENT", "ACQ.PAYMENT_AUTH_CODE_INVALID"]}
        codes = expected.get(client.wallet, ["ORDERPAID", "OUT_TRADE_NO_USED", "AUTH_CODE_INVALID"])
        equal([again.code, other.code, used.code, stranger.code], codes + codes[-1:])
        equal(sandbox.order(f"NUM{tag}1")["charges"], 1)
        equal(client.query(f"NUM{tag}2").word, "absent")


def test_busy_then_paid(sandbox):
    for client in (Alipay(sandbox), WechatV3(sandbox), WechatV2(sandbox)):
        number, code = f"BUSY{client.name[-2:].upper()}", sandbox.code(client.wallet)
        equal(client.pay(number, 8810, code).word, "refused")
        equal(client.pay(number, 8810, code).word, "paid")
        equal(sandbox.order(number)["charges"], 1)


def test_forced(sandbox):
    equal(sandbox.ask("POST", "/scenario?name=no-money")[0], 200)
    equal(Alipay(sandbox).pay("FORCE1", 8800, sandbox.code("alipay")).word, "refused")
    equal(Alipay(sandbox).pay("FORCE2", 8800, sandbox.code("alipay")).word, "paid")
    equal(sandbox.ask("POST", "/scenario?name=nothing")[0], 400)


def test_alipay_refusals(sandbox):
    client = Alipay(sandbox)
    query = ("alipay.trade.query", {"out_trade_no": "NONE"})
    cases = [
        (lambda p: p.update(sign=p["sign"][:-4] + "AAA="), "isv.invalid-signature"),
        (lambda p: p.update(timestamp="2026-01-01 00:00:00"), "isv.invalid-signature"),
        (lambda p: p.pop("version"), "isv.missing-version"),
        (lambda p: p.update(app_id="2021"), "isv.invalid-app-id"),
    ]
    for change, code in cases:
        answer = client.call(*query, change)
        equal((answer.word, answer.code), ("unsigned", code))
    equal(client.call("alipay.trade.app.pay", {"out_trade_no": "NONE"}).code, "isv.insufficient-isv-permissions")
    equal(client.call("alipay.magic", {}).code, "isv.invalid-method")
    equal(client.pay("EXTRA1", 8800, sandbox.code("alipay"), nobody_knows="1").code, "ACQ.INVALID_PARAMETER")
    equal(sandbox.order("EXTRA1"), None)


def test_wechat_refusals(sandbox):
    client = WechatV3(sandbox)
    target = f"/v3/pay/transactions/out-trade-no/NONE12?mchid={client.settings['mchid']}"
    equal(client.call("GET", target, nonce="A" * 32).code, "ORDER_NOT_EXIST")
    equal(client.call("GET", target, nonce="A" * 32).status, 401)
    equal(client.call("GET", target, timestamp="1767225600").status, 401)
    equal(client.call("GET", target, nonce="short").status, 401)
    equal(client.call("GET", target.split("?")[0]).code, "PARAM_ERROR")
    equal(client.call("GET", target, change=lambda h: h.pop("User-Agent")).code, "INVALID_REQUEST")
    equal(client.call("GET", target, change=lambda h: h.pop("Authorization")).status, 401)
    extra = client.pay("EXTRA2", 8800, sandbox.code("wechat"), notify_url="https://x")
    equal((extra.code, extra.fields["detail"]["field"]), ("PARAM_ERROR", "/notify_url"))
    equal(client.call("POST", "/v3/pay/transactions/jsapi", {}).code, "NO_AUTH")
    equal(client.call("POST", "/v3/pay/transactions/native", {}).code, "PARAM_ERROR")
    equal(client.call("POST", "/v3/pay/transactions/out-trade-no/NONE12/close", {}).code, "PARAM_ERROR")
    equal(client.call("GET", "/v3/nothing").status, 404)


def test_v2_refusals(sandbox):
    client = WechatV2(sandbox)
    equal(client.call("/pay/orderquery", {"out_trade_no": "NONE12"}, change=lambda v: v.update(sign="A" * 64)).code,
          "SIGNERROR")
    equal(client.call("/pay/orderquery", {}).code, "LACK_PARAMS")
    equal(client.call("/pay/orderquery", {"out_trade_no": "NONE12", "x": "1"}).code, "PARAM_ERROR")
    equal(client.pay("EXTRA3", 8800, "999").code, "AUTH_CODE_ERROR")
    equal(client.pay("V2CERT", 8800, sandbox.code("wechat")).word, "paid")
    equal(client.call("/secapi/pay/reverse", {"out_trade_no": "V2CERT"}).word, "unsigned")
    rogue = sandbox.directory / "test-rogue.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", rogue, "-out", rogue,
                    "-subj", "/CN=" + client.settings["mchid"]], capture_output=True, check=True)
    own, client.context = client.context, ssl.create_default_context(cafile=client.settings["ca-file"])
    client.context.load_cert_chain(rogue)
    equal(client.reverse("V2CERT").word, "lost")
    client.context = own
    equal(sandbox.order("V2CERT")["state"], "paid")
    reverse_all(client, "V2CERT")


def send_raw(port, data):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
        except OSError:
            pass  # hung up on, as it should be


def test_hostile_bytes(sandbox):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    send_raw(sandbox.port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    send_raw(sandbox.port, bytes(range(256)) * 40)
    try:
        equal(sandbox.send("POST", "/gateway.do?charset=utf-8", b"x" * (3 << 20), headers)[0], 413)
    except LOST:
        pass
    for body in (b"\0", b"\xff\xfe", b"biz_content=%", b"{", b"a=1&a=2", b"=" * 1000, b"[" * 100000):
        for path in ("/gateway.do?charset=utf-8&x=%00", "/v3/pay/transactions/codepay", "/pay/micropay",
                     "/phone/code?wallet=%ff", "/phone/confirm?id=", "/v3/pay/transactions/out-trade-no//reverse"):
            status, _, raw = sandbox.send("POST", path, body, headers)
            if status == 200 and not re.search(rb"4000[12]|FAIL", raw):
                raise AssertionError((path, body[:20], raw))
    equal(Alipay(sandbox).pay("ALIVE1", 8800, sandbox.code("alipay")).word, "paid")


def test_doors(sandbox):
    for target, method in (("/ledger", "GET"), ("/scenario?name=paid", "POST")):
        equal(sandbox.ask(method, target, token=False)[0], 401)
    equal(sandbox.ask("POST", "/ledger")[0], 405)
    equal(sandbox.ask("GET", "/elsewhere")[0], 404)
    listening = [line.split()[1] for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]
                 if line.split()[3] == "0A"]
    equal([place for place in listening if place.endswith(f":{sandbox.port:04X}")], [f"0100007F:{sandbox.port:04X}"])
    for version, spoken in (("-tls1_1", False), ("-tls1_2", True), ("-tls1_3", True)):
        done = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{sandbox.port}", version,
                               "-cipher", "ALL:@SECLEVEL=0", "-CAfile", sandbox.directory / "ca.pem",
                               "-verify_return_error"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        equal("Verify return code: 0 (ok)" in done.stdout and "Cipher is (NONE)" not in done.stdout, spoken,
              version, done.stdout)
    modes = {path.name: path.stat().st_mode & 0o777 for path in sandbox.directory.iterdir()
             if not path.name.startswith("test-")}
    equal({name: mode for name, mode in modes.items() if mode != 0o600}, {})


def test_kill(sandbox):
    """SIGKILL while payments run: what was answered is in the books, with the same keys."""
    client = Alipay(sandbox)
    key = (sandbox.directory / "alipay.pub.pem").read_bytes()
    for round_number in range(6):
        told = []
        for i in range(round_number + 1):
            number = f"KILL{round_number}_{i}"
            equal(client.pay(number, 8800 if i % 2 else 8803, sandbox.code("alipay")).word, "paid" if i % 2 else "refused")
            told.append(number)
        code = sandbox.code("alipay")
        sandbox.stop(signal.SIGKILL)
        sandbox.start()
        for number in told:
            equal(client.query(number).word, "paid")
            equal(sandbox.order(number)["charges"], 1)
        equal(client.pay(f"KILL{round_number}_X", 8800, code).code, "ACQ.PAYMENT_AUTH_CODE_INVALID")
    equal((sandbox.directory / "alipay.pub.pem").read_bytes(), key)


def test_wrong_use(sandbox):
    def run(*arguments):
        done = subprocess.run([sandbox.program, *arguments], capture_output=True, text=True, timeout=60,
                              env={**os.environ, **SANITIZER})
        return done.returncode, done.stderr

    status, text = run("--state", sandbox.directory)
    equal((status, "Another sandbox uses" in text), (1, True), text)
    for arguments in (["--port", "65536"], ["--port", "-1"], ["--nonsense"], ["extra"], ["--code-life", "0"]):
        equal(run(*arguments)[0], 2, arguments)
    equal(run("--state", "/proc/nowhere")[0], 1)
    with tempfile.TemporaryDirectory(prefix="trivet-") as directory:
        equal(run("--state", directory, "--port", str(sandbox.port))[0], 1)


def test_slow_rules(sandbox):
    """Without --fast: WeChat Pay refuses a reverse in the first 15 seconds."""
    with tempfile.TemporaryDirectory(prefix="trivet-") as directory:
        slow = Sandbox(sandbox.program, directory).start()
        try:
            client = WechatV3(slow)
            equal(client.pay("SLOW01", 8800, slow.code("wechat")).word, "paid")
            equal(client.reverse("SLOW01").code, "USERPAYING")
            equal(slow.order("SLOW01")["state"], "paid")
            hanging = threading.Thread(target=client.pay, args=("SLOW02", 8806, slow.code("wechat")))
            hanging.start()
            while slow.order("SLOW02") is None and hanging.is_alive():
                pass
        finally:
            equal(slow.stop(), 0)
        hanging.join()


def test_old_codes(sandbox):
    """A code grows old unused. On a slow machine it may be too old for the first call already."""
    with tempfile.TemporaryDirectory(prefix="trivet-") as directory:
        short = Sandbox(sandbox.program, directory, "--code-life", "1").start()
        try:
            for client, busy, old in ((WechatV3(short), "FREQUENCY_LIMITED", "AUTHCODEEXPIRE"),
                                      (Alipay(short), "isv.app-call-limited", "ACQ.PAYMENT_AUTH_CODE_INVALID")):
                code, words = short.code(client.wallet), [busy]
                while words[-1] == busy:
                    # What is refused as one call too many leaves the code unused.
                    words.append(client.pay(f"OLD{len(words):05}", 8810, code).code)
                equal(words[-1], old, words)
                equal(client.pay("OLDPAID", 8800, code).code, old)
            equal(short.totals()["charges"], 0)
        finally:
            equal(short.stop(), 0)


def test_hang_blocks_nobody(sandbox):
    """Twenty guests at once, and one whose answer never comes."""
    client, words = Alipay(sandbox), {}

    def pay(number, fen):
        words[number] = client.pay(number, fen, sandbox.code("alipay")).word

    hanging = threading.Thread(target=pay, args=("HANG01", 8806))
    hanging.start()
    while sandbox.order("HANG01") is None:
        pass
    equal(hanging.is_alive(), True)
    guests = [threading.Thread(target=pay, args=(f"CROWD{i}", 8800)) for i in range(20)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    hanging.join()
    equal(words.pop("HANG01"), "lost")
    equal(set(words.values()), {"paid"})


def test_log_is_clean(sandbox):
    code = sandbox.code("alipay")
    Alipay(sandbox).pay("LOGGED", 8800, code)
    log = sandbox.read_log()
    if "POST /gateway.do: 200 10000" not in log:
        raise AssertionError("the log does not tell what happened")
    secrets_found = [name for name in ("apiv3.txt", "v2key.txt", "admin-token", "salt")
                     if (sandbox.directory / name).read_text() in log]
    equal(secrets_found, [])
    equal(re.findall(r"\b(?:1[0-5]|2[5-9]|30)\d{16}\b", log), [])
    ledger = (sandbox.directory / "ledger").read_text()
    equal(code in ledger, False)


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    failures = 0
    print(f"1..{len(tests)}")
    with tempfile.TemporaryDirectory(prefix="trivet-") as directory:
        sandbox = Sandbox(sys.argv[1], directory, "--fast").start()
        for number, (name, test) in enumerate(tests, 1):
            try:
                test(sandbox)
                print(f"ok {number} - {name}", flush=True)
            except Exception:
                failures += 1
                print(f"not ok {number} - {name}", flush=True)
                traceback.print_exc()
        status = sandbox.stop()
        if status != 0:
            print(f"# the sandbox ended with {status}\n{sandbox.read_log()[-4000:]}", file=sys.stderr)
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
