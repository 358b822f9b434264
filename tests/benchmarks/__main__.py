"""Measures what the project promises about speed and memory: `python -m tests.benchmarks [PART...]`.

The parts: speed, docx, jobs, scan, site.

Prints a line for each figure with what is promised. Needs an otherwise idle machine; nothing here
is part of the test suite, whose result must not depend on the machine's load.
"""

from __future__ import annotations

import sys

from tests.benchmarks import jobs, scan, site, speed

PARTS = {"speed": speed.pdf, "docx": speed.docx, "jobs": jobs.measure, "scan": scan.measure, "site": site.measure}


def main(names: list[str]) -> int:
    """Runs the parts named, all without names; 2 for a name that is none."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for name in names or PARTS:
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
