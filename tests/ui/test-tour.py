#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Trivet authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goal: every page of the register can be reached, and on none of them words are cut off, hard to read or
in another language, targets are too small for a finger, controls have no name or something lies outside
the window. Method: one of the eight sets of the tour, the narrow screen in Chinese and dark; a test for
each page.

  test-tour.py BUILD-FOLDER OUTPUT-FOLDER
"""

import json
import os
import pathlib
import subprocess
import sys

SET = ("1024x768", "dark-zh")


def main():
    build, output = sys.argv[1:3]
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    said = os.fdopen(int(os.environ["TRIVET_TAP_FD"]), "w", encoding="utf-8") if "TRIVET_TAP_FD" in os.environ else sys.stdout
    folder = pathlib.Path(output) / "-".join(SET)
    # What an earlier run left is no page of this one.
    for left in [folder / "summary.json", *folder.glob("*.png")]:
        left.unlink(missing_ok=True)
    subprocess.run([sys.executable, root / "build-aux" / "demo-tour", "visit", build, output, *SET], check=False)
    if not (folder / "summary.json").exists():
        print("Bail out! The tour came to an end", file=said, flush=True)
        return 1
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    print(f"1..{summary['pages']}", file=said)
    for number, picture in enumerate(sorted(folder.glob("*.png")), 1):
        faults = summary["faults"].get(picture.stem, [])
        for fault in faults:
            print(f"{picture.stem}: {fault}", file=sys.stderr)
        print(f"{'not ok' if faults else 'ok'} {number} - {picture.stem}", file=said)
    said.flush()
    return 1 if summary["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
