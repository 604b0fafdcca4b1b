"""The reasons that an archive's reports begin with."""

REASONS = (
    "It harasses or attacks somebody",
    "It is spam or an advertisement",
    "It gives away who somebody is",
    "It is copied from somebody else",
    "Its rating or its warnings are wrong",
    "It is against the law, or against the house rules",
    "Something else",
)


def put_in(reason_model):
    reason_model.objects.bulk_create(
        (reason_model(name=name, position=position) for position, name in enumerate(REASONS)), ignore_conflicts=True
    )
