import django.db.models.deletion
import innesto.agendas.models.rooms
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exchanges', '0001_initial'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
        ('practices', '0001_initial'),
        ('talk', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, max_length=60)),
                ('topic', models.CharField(blank=True, max_length=60)),
                ('names', models.JSONField(blank=True, default=dict, verbose_name='name by language')),
                ('title', models.CharField(blank=True, max_length=160, verbose_name='title')),
                ('day', models.PositiveSmallIntegerField(default=1, verbose_name='day')),
                ('begins', models.TimeField(verbose_name='begins')),
                ('ends', models.TimeField(verbose_name='ends')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='room or place')),
                ('is_break', models.BooleanField(default=False, verbose_name='a break')),
                ('opens_review', models.BooleanField(default=False, verbose_name='cities review one another’s work')),
                ('about', models.TextField(blank=True, max_length=2000, verbose_name='what it is about')),
                ('method', models.CharField(blank=True, max_length=120, verbose_name='method')),
                ('keeps', models.CharField(blank=True, max_length=160, verbose_name='what is to be written down')),
                ('goes_on', models.URLField(blank=True, verbose_name='where it goes on')),
                ('result', models.TextField(blank=True, max_length=8000, verbose_name='result')),
                ('result_at', models.DateTimeField(blank=True, null=True, verbose_name='written down')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='exchanges.exchange')),
                ('practices', models.ManyToManyField(blank=True, related_name='blocks', to='practices.practice', verbose_name='practices shown')),
                ('result_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='talk.thread')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['day', 'begins', 'ends', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('begins'))), name='block_ends_after_it_begins', violation_error_message='It ends before it begins. Give a later end.'), models.CheckConstraint(condition=models.Q(('day__gte', 1)), name='block_day_counts_from_one', violation_error_message='The first day is day 1.')],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('lecturer', 'lecturer'), ('administrator', 'expert administrator'), ('officer', 'expert officer'), ('other', 'another expert')], max_length=13, verbose_name='you are')),
                ('headline', models.CharField(max_length=160, verbose_name='in one line')),
                ('about', models.TextField(max_length=2000, verbose_name='what you can tell, and whom it helps')),
                ('languages', models.JSONField(default=list, verbose_name='languages in which you speak')),
                ('travels', models.BooleanField(default=False, verbose_name='you are willing to travel')),
                ('speaks_online', models.BooleanField(default=True, verbose_name='you speak online too')),
                ('agreed_at', models.DateTimeField(verbose_name='agreed to be found')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='speaker_profile', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='places.place', verbose_name='where you start from')),
                ('themes', models.ManyToManyField(blank=True, related_name='speakers', to='themes.theme', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
                'ordering': ['person__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('takes_questions', models.BooleanField(default=True, verbose_name='takes questions')),
                ('shows_at_once', models.BooleanField(default=False, verbose_name='shows questions before anyone looked')),
                ('is_recorded', models.BooleanField(default=False, verbose_name='the meeting is recorded')),
                ('meeting', models.CharField(default=innesto.agendas.models.rooms._new_meeting, max_length=80, unique=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='opened')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('exchange', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='room', to='exchanges.exchange')),
            ],
            options={
                'verbose_name': 'room',
                'verbose_name_plural': 'rooms',
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='agreed')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='agendas.room')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('room', 'person'), name='consent_once')],
            },
        ),
        migrations.CreateModel(
            name='Recording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120)),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('began_at', models.DateTimeField(verbose_name='begun')),
                ('minutes', models.PositiveIntegerField(default=0, verbose_name='how many minutes')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recordings', to='agendas.room')),
            ],
            options={
                'verbose_name': 'recording',
                'verbose_name_plural': 'recordings',
                'ordering': ['began_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('room', 'key'), name='recording_once')],
            },
        ),
        migrations.CreateModel(
            name='RoomQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=600, verbose_name='question')),
                ('asker', models.CharField(blank=True, max_length=120, verbose_name='who asks')),
                ('visitor', models.CharField(blank=True, max_length=43)),
                ('origin', models.CharField(choices=[('room', 'from the room'), ('online', 'online')], default='online', max_length=6, verbose_name='where it was asked')),
                ('state', models.CharField(choices=[('waiting', 'waits for the facilitator'), ('shown', 'shown'), ('hidden', 'hidden')], default='waiting', max_length=7, verbose_name='state')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('votes', models.PositiveIntegerField(default=0, verbose_name='votes')),
                ('answer', models.TextField(blank=True, max_length=3000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('block', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions', to='agendas.block')),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='room_questions', to='exchanges.exchange')),
                ('on_case', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='asked_in_room', to='practices.question')),
                ('practice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='practices.practice')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['-votes', 'asked_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_at', None), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('state', 'waiting'), _negated=True)), _connector='OR'), name='room_question_answered_is_shown')],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('as_what', models.CharField(blank=True, max_length=160, verbose_name='as what')),
                ('block', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speakers', to='agendas.block')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='talks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('block', 'person'), name='speaker_once_a_block')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('task', models.CharField(blank=True, max_length=300, verbose_name='task')),
                ('members', models.TextField(blank=True, max_length=2000, verbose_name='who is in it, one a line')),
                ('output', models.TextField(blank=True, max_length=6000, verbose_name='output')),
                ('block', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teams', to='agendas.block')),
            ],
            options={
                'verbose_name': 'team',
                'verbose_name_plural': 'teams',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('block', 'name'), name='team_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('file', models.FileField(blank=True, upload_to='agendas/%Y', verbose_name='file')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, verbose_name='address')),
                ('alternative', models.CharField(blank=True, max_length=600, verbose_name='what is to be seen or heard')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('block', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='agendas.block')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='materials', to='agendas.team')),
            ],
            options={
                'verbose_name': 'material',
                'verbose_name_plural': 'materials',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('url', ''), models.Q(('file', ''), _negated=True)), models.Q(('file', ''), models.Q(('url', ''), _negated=True)), _connector='OR'), name='material_is_a_file_or_an_address', violation_error_message='Give either a file or an address.')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visitor', models.CharField(blank=True, max_length=43)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='agendas.roomquestion')),
            ],
            options={
                'verbose_name': 'vote',
                'verbose_name_plural': 'votes',
                'constraints': [models.UniqueConstraint(condition=models.Q(('visitor', '')), fields=('question', 'person'), name='vote_once_a_person'), models.UniqueConstraint(condition=models.Q(('visitor', ''), _negated=True), fields=('question', 'visitor'), name='vote_once_a_browser'), models.CheckConstraint(condition=models.Q(('person__isnull', False), models.Q(('visitor', ''), _negated=True), _connector='OR'), name='vote_of_somebody')],
            },
        ),
    ]
