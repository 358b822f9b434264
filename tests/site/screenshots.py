"""Pictures of every page at both widths, of a site made from the corpus: `python -m tests.site.screenshots docs/`."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tests.serving import served
from tests.site.addresses import filled
from tests.site.browsing import WIDTHS, Visitor, opened, visitor
from tests.site.conftest import NOTICES, ROOT

MOST_BYTES = 150_000
"""No picture is larger than this."""
_HEIGHTS = {"desktop": 900, "phone": 800}
# Names of pictures, each with the pattern of its address and a sample.
SHOTS: tuple[tuple[str, str, str], ...] = (
    ("home", "/", ""),
    ("search", "/search?q=%E9%A3%9F%E5%A0%82", ""),
    ("suppliers", "/suppliers", ""),
    ("supplier", "/suppliers/{id}", "of most lists"),
    ("compare", "/compare", ""),
    ("notices", "/notices", ""),
    ("notice", "/notices/{id}", "read from pdf"),
    ("places", "/places/{adcode}", "province"),
    ("calendar", "/calendar", ""),
    ("about", "/about", ""),
    ("api", "/api", ""),
    ("table", "/registry/terms?_size=10", ""),
)


def taken(someone: Visitor, address: str) -> bytes:
    """The window of someone who looks at an address, as a WebP picture of at most MOST_BYTES."""
    someone.at(address)
    if "/notices/" in address:
        someone.page.locator("a.quote").first.click()
        someone.page.wait_for_timeout(1500)
    picture = Image.open(io.BytesIO(someone.page.screenshot()))
    for quality in (75, 60, 45):
        kept = io.BytesIO()
        picture.save(kept, "WEBP", quality=quality, method=6)
        if kept.tell() <= MOST_BYTES:
            break
    return kept.getvalue()


@contextmanager
def _registry(given: str | None) -> Iterator[Path]:
    """The registry that is named, or one made from the corpus."""
    if given:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.db"
        subprocess.run([str(NOTICES), "ingest", str(ROOT / "corpus"), "--registry", str(path)], check=True)
        yield path


def main(folder: str = "docs", registry: str | None = None) -> None:
    """Writes `site-NAME-WIDTH.webp` for every page into a folder; pictures of pages that are gone are removed."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("error: Chromium is missing; install the package chromium")
    for old in out.glob("site-*.webp"):
        old.unlink()
    with _registry(registry) as path, served(path) as site, opened(chromium) as browser:
        for width in WIDTHS:
            with visitor(browser, site, width) as someone:
                someone.page.set_viewport_size({"width": WIDTHS[width], "height": _HEIGHTS[width]})
                for name, pattern, sample in SHOTS:
                    address = filled(pattern, sample, path)
                    if address is None:
                        print(f"nothing to show at {pattern}", file=sys.stderr)
                        continue
                    picture = taken(someone, address)
                    (out / f"site-{name}-{width}.webp").write_bytes(picture)
                    print(f"site-{name}-{width}.webp  {len(picture) // 1000} kB  {address}")


if __name__ == "__main__":
    main(*sys.argv[1:])
