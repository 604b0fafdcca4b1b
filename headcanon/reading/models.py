"""How often each work was read on each day, and for as long as a day lasts who has been counted."""

from django.db import models

from headcanon.works.models import Work


class WorkDay(models.Model):
    """How many people and guests' devices read a work on one day (UTC); for its authors alone."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["work", "day"], name="a_work_and_a_day_once")]

    def __str__(self):
        return f"{self.work_id} on {self.day}: {self.reads}"


class Footprint(models.Model):
    """Somebody has read something on that day: a digest of both and of the day's salt, and nothing else."""

    mark = models.CharField(max_length=32, primary_key=True)
    day = models.DateField(db_index=True)

    def __str__(self):
        return self.mark


class Salt(models.Model):
    """A secret of one day. Without it no digest of that day can be tried against a person or an address."""

    day = models.DateField(primary_key=True)
    secret = models.CharField(max_length=43)

    def __str__(self):
        return str(self.day)
