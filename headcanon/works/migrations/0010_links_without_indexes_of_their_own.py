"""Keys that begin another index of their table lose the one of their own. Django would make these tables again, which
in a large archive are most of its rows; dropping an index is done at once.
"""

import django.db.models.deletion
from django.db import migrations, models


class DropIndex(migrations.AlterField):
    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = from_state.apps.get_model(app_label, self.model_name)
        column = model._meta.get_field(self.name).column
        with schema_editor.connection.cursor() as cursor:
            there = schema_editor.connection.introspection.get_constraints(cursor, model._meta.db_table)
        for name, said in there.items():
            if said["index"] and not said["unique"] and said["columns"] == [column]:
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


class Migration(migrations.Migration):
    dependencies = [
        ("canon", "0003_ideas_and_lines"),
        ("works", "0009_ideas_and_lines"),
    ]

    operations = [
        DropIndex(
            model_name="authorship",
            name="work",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="authorships",
                to="works.work",
            ),
        ),
        DropIndex(
            model_name="tagging",
            name="tag",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="taggings", to="canon.tag"
            ),
        ),
        DropIndex(
            model_name="tagging",
            name="work",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="taggings", to="works.work"
            ),
        ),
        DropIndex(
            model_name="workfandom",
            name="fandom",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="work_fandoms",
                to="canon.fandom",
            ),
        ),
        DropIndex(
            model_name="workfandom",
            name="work",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="work_fandoms",
                to="works.work",
            ),
        ),
    ]
