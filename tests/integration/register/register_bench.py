# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs of this folder share: a real trivet-sandbox, real trivetctl processes, and the
look into what they leave. Both sides' books are compared in register_books.py.
"""

import collections
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
from register_books import Books, Failure, Payment, Refund, check, compare, equal, yuan  # noqa: E402,F401
from sandbox_client import SANITIZER, Sandbox  # noqa: E402

DONE, REFUSED, USAGE, IN_DOUBT = 0, 1, 2, 3
SANITIZED = os.environ.get("TRIVET_SANITIZED") == "1"
# Nothing here may take longer; whatever does hangs.
DEADLINE_S = 400 if SANITIZED else 200
# How many programs work at once; one that slept in so many looks has begun to wait.
AT_WORK, QUIET_LOOKS = (2, 3) if SANITIZED else (4, 2)
# Of a value that a failure prints.
VALUE_CHARS = 3000
# How often something is begun anew that could not connect in the five seconds the register allows.
TRIES = 8


class Run:
    """One run of trivetctl that ended."""

    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    def __repr__(self):
        return f"<trivetctl {' '.join(self.arguments)}: {say_end(self.code)}\n{self.text}\n{self.message}>"

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

    @property
    def unreached(self):
        """This machine was too busy for the handshake: nothing was sent, and the register knows it."""
        return '"state":"unsent"' in self.text and '"reason":"unreachable"' in self.text


class Process(subprocess.Popen):
    """A trivetctl that was started. Its words for people go into a file: they can be told while it is
    still running, and after a test stumbled over what it left."""

    def __init__(self, command, env, **options):
        self.file, self.words = tempfile.TemporaryFile(), None
        super().__init__(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.file, env=env, **options)

    def __repr__(self):
        return f"<{' '.join(map(str, self.args))}: {say_end(self.poll())}\n{self.read_words().decode(errors='replace')}>"

    def read_words(self):
        """When it has ended the file is closed: there are many of them."""
        if self.words is not None:
            return self.words
        words = os.pread(self.file.fileno(), 1 << 24, 0)
        if self.returncode is not None:
            self.words = words
            self.file.close()
        return words


def is_waiting(pid):
    """Whether no thread of it wants a processor."""
    try:
        stats = [file.read_text() for file in pathlib.Path(f"/proc/{pid}/task").glob("*/stat")]
    except OSError:
        return True  # it ends just now
    return all(stat.rpartition(")")[2].split()[0] == "S" for stat in stats)


def say_end(status):
    """A status as a person says it: a crash by the name of its signal."""
    if status is None:
        return "still running"
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit {status}"


class Till:
    """One data folder, worked with trivetctl."""

    def __init__(self, bench, name, providers=None):
        self.bench = bench
        self.data = bench.directory / "tills" / name
        self.providers = providers
        self.latest = collections.deque(maxlen=3)
        self.data.mkdir(parents=True)
        shutil.copy(bench.template(), self.data / "trivet.store")

    def __repr__(self):
        return f"<{self.data} {' '.join(map(repr, self.latest))}>"

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
        self.latest.append(process)
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

    def pay_surely(self, fen, sandbox, wallet):
        """A payment that is there for what comes after it."""
        for _ in range(TRIES):
            run = self.pay(fen, sandbox.code(wallet))
            if not run.unreached:
                break
        equal(run.code, DONE, run)

    def show(self, fen, *wallet, patience=60, env=None):
        """A running trivetctl that shows codes; read them with read_shown()."""
        more = ["--wallet", *wallet] if wallet else []
        return self.start("pay", "--amount", yuan(fen), "--show-code", *more, patience=patience, env=env)

    def refund(self, payment_id, fen, patience=None, env=None):
        return self.run("refund", payment_id, "--amount", yuan(fen), patience=patience, env=env)

    def facts(self):
        done = self.run("journal", "export")
        equal(done.code, DONE, done)
        return done.lines

    def books(self):
        return Books(self.facts())

    def payments(self):
        return list(self.books().payments.values())

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

    def query(self, sql):
        """Rows of the store as it lies on the disk now, read from a copy."""
        with tempfile.TemporaryDirectory() as copy:
            for file in self.data.glob("trivet.store*"):
                shutil.copy(file, copy)
            database = sqlite3.connect(pathlib.Path(copy) / "trivet.store")
            try:
                return database.execute(sql).fetchall()
            finally:
                database.close()

    def last_payment(self):
        rows = self.query("SELECT body FROM fact WHERE type = 'payment-started' ORDER BY sequence DESC LIMIT 1")
        return json.loads(rows[0][0])["payment"]

    def last_state(self, refund=False):
        """The newest payment's (or refund's) state on the disk as it lies there now, or "nothing"."""
        kind, states = ("refund", Refund.STATES) if refund else ("payment", Payment.STATES)
        last, state = None, "nothing"
        for name, body in self.query(f"SELECT type, body FROM fact WHERE type LIKE '{kind}-%' ORDER BY sequence"):
            about = json.loads(body)[kind]
            if name == f"{kind}-started":
                last = about
            if about == last:
                state = states.get(name, state)
        return state

    def paid(self):
        """Ids and amounts of the payments that are paid, as the disk says now."""
        return self.query("SELECT payment_id, amount_minor FROM state_payment WHERE state = 'paid' AND provider_id <> ''")

    def check_whole(self):
        """The chain verifies, and state tables and accounts are what the facts say."""
        done = self.run("journal", "verify")
        equal((done.code, done.lines[0]["whole"]), (DONE, True), done)
        before = self.dump_state()
        done = self.run("journal", "rebuild")
        equal(done.code, DONE, done)
        equal(self.dump_state(), before, "rebuild changed the state tables of", self.data)
        self.books().check_accounts(dict(before["state_account"]))

    def resume(self, patience=100, times=3):
        for _ in range(times):
            done = self.run("resume", patience=patience)
            if done.code == DONE:
                break
        equal(done.code, DONE, done)
        return done


class Bench:
    """The programs under test, a temporary folder, and the end of everything that was started."""

    def __init__(self, program, sandbox_program):
        self.program, self.sandbox_program = program, sandbox_program
        self.temporary = tempfile.TemporaryDirectory(prefix="trivet-register-")
        self.directory = pathlib.Path(self.temporary.name)
        self.lock, self.gate = threading.Lock(), threading.Semaphore(AT_WORK)
        self.processes = set()
        self.sandboxes = []
        self.made_template = self.made_keys = None

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

    def sandbox(self, name, *arguments, own_keys=False):
        sandbox = Sandbox(self.sandbox_program, self.directory / name, *arguments)
        if own_keys:
            sandbox.directory.mkdir()
        else:
            shutil.copytree(self.keys(), sandbox.directory)
        with self.lock:
            self.sandboxes.append(sandbox)
        return sandbox.start()

    def keys(self):
        """The folder of a sandbox without any books; to make its keys takes seconds, to copy them nothing."""
        with self.lock:
            if self.made_keys is None:
                first = Sandbox(self.sandbox_program, self.directory / "keys")
                first.directory.mkdir()
                equal(first.start().stop(), 0, first)
                self.made_keys = first.directory
            return self.made_keys

    def env(self, more=None):
        """A warning for an operator belongs to the story here; only a critical one is a bug."""
        return {**os.environ, **SANITIZER, "G_DEBUG": "fatal-criticals", **(more or {})}

    def spawn(self, command, env=None, **options):
        """Only a few are at work at once: a crowd of them would be a test of this machine."""
        self.gate.acquire()
        process = Process(command, self.env(env), **options)
        threading.Thread(target=self.leave_gate, args=(process,), daemon=True).start()
        with self.lock:
            self.processes.add(process)
        return process

    def leave_gate(self, process):
        """The next one may start when this one waits, or has ended."""
        quiet = 0
        while quiet < QUIET_LOOKS and process.poll() is None:
            threading.Event().wait(0.05)
            quiet = quiet + 1 if is_waiting(process.pid) else 0
        self.gate.release()

    def finish(self, process, arguments=(), timeout=None):
        process.stdin = None
        try:
            out, _ = process.communicate(timeout=timeout or DEADLINE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate()
            raise Failure(f"did not end: {process}\n{out.decode()}")
        finally:
            with self.lock:
                self.processes.discard(process)
        if process.returncode not in (DONE, REFUSED, USAGE, IN_DOUBT, -signal.SIGKILL):
            raise Failure(f"{process}\n{out.decode()}")
        return Run([str(part) for part in arguments], process.returncode, out, process.read_words())

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


def read_shown(process, kept=None):
    """The next code that is printed, or None when the program ends; what was read goes into @kept."""
    for line in process.stdout:
        if kept is not None:
            kept.append(line)
        value = json.loads(line)
        if "show" in value:
            return value
    return None


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


def explain(error):
    """Where it happened and what was at hand there: what each program said and how it ended. A list of
    facts has no end, so each value is cut."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    for frame in told.stack:
        frame.locals = {name: value[:VALUE_CHARS] for name, value in (frame.locals or {}).items()
                        if not value.startswith(("<function", "<class", "<module"))}
    return "".join(told.format())


class Tap:
    """Reasons go to standard error: of a TAP program that failed meson prints nothing else."""

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
            if error is not None:
                print(f"{name}: {explain(error)}", file=sys.stderr, flush=True)

    def run(self, name, function, *arguments):
        try:
            function(*arguments)
        except Exception as error:
            self.report(name, error)
            return False
        self.report(name)
        return True

    def end(self):
        print(f"1..{self.count}", flush=True)
        return 1 if self.failed or self.count == 0 else 0
