"""Take the pictures of docs/tutorial.md from a desk that really runs.

    python tools/tutorial_pictures.py                       # makes the demo project, some minutes
    python tools/tutorial_pictures.py --demo /tmp/demo.rptd  # works on a copy of one that is there

Developers run this; users never do. It makes the project of ``tools/demo_project.py`` in a folder
of its own, serves it with ``reportedly desk``, does in Chromium what the tutorial tells, and writes
docs/pictures/*.png. Where something is not on the page it stops, says what it looked for, and
leaves a picture of what was there instead. Texts and people are invented.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Error, Page, sync_playwright
from small_png import shrink

from reportedly.records.claim import Claim
from reportedly.review.adjudication import record_of
from reportedly.store import Project

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"
WIDTH: Final = 1280
HEIGHT: Final = 720
MOST_BYTES: Final = 150_000
START_SECONDS: Final = 180
PATIENCE_MS: Final = 120_000
PASSWORD: Final = "correct horse battery"
#: Documents of the story that the tutorial follows, by the end of their address.
STORY: Final = ("t07", "t08", "t09")
HOSPITAL: Final = "Bankass ambush: hospital puts the dead at 11"
ARGUMENTS: Final = (
    # The map is drawn without a graphics card; nothing is asked of the network.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: What a person does not write: the program makes it.
MACHINES: Final = ("claim_id", "produced_by", "score", "review", "relations")
#: Where words stand on the page: left, middle of the line, width.
FIND_WORDS: Final = """words => {
  const walker = document.createTreeWalker(
    document.querySelector('.column'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const start = node.textContent.indexOf(words);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + words.length);
    const box = range.getBoundingClientRect();
    return [box.x, box.y + box.height / 2, box.width];
  }
  return null;
}"""


def main() -> None:
    """Make the project, serve it twice (alone, with accounts) and take all pictures."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--demo", type=Path, help="a project of tools/demo_project.py")
    asked.add_argument("--port", type=int, default=8811)
    asked.add_argument("--only", choices=("alone", "together"), help="half of the pictures")
    given = asked.parse_args()
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tutorial-") as folder, chromium() as browser:
        project = Path(folder) / "demo.rptd"
        make(project, given.demo)
        url = f"http://127.0.0.1:{given.port}"
        if given.only != "together":
            with serve(project, given.port, "--as", "Ada"):
                play(browser, url, ALONE)
        if given.only != "alone":
            code_twice(project)
            with serve(project, given.port, "--accounts"):
                play(browser, url, TOGETHER)


def make(project: Path, demo: Path | None) -> None:
    """Make the demo project, or copy the one that is there."""
    if demo:
        shutil.copy(demo, project)
        return
    tool = ROOT / "tools" / "demo_project.py"
    subprocess.run([sys.executable, str(tool), str(project)], check=True)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("no Chromium on this machine: install the package chromium")
    # Chromium's own sandbox does not start for the root user.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *root])
        yield browser
        browser.close()


@contextlib.contextmanager
def serve(project: Path, port: int, *options: str) -> Iterator[None]:
    """Serve the project as a person would, and wait until it answers."""
    command = [sys.executable, "-m", "reportedly", "desk", str(project), "--no-browser"]
    desk = subprocess.Popen([*command, "--port", str(port), *options])
    try:
        until = time.monotonic() + START_SECONDS
        while not answers(f"http://127.0.0.1:{port}/api/session"):
            if desk.poll() is not None:
                sys.exit("the desk ended; what it said stands above")
            if time.monotonic() > until:
                sys.exit(f"the desk did not answer within {START_SECONDS} s")
            time.sleep(0.5)
        yield
    finally:
        desk.terminate()
        desk.wait(timeout=60)


def answers(url: str) -> bool:
    """Whether something answers there."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def play(browser: Browser, url: str, scenes: tuple[Callable[[Page, str], None], ...]) -> None:
    """Go through the scenes in one window."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme="light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    for scene in scenes:
        try:
            scene(page, url)
        except Error as error:
            left = Path(tempfile.gettempdir()) / "tutorial-failed.png"
            page.screenshot(path=left)
            sys.exit(f"{scene.__name__}: {error}\nThe page {page.url} looked like {left}")
    context.close()


def take(page: Page, name: str) -> None:
    """Write one picture, without messages and pointer; it must stay small."""
    for message in page.get_by_role("status").get_by_role("button", name="Close").all():
        message.click()
    page.mouse.move(1, 1)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    shrink(path)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size} bytes")
    if size > MOST_BYTES:
        sys.exit(f"{path}: {size} bytes, more than {MOST_BYTES}")


def show(page: Page, url: str, link: str) -> None:
    """Open a view and wait for its heading."""
    page.goto(f"{url}/{link}")
    page.get_by_role("heading", level=1).wait_for()


def documents(page: Page, url: str) -> None:
    """All documents, those with most to review first."""
    show(page, url, "#/documents")
    page.get_by_role("table").get_by_role("link").first.wait_for()
    take(page, "documents")


def reading(page: Page, url: str) -> None:
    """A document with the claim that needs a look most."""
    show(page, url, "#/documents?words=Bankass")
    page.get_by_role("link", name=HOSPITAL).click()
    page.locator("article[aria-current]").wait_for()
    take(page, "reading")


def correcting(page: Page, url: str) -> None:
    """Where the traders were taken: not where they were freed."""
    del url  # goes on where the reading ended
    page.locator(".m.trigger", has_text="abducted").click()
    page.locator("article[aria-current]", has_text="abducted").wait_for()
    page.keyboard.press("e")
    page.keyboard.press("p")
    page.locator(".picked").wait_for()
    select(page, "Bankass")
    take(page, "correcting")
    page.keyboard.press("Enter")
    page.get_by_role("option", name="Mopti").first.click()
    page.keyboard.press("Control+Enter")
    said(page, "Corrected")
    page.locator("article[aria-current]").get_by_text("Corrected: places").wait_for()


def select(page: Page, words: str) -> None:
    """Select words of the text with the mouse."""
    box = page.evaluate(FIND_WORDS, words)
    if box is None:
        raise Error(f"“{words}” is not in the text")
    left, middle, width = box
    page.mouse.move(left + 5, middle)
    page.mouse.down()
    page.mouse.move(left + width - 5, middle, steps=4)
    page.mouse.up()
    page.locator(".picked bdi", has_text=words).wait_for()


def said(page: Page, words: str) -> None:
    """Wait until the desk says that it is done."""
    page.get_by_role("status").filter(has_text=words).first.wait_for()


def taking_back(page: Page, url: str) -> None:
    """Undo and do it again; the log keeps all."""
    del url
    page.keyboard.press("u")
    said(page, "Taken back")
    page.keyboard.press("Control+Shift+Z")
    said(page, "Corrected")


def events(page: Page, url: str) -> None:
    """The events in Mali in table, map and timeline."""
    show(page, url, "#/events?country=MLI")
    page.get_by_role("grid", name="Events").get_by_role("row").nth(1).wait_for()
    page.locator(".canvas[data-drawn]").wait_for()
    page.wait_for_timeout(2000)
    take(page, "events")


def event(page: Page, url: str) -> None:
    """One event of which the voices tell different numbers."""
    show(page, url, "#/events?country=MLI&contested=true&place=Bankass&view=table")
    page.get_by_role("grid", name="Events").get_by_role("row", name="Bankass").first.click()
    page.get_by_role("heading", name="Where they differ").wait_for()
    take(page, "event")


def export(page: Page, url: str) -> None:
    """A table of the claims in Mali."""
    show(page, url, "#/export?country=MLI")
    page.get_by_role("radio", name="Table of claims").check()
    page.get_by_role("button", name="Make the file").click()
    page.get_by_role("link", name="Download").first.wait_for()
    said(page, "ready")
    take(page, "export")


def adjudicating(page: Page, url: str) -> None:
    """Where two coders differ."""
    page.goto(url)
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("navigation", name="Views of the desk").wait_for()
    show(page, url, "#/adjudication")
    page.get_by_role("link", name=HOSPITAL).click()
    page.get_by_role("button", name="abducted").click()
    page.locator("#pairing").get_by_role("radio").first.wait_for()
    page.keyboard.press("A")
    take(page, "adjudication")


def agreement(page: Page, url: str) -> None:
    """How well the coders agree, by field."""
    show(page, url, "#/agreement")
    page.get_by_role("rowheader").first.wait_for()
    take(page, "agreement")


ALONE: Final = (documents, reading, correcting, taking_back, events, event, export)
TOGETHER: Final = (adjudicating, agreement)


def code_twice(path: Path) -> None:
    """Let two coders hand in the documents of the story, as if each had coded them blind."""
    with Project.open(str(path)) as project:
        project.add_account("Ada", "owner", PASSWORD)
        coders = [project.add_account(name, "coder", PASSWORD) for name in ("Ben", "Cleo")]
        for document in project.documents():
            if not (document.uri or "").endswith(STORY):
                continue
            claims = [state.claim for state in project.claim_states(document.id)]
            given = project.assign([document.id], [one.id for one in coders], who="Ada")
            for assignment in given:
                write = cleo if assignment.coder_name == "Cleo" else ben
                for record in filter(None, (write(claim) for claim in claims)):
                    project.code(assignment.id, "put", who=assignment.coder_name, record=record)
                project.finish(assignment.id, who=assignment.coder_name)


def ben(claim: Claim) -> dict[str, Any]:
    """Write what the project holds, corrections and all."""
    return {name: value for name, value in record_of(claim).items() if name not in MACHINES}


def cleo(claim: Claim) -> dict[str, Any] | None:
    """See it otherwise here and there, as a second person does."""
    record = ben(claim)
    words = claim.trigger.text
    if words in {"raid", "demanded the resignation", "hunted down"}:
        return None
    if words == "abducted":
        return record | {"places": [], "time": None}
    if words in {"attacked", "ambush"} and claim.status in {"negated", "denied"}:
        return record | {"status": "denied" if claim.status == "negated" else "negated"}
    if words in {"neutralised", "ran"}:
        return record | {"recipients": []}
    return record


if __name__ == "__main__":
    main()
