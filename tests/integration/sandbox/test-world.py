#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: shown codes, refunds, bills and faults of the sandbox do what its README says, on all three
interfaces, and the books and the bills agree to the fen.
Method: an independent client (sandbox_client.py) over real TLS; bills are unpacked and parsed here.
"""

import csv
import datetime
import gzip
import hashlib
import io
import signal
import sys
import tempfile
import threading
import time
import traceback
import zipfile
import zlib

sys.dont_write_bytecode = True  # the source tree stays clean

from sandbox_client import Alipay, Sandbox, WechatV2, WechatV3

BEIJING = datetime.timezone(datetime.timedelta(hours=8))


def equal(found, expected, *context):
    if found != expected:
        raise AssertionError(f"{found!r}, expected {expected!r} {context}")


def clients(sandbox):
    return Alipay(sandbox), WechatV3(sandbox), WechatV2(sandbox)


def pay(sandbox, client, number, fen):
    equal(client.pay(number, fen, sandbox.code(client.wallet)).word, "paid", client.name)


def wait_gap(client):
    """Alipay takes the next refund of a trade after three seconds."""
    if client.wallet == "alipay":
        time.sleep(3.1)


def test_shown_paid(sandbox):
    for client in clients(sandbox):
        number = f"SH{client.name[-2:].upper()}0001"
        before = "absent" if client.wallet == "alipay" else "unpaid"
        shown = client.show(number, 4200)
        equal(shown.word, "shown", client.name, shown)
        equal(client.query(number).word, before, client.name)
        equal(sandbox.scan(shown.text + "x")[0], 404)
        status, seen = sandbox.scan(shown.text)
        equal((status, seen["result"], seen["amount_minor"]), (200, "paid", 4200), seen)
        equal(client.query(number).word, "paid", client.name)
        equal(client.close(number).word, "refused", client.name)
        equal(sandbox.scan(shown.text)[1]["result"], "over")
        order = sandbox.order(number)
        equal((order["kept_minor"], order["charges"], order["shown_code"]), (4200, 1, shown.text))
        equal(client.show(number, 4200).word, "refused", client.name)
        equal(client.show(number, 4300).word, "refused", client.name)


def test_shown_closed(sandbox):
    for client in clients(sandbox):
        alipay = client.wallet == "alipay"
        number = f"SC{client.name[-2:].upper()}0001"
        shown = client.show(number, 4200)
        again = client.show(number, 4200)
        equal(again.text == shown.text, alipay, client.name)
        if not alipay:
            equal(sandbox.scan(shown.text)[0], 404)
        equal(client.show(number, 4201).word, "refused", client.name)
        # Alipay knows no trade before the scan: the old picture can still be paid.
        equal(client.close(number).word, "absent" if alipay else "closed", client.name)
        if alipay:
            equal(client.reverse(number).word, "done")
        equal(client.query(number).word, "absent" if alipay else "ended", client.name)
        equal(sandbox.scan(again.text)[1]["result"], "over")
        if not alipay:
            equal(client.close(number).word, "closed", client.name)
        equal(client.close("NEVER" + number).word, "absent", client.name)
        equal(sandbox.order(number)["charges"], 0)


def test_shown_password(sandbox):
    for client in clients(sandbox):
        number = f"SP{client.name[-2:].upper()}0001"
        waiting = "waiting" if client.wallet == "alipay" else "unpaid"
        shown = client.show(number, 4200)
        equal(sandbox.scan(shown.text, password=True)[1]["result"], "waiting")
        equal(client.query(number).word, waiting, client.name)
        request = sandbox.ask("GET", "/phone/events", token=False)[1]["requests"][-1]
        equal(request["amount_minor"], 4200)
        equal(sandbox.ask("POST", f"/phone/refuse?id={request['id']}", token=False)[0], 200)
        equal(client.query(number).word, waiting, client.name)
        equal(sandbox.scan(shown.text, password=True)[1]["result"], "waiting")
        equal(sandbox.ask("POST", f"/phone/confirm?id={request['id']}", token=False)[0], 200)
        equal(client.query(number).word, "paid", client.name)


def test_close_races(sandbox):
    for client in clients(sandbox):
        number = f"SR{client.name[-2:].upper()}0014"
        equal(client.show(number, 4214).word, "shown")
        answer = client.close(number)
        if client.wallet == "alipay":
            equal(answer.code, "ACQ.TRADE_STATUS_ERROR")
        elif client.name == "wechat-v2":
            equal(answer.code, "ORDERPAID")
        equal((answer.word, client.query(number).word), ("refused", "paid"), client.name)
        equal(sandbox.order(number)["kept_minor"], 4214)
    shown = Alipay(sandbox).show("SRLATE", 4200)
    equal(Alipay(sandbox).close("SRLATE").word, "absent")
    equal(sandbox.scan(shown.text)[1]["result"], "paid")
    equal(sandbox.order("SRLATE")["kept_minor"], 4200)


def test_show_refusals(sandbox):
    alipay, third, second = clients(sandbox)
    equal(alipay.show("BAD1", 4200, qr_code_timeout_express="3h").code, "ACQ.INVALID_PARAMETER")
    equal(alipay.show("BAD2", 4200, auth_code="1").code, "ACQ.INVALID_PARAMETER")
    soon = (datetime.datetime.now(BEIJING) + datetime.timedelta(seconds=20)).isoformat(timespec="seconds")
    equal(third.show("BAD003", 4200, time_expire=soon).fields["detail"]["field"], "/time_expire")
    equal(third.show("BAD004", 4200, notify_url="https://x/?a=1").fields["detail"]["field"], "/notify_url")
    equal(second.show("BAD005", 4200, trade_type="JSAPI").code, "PARAM_ERROR")
    pay(sandbox, third, "BAD006", 4200)
    equal(third.close("BAD006").code, "INVALID_REQUEST")
    third.show("BAD007", 4200)
    equal(third.reverse("BAD007").code, "INVALID_REQUEST")


def test_refunds(sandbox):
    for client in clients(sandbox):
        second, tag = client.name == "wechat-v2", client.name[-2:].upper()
        first_word = "pending" if second else "done"
        number = f"RF{tag}0001"
        equal(client.refund(number, "R0", 100, 8800).word, "absent" if not client.wallet == "alipay" else "refused")
        pay(sandbox, client, number, 8800)
        equal(client.refund(number, f"R1{tag}", 300, 8800).word, first_word, client.name)
        equal(client.refund(number, f"R1{tag}", 300, 8800).word, "pending" if client.wallet == "alipay" else first_word)
        equal(client.refund(number, f"R1{tag}", 400, 8800).word, "refused", client.name)
        equal(client.refund_query(number, f"R1{tag}").word, "done", client.name)
        equal(client.refund_query(number, f"R9{tag}").word, "absent", client.name)
        equal(client.query(number).word, "paid", client.name)
        if client.wallet == "alipay":
            equal(client.refund(number, "R2", 100, 8800).code, "isv.method-call-limited")
        else:
            equal(client.refund(number, f"R2{tag}", 100, 8801).word, "refused")
        wait_gap(client)
        equal(client.refund(number, f"R3{tag}", 8501, 8800).word, "refused", client.name)
        answer = client.refund(number, f"R3{tag}", 8500, 8800)
        equal(answer.word, first_word, client.name, answer)
        if client.wallet == "alipay":
            equal((answer.fields["refund_fee"], answer.fields["send_back_fee"]), ("88.00", "85.00"))
            equal(client.query(number).word, "ended")
        order = sandbox.order(number)
        equal((order["kept_minor"], order["kept_fee_minor"], order["fee_minor"]), (0, 0, 53), order)
        equal([(r["amount_minor"], r["fee_minor"], r["calls"]) for r in order["refunds"]],
              [(300, 2, 3), (8500, 51, 1)])
        client.reverse(number)
        equal(sandbox.order(number)["state"], "paid", client.name)


def test_refund_ends(sandbox):
    for client in clients(sandbox):
        alipay, tag = client.wallet == "alipay", client.name[-2:].upper()
        for name, word in (("pending", "done"), ("abnormal", "abnormal"), ("closed", "closed"), ("refused", None)):
            number, refund = f"RE{tag}{name.upper()}", f"E{tag}{name.upper()}"
            pay(sandbox, client, number, 8800)
            equal(sandbox.ask("POST", f"/scenario/refund?name={name}")[0], 200)
            answer = client.refund(number, refund, 1000, 8800)
            if word is None:
                equal((answer.word, client.refund(number, refund, 1000, 8800).word), ("refused", "refused"))
                equal(client.refund_query(number, refund).word, "absent")
                continue
            equal(answer.word, "pending", client.name, name)
            equal(client.refund_query(number, refund).word, "pending")
            equal(client.refund_query(number, refund).word, "pending" if alipay and word != "done" else word)
            equal(sandbox.order(number)["kept_minor"], 7800 if word == "done" else 8800)
        equal(sandbox.ask("POST", f"/shop/empty?wallet={client.wallet}")[0], 200)
        number, refund = f"RE{tag}EMPTY", f"E{tag}EMPTY"
        pay(sandbox, client, number, 8800)
        answer = client.refund(number, refund, 1000, 8800)
        equal((answer.word, answer.code.split(".")[-1].replace("_", "")[-9:]), ("refused", "NOTENOUGH"))
        equal(sandbox.ask("POST", f"/shop/top-up?wallet={client.wallet}")[0], 200)
        equal(client.refund(number, refund, 1000, 8800).word in ("done", "pending"), True)
        equal(sandbox.order(number)["kept_minor"], 7800)
    unsigned = WechatV2(sandbox).refund("RE", "R1", 1, 1, certificate=False)
    equal((unsigned.word, unsigned.code), ("unsigned", "证书验证失败"))


def test_refund_faults(sandbox):
    for client in clients(sandbox):
        tag = client.name[-2:].upper()
        for name, word, done in (("lost", "lost", True), ("not-done", "lost", False), ("forged", "unverified", True),
                                 ("garbage", "garbage", True), ("busy", "refused", False), ("hang", "lost", True),
                                 ("system-error", "refused", False), ("done-system-error", "refused", True)):
            number, refund = f"RX{tag}{name.upper()[:6]}{len(name)}".replace("-", "_"), f"X{tag}{name.upper()}"
            pay(sandbox, client, number, 8800)
            sandbox.plan("refund", name)
            equal(client.refund(number, refund, 1000, 8800).word, word, client.name, name)
            equal(sandbox.order(number)["kept_minor"], 7800 if done else 8800, client.name, name)
            equal(client.refund_query(number, refund).word, "done" if done else "absent", client.name, name)
            client.refund(number, refund, 1000, 8800)
            order = sandbox.order(number)
            equal((order["kept_minor"], order["refunds"][0]["calls"]), (7800, 2 if done else 1), name)


def test_call_faults(sandbox):
    before = sandbox.ask("GET", "/calls")[1]
    for client in clients(sandbox):
        tag = client.name[-2:].upper()
        sandbox.plan("pay", "twice")
        answer = client.pay(f"TW{tag}0001", 8800, sandbox.code(client.wallet))
        equal(answer.word in ("refused", "unsigned"), True, answer)
        equal((client.query(f"TW{tag}0001").word, sandbox.order(f"TW{tag}0001")["charges"]), ("paid", 1))
        sandbox.plan("query", "system-error", count=2)
        for word in ("refused", "refused", "paid"):
            equal(client.query(f"TW{tag}0001").word, word, client.name)
        sandbox.plan("query", "late", seconds=1)
        start = time.monotonic()
        equal(client.query(f"TW{tag}0001").word, "paid")
        equal(1 <= time.monotonic() - start < 8, True)
    after = sandbox.ask("GET", "/calls")[1]["calls"]
    equal((after["pay"] - before["calls"]["pay"], after["query"] - before["calls"]["query"]), (3, 15))
    equal(sandbox.ask("POST", "/scenario/call?call=query&name=nonsense")[0], 400)


def test_impatient_register(sandbox):
    """The answer comes when nobody listens any more; the books have the payment all the same."""
    for number, client in enumerate(clients(sandbox)):
        sandbox.plan("pay", "late", seconds=2)
        code = sandbox.code(client.wallet)
        sandbox.patience = 1
        try:
            client.pay(f"LATE0{number}", 8800, code)
            raise AssertionError("the answer was not late")
        except TimeoutError:
            pass
        finally:
            sandbox.patience = Sandbox.patience
        equal(client.query(f"LATE0{number}").word, "paid", client.name)
        equal(client.pay(f"LATE0{number}", 8800, code).word, "refused", client.name)
        equal(sandbox.order(f"LATE0{number}")["charges"], 1)
    alipay, day = Alipay(sandbox), "2026-01-01 00:00:00"
    before = sandbox.ask("GET", "/calls")[1]["duplicates"]
    for _ in range(3):
        alipay.call("alipay.trade.query", {"out_trade_no": "LATE00"}, lambda params: params.update(timestamp=day))
    equal(sandbox.ask("GET", "/calls")[1]["duplicates"] - before, 2)


def test_swapped_answers(sandbox):
    client, ends = WechatV3(sandbox), {}
    pay(sandbox, client, "SWAP01", 8800)

    def ask(name):
        ends[name] = (client.query("SWAP01").word, time.monotonic())

    sandbox.plan("query", "swap")
    first = threading.Thread(target=ask, args=("first",))
    calls = sandbox.ask("GET", "/calls")[1]["calls"]["query"]
    first.start()
    deadline = time.monotonic() + 10
    while sandbox.ask("GET", "/calls")[1]["calls"]["query"] == calls:
        if time.monotonic() > deadline:
            raise AssertionError("the first question never came")
    ask("second")
    first.join(20)
    equal((ends["first"][0], ends["second"][0], ends["first"][1] >= ends["second"][1] - 0.05), ("paid", "paid", True))


def unpack_alipay(raw):
    archive = zipfile.ZipFile(io.BytesIO(raw))
    equal(archive.testzip(), None)
    names = [info.filename.encode("cp437").decode("gbk") for info in archive.infolist()]
    equal([info.flag_bits & 0x800 for info in archive.infolist()], [0, 0])
    equal([name.split("_")[-1] for name in names], ["业务明细.csv", "业务明细(汇总).csv"])
    texts = [archive.read(info).decode("gb18030") for info in archive.infolist()]
    tables = []
    for text in texts:
        lines = [line for line in text.split("\r\n") if line and not line.startswith("#")]
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines)]
        tables.append([dict(zip(rows[0], row, strict=True)) for row in rows[1:]])
    return tables


def unpack_wechat(raw):
    text = raw.decode("utf-8-sig")
    lines = text.split("\r\n")
    equal(lines.pop(), "")
    header, summary_names = lines[0].split(","), lines[-2].split(",")
    rows = [dict(zip(header, line[1:].split(",`"), strict=True)) for line in lines[1:-2]]
    return rows, dict(zip(summary_names, lines[-1][1:].split(",`"), strict=True))


def is_damaged(raw):
    try:
        unpack_alipay(raw)
    except (zipfile.BadZipFile, zlib.error, AssertionError):
        return True
    return False


def is_cut(raw):
    try:
        gzip.decompress(raw)
    except EOFError:
        return True
    return False


def fen(text):
    yuan, _, cents = text.lstrip("-").partition(".")
    return (-1 if text.startswith("-") else 1) * (int(yuan) * 100 + int(cents[:2]))


def today():
    return datetime.datetime.now(BEIJING).strftime("%Y-%m-%d")


def test_bill_alipay(sandbox):
    client = Alipay(sandbox)
    pay(sandbox, client, "BA0001", 8820)
    equal(client.refund("BA0001", "BAR1", 300, 8820).word, "done")
    pay(sandbox, client, "BA0002", 12000)
    equal(client.reverse("BA0002").word, "done")
    detail, summary = unpack_alipay(client.bill(today()).raw)
    rows = {(row["商户订单号"], row["业务类型"], row["退款批次号/请求号"]): row for row in detail}
    equal(len(rows), len(detail))
    paid, back = rows["BA0001", "交易", ""], rows["BA0001", "退款", "BAR1"]
    equal((paid["订单金额（元）"], paid["商家实收（元）"], paid["支付宝优惠（元）"], paid["服务费（元）"]),
          ("88.20", "88.20", "5.00", "-0.53"))
    equal((back["订单金额（元）"], back["服务费（元）"]), ("-3.00", "0.02"))
    equal(("BA0002", "退款", "BA0002") in rows, True)
    totals = sandbox.totals()["alipay"]
    equal(sum(fen(row["商家实收（元）"]) for row in detail), totals["kept_minor"])
    equal(sum(fen(row["服务费（元）"]) for row in detail), -totals["fees_minor"])
    equal(fen(summary[-1]["实收净额（元）"]), totals["kept_minor"] - totals["fees_minor"])
    url = client.bill(today(), fetch=False).fields["bill_download_url"].split(str(sandbox.port))[1]
    equal(sandbox.send("GET", url, headers={"Authorization": "x"})[0], 400)
    equal(sandbox.send("GET", url)[0], 200)


def test_bill_wechat(sandbox):
    client = WechatV3(sandbox)
    equal(client.pay("BW0001", 8820, sandbox.code("wechat"), attach="桌,7").word, "paid")
    equal(client.refund("BW0001", "BWR1", 300, 8820).word, "done")
    pay(sandbox, client, "BW0002", 12000)
    equal(client.reverse("BW0002").word, "done")
    answer = client.bill(today(), more="&tar_type=GZIP")
    plain = gzip.decompress(answer.raw)
    equal(hashlib.sha1(plain).hexdigest(), answer.fields["hash_value"])
    rows, sums = unpack_wechat(plain)
    equal(rows, unpack_wechat(client.bill(today(), more="&bill_type=ALL").raw)[0])
    mine = {row["交易状态"]: row for row in rows if row["商户订单号"] == "BW0001"}
    equal((mine["SUCCESS"]["订单金额"], mine["SUCCESS"]["手续费"], mine["SUCCESS"]["商户数据包"]), ("88.20", "0.53000", "桌\\ 7"))
    equal((mine["REFUND"]["申请退款金额"], mine["REFUND"]["手续费"], mine["REFUND"]["商户退款单号"]), ("3.00", "-0.02000", "BWR1"))
    equal({row["交易状态"] for row in rows if row["商户订单号"] == "BW0002"}, {"SUCCESS", "REVOKED"})
    totals = sandbox.totals()["wechat"]
    open_refunds = sum(r["amount_minor"] for o in sandbox.ask("GET", "/ledger")[1]["orders"] if o["wallet"] == "wechat"
                       for r in o["refunds"] if r["state"] in ("pending", "abnormal", "closed"))
    equal(fen(sums["订单总金额"]) - fen(sums["申请退款总金额"]), totals["kept_minor"] - open_refunds)
    equal(int(sums["总交易单数"]), len(rows))
    only_paid = unpack_wechat(client.bill(today(), more="&bill_type=SUCCESS").raw)[0]
    equal(({row["交易状态"] for row in only_paid}, "退款金额" in only_paid[0]), ({"SUCCESS"}, False))
    only_refunds = unpack_wechat(client.bill(today(), more="&bill_type=REFUND").raw)[0]
    equal(("SUCCESS" in {row["交易状态"] for row in only_refunds}, "退款申请时间" in only_refunds[0]), (False, True))


def test_bill_funds(sandbox):
    rows, sums = unpack_wechat(WechatV3(sandbox).bill(today(), "fundflowbill").raw)
    net = sum((1 if row["收支类型"] == "收入" else -1) * fen(row["收支金额(元)"]) for row in rows)
    totals = sandbox.totals()["wechat"]
    equal(net, totals["kept_minor"] - totals["fees_minor"])
    equal(net, fen(sums["收入金额"]) - fen(sums["支出金额"]))
    equal(fen(rows[-1]["账户结余(元)"]), 1000000 + net)
    equal({row["业务凭证号"]: row["收支金额(元)"] for row in rows}["BWR1"], "2.98")


def test_bill_troubles(sandbox):
    def spoiled(client, name, **options):
        equal(sandbox.ask("POST", f"/scenario/bill?name={name}")[0], 200)
        return client.bill(today(), **options)

    alipay, third = Alipay(sandbox), WechatV3(sandbox)
    equal([spoiled(alipay, name).code for name in ("not-yet", "no-business")], ["isp.bill_not_exist", "ACQ.NO_BILL_DATA"])
    equal([spoiled(third, name).code for name in ("not-yet", "no-business")], ["STATEMENT_CREATING", "NO_STATEMENT_EXIST"])
    good = unpack_wechat(third.bill(today()).raw)[0]
    for name, change in (("row-removed", -1), ("foreign-row", 1), ("amount-changed", 0)):
        rows, sums = unpack_wechat(spoiled(third, name).raw)
        equal((len(rows), int(sums["总交易单数"])), (len(good) + change,) * 2, name)
        equal(fen(sums["订单总金额"]), sum(fen(row["订单金额"]) for row in rows), name)
        equal(rows == good, False)
        detail, _ = unpack_alipay(spoiled(alipay, name).raw)
        equal(len(detail), len(unpack_alipay(alipay.bill(today()).raw)[0]) + change, name)
    equal("训练新列" in unpack_wechat(spoiled(third, "unknown-column").raw)[0][0], True)
    equal("商户订单号" in unpack_wechat(spoiled(third, "missing-column").raw)[0][0], False)
    equal("商户订单号" in unpack_alipay(spoiled(alipay, "missing-column").raw)[0][0], False)
    answer = spoiled(third, "wrong-hash")
    equal(hashlib.sha1(answer.raw).hexdigest() == answer.fields["hash_value"], False)
    equal([is_damaged(spoiled(alipay, name).raw) for name in ("truncated", "wrong-hash", "good")], [True, True, False])
    equal(is_cut(spoiled(third, "truncated", more="&tar_type=GZIP").raw), True)
    rows, sums = unpack_wechat(spoiled(third, "wrong-totals").raw)
    equal(fen(sums["订单总金额"]), sum(fen(row["订单金额"]) for row in rows) + 100)
    equal([spoiled(client, "url-dead").status for client in (alipay, third)], [404, 404])
    start = time.monotonic()
    equal((spoiled(alipay, "slow").status, time.monotonic() - start > 2.5), (200, True))


def test_bill_days(sandbox):
    equal(sandbox.ask("POST", "/bill-today?on=0")[0], 200)
    alipay, third = Alipay(sandbox), WechatV3(sandbox)
    equal((alipay.bill(today()).code, third.bill(today()).code), ("isp.bill_not_exist", "INVALID_REQUEST"))
    equal((alipay.bill("2026-02-30").code, third.bill("2020-01-01").code), ("INVAILID_ARGUMENTS", "INVALID_REQUEST"))
    old = (datetime.datetime.now(BEIJING) - datetime.timedelta(days=9)).strftime("%Y-%m-%d")
    equal((alipay.bill(old).code, third.bill(old).code), ("ACQ.NO_BILL_DATA", "NO_STATEMENT_EXIST"))
    equal(third.bill(old, more="&nonsense=1").code, "PARAM_ERROR")


def test_kill(sandbox):
    before = sandbox.ask("GET", "/ledger")[1]
    shown = WechatV3(sandbox).show("KILLED", 4200)
    sandbox.stop(signal.SIGKILL)
    sandbox.start()
    after = sandbox.ask("GET", "/ledger")[1]
    equal(after["orders"][:-1], before["orders"])
    equal(after["totals"], before["totals"])
    equal(sandbox.scan(shown.text)[1]["result"], "paid")
    equal(WechatV3(sandbox).refund("KILLED", "KR1", 4200, 4200).word, "done")
    equal(sandbox.totals()["kept_minor"], before["totals"]["kept_minor"])


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    failures, day = 0, today()
    print(f"1..{len(tests)}")
    with tempfile.TemporaryDirectory(prefix="trivet-") as directory:
        sandbox = Sandbox(sys.argv[1], directory, "--fast", "--refund-gap", "0", "--bill-today").start()
        for number, (name, test) in enumerate(tests, 1):
            try:
                test(sandbox)
                print(f"ok {number} - {name}", flush=True)
            except Exception:
                if name.startswith("test_bill") and today() != day:
                    print(f"ok {number} - {name} # SKIP a new day has begun in Beijing", flush=True)
                    continue
                failures += 1
                print(f"not ok {number} - {name}", flush=True)
                traceback.print_exc()
        if sandbox.stop() != 0:
            print(f"# {sandbox.read_log()[-4000:]}", file=sys.stderr)
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
