import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exchanges', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PackNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('emergency', models.TextField(blank=True, max_length=600, verbose_name='whom to call in an emergency')),
                ('questions', models.TextField(blank=True, max_length=2000, verbose_name='questions to bring')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pack_note', to='exchanges.exchange')),
            ],
            options={
                'verbose_name': 'note of a visit pack',
                'verbose_name_plural': 'notes of visit packs',
            },
        ),
    ]
