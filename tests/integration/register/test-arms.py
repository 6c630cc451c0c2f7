# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: codes that guests scan, refunds and orders in several parts end with the register's and the
wallet's books equal to the fen, whatever the wallet does. Method: the real trivetctl against the
real trivet-sandbox on both wallets and all of WeChat Pay's interfaces; the guest's phone scans what
trivetctl prints.
"""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from register_bench import (DONE, IN_DOUBT, REFUSED, USAGE, Bench, Tap, Till, check, compare, equal, get_orders,
                            yuan)

INTERFACES = {
    "alipay": ("alipay", "providers.ini"),
    "wechat-v3": ("wechat", "providers.ini"),
    "wechat-v2": ("wechat", "providers-v2.ini"),
}
# What becomes of a refund, and what trivetctl then says.
REFUNDS = {"done": DONE, "pending": DONE, "lost": DONE, "refused": REFUSED}


class World:
    def __init__(self, bench):
        self.bench = bench
        with ThreadPoolExecutor(3) as pool:
            made = pool.map(lambda name: bench.sandbox(f"arms-{name}", "--refund-gap", "0"), INTERFACES)
        self.sandboxes = dict(zip(INTERFACES, made))
        self.planning = {sandbox: threading.Lock() for sandbox in self.sandboxes.values()}

    def till(self, interface, name):
        sandbox = self.sandboxes[interface]
        return Till(self.bench, f"{interface}-{name}", sandbox.directory / INTERFACES[interface][1]), sandbox

    def start_refund(self, till, sandbox, name, payment_id, amount, patience):
        """What is planned meets the wallet's next new refund: one at a time until it has come."""
        with self.planning[sandbox]:
            if name == "lost":
                sandbox.plan("refund", "lost")
            else:
                equal(sandbox.ask("POST", f"/scenario/refund?name={name}")[0], 200)
            process = till.start("refund", payment_id, "--amount", amount, "--reason", "Cold soup", patience=patience)
            states = []
            while len(states) < 3 and (not states or states[-1] in ("started", "asked")):
                states.append(json.loads(process.stdout.readline())["state"])
            check(states[-1] not in ("started", "asked"), states)
        return process

    def start_shown(self, till, interface, *arguments, patience=60):
        """A sale that shows a code. Returns: the process, and the line with the code."""
        process = till.start(*arguments, "--show-code", "--wallet", INTERFACES[interface][0], patience=patience)
        for line in iter(process.stdout.readline, b""):
            shown = json.loads(line)
            if "show" in shown:
                return process, shown
        raise AssertionError(self.bench.finish(process, arguments))


def settle(till, sandbox, kept):
    """Both books agree on every payment of this till, and together they hold @kept."""
    payments = till.payments()
    orders = [order for payment in payments for order in get_orders(sandbox, payment.number)]
    equal(compare(payments, orders), kept, payments, orders)
    till.check_whole()
    return payments


def test_shown_paid(world, interface, password):
    fen = 4321 if password else 4300
    till, sandbox = world.till(interface, f"shown-{password}")
    process, shown = world.start_shown(till, interface, "pay", "--amount", yuan(fen))
    equal((shown["amount"], shown["show"]), (yuan(fen), INTERFACES[interface][0]), shown)
    status, scanned = sandbox.scan(shown["text"], password)
    equal((status, scanned["result"]), (200, "waiting" if password else "paid"), scanned)
    if password:
        equal(sandbox.ask("POST", f"/phone/confirm?id={scanned['id']}", token=False)[0], 200)
    run = world.bench.finish(process)
    equal((run.code, run.lines[-1]["outcome"], run.lines[-1]["settled"]), (DONE, "paid", True), run)
    payment, = settle(till, sandbox, fen)
    check(payment.shown and payment.state == "paid", payment)


def test_shown_in_vain(world, interface):
    """Nobody scans in time: the code is withdrawn, and the same code is worth nothing afterwards."""
    till, sandbox = world.till(interface, "vain")
    process, shown = world.start_shown(till, interface, "pay", "--amount", "12.34", patience=4)
    run = world.bench.finish(process)
    equal((run.code, len(run.sentences)), (REFUSED, 1), run)
    check(not run.lines[-1]["settled"], run)
    payment, = till.payments()
    check(payment.state in ("reversed", "declined", "withdrawn"), payment)
    # Alipay's picture lives on until its time is over: a guest may still pay it.
    if payment.state != "withdrawn":
        settle(till, sandbox, 0)
        return
    equal(interface, "alipay", payment)
    equal(sandbox.scan(shown["text"])[0], 200)
    done = till.run("query", payment.id)
    equal((done.code, done.lines[-1]["state"]), (DONE, "paid"), done)
    settle(till, sandbox, 1234)


def test_parts(world, interface):
    """Cash, a guest's code and a code of ours pay one order; the wallet's part goes back in two pieces."""
    till, sandbox = world.till(interface, "parts")
    code = sandbox.code(INTERFACES[interface][0])
    run = till.run("sale", "--item", "C01:3", "--cash", "20", "--part")
    equal((run.code, run.lines[-1]["settled"], run.lines[-1]["due"]), (DONE, False, "34.00"), run)
    run = till.run("sale", "--item", "C01:3", "--cash", "20", "--code", "-", code=code)
    equal((run.code, run.lines[-1]["settled"], run.lines[-1]["due"]), (DONE, True, "0.00"), run)
    equal([line["outcome"] for line in run.lines if "outcome" in line], ["paid", "paid"], run)
    payment, = settle(till, sandbox, 3400)
    for amount, left in (("14.00", 2000), ("20.00", 0)):
        done = world.bench.finish(world.start_refund(till, sandbox, "done", payment.id, amount, 200))
        equal(done.code, DONE, done)
        settle(till, sandbox, left)
    done = till.run("refund", payment.id, "--amount", "0.01")
    equal((done.code, done.out, len(done.sentences)), (REFUSED, b"", 1), done)
    settle(till, sandbox, 0)


def test_refund(world, interface, name):
    fen = 5000
    till, sandbox = world.till(interface, f"refund-{name}")
    run = till.pay(fen, sandbox.code(INTERFACES[interface][0]))
    equal(run.code, DONE, run)
    process = world.start_refund(till, sandbox, name, run.lines[0]["payment"], "12.34", 200)
    done = world.bench.finish(process)
    equal(done.code, REFUNDS[name], done)
    equal([refund.state for refund in till.books().refunds.values()], ["done" if done.code == DONE else "failed"], done)
    settle(till, sandbox, fen - 1234 if done.code == DONE else fen)


def test_refund_later(world, interface):
    """Staff stop waiting for a refund: 3; resume brings it to its end."""
    till, sandbox = world.till(interface, "refund-later")
    run = till.pay(5000, sandbox.code(INTERFACES[interface][0]))
    done = world.bench.finish(world.start_refund(till, sandbox, "pending", run.lines[0]["payment"], "50.00", 3))
    equal((done.code, len(done.sentences)), (IN_DOUBT, 1), done)
    done = till.resume(patience=200)
    equal(done.lines[-1]["in_doubt"], 0, done)
    settle(till, sandbox, 0)


def test_usage(world, interface):
    till, sandbox = world.till(interface, "usage")
    for words in (["refund"], ["refund", "X"], ["refund", "X", "--amount", "0"], ["sale", "--item", "C01"],
                  ["pay", "--amount", "1", "--wallet", "alipay"], ["backup"], ["restore"], ["manager-pin", "1234"]):
        run = till.run(*words)
        equal((run.code, run.out, len(run.sentences)), (USAGE, b"", 1), run)
    run = till.run("refund", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--amount", "1.00")
    equal((run.code, run.out, len(run.sentences)), (REFUSED, b"", 1), run)
    run = till.run("sale", "--item", "C01", "--cash", "1")
    equal((run.code, len(run.sentences), till.books().cash), (REFUSED, 1, 0), run)
    run = till.run("pay", "--amount", "1", "--show-code", "--wallet", "unionpay")
    equal((run.code, len(run.sentences)), (REFUSED, 1), run)


def test_backup(world, interface):
    """A copy of a running register's store is whole, and can take its place."""
    till, sandbox = world.till(interface, "backup")
    run = till.pay(5000, sandbox.code(INTERFACES[interface][0]))
    equal(run.code, DONE, run)
    copy = till.data / "copy.store"
    process, shown = world.start_shown(till, interface, "pay", "--amount", "3.00")
    done = till.run("backup", copy)
    equal((done.code, done.lines[-1]["facts"] > 0), (DONE, True), done)
    busy = till.run("restore", copy)
    equal((busy.code, len(busy.sentences)), (REFUSED, 1), busy)
    sandbox.scan(shown["text"])
    equal(world.bench.finish(process).code, DONE)

    # What the copy lacks is asked for again: the code was paid after it was made.
    equal(till.run("restore", copy).code, DONE)
    shown_payment = till.payments()[-1]
    check(shown_payment.shown and shown_payment.state != "paid", shown_payment)
    till.resume()
    settle(till, sandbox, 5300)


def main(program, sandbox_program):
    tap = Tap()
    with Bench(program, sandbox_program) as bench:
        bench.template()
        world = World(bench)
        jobs = [(f"{interface}/refund-{name}", test_refund, world, interface, name)
                for name in REFUNDS for interface in INTERFACES]
        jobs += [(f"{interface}/{name}", function, world, interface, *more) for interface in INTERFACES
                 for name, function, *more in (
                     ("refund-later", test_refund_later), ("shown-paid", test_shown_paid, False),
                     ("shown-password", test_shown_paid, True), ("shown-in-vain", test_shown_in_vain),
                     ("parts", test_parts), ("backup", test_backup), ("usage", test_usage))]
        # Most of the time they wait for a wallet.
        with ThreadPoolExecutor(12) as pool:
            list(pool.map(lambda job: tap.run(*job), jobs))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
