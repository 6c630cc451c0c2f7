# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs of this folder share: a real trivet-sandbox, real trivetctl processes, a fold
of the journal that is no line of Trivet's, and the comparison of both sides' books.
"""

import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "sandbox"))
from sandbox_client import SANITIZER, Sandbox  # noqa: E402

DONE, REFUSED, USAGE, IN_DOUBT = 0, 1, 2, 3
SANITIZED = os.environ.get("TRIVET_SANITIZED") == "1"
# Nothing here may take longer; whatever does hangs.
DEADLINE_S = 400 if SANITIZED else 200

FINAL = ("paid", "declined", "reversed", "unsent")


class Failure(AssertionError):
    pass


def equal(found, expected, *context):
    if found != expected:
        raise Failure(f"found {found!r}, expected {expected!r} {' '.join(map(str, context))}")


def check(condition, *context):
    if not condition:
        raise Failure(" ".join(map(str, context)))


class Run:
    """One run of trivetctl that ended."""

    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    def __repr__(self):
        return f"<trivetctl {' '.join(self.arguments)}: {self.code}\n{self.text}\n{self.message}>"

    @property
    def text(self):
        return self.out.decode(errors="replace")

    @property
    def message(self):
        """What a person reads; a library's own warnings are no sentence of ours."""
        return self.err.decode(errors="replace")

    @property
    def sentences(self):
        return [line.partition(": ")[2] for line in self.message.splitlines() if line.startswith("trivetctl: ")]

    @property
    def lines(self):
        return [json.loads(line) for line in self.text.splitlines()]


class Payment:
    """One payment, folded from its facts by this file's own reading of FACTS.md."""

    STATES = {
        "payment-started": "started", "payment-asked": "asked", "payment-waiting": "waiting",
        "payment-doubted": "in-doubt", "payment-refused": "refused", "payment-reversing": "reversing",
        "payment-paid": "paid", "payment-declined": "declined", "payment-reversed": "reversed",
        "payment-unsent": "unsent",
    }

    def __init__(self, body, time_us):
        self.started_us, self.ages = time_us, []
        self.number = body["merchant_order_id"]
        self.amount = body["amount_minor"]
        self.method = body["method"]
        self.id = body["payment"]
        self.state, self.reason, self.raw_code = "started", None, None
        self.facts, self.alarms, self.paid = [], [], None
        self.reasons = {}  # of each kind of fact
        self.returned = False

    def apply(self, name, body, time_us):
        self.facts.append(name)
        self.ages.append(f"{name[8:]}@{(time_us - self.started_us) / 1e6:.1f}s")
        if name == "payment-alarm":
            self.alarms.append(body)
            return
        self.state = self.STATES[name]
        self.reason = body.get("reason")
        self.reasons[self.state] = self.reason
        self.raw_code = body.get("raw_code", self.raw_code)
        if name == "payment-paid":
            self.paid = body
        if name == "payment-reversed":
            self.returned = body["money_returned"]

    def __repr__(self):
        return f"<{self.method} {self.number} {self.amount} {' '.join(self.ages)} {self.reasons}>"


class Till:
    """One data folder, worked with trivetctl."""

    def __init__(self, bench, name, providers=None):
        self.bench = bench
        self.data = bench.directory / "tills" / name
        self.providers = providers
        self.data.mkdir(parents=True)
        shutil.copy(bench.template(), self.data / "trivet.store")

    @property
    def store(self):
        return self.data / "trivet.store"

    def command(self, *arguments, patience=None):
        command = [self.bench.program, "--data", self.data, "--training"]
        if self.providers is not None:
            command += ["--providers", self.providers]
        if patience is not None:
            command += ["--patience", str(patience)]
        return [str(part) for part in (*command, *arguments)]

    def start(self, *arguments, code=None, patience=None, env=None):
        """A running trivetctl; @code goes in by standard input, not by the command line."""
        process = self.bench.spawn(self.command(*arguments, patience=patience), env)
        try:
            process.stdin.write((code + "\n").encode() if code is not None else b"")
            process.stdin.close()
        except BrokenPipeError:
            pass  # it refused before it read
        return process

    def run(self, *arguments, code=None, patience=None, env=None):
        process = self.start(*arguments, code=code, patience=patience, env=env)
        return self.bench.finish(process, arguments)

    def pay(self, fen, code, patience=None, env=None):
        return self.run("pay", "--amount", yuan(fen), "--code", "-", code=code, patience=patience, env=env)

    def facts(self):
        done = self.run("journal", "export")
        equal(done.code, DONE, done)
        return done.lines

    def payments(self):
        payments = {}
        for fact in self.facts():
            name, body = fact["type"], fact["body"]
            if name == "payment-started":
                payments[body["payment"]] = Payment(body, fact["time_us"])
            elif name.startswith("payment-"):
                payments[body["payment"]].apply(name, body, fact["time_us"])
        return list(payments.values())

    def dump_state(self):
        """Rows of the state tables, read from a copy: the store itself is not touched."""
        with tempfile.TemporaryDirectory() as copy:
            for file in self.data.glob("trivet.store*"):
                shutil.copy(file, copy)
            database = sqlite3.connect(pathlib.Path(copy) / "trivet.store")
            try:
                names = [row[0] for row in database.execute(
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'state_%' ORDER BY name")]
                check(len(names) >= 4, names)
                return {name: sorted(database.execute(f"SELECT * FROM {name}").fetchall()) for name in names}
            finally:
                database.close()

    def last_state(self):
        """The newest payment's state on the disk as it lies there now, or "nothing"."""
        with tempfile.TemporaryDirectory() as copy:
            for file in self.data.glob("trivet.store*"):
                shutil.copy(file, copy)
            database = sqlite3.connect(pathlib.Path(copy) / "trivet.store")
            try:
                rows = database.execute(
                    "SELECT type, body FROM fact WHERE type LIKE 'payment-%' ORDER BY sequence").fetchall()
            finally:
                database.close()
        if not rows:
            return None, "nothing"
        last = [json.loads(body)["payment"] for name, body in rows if name == "payment-started"][-1]
        names = [name for name, body in rows if json.loads(body)["payment"] == last and name != "payment-alarm"]
        return last, Payment.STATES[names[-1]]

    def check_whole(self):
        """The chain verifies, and the state tables are what the facts say."""
        done = self.run("journal", "verify")
        equal((done.code, done.lines[0]["whole"]), (DONE, True), done)
        before = self.dump_state()
        done = self.run("journal", "rebuild")
        equal(done.code, DONE, done)
        equal(self.dump_state(), before, "rebuild changed the state tables of", self.data)

    def resume(self, patience=100, times=3):
        for _ in range(times):
            done = self.run("resume", patience=patience)
            if done.code == DONE:
                break
        equal(done.code, DONE, done)
        return done


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"


def compare(payments, orders):
    """The register's payments against the wallet's books, to the fen and one by one."""
    booked = {order["number"]: order for order in orders}
    for payment in payments:
        order = booked.pop(payment.number, None)
        kept = order["kept_minor"] if order is not None else 0
        check(payment.state in FINAL, "not final:", payment, order)
        equal(payment.amount if payment.state == "paid" else 0, kept, payment, order)
        if order is None:
            continue
        check(order["charges"] <= 1 and order["pay_calls"] <= 1, "asked twice:", order)
        if order["pay_calls"] > 0:
            equal(order["amount_minor"], payment.amount, order)
        if payment.state == "paid":
            equal(payment.paid["payer_minor"], order["payer_minor"], payment, order)
            equal(payment.paid["provider_transaction_id"], order["trade_no"], payment, order)
        # Alipay says what a reverse did. WeChat Pay does not always, so its "returned" may go
        # unsaid; but what is said must be so.
        if payment.state == "reversed" and (payment.returned or payment.method == "alipay"):
            equal(payment.returned, order["state"] == "returned", payment, order)
    equal(list(booked), [], "the wallet has orders that the register never started")
    return sum(payment.amount for payment in payments if payment.state == "paid")


class Bench:
    """The programs under test, a temporary folder, and the end of everything that was started."""

    def __init__(self, program, sandbox_program):
        self.program, self.sandbox_program = program, sandbox_program
        self.temporary = tempfile.TemporaryDirectory(prefix="trivet-register-")
        self.directory = pathlib.Path(self.temporary.name)
        self.lock = threading.Lock()
        self.processes = set()
        self.sandboxes = []
        self.made_template = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in list(self.processes):
            if process.poll() is None:
                process.kill()
                process.wait()
        for sandbox in self.sandboxes:
            if sandbox.process.poll() is None:
                sandbox.process.kill()
                sandbox.process.wait()
        self.temporary.cleanup()

    def sandbox(self, name, *arguments):
        sandbox = Sandbox(self.sandbox_program, self.directory / name, *arguments)
        sandbox.directory.mkdir()
        with self.lock:
            self.sandboxes.append(sandbox)
        return sandbox.start()

    def env(self, more=None):
        """A warning for an operator belongs to the story here; only a critical one is a bug."""
        return {**os.environ, **SANITIZER, "G_DEBUG": "fatal-criticals", **(more or {})}

    def spawn(self, command, env=None):
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.env(env))
        with self.lock:
            self.processes.add(process)
        return process

    def finish(self, process, arguments=(), timeout=None):
        process.stdin = None
        try:
            out, err = process.communicate(timeout=timeout or DEADLINE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise Failure(f"{arguments} did not end\n{out.decode()}\n{err.decode()}")
        finally:
            with self.lock:
                self.processes.discard(process)
        if process.returncode not in (DONE, REFUSED, USAGE, IN_DOUBT, -signal.SIGKILL):
            raise Failure(f"{arguments} ended with {process.returncode}\n{out.decode()}\n{err.decode()}")
        return Run([str(part) for part in arguments], process.returncode, out, err)

    def template(self):
        """A store with the demo restaurant; made once, copied for each till."""
        with self.lock:
            if self.made_template is None:
                data = self.directory / "template"
                done = subprocess.run([self.program, "--data", data, "init", "--demo"], capture_output=True, env=self.env())
                equal(done.returncode, DONE, done)
                equal(sorted(file.name for file in data.iterdir() if file.suffix == ".store"), ["trivet.store"])
                check(not (data / "trivet.store-wal").exists(), "the closed store has a log")
                self.made_template = data / "trivet.store"
            return self.made_template


def get_orders(sandbox, number=None):
    query = f"?number={number}" if number is not None else ""
    return sandbox.ask("GET", "/ledger" + query)[1]["orders"]


def wait_until(condition, what, seconds=60):
    """Asks again until it is so; the pause only spares the processor."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        check(time.monotonic() < end, "waited in vain for", what)
        threading.Event().wait(0.05)


class Tap:
    def __init__(self):
        self.count, self.failed, self.lock = 0, 0, threading.Lock()

    def note(self, *text):
        with self.lock:
            print("#", *text, flush=True)

    def report(self, name, error=None):
        with self.lock:
            self.count += 1
            self.failed += error is not None
            print("not ok" if error is not None else "ok", self.count, "-", name, flush=True)
            for line in (error or "").splitlines():
                print("#", line, flush=True)

    def run(self, name, function, *arguments):
        try:
            function(*arguments)
        except Exception:
            self.report(name, traceback.format_exc())
            return False
        self.report(name)
        return True

    def end(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed or self.count == 0 else 0
