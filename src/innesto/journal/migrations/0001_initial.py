import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='when')),
                ('verb', models.CharField(db_index=True, max_length=60, verbose_name='what was done')),
                ('title', models.CharField(max_length=200, verbose_name='to what')),
                ('subject_id', models.CharField(max_length=64)),
                ('context_id', models.CharField(blank=True, max_length=64)),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='details')),
                ('acting_as', models.ForeignKey(blank=True, help_text='The person whose account a supporter was using.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='in whose place')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='entries', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('context_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'journal entry',
                'verbose_name_plural': 'journal entries',
                'indexes': [models.Index(fields=['subject_type', 'subject_id', 'at'], name='entry_subject'), models.Index(fields=['context_type', 'context_id', 'at'], name='entry_context')],
            },
        ),
    ]
