import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('later_kind', models.CharField(max_length=80)),
                ('later_key', models.CharField(max_length=64)),
                ('relation', models.CharField(choices=[('inspired_by', 'inspired by'), ('adapted_from', 'adapted from'), ('derived_from', 'derived from'), ('answers', 'answers'), ('proves', 'proves'), ('shown_at', 'presented at'), ('supports', 'supports'), ('needs', 'needs'), ('conflicts', 'conflicts with')], max_length=12, verbose_name='relation')),
                ('earlier_kind', models.CharField(max_length=80)),
                ('earlier_key', models.CharField(max_length=64)),
                ('on', models.DateField(verbose_name='since')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'indexes': [models.Index(fields=['earlier_kind', 'earlier_key'], name='link_earlier')],
                'constraints': [models.UniqueConstraint(fields=('later_kind', 'later_key', 'earlier_kind', 'earlier_key', 'relation'), name='link_once'), models.CheckConstraint(condition=models.Q(models.Q(('later_kind', models.F('earlier_kind')), _negated=True), models.Q(('later_key', models.F('earlier_key')), _negated=True), _connector='OR'), name='link_of_two_works')],
            },
        ),
    ]
