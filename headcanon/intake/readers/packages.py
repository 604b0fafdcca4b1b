"""Books and documents that are zips of parts: a part at a time, in memory, within bounds."""

import io
import posixpath
import zipfile
from urllib.parse import unquote

from headcanon.intake.readers import archives
from headcanon.intake.readers.sizes import in_mb
from headcanon.intake.readers.unreadable import Unreadable


class Package:
    """The parts of a zip by their names; each is unpacked when it is asked for, so that pictures cost nothing."""

    def __init__(self, data, name):
        self.name = name
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except archives.DAMAGE as error:
            raise Unreadable(f"{name} is damaged: it was cut short or changed. Look for a complete copy.") from error
        files = [each for each in self.zip.infolist() if not each.is_dir()]
        if len(files) > archives.MAX_MEMBERS:
            raise Unreadable(f"{name} holds {len(files)} parts; at most {archives.MAX_MEMBERS} are read from one file.")
        self.parts = {each.filename: each for each in files}
        self.unpacked = 0

    def __contains__(self, part):
        return part in self.parts

    def names(self):
        return list(self.parts)

    def read(self, part):
        """Its bytes. Raises Unreadable if there is no such part, or if it is damaged or built to burst."""
        info = self.parts.get(part)
        if info is None:
            raise Unreadable(f"{self.name} is not whole: {part} is missing in it. Look for a complete copy.")
        label = f"{self.name}: {part}"
        self.unpacked += info.file_size
        if self.unpacked > archives.MAX_UNPACKED:
            raise Unreadable(f"{label} was not read: the file unpacks to more than {in_mb(archives.MAX_UNPACKED)}.")
        content = archives.objection(info, label) or archives.member(self.zip, info, label)
        if isinstance(content, Unreadable):
            raise content
        return content

    def near(self, part, reference):
        """The name of the part that `reference` in `part` (a relative address) leads to; never one outside."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(part), unquote(reference.partition("#")[0])))
        return path.lstrip("/")
