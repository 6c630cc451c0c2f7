#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: whatever happens to a code that the shop shows, register and wallet agree to the fen, an order
is paid once, a payment that comes too late or second goes back by itself, and staff are told.
Method: the real trivetctl shows codes of the real sandbox; a guest of ours scans what it prints; then
everything is settled and both books are compared.
"""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True  # the source tree stays clean

from register_bench import (DONE, IN_DOUBT, REFUSED, TRIES, USAGE, Bench, Tap, Till, check, compare, equal, get_orders,
                            read_shown)

INTERFACES = {
    "alipay": ("alipay", "providers.ini"),
    "wechat-v3": ("wechat", "providers.ini"),
    "wechat-v2": ("wechat", "providers-v2.ini"),
}
PATIENCE_S = 15
PAID, UNPAID = (DONE, "paid"), (REFUSED, "reversed")
# Nothing was shown: what the wallet may have made is watched until nobody can pay it.
NOT_SHOWN = (REFUSED, "withdrawn")
# scenario: what the guest sees, and exit code and end; one for both wallets or one for each.
SCENARIOS = {
    0: ("paid", PAID), 1: ("waiting", PAID), 2: ("failed", UNPAID), 3: (None, NOT_SHOWN), 4: (None, NOT_SHOWN),
    5: (None, NOT_SHOWN), 6: (None, NOT_SHOWN), 7: (None, NOT_SHOWN),
    8: {"alipay": ("expired", NOT_SHOWN), "wechat": ("expired", UNPAID)},
    9: {"alipay": (None, NOT_SHOWN), "wechat": ("paid", PAID)},
    10: (None, NOT_SHOWN), 11: ("waiting", UNPAID), 12: ("paid", PAID), 13: (None, NOT_SHOWN), 14: ("waiting", PAID),
    15: ("paid", PAID), 16: (None, NOT_SHOWN), 17: ("failed", UNPAID), 18: ("paid", PAID), 20: ("paid", PAID),
}
FAULTS = ("lost", "not-done", "garbage", "forged", "system-error", "done-system-error", "twice")


class World:
    def __init__(self, bench):
        self.bench, self.gate = bench, threading.Semaphore(4)
        names = [(name, own) for name in INTERFACES for own in (False, True)]
        with ThreadPoolExecutor(4) as pool:
            made = pool.map(lambda key: bench.sandbox(f"sandbox-{key[0]}-{key[1]}", "--fast", "--refund-gap", "0"), names)
        self.sandboxes = dict(zip(names, made))

    def till(self, interface, name, own=False):
        sandbox = self.sandboxes[interface, own]
        return Till(self.bench, f"{interface}-{name}", sandbox.directory / INTERFACES[interface][1]), sandbox

    def show(self, till, fen, *wallet, patience=PATIENCE_S):
        """A running trivetctl and its first code; only a few start at once. One that could not connect is
        begun again."""
        for _ in range(TRIES):
            with self.gate:
                process = till.show(fen, *wallet, patience=patience)
                shown = read_shown(process)
            if shown is not None or till.last_state() != "unsent":
                break
            self.bench.finish(process)
        return process, shown

    def settle(self, till, sandbox):
        """Everything has ended; both books agree. Returns the payments that were sent, in their order."""
        till.resume()
        till.check_whole()
        books = till.books()
        payments = list(books.payments.values())
        compare(payments, [order for payment in payments for order in get_orders(sandbox, payment.number)])
        return [payment for payment in payments if payment.state != "unsent"]


def answer(sandbox, request, verb):
    equal(sandbox.ask("POST", f"/phone/{verb}?id={request['id']}", token=False)[0], 200)


def test_scenario(world, interface, scenario):
    wallet, fen = INTERFACES[interface][0], 8800 + scenario
    till, sandbox = world.till(interface, f"{scenario:02}", own=scenario == 9)
    process, shown = world.show(till, fen, wallet)
    seen = None
    if shown is not None:
        status, request = sandbox.scan(shown["text"])
        due = fen - 500 if scenario == 20 else fen  # less the guest's voucher
        equal((status, request["amount_minor"], shown["amount"]), (200, due, f"88.{scenario:02}"))
        seen = request["result"]
        if seen == "waiting" and scenario == 1:
            answer(sandbox, request, "confirm")
    run = world.bench.finish(process)
    payments = world.settle(till, sandbox)

    row = SCENARIOS[scenario]
    guest, end = row[wallet] if isinstance(row, dict) else row
    equal((len(payments), payments[0].shown), (1, True), payments)
    equal((seen, (run.code, payments[0].state)), (guest, end), payments, run)
    equal(len(payments[0].alarms), 1 if scenario == 12 else 0, payments)
    equal(len(run.sentences), 0 if end == PAID else 1, run)
    if scenario == 20:
        equal((payments[0].paid["payer_minor"], payments[0].paid["discount_minor"]), (fen - 500, 500), payments)


def test_refused_then_paid(world, interface):
    """The guest presses cancel, thinks again, and scans once more."""
    till, sandbox = world.till(interface, "refused")
    process, shown = world.show(till, 4400, INTERFACES[interface][0], patience=60)
    status, request = sandbox.scan(shown["text"], password=True)
    equal((status, request["result"]), (200, "waiting"))
    answer(sandbox, request, "refuse")
    status, request = sandbox.scan(shown["text"], password=True)
    equal((status, request["result"]), (200, "waiting"))
    answer(sandbox, request, "confirm")
    run = world.bench.finish(process)
    payments = world.settle(till, sandbox)
    equal((run.code, [payment.kept for payment in payments]), (DONE, [4400]), run)


def test_nobody(world, interface):
    """Time is over: the code is closed, and the old picture is dead or found when it is paid."""
    wallet = INTERFACES[interface][0]
    till, sandbox = world.till(interface, "nobody")
    process, shown = world.show(till, 4500, wallet, patience=3)
    run = world.bench.finish(process)
    equal((run.code, len(run.sentences)), (REFUSED, 1), run)
    payments = world.settle(till, sandbox)
    equal(payments[0].state, "withdrawn" if wallet == "alipay" else "reversed")
    status, request = sandbox.scan(shown["text"])
    if wallet == "wechat":
        check(status == 404 or request["result"] == "over", request)
        return
    # Alipay knew nothing to close: the guest pays the picture after all, and the order is paid.
    equal(request["result"], "paid")
    asked = till.run("query", payments[0].id)
    equal((asked.code, asked.lines[-1]["state"]), (DONE, "paid"), asked)
    equal([payment.kept for payment in world.settle(till, sandbox)], [4500])


def show_both(world, interface, name, fen):
    """A till that shows both codes. When one of them could not be made in time, another till tries."""
    for number in range(TRIES):
        till, sandbox = world.till(interface, f"{name}-{number}")
        process, first = world.show(till, fen, patience=60)
        second = read_shown(process)
        if second is not None:
            break
        world.bench.finish(process)
        world.settle(till, sandbox)
    codes = {code["show"]: code["text"] for code in (first, second)}
    equal(sorted(codes), ["alipay", "wechat"])
    return till, sandbox, process, codes


def test_two_one_paid(world, interface, winner):
    """Two wallets beside each other; one is paid, nobody can pay the other any more."""
    till, sandbox, process, codes = show_both(world, interface, f"two-{winner}", 4600)
    equal(sandbox.scan(codes[winner])[1]["result"], "paid")
    run = world.bench.finish(process)
    equal(run.code, DONE, run)
    payments = {payment.method: payment for payment in world.settle(till, sandbox)}
    loser = "wechat" if winner == "alipay" else "alipay"
    equal((payments[winner].kept, payments[loser].kept), (4600, 0), payments)
    check(payments[loser].state in ("reversed", "withdrawn"), payments)
    status, late = sandbox.scan(codes[loser])
    if payments[loser].state == "reversed":
        check(status == 404 or late["result"] == "over", late)
    else:
        return_late(world, till, sandbox, payments[loser], late)


def return_late(world, till, sandbox, payment, late):
    """A guest pays the picture of a code that was withdrawn, for an order that is paid: it goes back."""
    equal(late["result"], "paid")
    equal(till.run("query", payment.id).lines[-1]["state"], "paid")
    payments = {payment.id: payment for payment in world.settle(till, sandbox)}
    equal((payments[payment.id].state, payments[payment.id].kept), ("paid", 0), payments)
    refunds = payments[payment.id].refunds
    equal([(refund.amount, refund.cause, refund.state) for refund in refunds], [(4600, "surplus", "done")], payments)
    equal(sum(payment.kept for payment in payments.values()), 4600)


def test_race(world, interface, number):
    """Both are paid before the register asks: one counts, the other goes back by itself, once."""
    till, sandbox, process, codes = show_both(world, interface, f"race-{number}", 4700)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda text: sandbox.scan(text)[1]["result"], codes.values()))
    run = world.bench.finish(process)
    equal(run.code, DONE, run)
    payments = world.settle(till, sandbox)
    equal(sorted(results), ["paid", "paid"])
    equal(sorted(payment.kept for payment in payments), [0, 4700], payments)
    refunds = [refund for payment in payments for refund in payment.refunds]
    equal([(refund.amount, refund.cause, refund.state) for refund in refunds], [(4700, "surplus", "done")], payments)
    again = till.resume()
    equal(again.lines[-1]["in_doubt"], 0, again)
    equal(len([refund for payment in till.payments() for refund in payment.refunds]), 1)


def test_faults(world, interface):
    """Calls that go wrong while a code is shown: in queries it is paid, around the close it is not."""
    wallet = INTERFACES[interface][0]
    for fault in FAULTS:
        till, sandbox = world.till(interface, f"query-{fault}", own=True)
        process, shown = world.show(till, 4800, wallet, patience=60)
        sandbox.plan("query", fault)
        equal(sandbox.scan(shown["text"])[1]["result"], "paid")
        run = world.bench.finish(process)
        payments = world.settle(till, sandbox)
        equal((run.code, [payment.kept for payment in payments]), (DONE, [4800]), fault, run)
        till, sandbox = world.till(interface, f"close-{fault}", own=True)
        process, shown = world.show(till, 4900, wallet, patience=3)
        sandbox.plan("close", fault)
        run = world.bench.finish(process)
        payments = world.settle(till, sandbox)
        check(run.code in (REFUSED, IN_DOUBT), fault, run)
        check(payments[0].state in ("reversed", "withdrawn") and payments[0].kept == 0, fault, payments)
        sandbox.plan("close", "none")


def test_dead_register(world, interface):
    """The register dies with the code on the screen; the guest pays; a new start finds it."""
    till, sandbox = world.till(interface, "dead")
    process, shown = world.show(till, 5100, INTERFACES[interface][0], patience=60)
    process.kill()
    world.bench.finish(process)
    equal(sandbox.scan(shown["text"])[1]["result"], "paid")
    payments = world.settle(till, sandbox)
    equal([payment.kept for payment in payments], [5100])


def test_dead_wallet(world, bench):
    """No wallet answers: nothing is shown, said so, and cash still goes."""
    sandbox = bench.sandbox("sandbox-dead")
    till = Till(bench, "dead-wallet", sandbox.directory / "providers.ini")
    sandbox.stop()
    run = till.run("pay", "--amount", "5.00", "--show-code", patience=20)
    check(run.code in (REFUSED, IN_DOUBT) and 1 <= len(run.sentences) <= 2, run)
    equal([line for line in run.lines if "show" in line], [])
    equal(till.run("sale", "--item", "C01", "--cash", "500").code, DONE)
    sandbox.start()
    till.resume()
    till.check_whole()
    compare(till.payments(), get_orders(sandbox))
    equal(sandbox.totals()["kept_minor"], 0)


def test_wrong_use(world, bench):
    till, _ = world.till("alipay", "use")
    for words in (["--wallet", "alipay"], ["--cash", "5", "--wallet", "alipay"], ["--show-code", "--wallet"]):
        run = till.run("pay", "--amount", "5.00", *words)
        equal((run.code, len(run.sentences)), (USAGE, 1), run)
    run = till.run("pay", "--amount", "5.00", "--show-code", "--wallet", "nobody")
    equal((run.code, len(run.sentences)), (REFUSED, 1), run)
    alone = Till(bench, "no-providers")
    run = alone.run("pay", "--amount", "5.00", "--show-code")
    equal((run.code, len(run.sentences)), (REFUSED, 1), run)
    equal([fact for fact in till.facts() + alone.facts() if fact["type"].startswith("payment")], [])


def main(program, sandbox_program):
    tap = Tap()
    with Bench(program, sandbox_program) as bench:
        bench.template()
        world = World(bench)
        jobs = [(f"show/{interface}/faults", test_faults, world, interface) for interface in INTERFACES]
        jobs += [(f"show/{interface}/scenario-{scenario:02}", test_scenario, world, interface, scenario)
                 for scenario in SCENARIOS for interface in INTERFACES]
        jobs += [(f"show/{interface}/{name}", function, world, interface) for interface in INTERFACES
                 for name, function in (("refused-then-paid", test_refused_then_paid), ("nobody", test_nobody),
                                        ("dead-register", test_dead_register))]
        jobs += [(f"show/{interface}/two-{winner}", test_two_one_paid, world, interface, winner)
                 for interface in ("wechat-v3", "wechat-v2") for winner in ("alipay", "wechat")]
        jobs += [(f"show/{interface}/race-{number}", test_race, world, interface, number)
                 for interface in ("wechat-v3", "wechat-v2") for number in range(3)]
        jobs += [("show/dead-wallet", test_dead_wallet, world, bench), ("show/wrong-use", test_wrong_use, world, bench)]
        with ThreadPoolExecutor(24) as pool:
            list(pool.map(lambda job: tap.run(*job), jobs))
        # What is watched could still be paid; what is not, must be in both books alike.
        kept = {name: sandbox.totals()["kept_minor"] for name, sandbox in world.sandboxes.items()}
        tap.note("kept by the wallets, in fen:", kept)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
