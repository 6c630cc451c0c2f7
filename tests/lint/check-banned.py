#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: no dangerous call, no floating point near money, no left-over, a licence on every file.
Method: read the sources as text, comments and strings taken out where they would mislead.
"""

import pathlib
import re
import subprocess
import sys

BANNED = re.compile(r"\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|strtod|g_strtod|"
                    r"g_ascii_strtod|system|tmpnam|g_print|rand|srand)\s*\(")
MONEY_FOLDERS = ("base", "domain", "payment", "providers", "services", "store", "reports")
FLOATING = re.compile(r"\b(double|float|gdouble|gfloat)\b")
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
PATHS = re.compile(r"(?<![\w.])/(work|root|home)/")
CODE = {".c", ".h", ".cc"}
LICENSED = CODE | {".py", ".sh", ".css", ".ui"}
LONGEST = 700


def without_comments(text):
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    text = re.sub(r"//[^\n]*", "", text)
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)


def check(root, path):
    name = path.relative_to(root)
    text = path.read_text(encoding="utf-8")
    if path.suffix in LICENSED and "SPDX-License-Identifier:" not in text[:600]:
        yield f"{name}: no SPDX line"
    if LEFT_OVER.search(text) and path.name != pathlib.Path(__file__).name:
        yield f"{name}: a left-over note"
    if PATHS.search(text) and path.name != pathlib.Path(__file__).name:
        yield f"{name}: a path of somebody's machine"
    if path.suffix not in CODE:
        return
    lines = without_comments(text).split("\n")
    in_money = name.parts[0] == "src" and name.parts[1] in MONEY_FOLDERS
    for number, line in enumerate(lines, 1):
        if BANNED.search(line):
            yield f"{name}:{number}: banned call: {line.strip()}"
        if in_money and FLOATING.search(line):
            yield f"{name}:{number}: floating point near money"
    if name.parts[0] == "src" and len(lines) > LONGEST:
        yield f"{name}: {len(lines)} lines; look for the second idea"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    listed = subprocess.run(["git", "-c", f"safe.directory={root}", "-C", root, "ls-files"],
                            capture_output=True, text=True, check=True).stdout.split("\n")
    files = [root / name for name in listed
             if name and (root / name).suffix in LICENSED | {".build", ".md"}
             and not name.startswith("tests/fixtures/") and (root / name).exists()]
    problems = [problem for path in files for problem in check(root, path)]
    for problem in problems:
        print(problem)
    print(f"{len(files)} files, {len(problems)} problems")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())
