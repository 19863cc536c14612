import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('courses', '0001_initial'),
        ('credentials', '0001_initial'),
        ('curricula', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Award',
            fields=[
                ('achievement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='award', serialize=False, to='credentials.achievement')),
                ('issues_itself', models.BooleanField(default=False, verbose_name='award it without waiting for us, when nothing is missing')),
            ],
            options={
                'verbose_name': 'way to a credential',
                'verbose_name_plural': 'ways to credentials',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Candidacy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(verbose_name='set out')),
                ('awarded_at', models.DateTimeField(blank=True, null=True, verbose_name='awarded')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidacies', to='awards.award')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidacies', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'person on the way to a credential',
                'verbose_name_plural': 'persons on the way to credentials',
                'ordering': ['begun_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('award', 'person'), name='candidacy_once')],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('curriculum', 'curriculum completed'), ('course', 'course completed'), ('unit', 'unit of a course done, for instance its quiz'), ('sessions', 'in-house sessions that a colleague witnesses'), ('trainings', 'trainings given to other cities'), ('practice', 'good practice published or brought home'), ('statement', 'word of a witness')], max_length=10, verbose_name='what is asked for')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='how many')),
                ('cities', models.PositiveSmallIntegerField(default=0, verbose_name='for how many cities')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='what the witness confirms')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='awards.award')),
                ('course', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.course', verbose_name='course')),
                ('curriculum', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.curriculum', verbose_name='curriculum')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'requirement',
                'verbose_name_plural': 'requirements',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['curriculum', 'course', 'unit', 'statement']), _negated=True), models.Q(('curriculum__isnull', False), ('kind', 'curriculum')), models.Q(('course__isnull', False), ('kind', 'course')), models.Q(('kind', 'unit'), ('unit__isnull', False)), models.Q(('kind', 'statement'), models.Q(('words', ''), _negated=True)), _connector='OR'), name='requirement_names_its_thing'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='requirement_asks_for_something')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('asked', 'has not answered'), ('yes', 'confirms it'), ('no', 'does not confirm it')], default='asked', max_length=5, verbose_name='answer')),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='awards.candidacy')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='awards.requirement')),
                ('witness', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'word of a witness',
                'verbose_name_plural': 'words of witnesses',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('requirement', 'candidacy', 'witness'), name='statement_once')],
            },
        ),
    ]
