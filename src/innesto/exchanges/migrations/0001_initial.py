import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_initial'),
        ('practices', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'calendar address',
                'verbose_name_plural': 'calendar addresses',
            },
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('strand', models.CharField(blank=True, max_length=60, verbose_name='strand')),
                ('accompanies', models.BooleanField(default=False, verbose_name='the first accompanies')),
                ('themes', models.JSONField(blank=True, default=list, verbose_name='themes')),
                ('score', models.IntegerField(default=0, verbose_name='points')),
                ('parts', models.JSONField(blank=True, default=list, verbose_name='parts of the score')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.partner')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='programmes.programme')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.partner')),
                ('third', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.partner')),
            ],
            options={
                'verbose_name': 'pair',
                'verbose_name_plural': 'pairs',
                'ordering': ['strand', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'strand', 'first', 'second', 'accompanies'), name='pair_once'), models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='pair_of_two')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(blank=True, max_length=60, verbose_name='country or strand')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('state', models.CharField(choices=[('waiting', 'Waiting to start'), ('running', 'Being planned'), ('ready', 'Ready'), ('stopped', 'Stopped'), ('failed', 'Interrupted'), ('published', 'Published')], default='waiting', max_length=10, verbose_name='state')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('seconds', models.PositiveIntegerField(default=20, verbose_name='seconds allowed')),
                ('seed', models.PositiveIntegerField(default=0, verbose_name='seed')),
                ('reading', models.JSONField(blank=True, default=dict, verbose_name='choices where the sources leave them open')),
                ('trial', models.JSONField(blank=True, default=dict, verbose_name='what is tried out')),
                ('stop_asked', models.BooleanField(default=False)),
                ('progress', models.JSONField(blank=True, default=dict, verbose_name='progress')),
                ('proposal', models.JSONField(blank=True, null=True, verbose_name='proposal')),
                ('problem', models.TextField(blank=True, verbose_name='what went wrong')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='programmes.programme')),
                ('tried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trials', to='exchanges.plan')),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plans',
                'ordering': ['-number', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'scope', 'number'), name='plan_number_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'running'])), fields=('programme', 'scope'), name='plan_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('proposal__isnull', False), _connector='OR'), name='plan_published_has_proposal')],
            },
        ),
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=250)),
                ('format', models.CharField(max_length=60, verbose_name='format')),
                ('scope', models.CharField(blank=True, max_length=160, verbose_name='country or strand')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('leg', models.CharField(blank=True, max_length=60, verbose_name='leg')),
                ('title', models.JSONField(default=dict, verbose_name='title by language')),
                ('scope_names', models.JSONField(blank=True, default=dict, verbose_name='country or strand by language')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('half', models.CharField(blank=True, choices=[('', 'whole day'), ('morning', 'morning'), ('afternoon', 'afternoon')], max_length=10, verbose_name='part of the day')),
                ('half_days', models.PositiveSmallIntegerField(verbose_name='length in half-days')),
                ('mode', models.CharField(choices=[('in_person', 'in person'), ('online', 'online'), ('hybrid', 'in person and online')], max_length=10, verbose_name='how')),
                ('venue', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('link', models.URLField(blank=True, verbose_name='link to the room')),
                ('state', models.CharField(choices=[('announced', 'announced'), ('confirmed', 'confirmed'), ('held', 'held'), ('cancelled', 'called off')], default='announced', max_length=10, verbose_name='state')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exchanges', to='programmes.programme')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='exchanges', to='exchanges.plan')),
            ],
            options={
                'verbose_name': 'exchange',
                'verbose_name_plural': 'exchanges',
                'ordering': ['starts_on', 'pk'],
                'indexes': [models.Index(fields=['starts_on', 'ends_on'], name='exchange_days')],
                'constraints': [models.UniqueConstraint(fields=('programme', 'key'), name='exchange_key_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='exchange_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('half_days__gte', 1)), name='exchange_lasts')],
            },
        ),
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=600, verbose_name='idea')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='exchanges.exchange')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation', verbose_name='for whom')),
                ('practice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='practices.practice', verbose_name='practice')),
            ],
            options={
                'verbose_name': 'idea',
                'verbose_name_plural': 'ideas',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('exchange_key', models.CharField(blank=True, max_length=250, verbose_name='exchange')),
                ('value', models.CharField(max_length=120, verbose_name='partner or date')),
                ('pair_with', models.CharField(blank=True, max_length=120, verbose_name='other partner of the pair')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'wish',
                'verbose_name_plural': 'wishes',
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'kind', 'exchange_key', 'value', 'pair_with'), name='wish_once')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('host', 'hosts'), ('guest', 'attends')], max_length=5, verbose_name='part')),
                ('is_optional', models.BooleanField(default=False, verbose_name='by choice')),
                ('towns', models.JSONField(blank=True, default=list, verbose_name='towns that come for it')),
                ('people', models.PositiveSmallIntegerField(default=0, verbose_name='people who come for it')),
                ('answer', models.CharField(choices=[('asked', 'asked'), ('accepted', 'accepted'), ('declined', 'declined')], default='asked', max_length=8, verbose_name='answer')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='exchanges.exchange')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='programmes.partner')),
            ],
            options={
                'verbose_name': 'seat',
                'verbose_name_plural': 'seats',
                'ordering': ['-part', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('exchange', 'partner'), name='seat_once'), models.UniqueConstraint(condition=models.Q(('part', 'host')), fields=('exchange',), name='seat_one_host'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='seat_declined_has_reason')],
            },
        ),
    ]
