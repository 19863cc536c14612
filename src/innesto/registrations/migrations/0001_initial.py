import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exchanges', '0001_initial'),
        ('organisations', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('closes_on', models.DateField(verbose_name='last day to register')),
                ('places', models.PositiveIntegerField(blank=True, null=True, verbose_name='places')),
                ('reach', models.CharField(choices=[('programme', 'who takes part in the programme'), ('public', 'everyone, also without an account'), ('named', 'only who is named or invited')], default='programme', max_length=9, verbose_name='who may come')),
                ('partner_roles', models.JSONField(blank=True, default=list, verbose_name='roles of partners')),
                ('person_roles', models.JSONField(blank=True, default=list, verbose_name='roles of persons')),
                ('audiences', models.JSONField(blank=True, default=list, verbose_name='meant for')),
                ('countries', models.JSONField(blank=True, default=list, verbose_name='countries')),
                ('needs_approval', models.BooleanField(default=False, verbose_name='the organisers look at each request before they give a place')),
                ('is_free', models.BooleanField(default=True, verbose_name='free of charge')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='good to know before registering')),
                ('exchange', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='opening', to='exchanges.exchange')),
            ],
            options={
                'verbose_name': 'opening of registration',
                'verbose_name_plural': 'openings of registration',
                'ordering': ['opens_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='opening_closes_after_it_opens', violation_error_message='The last day comes before the first.')],
            },
        ),
        migrations.CreateModel(
            name='FormQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=200, verbose_name='question')),
                ('hint', models.CharField(blank=True, max_length=300, verbose_name='help')),
                ('type', models.CharField(choices=[('short', 'a few words'), ('long', 'some lines'), ('choice', 'one of several'), ('flag', 'yes or no'), ('date', 'a date')], default='short', max_length=6, verbose_name='answer')),
                ('choices', models.JSONField(blank=True, default=list, verbose_name='to choose from')),
                ('is_required', models.BooleanField(default=False, verbose_name='must be answered')),
                ('purpose', models.CharField(max_length=200, verbose_name='what for')),
                ('days_kept', models.PositiveSmallIntegerField(default=90, verbose_name='days it is kept afterwards')),
                ('step', models.PositiveSmallIntegerField(choices=[(1, 'when they register'), (2, 'once they have a place')], default=1, verbose_name='asked')),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='registrations.opening')),
            ],
            options={
                'verbose_name': 'question of a registration',
                'verbose_name_plural': 'questions of a registration',
                'ordering': ['step', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(choices=[('organisation', 'organisation'), ('country', 'country'), ('partner_role', 'role of the partner'), ('person_role', 'role of the person'), ('project', 'project'), ('size', 'size of the municipality')], max_length=12, verbose_name='counted by')),
                ('key', models.CharField(blank=True, max_length=60, verbose_name='for which')),
                ('seats', models.PositiveIntegerField(verbose_name='how many')),
                ('is_reserved', models.BooleanField(default=False, verbose_name='kept for them')),
                ('is_hard', models.BooleanField(default=True, verbose_name='holds without exception')),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='registrations.opening')),
            ],
            options={
                'verbose_name': 'share of places',
                'verbose_name_plural': 'shares of places',
                'ordering': ['by', 'key', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('opening', 'by', 'key', 'is_reserved'), name='quota_once'), models.CheckConstraint(condition=models.Q(('is_reserved', False), models.Q(('key', ''), _negated=True), _connector='OR'), name='quota_reserved_for_some')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name and surname')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('it', 'Italiano'), ('en', 'English'), ('de', 'Deutsch'), ('sv', 'Svenska'), ('fi', 'Suomi')], max_length=7, verbose_name='language')),
                ('body', models.CharField(blank=True, max_length=160, verbose_name='organisation, as they wrote it')),
                ('part', models.CharField(choices=[('participant', 'takes part'), ('speaker', 'speaks'), ('staff', 'organises')], default='participant', max_length=11, verbose_name='part')),
                ('state', models.CharField(choices=[('nominated', 'named'), ('invited', 'invited'), ('registered', 'asks for a place'), ('waiting', 'on the waiting list'), ('confirmed', 'has a place'), ('withdrawn', 'withdrew'), ('declined', 'does not come'), ('refused', 'not admitted')], max_length=10, verbose_name='state')),
                ('marks', models.TextField(blank=True, editable=False)),
                ('is_other_audience', models.BooleanField(default=False, verbose_name='of another audience')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='answers')),
                ('gender', models.CharField(blank=True, choices=[('woman', 'woman'), ('man', 'man'), ('other', 'another')], max_length=5, verbose_name='gender')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('owes_answers', models.BooleanField(default=False, verbose_name='has not answered the second step')),
                ('nonce', models.CharField(editable=False, max_length=32)),
                ('queued_at', models.DateTimeField(blank=True, null=True, verbose_name='asked for a place')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='exchanges.exchange')),
                ('named_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='named by')),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.office', verbose_name='office')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='organisations.organisation', verbose_name='organisation')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to='programmes.partner', verbose_name='partner')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('stands_in_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'registration',
                'verbose_name_plural': 'registrations',
                'ordering': ['queued_at', 'pk'],
                'indexes': [models.Index(fields=['exchange', 'state'], name='registration_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('exchange', 'person'), name='registration_once_a_person'), models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('exchange', 'email'), name='registration_once_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['registered', 'waiting', 'confirmed']), _negated=True), ('queued_at__isnull', False), _connector='OR'), name='registration_with_place_was_asked')],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('invited', 'invitation'), ('registered', 'request received'), ('waiting', 'waiting list'), ('confirmed', 'place confirmed'), ('refused', 'not admitted'), ('left', 'place given back'), ('moved', 'exchange moved'), ('called_off', 'exchange called off')], max_length=10)),
                ('sequence', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exchanges.exchange')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dispatches', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'letter about a registration',
                'verbose_name_plural': 'letters about registrations',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'exchange', 'kind', 'sequence'), name='dispatch_once')],
            },
        ),
        migrations.CreateModel(
            name='Needs',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000, verbose_name='what you need to take part')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'needs of a person',
                'verbose_name_plural': 'needs of persons',
            },
        ),
    ]
