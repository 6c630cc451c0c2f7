#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: money goes back exactly once and never more than was paid, whatever the wallet answers, however
often it is asked and whenever the register dies; exit code and sentence say where it is.
Method: the real trivetctl refunds payments of the real sandbox, each end and each fault on each
interface; then everything is resumed and both books are compared.
"""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True  # the source tree stays clean

from register_bench import (DONE, IN_DOUBT, REFUSED, SANITIZED, TRIES, USAGE, Bench, Tap, Till, check, compare, equal,
                            get_orders, read_shown, yuan)

INTERFACES = {
    "alipay": ("alipay", "providers.ini"),
    "wechat-v3": ("wechat", "providers.ini"),
    "wechat-v2": ("wechat", "providers-v2.ini"),
}
# What the next refund comes to is chosen; its first call goes wrong; neither.
KINDS = CHOSEN, FAULTY, PLAIN = "chosen", "faulty", "plain"
FEN = 8800
# The first answer comes within this; WeChat Pay is asked a minute after a refund, and after a start.
PATIENCE_S = 15 if SANITIZED else 5
RESUME_S = 75
# What goes wrong with the call, and whether the wallet did it at the first call.
FAULTS = ("lost", "not-done", "hang", "garbage", "forged", "busy", "system-error", "done-system-error", "twice")


class World:
    """A sandbox for each KIND of test. Where something is chosen for the next refund, one test after the
    other has its turn until the wallet was asked, and all refunds are asked for in a turn: a refund that is
    only tried again there, such as that of a register that died, would take what was chosen for another.
    The waiting is done all at once."""

    def __init__(self, bench):
        self.bench, self.gate = bench, threading.Semaphore(4)
        names = [(name, kind) for name in INTERFACES for kind in KINDS]
        with ThreadPoolExecutor(4) as pool:
            made = pool.map(lambda key: bench.sandbox(f"sandbox-{key[0]}-{key[1]}", "--fast", "--refund-gap", "0"), names)
        self.sandboxes = dict(zip(names, made))
        self.turns = {key: threading.Lock() for key in names}

    def paid(self, interface, name, kind=PLAIN, fen=FEN):
        """A till with one payment. Returns till, sandbox and the payment's id."""
        wallet, file = INTERFACES[interface]
        sandbox = self.sandboxes[interface, kind]
        for number in range(TRIES):
            till = Till(self.bench, f"{interface}-{name}-{number}", sandbox.directory / file)
            with self.gate:
                run = till.pay(fen, sandbox.code(wallet))
            if not run.unreached:
                break
        equal(run.code, DONE, run)
        return till, sandbox, run.lines[0]["payment"]


def settle(till, sandbox, code=DONE):
    """Returns what is kept, after everything has ended and both books agree."""
    for _ in range(5):
        done = till.run("resume", patience=RESUME_S)
        if done.code != IN_DOUBT:
            break
    equal(done.code, code, done)
    till.check_whole()
    payments = list(till.books().payments.values())
    return compare(payments, [order for payment in payments for order in get_orders(sandbox, payment.number)])


def refunds_of(till):
    return list(till.books().refunds.values())


def test_parts(world, interface):
    """In parts to the last fen; one fen more is refused, and no refund is begun."""
    till, sandbox, payment = world.paid(interface, "parts")
    left = FEN
    for fen in (1, 2599, 3300):
        run = till.refund(payment, fen, patience=PATIENCE_S + 10)
        # v2 accepts, and says later that it is done.
        equal((run.code, run.lines[-1]["amount"]), (IN_DOUBT if interface == "wechat-v2" else DONE, yuan(fen)), run)
        left -= fen
    run = till.refund(payment, left + 1)
    equal((run.code, len(run.sentences), run.lines), (REFUSED, 1, []), run)
    check(yuan(left + 1) in run.sentences[0] and yuan(left) in run.sentences[0], run)
    check(till.refund(payment, left, patience=PATIENCE_S + 10).code in (DONE, IN_DOUBT))
    run = till.refund(payment, 1)
    equal((run.code, len(run.sentences)), (REFUSED, 1), run)
    equal(settle(till, sandbox), 0)
    equal([refund.amount for refund in refunds_of(till)], [1, 2599, 3300, 2900])


def test_whole(world, interface):
    """A payment with a voucher, and one by a code that the shop showed."""
    till, sandbox, payment = world.paid(interface, "whole", fen=8820)
    check(till.refund(payment, 8820, patience=PATIENCE_S).code in (DONE, IN_DOUBT))
    process = till.show(4400, INTERFACES[interface][0], patience=60)
    shown = read_shown(process)
    equal(sandbox.scan(shown["text"])[1]["result"], "paid")
    equal(world.bench.finish(process).code, DONE)
    check(till.refund(shown["payment"], 4000, patience=PATIENCE_S).code in (DONE, IN_DOUBT))
    equal(settle(till, sandbox), 400)


def test_not_begun(world, interface):
    """What cannot be refunded: not paid, not known, no amount, cash."""
    till, sandbox, payment = world.paid(interface, "not-ours")
    unpaid = till.pay(8808, sandbox.code(INTERFACES[interface][0]))
    equal(unpaid.code, REFUSED)
    cash = till.run("sale", "--item", "C01", "--cash", "500")
    cash_id = [fact["body"]["payment"] for fact in till.facts() if fact["type"] == "cash-taken"][0]
    equal(cash.code, DONE)
    for which in (unpaid.lines[0]["payment"], cash_id, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "x"):
        run = till.refund(which, 100)
        equal((run.code, len(run.sentences), run.lines), (REFUSED, 1, []), run)
    for amount in ("0", "-1", "1.234", "abc", ""):
        run = till.run("refund", payment, "--amount", amount)
        equal((run.code, len(run.sentences)), (USAGE, 1), run)
    for words in ([], [payment], ["--amount", "5"], [payment, payment, "--amount", "5"]):
        equal(till.run("refund", *words).code, USAGE)
    equal(refunds_of(till), [])
    equal(settle(till, sandbox), FEN)


def choose(sandbox, name):
    equal(sandbox.ask("POST", f"/scenario/refund?name={name}")[0], 200, name)


def test_pending(world, interface):
    """Accepted is not refunded: 3 while it is on its way, and found later."""
    till, sandbox, payment = world.paid(interface, "pending", CHOSEN)
    with world.turns[interface, CHOSEN]:
        choose(sandbox, "pending")
        run = till.refund(payment, 5000, patience=PATIENCE_S)
    equal(run.code, IN_DOUBT, run)
    equal((len(run.sentences), run.lines[-1]["state"] in ("pending", "in-doubt")), (1, True), run)
    # What is on its way counts as gone.
    more = till.refund(payment, 4000, patience=PATIENCE_S)
    equal((more.code, len(more.sentences)), (REFUSED, 1), more)
    equal(settle(till, sandbox), 3800)
    equal([refund.state for refund in refunds_of(till)], ["done"])


def test_given_up(world, interface, name):
    """The wallet will not: staff pay by hand, and the amount can be given back another way."""
    till, sandbox, payment = world.paid(interface, name, CHOSEN)
    with world.turns[interface, CHOSEN]:
        choose(sandbox, name)
        run = till.refund(payment, 5000, patience=PATIENCE_S)
    for _ in range(1 if INTERFACES[interface][0] == "alipay" and name != "refused" else 4):
        if run.code == IN_DOUBT:
            run = till.run("resume", patience=RESUME_S)
    books = refunds_of(till)
    if books[0].state != "failed":
        # Alipay's queries never say that it failed: it is asked on and never called done.
        equal((run.code, INTERFACES[interface][0]), (IN_DOUBT, "alipay"), run)
        equal(get_orders(sandbox, till.payments()[0].number)[0]["kept_minor"], FEN)
        check("refund-done" not in books[0].facts, books)
        till.check_whole()
        return
    equal((run.code, len(run.sentences)), (REFUSED, 1), run)
    check("by hand" in run.sentences[0], run)
    done = till.run("resume", patience=PATIENCE_S)
    equal((done.code, done.lines[-1].get("failed_refunds")), (REFUSED, 1), done)
    equal(settle(till, sandbox, code=REFUSED), FEN)


def test_shop_balance(world, interface):
    """The shop's account is empty: it waits, across a restart, and nothing moves meanwhile. (It is tried
    again half an hour later; the units cover that with a clock of their own.)"""
    wallet = INTERFACES[interface][0]
    till, sandbox, payment = world.paid(interface, "balance", CHOSEN)
    with world.turns[interface, CHOSEN]:
        equal(sandbox.ask("POST", f"/shop/empty?wallet={wallet}")[0], 200)
        run = till.refund(payment, 5000, patience=PATIENCE_S)
        equal((run.code, len(run.sentences)), (IN_DOUBT, 1), run)
        refund = refunds_of(till)[0]
        equal((refund.state, refund.reasons.get("blocked")), ("blocked", "shop-balance"), refund, run)
        run = till.run("resume", patience=PATIENCE_S)
        equal((run.code, refunds_of(till)[0].state), (IN_DOUBT, "blocked"), run)
        equal(sandbox.ask("POST", f"/shop/top-up?wallet={wallet}")[0], 200)
    till.check_whole()
    equal(get_orders(sandbox, till.payments()[0].number)[0]["kept_minor"], FEN)


def test_fault(world, interface, fault):
    """The first call goes wrong, done or not done: the same refund again, never a second one."""
    till, sandbox, payment = world.paid(interface, f"fault-{fault}", FAULTY)
    with world.turns[interface, FAULTY]:
        sandbox.plan("refund", fault)
        run = till.refund(payment, 5000, patience=PATIENCE_S)
    check(run.code in (DONE, IN_DOUBT), fault, run)
    equal(settle(till, sandbox), 3800, fault)
    refunds = refunds_of(till)
    equal([(refund.amount, refund.state) for refund in refunds], [(5000, "done")], fault)
    booked = get_orders(sandbox, till.payments()[0].number)[0]["refunds"]
    equal([(refund["number"], refund["amount_minor"]) for refund in booked], [(refunds[0].number, 5000)], fault)


def test_query_fault(world, interface, fault):
    """A question about refunds that are on their way goes wrong: whosever it is, all end well."""
    till, sandbox, payment = world.paid(interface, f"query-{fault}", CHOSEN)
    with world.turns[interface, CHOSEN]:
        choose(sandbox, "pending")
        till.refund(payment, 5000, patience=PATIENCE_S)
    sandbox.plan("refund-query", fault)
    equal(settle(till, sandbox), 3800, fault)


def test_dead(world, interface, after):
    """The register dies when so many states of the refund were told; a new start goes on with it."""
    till, sandbox, payment = world.paid(interface, f"dead-{after}")
    process = till.start("refund", payment, "--amount", "50.00")
    for _ in range(after):
        process.stdout.readline()
    process.kill()
    world.bench.finish(process)
    kept = settle(till, sandbox)
    refunds = refunds_of(till)
    check(len(refunds) <= 1 and kept == FEN - 5000 * len(refunds), refunds)
    if after > 0:
        equal([refund.state for refund in refunds], ["done"])


def list_jobs():
    yield from (("pending", test_pending), ("shop-balance", test_shop_balance), ("parts", test_parts),
                ("whole", test_whole), ("not-begun", test_not_begun))
    yield from ((f"dead-{after}", test_dead, after) for after in range(4))
    yield from ((fault, test_fault, fault) for fault in FAULTS)
    yield from ((f"query-{fault}", test_query_fault, fault) for fault in ("lost", "garbage", "forged", "system-error"))
    yield from ((name, test_given_up, name) for name in ("abnormal", "closed", "refused"))


def main(program, sandbox_program):
    tap = Tap()
    with Bench(program, sandbox_program) as bench:
        bench.template()
        world = World(bench)
        jobs = [(f"refund/{interface}/{name}", function, world, interface, *more) for interface in INTERFACES
                for name, function, *more in list_jobs()]
        with ThreadPoolExecutor(len(jobs)) as pool:
            list(pool.map(lambda job: tap.run(*job), jobs))
        tap.note("refunded, in fen:", {str(key): box.totals()["refunded_minor"] for key, box in world.sandboxes.items()})
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
