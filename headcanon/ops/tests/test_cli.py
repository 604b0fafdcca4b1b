import pytest

from headcanon import __version__
from headcanon.ops import cli
from headcanon.ops.cli import COMMANDS, main
from headcanon.ops.tests.archives import headcanon, make_archive


def test_help_lists_every_command_and_imports_none(capsys, monkeypatch):
    monkeypatch.setattr(cli, "import_module", None)
    assert main(["--help"]) == main([]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert listed == [command.name for command in COMMANDS] * 2


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_says_what_it_does(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command.name, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: headcanon {command.name} ")


def test_an_unknown_command_is_a_sentence(capsys):
    assert main(["publihs"]) == 2
    assert capsys.readouterr().err == "headcanon: there is no command “publihs”; `headcanon --help` lists them.\n"


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"headcanon {__version__}\n"


def test_ctrl_c_ends_without_a_traceback(monkeypatch):
    monkeypatch.setattr(cli, "dispatch", interrupted)
    assert main(["bench"]) == 130


def interrupted(arguments):
    raise KeyboardInterrupt


class TestManage:
    def test_runs_djangos_commands_on_the_archive(self, tmp_path):
        data = make_archive(tmp_path / "data")
        done = headcanon("manage", "--data", data, "shell", "-v", "0", "-c", WORKS, data=tmp_path / "other")
        assert (done.returncode, done.stdout) == (0, "3\n")

    def test_makes_an_archivist_by_a_link(self, tmp_path):
        data = make_archive(tmp_path / "data", works=False)
        done = headcanon("manage", "createsuperuser", "--address", "https://lamps.example/", data=data)
        assert done.returncode == 0
        assert done.stdout.splitlines()[-1].startswith("https://lamps.example/setup/")

    def test_needs_an_archive(self, tmp_path):
        done = headcanon("manage", "shell", data=tmp_path)
        assert (done.returncode, done.stderr) == (
            1,
            f"headcanon: there is no archive in {tmp_path}. `headcanon up --data {tmp_path}` makes one.\n",
        )


WORKS = "from headcanon.works.models import Work; print(Work.objects.count())"
