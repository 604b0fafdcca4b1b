"""Where a page offers to report what it shows: to everybody but those whom it is by."""


def works_of_others(works, viewer):
    return {work.pk: True for work in works if not work.is_by(viewer)}


def reviews_of_others(reviews, viewer):
    return {
        review.pk: True for review in reviews if is_by_another(review, viewer) and review.state != review.State.GONE
    }


def is_by_another(review, viewer):
    return viewer.is_guest or review.pseud is None or review.pseud.user_id != viewer.person.pk


def headcanons_of_others(headcanons, viewer):
    return {each.pk: True for each in headcanons if not each.is_by(viewer)}


def remarks_of_others(remarks, viewer):
    return {each.pk: True for each in remarks if not (each.is_by(viewer) or each.is_gone)}


def shelves_of_others(shelves, viewer):
    return {each.pk: True for each in shelves if viewer.is_guest or each.person_id != viewer.person.pk}


def other_people(people, viewer):
    return {person.pk: True for person in people if person != viewer.person}


def announcements_of_others(announcements, viewer):
    return {each.pk: True for each in announcements if viewer.is_guest or each.pseud.user_id != viewer.person.pk}
