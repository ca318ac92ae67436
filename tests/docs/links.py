# SPDX-FileCopyrightText: 2026 Alcyone contributors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does every relative link of every page lead somewhere, is every page of docs/ in
its index, and is the README short? usage: links.py ROOT"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pages import pages_of, split_page

LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
README_LINES = 120  # fewer than


def anchors(page: Path) -> set[str]:
    """What a #fragment may name, as GitHub makes it from headings."""
    prose, _ = split_page(page.read_text())
    headings = (re.sub(r"^#+\s+", "", line) for _, line in prose if re.match(r"#+\s", line))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def problems_of(page: Path, root: Path) -> Iterator[str]:
    prose, _ = split_page(page.read_text())
    for number, line in prose:
        for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
            target, _, fragment = match["target"].partition("#")
            at = f"{page.relative_to(root)}:{number}: {match['target']}: "
            if "://" in target:
                continue
            file = (page.parent / target).resolve() if target else page
            if not file.is_relative_to(root) or not file.exists():
                yield at + "there is no such file here"
            elif fragment and file.suffix == ".md" and fragment not in anchors(file):
                yield at + "there is no such heading"


def unlisted(root: Path) -> Iterator[str]:
    index = root / "docs/README.md"
    targets = (match["target"].partition("#")[0] for match in LINK.finditer(index.read_text()))
    listed = {(index.parent / target).resolve() for target in targets} | {index}
    for page in pages_of(root / "docs"):
        if page not in listed:
            yield f"docs/README.md:1: {page.relative_to(root)} is not in this index"


def main() -> int:
    root = Path(sys.argv[1]).resolve()
    problems = [problem for page in pages_of(root) for problem in problems_of(page, root)]
    problems += unlisted(root)
    length = len((root / "README.md").read_text().splitlines())
    if length >= README_LINES:
        problems.append(f"README.md:{README_LINES}: has {length} lines and is to have fewer than {README_LINES}")
    print("\n".join(problems) or "every link leads somewhere")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
