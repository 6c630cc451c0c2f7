#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: a register (or a wallet) that is killed at any moment loses no money and takes none twice:
after a restart both books are equal to the fen.
Method: SIGKILL at random moments of payments and of their resumption, over both wallets and many
scenarios; then resume, verify, rebuild, and compare with the sandbox's ledger. The seed is printed;
TRIVET_TEST_SEED sets it, TRIVET_TEST_KILLS the number, TRIVET_TEST_LONG makes it 1,200.
"""

import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True  # the source tree stays clean

from register_bench import SANITIZED, Bench, Tap, Till, check, compare, equal, get_orders

WORKERS = 4
KILLS_A_TILL = 5
INTERFACES = [("alipay", "providers.ini"), ("wechat", "providers.ini"), ("wechat", "providers-v2.ini")]
# Most payments are plain; the others wait, are lost, are refused or lie.
SCENARIOS = [0] * 8 + [1, 2, 3, 4, 4, 5, 6, 7, 12, 13, 14, 18, 19]


def count_kills():
    if os.environ.get("TRIVET_TEST_KILLS"):
        return int(os.environ["TRIVET_TEST_KILLS"])
    if os.environ.get("TRIVET_TEST_LONG"):
        return 1200
    return 30 if SANITIZED else 200


class Worker:
    """One sandbox, and one till after the other."""

    def __init__(self, bench, number, seed):
        self.bench, self.number = bench, number
        self.random = random.Random(f"{seed}-{number}")
        self.sandbox = bench.sandbox(f"sandbox-{number}")
        self.killed_in, self.resumed_in = Counter(), Counter()
        self.sandbox_kills, self.money = 0, 0
        self.ended_before = 0
        self.tills = []

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

    def kill_payment(self, till, wallet):
        fen = self.random.randrange(5000, 90000) // 100 * 100 + self.random.choice(SCENARIOS)
        code = self.sandbox.code(wallet)
        process = till.start("pay", "--amount", f"{fen // 100}.{fen % 100:02}", "--code", "-", code=code)
        if self.random.random() < 0.1:
            threading.Event().wait(self.random.uniform(0.0, 0.3))
            self.kill_sandbox()
        run = self.kill_at(process, *self.choose_delay())
        check(run.code in (-signal.SIGKILL, 0, 1), run)
        if run.code != -signal.SIGKILL:
            self.ended_before += 1
            return 0
        self.killed_in[till.last_state()[1]] += 1
        return 1

    def kill_resumption(self, till):
        process = till.start("resume")
        run = self.kill_at(process, None, self.random.uniform(0.05, 4.0))
        if run.code == -signal.SIGKILL:
            self.resumed_in[till.last_state()[1]] += 1

    def work(self, kills):
        """Payments that ended before their moment came do not count, but are compared all the same."""
        done = 0
        while done < kills:
            wallet, file = self.random.choice(INTERFACES)
            till = Till(self.bench, f"{self.number}-{len(self.tills)}", self.sandbox.directory / file)
            for _ in range(KILLS_A_TILL):
                done += self.kill_payment(till, wallet) if done < kills else 0
            if self.random.random() < 0.5:
                self.kill_resumption(till)
            self.tills.append(till)

    def settle(self, till):
        """The last word is the wallet's: asked until nothing is in doubt."""
        till.resume(patience=140, times=4)
        till.check_whole()
        return till.payments()

    def compare(self, payments):
        self.money = compare(payments, get_orders(self.sandbox))
        equal(self.money, self.sandbox.totals()["kept_minor"])


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
            with ThreadPoolExecutor(6) as pool:
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
        tap.note("killed in:", dict(states.most_common()), "ended before:",
                 sum(worker.ended_before for worker in workers))
        tap.note("resumption killed in:", dict(sum((worker.resumed_in for worker in workers), Counter()).most_common()),
                 "sandbox killed:", sum(worker.sandbox_kills for worker in workers))
        tap.note("kept on both sides, in fen:", sum(worker.money for worker in workers),
                 f"after {time.monotonic() - begun:.0f} s")
        tap.run("kills/spread", check, sum(states.values()) == kills and len(states) >= 3, states)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
