"""Hours of hostile HTML through `clean`, by parsers and in Chromium: slow, so part of `make prove`.

HEADCANON_PROVE_SECONDS says how long each test may take; HEADCANON_PROVE_SEED repeats a run.
"""

import os
import random
import re
import time

import pytest
from hypothesis import HealthCheck, given, seed, settings

from headcanon.manuscript.clean import clean
from headcanon.manuscript.tests import test_clean
from headcanon.manuscript.tests.hostile import VECTORS, hostile_html, hostile_page

SECONDS = float(os.environ.get("HEADCANON_PROVE_SECONDS", "60"))
SEED = int(os.environ.get("HEADCANON_PROVE_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
STRICT = "default-src 'none'; img-src 'self'"  # as the archive's own pages have it
OWN_PICTURE = re.compile(r"http://archive\.test/works/\d+/pictures/\d+")
TEXTS_PER_PAGE = 200

# Runs before anything of the page, also where the policy forbids all scripts of the page.
WATCH = """
window.acts = [];
for (const name of ["pwned", "alert", "confirm", "prompt", "open"]) window[name] = () => window.acts.push(name);
document.addEventListener("securitypolicyviolation", event => window.acts.push(event.violatedDirective));
"""
WALK = """
(rules) => {
  const found = [...window.acts];
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      const name = element.localName;
      const isHtml = element.namespaceURI === "http://www.w3.org/1999/xhtml";
      if (!isHtml || !(name in rules)) { found.push("<" + name + ">"); continue; }
      for (const {name: attribute} of element.attributes)
        if (!rules[name].includes(attribute)) found.push("<" + name + " " + attribute + ">");
      if (name === "a" && !["http:", "https:", "mailto:"].includes(element.protocol)) found.push(element.href);
    }
  };
  const cases = [...document.body.children];
  for (const each of cases) {
    if (each.localName !== "section") found.push("outside: " + each.localName);
    walk(each);
    const again = document.createElement("section");  // an editor reads and writes it this way
    again.innerHTML = each.innerHTML;
    if (again.innerHTML !== each.innerHTML) found.push("changes when written again: " + each.innerHTML);
    walk(again);
  }
  return {found: [...found, ...window.acts], cases: cases.length};
}
"""
RULES = {tag: list(test_clean.ATTRIBUTES.get(tag, ())) for tag in (*test_clean.MAY_HOLD, "img", "hr")}


def load(browser, body, policy):
    """What a page with this body did, as a list that should be empty, and how many elements its body has."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
    page = browser.new_page()
    page.set_default_timeout(120_000)  # a busy machine is no failure
    acts = []
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (acts.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: None if is_expected(request.url) else acts.append(request.url))
    page.route("**/*", lambda route: route.fulfill(body=f"<!doctype html><meta charset=utf-8>{meta}<body>{body}",
                                                   content_type="text/html"))  # fmt: skip
    page.goto("http://archive.test/")
    result = page.evaluate(WALK, RULES)
    page.close()
    return acts + result["found"], result["cases"]


def is_expected(address):
    """The page itself, and what it may show: a story's own pictures."""
    return address == "http://archive.test/" or OWN_PICTURE.fullmatch(address)


def sections(texts):
    return "".join(f"<section>{text}</section>" for text in texts)


@pytest.mark.prove
@pytest.mark.parametrize("vector", ["<img src=x onerror=pwned(1)>", "<script>pwned(1)</script>"])
def test_the_browser_would_tell_if_something_acted(browser, vector):
    assert "pwned" in load(browser, sections([vector]), policy=None)[0]
    assert load(browser, sections([vector]), policy=STRICT)[0]


@pytest.mark.prove
@pytest.mark.parametrize("address", ["http://elsewhere.test/works/1/pictures/2", "/works/1/pictures/2/../../3", "/x"])
def test_the_browser_would_tell_of_a_picture_that_is_not_the_archives(browser, address):
    for policy in (None, STRICT):
        assert load(browser, sections([f'<img src="{address}" alt="A lamp">']), policy)[0]


@pytest.mark.prove
@pytest.mark.parametrize("policy", [None, STRICT], ids=["no policy", "strict policy"])
def test_nothing_cleaned_ever_acts_in_a_browser(browser, policy):
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    texts = [clean(vector) for vector in VECTORS]
    ends, pages = time.monotonic() + SECONDS, 0
    while pages == 0 or time.monotonic() < ends:
        assert load(browser, sections(texts), policy) == ([], len(texts))
        pages += 1
        texts = [clean(hostile_page(chance)) for _ in range(TEXTS_PER_PAGE)]
    print(f"{pages} pages of up to {TEXTS_PER_PAGE} texts")


@pytest.mark.prove
@pytest.mark.parametrize(
    "promise",
    [
        test_clean.test_every_letter_that_a_browser_shows_is_kept,
        test_clean.test_cleaned_text_is_well_formed_closed_and_stays_as_it_is,
        test_clean.test_the_gate_finds_nothing_left_to_do,
    ],
    ids=lambda promise: promise.__name__,
)
def test_a_promise_of_clean_holds_for_long(promise):
    print(f"seed {SEED}")
    ends, rounds = time.monotonic() + SECONDS, 0
    while rounds == 0 or time.monotonic() < ends:
        check = given(hostile_html)(promise.hypothesis.inner_test)
        check = settings(max_examples=1000, deadline=None, database=None, suppress_health_check=list(HealthCheck))(
            check
        )
        seed(SEED + rounds)(check)()
        rounds += 1
    print(f"{rounds} times 1000 examples")
