"""The ceiling: a bare Django view that returns the bytes of a file, on the server and with the threads of `up`.

python -m headcanon.ops.bench.bare FILE PORT
"""

import sys
from pathlib import Path


def application_for(file):
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import re_path

    page = Path(file).read_bytes()
    addresses = type(sys)("headcanon_bench_addresses")
    addresses.urlpatterns = [re_path("", lambda request: HttpResponse(page, headers={"Content-Length": len(page)}))]
    settings.configure(ALLOWED_HOSTS=["*"], MIDDLEWARE=[], ROOT_URLCONF=addresses, SECRET_KEY="of no use to anybody")
    django.setup()
    return get_wsgi_application()


def serve(file, port):
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from headcanon.ops.serving import THREADS

    Granian(
        file,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        backpressure=128,
        log_level=LogLevels.error,
    ).serve(target_loader=application_for)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
