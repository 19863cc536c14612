import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exchanges', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='what was said')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('sent', 'sent for remarks'), ('approved', 'approved')], default='draft', max_length=8, verbose_name='state')),
                ('remarks_until', models.DateField(blank=True, null=True, verbose_name='remarks until')),
                ('is_public', models.BooleanField(default=False, verbose_name='published')),
                ('written_at', models.DateTimeField(verbose_name='last written')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved')),
                ('exchange', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchanges.exchange')),
                ('writer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'minutes',
                'verbose_name_plural': 'minutes',
                'ordering': ['-exchange__starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_public', False), ('state', 'approved'), _connector='OR'), name='minutes_published_only_if_approved'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('approved_at__isnull', False), _connector='OR'), name='minutes_approved_has_date')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('text', models.CharField(max_length=600, verbose_name='what was decided')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='minutes.minutes')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('minutes', 'number'), name='decision_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Present',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='present', to='minutes.minutes')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'person present',
                'verbose_name_plural': 'persons present',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('minutes', 'person'), name='present_once')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('at', models.DateTimeField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='minutes.minutes')),
            ],
            options={
                'verbose_name': 'remark',
                'verbose_name_plural': 'remarks',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('text', models.CharField(max_length=400, verbose_name='what is to be done')),
                ('due_on', models.DateField(verbose_name='until')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done')),
                ('done_note', models.CharField(blank=True, max_length=600, verbose_name='what came of it')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='minutes.minutes')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
                'ordering': ['number'],
                'indexes': [models.Index(fields=['due_on'], name='task_due')],
                'constraints': [models.UniqueConstraint(fields=('minutes', 'number'), name='task_number_once'), models.CheckConstraint(condition=models.Q(('owner', None), ('partner', None), _connector='OR'), name='task_has_one_owner_at_most')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_on', models.DateField(verbose_name='before')),
                ('is_on', models.DateField(verbose_name='now')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='minutes.task')),
            ],
            options={
                'verbose_name': 'move of a task',
                'verbose_name_plural': 'moves of tasks',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('text', models.TextField(verbose_name='what was said')),
                ('decisions', models.JSONField(default=list, verbose_name='decisions')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='minutes.minutes')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('minutes', 'number'), name='minutes_version_once')],
            },
        ),
    ]
