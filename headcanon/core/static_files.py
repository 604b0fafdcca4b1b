"""How style and script are stored for serving."""

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Named for their content and kept by browsers for ever; what a script imports is named so as well. Pressed by gzip
    alone: Brotli, where it happens to be installed, would make a new archive wait more than a second."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **kwargs):
        return Compressor(use_brotli=False, **kwargs)
