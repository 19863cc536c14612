import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('communities', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPost',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('created_at', models.DateTimeField(verbose_name='written')),
                ('edited_at', models.DateTimeField(blank=True, null=True, verbose_name='edited')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('author', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical post',
                'verbose_name_plural': 'historical posts',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_until', models.DateTimeField(blank=True, null=True, verbose_name='all seen until')),
                ('follows', models.BooleanField(default=False, verbose_name='follows every conversation')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='communities.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='talk_watches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'watch over a community',
                'verbose_name_plural': 'watches over communities',
                'indexes': [models.Index(fields=['community', 'follows', 'person'], name='watch_of_followers')],
                'constraints': [models.UniqueConstraint(fields=('person', 'community'), name='watch_once_a_community')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to='talk/%Y', verbose_name='file')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('alternative', models.CharField(blank=True, max_length=300, verbose_name='text alternative')),
                ('is_picture', models.BooleanField(default=False, verbose_name='picture')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='talk_mentions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mention',
                'verbose_name_plural': 'mentions',
            },
        ),
        migrations.CreateModel(
            name='Option',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('words', models.CharField(blank=True, max_length=120, verbose_name='answer')),
                ('day', models.DateField(blank=True, null=True, verbose_name='day')),
                ('votes_count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'answer of a poll',
                'verbose_name_plural': 'answers of a poll',
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='talk.option')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='talk_votes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'vote',
                'verbose_name_plural': 'votes',
                'constraints': [models.UniqueConstraint(fields=('option', 'person'), name='vote_once_an_option')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='read up to')),
                ('attitude', models.CharField(blank=True, choices=[('', 'as the community'), ('follows', 'follows'), ('muted', 'muted')], default='', max_length=7, verbose_name='follows')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='talk_places', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'place in a conversation',
                'verbose_name_plural': 'places in conversations',
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=200, verbose_name='question')),
                ('takes_several', models.BooleanField(default=False, verbose_name='several may be chosen')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='open until')),
                ('voters_count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'poll',
                'verbose_name_plural': 'polls',
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField(verbose_name='number')),
                ('text', models.TextField(verbose_name='text')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('state', models.CharField(choices=[('shown', 'shown'), ('held', 'held for a look'), ('hidden', 'hidden'), ('withdrawn', 'taken back')], default='shown', max_length=9, verbose_name='state')),
                ('why_held', models.CharField(blank=True, choices=[('links', 'links by somebody new here'), ('many_links', 'many links'), ('same_text', 'the same text in several conversations')], max_length=10, verbose_name='why it is held')),
                ('waiting_since', models.DateTimeField(blank=True, null=True, verbose_name='waiting for a look since')),
                ('created_at', models.DateTimeField(verbose_name='written')),
                ('edited_at', models.DateTimeField(blank=True, null=True, verbose_name='edited')),
                ('useful_count', models.PositiveIntegerField(default=0)),
                ('doing_count', models.PositiveIntegerField(default=0)),
                ('has_files', models.BooleanField(default=False)),
                ('has_mentions', models.BooleanField(default=False)),
                ('once', models.CharField(blank=True, max_length=40)),
                ('digest', models.CharField(blank=True, max_length=16)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to='organisations.organisation')),
                ('quotes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quoted_by', to='talk.post')),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('useful', 'Useful for us'), ('doing', 'We do this too')], max_length=6, verbose_name='reaction')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='talk_reactions', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='talk.post')),
            ],
            options={
                'verbose_name': 'reaction',
                'verbose_name_plural': 'reactions',
                'constraints': [models.UniqueConstraint(fields=('post', 'kind', 'person'), name='reaction_once_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('privacy', 'It lets a minor or a beneficiary be recognised'), ('rude', 'It offends somebody'), ('spam', 'It is advertising or a trick'), ('elsewhere', 'It does not belong here'), ('other', 'Something else')], max_length=9, verbose_name='reason')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='talk.post')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('post', 'by'), name='report_once_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('keep', 'Leave it, it may be read'), ('hide', 'Hide it'), ('remove', 'Remove it for good')], max_length=6, verbose_name='decision')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('appeal', models.CharField(blank=True, max_length=1000, verbose_name='why look again')),
                ('appealed_at', models.DateTimeField(blank=True, null=True, verbose_name='asked to look again')),
                ('answer', models.CharField(blank=True, max_length=1000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rulings', to='talk.post')),
            ],
            options={
                'verbose_name': 'decision of a moderator',
                'verbose_name_plural': 'decisions of moderators',
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_by', None), ('by', None), models.Q(('answered_by', models.F('by')), _negated=True), _connector='OR'), name='ruling_appeal_answered_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('state', models.CharField(choices=[('open', 'open'), ('locked', 'locked'), ('archived', 'archived')], default='open', max_length=8, verbose_name='state')),
                ('is_pinned', models.BooleanField(default=False, verbose_name='pinned')),
                ('is_shown', models.BooleanField(default=True, verbose_name='shown')),
                ('has_poll', models.BooleanField(default=False, verbose_name='with a poll')),
                ('created_at', models.DateTimeField(verbose_name='opened')),
                ('given_numbers', models.PositiveIntegerField(default=0)),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('posts_count', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField(verbose_name='last post')),
                ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='talk.post')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='threads', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='communities.community', verbose_name='community')),
                ('joined_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='joined', to='talk.thread')),
                ('last_author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='threads', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'conversation',
                'verbose_name_plural': 'conversations',
                'indexes': [models.Index(models.F('community'), models.F('is_shown'), models.OrderBy(models.F('is_pinned'), descending=True), models.OrderBy(models.F('last_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='thread_list'), models.Index(models.F('community'), models.F('is_shown'), models.OrderBy(models.F('last_at'), descending=True), name='thread_news')],
            },
        ),
        migrations.AddField(
            model_name='Attachment',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='talk.post'),
        ),
        migrations.AddConstraint(
            model_name='Attachment',
            constraint=models.CheckConstraint(condition=models.Q(('is_picture', False), models.Q(('alternative', ''), _negated=True), _connector='OR'), name='attachment_picture_has_words'),
        ),
        migrations.AddField(
            model_name='Mention',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='talk.post'),
        ),
        migrations.AddConstraint(
            model_name='Mention',
            constraint=models.UniqueConstraint(fields=('post', 'person'), name='mention_once_a_post'),
        ),
        migrations.AddField(
            model_name='Option',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='talk.poll'),
        ),
        migrations.AddConstraint(
            model_name='Option',
            constraint=models.UniqueConstraint(fields=('poll', 'position'), name='option_position_once'),
        ),
        migrations.AddField(
            model_name='Place',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='talk.thread'),
        ),
        migrations.AddIndex(
            model_name='Place',
            index=models.Index(fields=['thread', 'attitude', 'person'], name='place_of_followers'),
        ),
        migrations.AddConstraint(
            model_name='Place',
            constraint=models.UniqueConstraint(fields=('person', 'thread'), name='place_once_a_thread'),
        ),
        migrations.AddField(
            model_name='Poll',
            name='thread',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='poll', to='talk.thread'),
        ),
        migrations.AddField(
            model_name='Post',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='talk.thread'),
        ),
        migrations.AddIndex(
            model_name='Post',
            index=models.Index(fields=['author', 'created_at'], name='post_of_author'),
        ),
        migrations.AddIndex(
            model_name='Post',
            index=models.Index(condition=models.Q(('waiting_since__isnull', False)), fields=['waiting_since'], name='post_waiting'),
        ),
        migrations.AddConstraint(
            model_name='Post',
            constraint=models.UniqueConstraint(fields=('thread', 'number'), name='post_number_once'),
        ),
        migrations.AddConstraint(
            model_name='Post',
            constraint=models.UniqueConstraint(condition=models.Q(('once', ''), _negated=True), fields=('author', 'once'), name='post_of_form_once'),
        ),
    ]
