"""Holding works and chapters while they are changed."""


def held(rows):
    """These rows, which nobody else changes until the transaction ends; in one order, so that no two who hold several
    wait for each other.

    Who keeps what is typed does not wait: a row that only points at a held one may be written meanwhile.
    """
    return rows.select_for_update(no_key=True).order_by("pk")
