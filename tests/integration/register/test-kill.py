#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: a register (or a wallet) that is killed at any moment loses no money and takes none twice:
after a restart both books are equal to the fen.
Method: SIGKILL at random moments of payments by code and by shown codes, of refunds, bills and of
their resumption, over both wallets and many scenarios, and now and then of the wallet; then resume,
verify, rebuild, add up the accounts, and compare with the sandbox's ledger. The seed is printed;
TRIVET_TEST_SEED sets it, TRIVET_TEST_KILLS the number, TRIVET_TEST_LONG makes it 1,200.
"""

import datetime
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True  # the source tree stays clean

from register_bench import (DONE, REFUSED, SANITIZED, Bench, Tap, Till, check, compare, equal, get_orders, read_shown,
                            yuan)

# Nearly all of it is waiting, for a moment to kill or for a wallet: they wait side by side.
WORKERS = 10
KILLS_A_TILL = 5
LONG = bool(os.environ.get("TRIVET_TEST_LONG"))
# Without "--fast" WeChat Pay takes no reverse in the first 15 s: only the long run has time for that.
SANDBOX = ("--bill-today", "--refund-gap", "0", *(() if LONG else ("--fast",)))
BEIJING = datetime.timezone(datetime.timedelta(hours=8))
INTERFACES = [("alipay", "providers.ini"), ("wechat", "providers.ini"), ("wechat", "providers-v2.ini")]
# Most payments are plain; the others wait, are lost, are refused or lie.
SCENARIOS = [0] * 8 + [1, 2, 3, 4, 4, 5, 6, 7, 12, 13, 14, 18, 19]


def count_kills():
    if os.environ.get("TRIVET_TEST_KILLS"):
        return int(os.environ["TRIVET_TEST_KILLS"])
    if LONG:
        return 1200
    return 50 if SANITIZED else 200


class Worker:
    """One sandbox, and one till after the other."""

    def __init__(self, bench, number, seed):
        self.bench, self.number = bench, number
        self.random = random.Random(f"{seed}-{number}")
        self.sandbox = bench.sandbox(f"sandbox-{number}", *SANDBOX)
        self.killed_in, self.resumed_in = Counter(), Counter()
        self.sandbox_kills, self.money = 0, 0
        self.kinds, self.ended_before = Counter(), Counter()
        self.refunded = 0
        self.tills, self.odd = [], []

    def choose_delay(self):
        """Half of the kills from the start on, half around the call to the wallet, some later."""
        kind = self.random.random()
        if kind < 0.40:
            return None, self.random.uniform(0.0, 0.40)
        if kind < 0.85:
            return "line", self.random.uniform(0.0, 0.06)
        return "line", self.random.uniform(0.06, 7.0)

    def kill_at(self, process, after, delay):
        """Waits for the moment, not for an effect: the moment is what is being chosen."""
        if after == "line":
            process.stdout.readline()
        moment = threading.Event()
        moment.wait(delay)
        process.kill()
        return self.bench.finish(process)

    def kill_sandbox(self):
        self.sandbox.stop(signal.SIGKILL)
        self.sandbox.start()
        self.sandbox_kills += 1

    def count(self, kind, till, run):
        """One that ended before its moment came is no kill, but it is compared all the same."""
        check(run.code in (-signal.SIGKILL, DONE, REFUSED), run)
        if run.code != -signal.SIGKILL:
            self.ended_before[kind] += 1
            return 0
        self.kinds[kind] += 1
        self.killed_in[f"{kind}: {till.last_state(kind == 'refund')}"] += 1
        return 1

    def choose_fen(self):
        return self.random.randrange(5000, 90000) // 100 * 100 + self.random.choice(SCENARIOS)

    def kill_payment(self, till, wallet):
        code = self.sandbox.code(wallet)
        process = till.start("pay", "--amount", yuan(self.choose_fen()), "--code", "-", code=code)
        if self.random.random() < 0.1:
            threading.Event().wait(self.random.uniform(0.0, 0.3))
            self.kill_sandbox()
        return self.count("payment", till, self.kill_at(process, *self.choose_delay()))

    def kill_show(self, till, wallet):
        """The guest scans about when the register dies, before or after it."""
        process = till.show(self.choose_fen(), wallet)
        if self.random.random() < 0.3:
            return self.count("show", till, self.kill_at(process, None, self.random.uniform(0.0, 0.6)))
        shown = read_shown(process)
        guest = threading.Timer(self.random.uniform(0.0, 1.0), self.scan, (shown,))
        guest.start()
        run = self.kill_at(process, None, self.random.uniform(0.0, 4.0))
        guest.join()
        return self.count("show", till, run)

    def scan(self, shown):
        if shown is None or self.random.random() < 0.2:
            return
        status, request = self.sandbox.scan(shown["text"])
        if status == 200 and request["result"] == "waiting" and self.random.random() < 0.7:
            self.sandbox.ask("POST", f"/phone/confirm?id={request['id']}", token=False)

    def kill_refund(self, till):
        paid = till.paid()
        if not paid:
            return 0
        payment, fen = self.random.choice(paid)
        name = self.random.choice(["done", "done", "pending", "pending", "refused"])
        equal(self.sandbox.ask("POST", f"/scenario/refund?name={name}")[0], 200)
        part = fen if self.random.random() < 0.3 else self.random.randrange(1, fen)
        process = till.start("refund", payment, "--amount", yuan(part))
        return self.count("refund", till, self.kill_at(process, *self.choose_delay()))

    def kill_bill(self, till, wallet):
        date = datetime.datetime.now(BEIJING).strftime("%Y-%m-%d")
        process = till.start("bill", "--provider", wallet, "--date", date)
        return self.count("bill", till, self.kill_at(process, None, self.random.uniform(0.05, 0.4)))

    def kill_something(self, till, wallet):
        kind = self.random.random()
        if kind < 0.45:
            return self.kill_payment(till, wallet)
        if kind < 0.65:
            return self.kill_show(till, wallet)
        if kind < 0.90:
            return self.kill_refund(till)
        return self.kill_bill(till, wallet)

    def kill_resumption(self, till):
        process = till.start("resume")
        run = self.kill_at(process, None, self.random.uniform(0.05, 4.0))
        if run.code == -signal.SIGKILL:
            self.resumed_in[till.last_state()] += 1

    def work(self, kills):
        """Payments that ended before their moment came do not count, but are compared all the same."""
        done = 0
        while done < kills:
            wallet, file = self.random.choice(INTERFACES)
            till = Till(self.bench, f"{self.number}-{len(self.tills)}", self.sandbox.directory / file)
            # Something to give back. A machine that is too busy to reach the wallet has taken nothing.
            run = till.pay(12300, self.sandbox.code(wallet))
            if run.code != DONE and '"state":"unsent"' not in run.text:
                self.odd.append(run)
            for _ in range(KILLS_A_TILL):
                done += self.kill_something(till, wallet) if done < kills else 0
            if self.random.random() < 0.5:
                self.kill_resumption(till)
            self.tills.append(till)

    def settle(self, till):
        """The last word is the wallet's: asked until nothing is in doubt."""
        for _ in range(4):
            run = till.run("resume", patience=140)
            if run.code in (DONE, REFUSED):
                break
        books = till.books()
        failed = [refund for refund in books.refunds.values() if refund.state == "failed"]
        equal(run.code, REFUSED if failed else DONE, run)
        till.check_whole()
        self.refunded += sum(refund.amount for refund in books.refunds.values() if refund.state == "done")
        return list(books.payments.values())

    def compare(self, payments):
        self.money = compare(payments, get_orders(self.sandbox))
        totals = self.sandbox.totals()
        equal((self.money, self.refunded), (totals["kept_minor"], totals["refunded_minor"]))


def main(program, sandbox_program):
    tap = Tap()
    seed = os.environ.get("TRIVET_TEST_SEED") or str(random.SystemRandom().randrange(10**9))
    kills = count_kills()
    tap.note(f"TRIVET_TEST_SEED={seed}, {kills} kills by {WORKERS} workers")
    begun = time.monotonic()

    def run_worker(worker):
        share = kills // WORKERS + (worker.number < kills % WORKERS)
        tap.run(f"kill/worker-{worker.number}", worker.work, share)

    def settle_worker(worker):
        """All tills of a worker at once: most of it is waiting."""
        def settle_all():
            with ThreadPoolExecutor(len(worker.tills)) as pool:
                found = list(pool.map(worker.settle, worker.tills))
            worker.compare([payment for payments in found for payment in payments])
        tap.run(f"settle/worker-{worker.number}", settle_all)

    with Bench(program, sandbox_program) as bench:
        bench.template()
        workers = [Worker(bench, number, seed) for number in range(WORKERS)]
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(run_worker, workers))
            tap.note(f"killed after {time.monotonic() - begun:.0f} s")
            list(pool.map(settle_worker, workers))
        states = sum((worker.killed_in for worker in workers), Counter())
        tap.note("killed in:", dict(states.most_common()))
        tap.note("kinds:", dict(sum((worker.kinds for worker in workers), Counter())), "ended before:",
                 dict(sum((worker.ended_before for worker in workers), Counter())))
        tap.note("resumption killed in:", dict(sum((worker.resumed_in for worker in workers), Counter()).most_common()),
                 "sandbox killed:", sum(worker.sandbox_kills for worker in workers))
        tap.note("kept on both sides, in fen:", sum(worker.money for worker in workers), "given back:",
                 sum(worker.refunded for worker in workers), "tills:", sum(len(worker.tills) for worker in workers),
                 f"after {time.monotonic() - begun:.0f} s")
        tap.run("kills/calm", check, not any(worker.odd for worker in workers),
                "payments that nobody disturbed:", [worker.odd for worker in workers])
        tap.run("kills/spread", check, sum(states.values()) == kills and len(states) >= 6, states)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
