"""What the process does that indexes a large fill. It begins with nothing, so nothing of Django stands at the top."""

from headcanon.ops.archive import open_archive


def index_what_comes(data, folder, ids):
    """Lists of stories, until one is empty."""
    open_archive(data)
    from headcanon.discovery.index.keeping import open_engine, write_into

    engine = open_engine(folder)
    while work_ids := ids.get():
        write_into(engine, work_ids)
    engine.commit()
