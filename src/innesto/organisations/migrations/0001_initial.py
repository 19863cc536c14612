import django.core.validators
import django.db.models.deletion
import innesto.toolkit.letters
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('sought', innesto.toolkit.letters.PlainField(blank=True, default='', editable=False, max_length=200, source='name', verbose_name='name in plain letters')),
                ('slug', models.SlugField(max_length=220, unique=True, verbose_name='address')),
                ('kind', models.CharField(choices=[('municipality', 'Municipality'), ('union', 'Union of municipalities'), ('province', 'Province or metropolitan city'), ('region', 'Region'), ('state', 'State body'), ('agency', 'Agency'), ('municipalities', 'Association of municipalities'), ('network', 'Network of cities'), ('expert', 'Expert organisation'), ('university', 'University or research body'), ('school', 'School or training body'), ('nonprofit', 'Non-profit organisation'), ('foundation', 'Foundation'), ('company', 'Company'), ('other', 'Other body')], max_length=14, verbose_name='kind')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='working languages')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('about', models.TextField(blank=True, max_length=600, verbose_name='in a few words')),
                ('is_example', models.BooleanField(default=False, verbose_name='invented for the demo')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='places.country', verbose_name='country')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='organisations.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='places.place', verbose_name='municipality or place')),
                ('stands_for', models.ManyToManyField(blank=True, related_name='stood_for_by', to='organisations.organisation', verbose_name='municipalities it stands for')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['sought', 'pk'],
                'indexes': [models.Index(condition=models.Q(('merged_into', None)), fields=['sought', 'id'], name='organisation_standing_by_name'), models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='organisation_merged')],
                'constraints': [models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='organisation_not_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(verbose_name='first closed day')),
                ('last_day', models.DateField(verbose_name='last closed day')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='reason')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'closure',
                'verbose_name_plural': 'closures',
                'ordering': ['first_day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='closure_ends_after_it_begins', violation_error_message='The last day comes before the first.')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3)], verbose_name='how much it matters')),
                ('question', models.CharField(blank=True, max_length=300, verbose_name='the question you bring')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='themes.theme', verbose_name='theme')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'need',
                'verbose_name_plural': 'needs',
                'ordering': ['-level', 'theme', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'theme'), name='need_once_a_theme'), models.CheckConstraint(condition=models.Q(('level__range', (1, 3))), name='need_level_1_to_3')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3)], verbose_name='how well you know it')),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='what proves it')),
                ('evidence_url', models.URLField(blank=True, verbose_name='where to read more')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='themes.theme', verbose_name='theme')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'offer',
                'verbose_name_plural': 'offers',
                'ordering': ['-level', 'theme', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'theme'), name='offer_once_a_theme'), models.CheckConstraint(condition=models.Q(('level__range', (1, 3))), name='offer_level_1_to_3')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name of the office')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'office',
                'verbose_name_plural': 'offices',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='office_once', violation_error_message='This office is already in the list.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(blank=True, max_length=120, verbose_name='job')),
                ('is_elected', models.BooleanField(default=False, verbose_name='elected administrator')),
                ('is_referent', models.BooleanField(default=False, help_text="Keeps the organisation's page and decides who speaks for it.", verbose_name='referent')),
                ('status', models.CharField(choices=[('asked', 'Waiting for an answer'), ('confirmed', 'Colleague'), ('ended', 'No longer there')], default='asked', max_length=10, verbose_name='state')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='organisations.office', verbose_name='office')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['organisation', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'ended'), _negated=True), fields=('person', 'organisation'), name='membership_once_at_a_time')],
            },
        ),
    ]
