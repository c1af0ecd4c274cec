from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assistance", "0010_refused_services_are_moved")]

    operations = [migrations.DeleteModel(name="ServiceRefusal")]
