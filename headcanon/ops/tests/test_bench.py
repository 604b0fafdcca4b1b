"""The measuring itself: that it counts what it says, notices a wrong answer, and says whether a goal was met."""

import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from headcanon.manuscript.words import count_words
from headcanon.ops.bench.figures import Figure, percentile
from headcanon.ops.bench.load import Reader, Wrong, load
from headcanon.ops.bench.servers import PROGRAM
from headcanon.ops.bench.text import file_of, story_of

PAGE = b"<p>a lamp</p>" * 9000  # comes in several pieces


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.cookies.add(self.headers.get("Cookie", ""))
        self.server.paths.append(self.path)
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.cookies, server.paths, server.daemon_threads = set(), [], True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_page_is_read_whole_again_and_again_on_one_connection(site):
    reader = Reader(*site.server_address, cookie="sessionid=rae")
    assert [reader.get("/") > len(PAGE) for _ in range(3)] == [True, True, True]
    assert site.cookies == {"sessionid=rae"}


def test_an_answer_that_is_no_page_is_not_counted(site):
    with pytest.raises(Wrong, match="404"):
        load(*site.server_address, "/missing", seconds=0.1)


def test_load_counts_requests_a_second(site):
    assert load(*site.server_address, "/", seconds=0.2) > 1


def test_a_star_in_the_path_makes_each_request_another(site):
    load(*site.server_address, "/lamp?anew=*", seconds=0.2)
    asked = [path for path in site.paths if "*" not in path]
    assert len(asked) > 1
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("value", "goal", "verdict"),
    [
        (5, {"at_most": 6}, "holds"),
        (7, {"at_most": 6}, "missed"),
        (0, {"at_most": 1}, "holds"),
        (0.9, {"at_least": 0.8}, "holds"),
        (0.7, {"at_least": 0.8}, "missed"),
        (0.7, {}, ""),
    ],
)
def test_a_figure_says_whether_its_goal_was_met(value, goal, verdict):
    assert verdict in Figure("queries", value, str(value), **goal).verdict
    assert bool(Figure("queries", value, str(value), **goal).verdict) == bool(verdict)


def test_the_99th_percentile_is_what_99_of_100_do_not_exceed():
    assert percentile(range(1, 101), 0.99) == 99
    assert percentile(range(1, 1001), 0.99) == 990
    assert percentile([3], 0.99) == 3


def test_stories_to_measure_with_are_as_long_as_asked_for_and_the_same_every_time():
    assert 2_500 <= count_words(story_of(2_500)) < 2_700
    assert file_of(900, chapters=3) == file_of(900, chapters=3)
    assert file_of(900, seed=1) != file_of(900, seed=2)


@pytest.mark.prove
def test_the_quick_bench_measures_everything_and_leaves_nothing(tmp_path):
    surroundings = {**os.environ, "TMPDIR": str(tmp_path)}
    run = subprocess.run([*PROGRAM, "bench", "--quick"], capture_output=True, text=True, env=surroundings)
    assert run.returncode == 0, run.stderr
    titles = ("Commands, whole process", "a bare Django view", "asks of the database", "Intake", "grows", "reviews to")
    assert [title for title in titles if title not in run.stdout] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.prove
def test_the_quick_bench_of_the_search_measures_it_and_leaves_nothing(tmp_path):
    surroundings = {**os.environ, "TMPDIR": str(tmp_path)}
    run = subprocess.run([*PROGRAM, "bench", "search", "--quick"], capture_output=True, text=True, env=surroundings)
    assert run.returncode == 0, run.stderr
    told = ("Search in", "popular fandom", "without two tags", "two words of text", "everything", "completing a name")
    assert [words for words in told if words not in run.stdout] == []
    assert list(tmp_path.glob("headcanon-bench-*")) == []
