from django.core.management.base import BaseCommand
from django.urls import reverse

from headcanon.accounts.models import SetupLink


class Command(BaseCommand):
    help = "Print a link that makes an archivist's account, once, within seven days."

    def add_arguments(self, parser):
        parser.add_argument(
            "--address",
            default="http://127.0.0.1:8000",
            help="where the archive answers (default: http://127.0.0.1:8000)",
        )

    def handle(self, *args, **options):
        path = reverse("set-up", args=[SetupLink.make()])
        self.stdout.write(
            "Whoever opens this link first, within seven days, becomes an archivist. If the archive answers "
            "elsewhere, put that address in front:"
        )
        self.stdout.write(options["address"].rstrip("/") + path)
