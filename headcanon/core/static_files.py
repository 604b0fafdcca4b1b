"""How style and script are stored for serving."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Named for their content and kept by browsers for ever; what a script imports is named so as well."""

    support_js_module_import_aggregation = True
