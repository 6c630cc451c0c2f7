#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: nobody includes what his layer may not see. Method: read every #include below src/.

Core folders include lower core numbers and themselves; edge folders include core 0 to 2 and what
is listed; only app may include everything. System headers that belong to one adapter are allowed
in that adapter alone.
"""

import pathlib
import re
import sys

CORE = {"base": 0, "domain": 1, "device": 1, "payment": 2, "reports": 2, "services": 3, "ui": 4}
# Edge folders: which other edge folders each may include.
EDGE = {
    "crypto": set(),
    "net": {"crypto"},
    "links": set(),
    "providers": {"crypto", "net"},
    "readers": set(),
    "scanners": set(),
    "printers": set(),
    "store": set(),
    "sandbox": {"crypto"},
    "training": {"net"},
}
# The highest core number an edge folder may include, where it is not 2.
EDGE_CORE = {"sandbox": 0, "crypto": 0, "training": 3}
SYSTEM = {
    "sqlite3.h": {"store"},
    "zbar.h": {"scanners"},
    "gst/": {"scanners", "app"},
    "nfc/": {"readers"},
    "libsoup/": {"net", "sandbox"},
    "openssl/": {"crypto", "sandbox"},
    "gtk/": {"ui", "app"},
    "adwaita.h": {"ui", "app"},
    "qrencode.h": {"printers", "ui"},
    "pango/": {"printers", "ui"},
    "archive": {"providers", "sandbox"},
    "cairo": {"printers", "ui"},
    "unicode/": {"domain"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def folder_of(src, path):
    return path.relative_to(src).parts[0]


def allowed(me, other, me_adapter, other_adapter):
    if me == "app":
        return True
    if me == other:
        # Adapters beside each other (alipay, wechatpay) are strangers.
        return me not in ("providers", "readers", "scanners", "printers") or me_adapter == other_adapter
    if me in CORE:
        return other in CORE and CORE[other] < CORE[me]
    if other in CORE:
        return CORE[other] <= EDGE_CORE.get(me, 2)
    return other in EDGE.get(me, set())


def main():
    src = pathlib.Path(sys.argv[1]) / "src"
    headers = {}
    problems = []
    for path in sorted(src.rglob("*.h")):
        if path.name in headers:
            problems.append(f"{path.name}: two headers of that name")
        headers[path.name] = path
    files = sorted([*src.rglob("*.c"), *src.rglob("*.h")])
    for path in files:
        me = folder_of(src, path)
        if me not in CORE and me not in EDGE and me != "app":
            problems.append(f"{path.relative_to(src)}: the folder {me} has no layer")
            continue
        for kind, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            where = f"{path.relative_to(src)} includes {name}"
            if kind == '"' and name in headers:
                other = headers[name]
                if not allowed(me, folder_of(src, other), path.parent.name, other.parent.name):
                    problems.append(f"{where}: {me} may not see {folder_of(src, other)}")
                if name.endswith("-private.h") and other.parent != path.parent:
                    problems.append(f"{where}: private to {other.parent.relative_to(src)}")
            elif kind == '"' and "/" in name:
                problems.append(f"{where}: headers are included by their plain name")
            for prefix, owners in SYSTEM.items():
                if kind == "<" and name.startswith(prefix) and me not in owners:
                    problems.append(f"{where}: only {', '.join(sorted(owners))} may")
    for problem in problems:
        print(problem)
    print(f"{len(files)} files, {len(problems)} problems")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())
