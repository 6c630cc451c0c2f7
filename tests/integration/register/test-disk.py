#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: a disk that is full at any step of a payment, a refund or a bill, and a write that was torn by
a power cut, lose nothing and take nothing twice; staff read one sentence about the disk, never that
nothing was charged when something was.
Method: each till lives on a small disk in memory of its own that has room for so many pages and no
more, from none to enough; then room is made, everything is settled, and both books are compared.
What a power cut leaves half written is appended to the log of a till that was killed.
"""

import datetime
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True  # the source tree stays clean

from register_bench import (DONE, IN_DOUBT, REFUSED, SANITIZED, TRIES, Bench, Tap, Till, check, compare, equal, get_orders,
                            wait_until)

PAGE = 4096
PATIENCE_S = 4
DISK_KB = 4096
# The log's own index takes eight pages, a sale some forty.
ROOMS = range(0, 48, 6 if SANITIZED else 2)
TORN = ("noise", "zeros", "half-frame", "no-commit", "old-frame")
INTERFACES = [("alipay", "providers.ini"), ("wechat", "providers.ini"), ("wechat", "providers-v2.ini")]


class Disk(Till):
    """A till on a small disk of its own."""

    def __init__(self, bench, name, providers):
        super().__init__(bench, name, providers)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_KB}k", "none", self.data], check=True)
        shutil.copy(bench.template(), self.store)

    def leave(self, pages):
        """Fills the disk up to so many free pages."""
        state = os.statvfs(self.data)
        with open(self.data / "ballast", "wb") as file:
            file.write(b"x" * ((state.f_bavail - pages) * PAGE))
        equal(os.statvfs(self.data).f_bavail, pages)

    def make_room(self):
        (self.data / "ballast").unlink()

    def close(self):
        subprocess.run(["umount", self.data], check=True)


def check_said(run, till):
    """Whoever stops because of the disk says so, and which file; nothing of it is a crash."""
    check("CRITICAL" not in run.message and "assertion" not in run.message, run)
    if run.code == DONE:
        return
    about = [line for line in run.message.splitlines() if "the disk is full" in line]
    check(about, "not a word about the disk:", run)
    check(str(till.store) in about[0] and "(null)" not in about[0] and len(about[0]) < 500, run)
    equal(len(run.sentences), 1, run)
    check("resume" in run.sentences[0] if run.code == IN_DOUBT else "the disk is full" in run.sentences[0], run)


def settle(bench, till, sandbox):
    """Room is made: everything ends, and both books agree."""
    till.make_room()
    till.resume()
    till.check_whole()
    books = till.books()
    orders = [order for payment in books.payments.values() for order in get_orders(sandbox, payment.number)]
    compare(books.payments.values(), orders)
    return books


def test_sale(bench, sandbox, wallet, file, seen):
    """The sale is refused before anybody is asked for money, or it is in doubt, or it is done."""
    def sell(pages, number):
        """The numbers of its payments; None when it could not even connect."""
        till = Disk(bench, f"sale-{wallet}-{file}-{pages}-{number}", sandbox.directory / file)
        try:
            till.leave(pages)
            code = sandbox.code(wallet)
            run = till.pay(8800, code, patience=PATIENCE_S)
            if run.unreached:
                return None
            check_said(run, till)
            asked = b'"state":"asked"' in run.out
            books = settle(bench, till, sandbox)
            paid = [payment for payment in books.payments.values() if payment.state == "paid"]
            if run.code == REFUSED:
                equal(paid, [], "staff were told that nothing was taken:", run)
            if run.code == DONE:
                equal(len(paid), 1, run)
            seen[run.code, "asked" if asked else "not asked", "paid" if paid else "not paid"] += 1
            # The next guest is served.
            till.pay_surely(500, sandbox, wallet)
            till.check_whole()
            return [payment.number for payment in till.books().payments.values()]
        finally:
            till.close()

    def sell_surely(pages):
        return next(numbers for number in range(TRIES) if (numbers := sell(pages, number)) is not None)

    with ThreadPoolExecutor(4) as pool:
        numbers = sum(pool.map(sell_surely, ROOMS), [])
    known = {order["number"] for order in get_orders(sandbox)}
    equal(known - set(numbers), set(), "the wallet has orders that no till started")


def test_bill(bench, sandbox, wallet, seen):
    """A bill is stored whole or not at all."""
    date = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).strftime("%Y-%m-%d")
    for pages in list(ROOMS)[::3]:
        till = Disk(bench, f"bill-{wallet}-{pages}", sandbox.directory / "providers.ini")
        try:
            till.pay_surely(8800, sandbox, wallet)
            till.leave(pages)
            run = till.run("bill", "--provider", wallet, "--date", date)
            check_said(run, till)
            settle(bench, till, sandbox)
            bills = [fact["body"] for fact in till.facts() if fact["type"] == "bill-stored"]
            whole = {kind: {body["parts"] for body in bills if body["kind"] == kind} for kind in ("trade", "funds")}
            for kind, parts in whole.items():
                count = len([body for body in bills if body["kind"] == kind])
                equal(parts, {count} if count else set(), kind)
            if run.code == DONE:
                check(whole["trade"], run)
            seen[run.code, "bill", "stored" if bills else "not stored"] += 1
            equal(till.run("bill", "--provider", wallet, "--date", date).code, DONE)
            till.check_whole()
        finally:
            till.close()


def tear(log, kind, source):
    """What a power cut may leave at the end of the log: the beginning of a transaction."""
    whole = log.read_bytes()
    check(len(whole) > 32 + 24 + PAGE, len(whole))
    frame = whole[-(24 + PAGE):]
    tail = {
        "noise": source.randbytes(source.randrange(1, 3 * PAGE)),
        "zeros": b"\0" * (24 + PAGE),
        "half-frame": frame[:source.randrange(1, len(frame))],
        # Salt and page are right, the mark of a commit is not there, the sum is not that of this place.
        "no-commit": frame[:4] + b"\0\0\0\0" + frame[8:],
        "old-frame": whole[32:32 + 24 + PAGE],
    }[kind]
    log.write_bytes(whole + tail)


def start_waiting(bench, sandbox, name, wallet, file):
    """A till that was killed while the guest's phone was asked."""
    for number in range(TRIES):
        till = Till(bench, f"{name}-{file}-{number}", sandbox.directory / file)
        process = till.start("pay", "--amount", "88.01", "--code", "-", code=sandbox.code(wallet))
        process.stdout.readline()
        state = wait_until(lambda: till.last_state() if till.last_state() in ("waiting", "unsent") else None,
                           "the phone to be asked")
        process.kill()
        bench.finish(process)
        if state == "waiting":
            break
    equal(state, "waiting", till)
    return till


def test_torn(bench, sandbox, kind):
    """A payment is under way when the power goes in the middle of the next write."""
    source = random.Random(kind)

    def tear_one(wallet, file):
        till = start_waiting(bench, sandbox, f"torn-{kind}-{wallet}", wallet, file)
        log = till.data / "trivet.store-wal"
        clean = till.last_state()
        tear(log, kind, source)
        equal(till.last_state(), clean)
        done = till.run("journal", "verify")
        equal((done.code, done.lines[0]["whole"]), (DONE, True), done)
        reversal = till.run("reverse", till.last_payment())
        equal(reversal.lines[-1]["state"], "reversed", reversal)
        till.check_whole()
        payments = till.payments()
        equal(compare(payments, get_orders(sandbox, payments[0].number)), 0)
        till.pay_surely(500, sandbox, wallet)

    with ThreadPoolExecutor(len(INTERFACES)) as pool:
        list(pool.map(lambda interface: tear_one(*interface), INTERFACES))


def fill_disks(tap, bench, wallet, file, seen):
    sandbox = bench.sandbox(f"sandbox-{wallet}-{file}", "--fast", "--bill-today", "--refund-gap", "0")
    tap.run(f"disk/sale-{wallet}-{file}", test_sale, bench, sandbox, wallet, file, seen)
    if file == "providers.ini":
        tap.run(f"disk/bill-{wallet}", test_bill, bench, sandbox, wallet, seen)


def run_all(program, sandbox_program):
    tap = Tap()
    with Bench(program, sandbox_program) as bench:
        bench.template()
        seen = Counter()
        torn = bench.sandbox("sandbox-torn", "--fast")
        with ThreadPoolExecutor(len(TORN)) as pool:
            list(pool.map(lambda kind: tap.run(f"disk/torn-{kind}", test_torn, bench, torn, kind), TORN))
        with ThreadPoolExecutor(len(INTERFACES)) as pool:
            list(pool.map(lambda interface: fill_disks(tap, bench, *interface, seen), INTERFACES))
        for row, count in sorted(seen.items()):
            tap.note("exit", *row, count)
        # Full before and after the wallet was asked: the rooms were chosen well.
        codes = {row[0] for row in seen}
        tap.run("disk/spread", check, codes >= {DONE, REFUSED, IN_DOUBT}, seen)
    return tap.end()


def main(*arguments):
    """The small disks are mounted where only this process and its children see them."""
    if os.environ.get("TRIVET_OWN_MOUNTS") == "1":
        return run_all(*arguments)
    own = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
    if shutil.which("unshare") is None or subprocess.run([*own, "true"], capture_output=True).returncode != 0:
        print("1..0 # SKIP this machine lets nobody mount a small disk")
        return 0
    os.environ["TRIVET_OWN_MOUNTS"] = "1"
    os.execvp("unshare", [*own, sys.executable, __file__, *arguments])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
