import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('courses', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Package',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standard', models.CharField(choices=[('scorm12', 'SCORM 1.2'), ('scorm2004', 'SCORM 2004'), ('cmi5', 'cmi5')], max_length=9, verbose_name='standard')),
                ('name', models.CharField(max_length=40, verbose_name='what it is')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('folder', models.CharField(db_index=True, max_length=60)),
                ('parts', models.JSONField(default=list)),
                ('problems', models.JSONField(default=list)),
                ('lost', models.JSONField(default=dict)),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='size')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('imported_at', models.DateTimeField(verbose_name='imported')),
                ('imported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='package', to='courses.unit')),
            ],
            options={
                'verbose_name': 'package',
                'verbose_name_plural': 'packages',
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=500)),
                ('registration', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('sitting', models.PositiveIntegerField(default=0)),
                ('reported_sitting', models.PositiveIntegerField(default=0)),
                ('reported_number', models.PositiveIntegerField(default=0)),
                ('data', models.JSONField(default=dict)),
                ('completion', models.CharField(blank=True, choices=[('', 'opened'), ('incomplete', 'begun'), ('completed', 'completed')], default='', max_length=10, verbose_name='how far')),
                ('success', models.CharField(blank=True, choices=[('', 'no result'), ('passed', 'passed'), ('failed', 'not passed')], default='', max_length=6, verbose_name='result')),
                ('score', models.FloatField(blank=True, null=True, verbose_name='share of points')),
                ('seconds', models.PositiveIntegerField(default=0)),
                ('sitting_seconds', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField(verbose_name='begun')),
                ('last_at', models.DateTimeField(verbose_name='last time')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='done')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='package_attempts', to='courses.enrolment')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='players.package')),
            ],
            options={
                'verbose_name': 'attempt',
                'verbose_name_plural': 'attempts',
                'constraints': [models.UniqueConstraint(fields=('package', 'enrolment', 'part'), name='attempt_once_a_part'), models.CheckConstraint(condition=models.Q(('score', None), models.Q(('score__gte', -1), ('score__lte', 1)), _connector='OR'), name='attempt_score_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='Leaf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=500)),
                ('kind', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='players.attempt')),
            ],
            options={
                'verbose_name': 'kept document',
                'verbose_name_plural': 'kept documents',
                'constraints': [models.UniqueConstraint(fields=('attempt', 'key'), name='leaf_once_a_key')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('verb', models.CharField(max_length=300)),
                ('activity', models.CharField(max_length=500)),
                ('stored_at', models.DateTimeField(verbose_name='stored')),
                ('body', models.JSONField()),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='players.attempt')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
                'ordering': ['stored_at', 'pk'],
            },
        ),
    ]
