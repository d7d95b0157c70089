"""Each block and each question rests on items for itself, at the version that its course was made from."""

from django.db import migrations


def sources_in(value):
    if isinstance(value, dict):
        if {"source", "start", "end"} <= value.keys():
            yield value["source"]
        for inner in value.values():
            yield from sources_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sources_in(inner)


def fill(apps, schema_editor):
    here = schema_editor.connection.alias
    Block, Question = apps.get_model("courses", "Block"), apps.get_model("courses", "Question")
    Rests, Source = apps.get_model("courses", "Rests"), apps.get_model("courses", "Source")
    Course = apps.get_model("courses", "Course")
    for course in Course.objects.using(here).iterator():
        versions = {str(item): version for item, version in Source.objects.using(here).filter(course=course).values_list("item", "version")}
        Rests.objects.using(here).filter(block__bite__course=course, block__kind="quiz").delete()
        for rest in Rests.objects.using(here).filter(block__bite__course=course):
            rest.version_id = versions.get(str(rest.item_id)) or rest.item.current_id
            rest.save(update_fields=["version"])
        rests = []
        for question in Question.objects.using(here).filter(block__bite__course=course):
            for source in sorted(set(sources_in(question.content))):
                if source in versions:
                    rests.append(Rests(block_id=question.block_id, question=question, item_id=source, version_id=versions[source]))
        Rests.objects.using(here).bulk_create(rests)
        for block in Block.objects.using(here).filter(bite__course=course).select_related("bite"):
            block.made_in = block.bite.position
            block.save(update_fields=["made_in"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_editing")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
