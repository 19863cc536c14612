import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('communities', '0001_initial'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('community', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='desk', serialize=False, to='communities.community')),
                ('promised_days', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='within how many days do you answer?')),
                ('escalates_after', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='after how many days without an answer does a question go further?')),
                ('lease_hours', models.PositiveSmallIntegerField(default=72, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(336)], verbose_name='for how many hours may an expert keep a question?')),
            ],
            options={
                'verbose_name': 'expert desk',
                'verbose_name_plural': 'expert desks',
            },
        ),
        migrations.CreateModel(
            name='Expert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('expert', 'expert'), ('lecturer', 'lecturer'), ('elected', 'expert administrator')], default='expert', max_length=8, verbose_name='what they are')),
                ('about', models.CharField(blank=True, max_length=200, verbose_name='what they know, in a line')),
                ('spoken', models.CharField(blank=True, max_length=120, verbose_name='languages')),
                ('is_willing', models.BooleanField(default=True, verbose_name='takes questions now')),
                ('is_listed', models.BooleanField(default=False, verbose_name='stands in the directory that everyone with an account reads')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='experts', to='communities.community')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation', verbose_name='for which organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expertises', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('themes', models.ManyToManyField(blank=True, related_name='experts', to='themes.theme', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'expert',
                'verbose_name_plural': 'experts',
                'ordering': ['community', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('community', 'person'), name='expert_once')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(verbose_name='answer')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('by_expert', models.BooleanField(verbose_name='by an expert')),
                ('work_kind', models.CharField(blank=True, max_length=80)),
                ('work_key', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('question', 'a question'), ('seeks', 'who has a practice on this?'), ('offers', 'we offer a practice on this')], default='question', max_length=8, verbose_name='what is it?')),
                ('title', models.CharField(max_length=160, verbose_name='question')),
                ('body', models.TextField(blank=True, verbose_name='what one should know')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('urgency', models.PositiveSmallIntegerField(choices=[(1, 'it can wait'), (2, 'as promised'), (3, 'urgent')], default=2, verbose_name='how urgent is it?')),
                ('audience', models.CharField(choices=[('community', 'whoever may read the community'), ('experts', 'the experts and who facilitates')], default='community', max_length=9, verbose_name='who may read it')),
                ('anonymity', models.CharField(choices=[('named', 'everyone who reads the question sees who asks'), ('members', 'only the experts and who facilitates see who asks'), ('all', 'nobody sees who asks, the experts neither')], default='named', max_length=7, verbose_name='who sees that you ask')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('promised_days', models.PositiveSmallIntegerField(verbose_name='days promised')),
                ('due_at', models.DateTimeField(verbose_name='promised until')),
                ('state', models.CharField(choices=[('open', 'waits for an answer'), ('answered', 'answered'), ('solved', 'solved')], default='open', max_length=8, verbose_name='state')),
                ('stage', models.PositiveSmallIntegerField(choices=[(0, 'at the expert desk'), (1, 'another expert'), (2, 'two hours together'), (3, 'peer review')], default=0, verbose_name='how far it has gone')),
                ('escalates_at', models.DateTimeField(verbose_name='goes further')),
                ('taken_at', models.DateTimeField(blank=True, null=True, verbose_name='taken since')),
                ('taken_until', models.DateTimeField(blank=True, null=True, verbose_name='taken until')),
                ('is_prolonged', models.BooleanField(default=False, verbose_name='prolonged once')),
                ('first_answered_at', models.DateTimeField(blank=True, null=True, verbose_name='first answered')),
                ('first_by_expert', models.BooleanField(default=False, verbose_name='first answered by an expert')),
                ('solved_at', models.DateTimeField(blank=True, null=True, verbose_name='solved')),
                ('locked_at', models.DateTimeField(blank=True, null=True, verbose_name='locked')),
                ('archived_at', models.DateTimeField(blank=True, null=True, verbose_name='put away')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('accepted', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='questions.answer', verbose_name='accepted answer')),
                ('asker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions_asked', to=settings.AUTH_USER_MODEL, verbose_name='who asks')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='communities.community')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation', verbose_name='for which organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='places.place', verbose_name='territory')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions_taken', to=settings.AUTH_USER_MODEL, verbose_name='in whose hands')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions', to='themes.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['-asked_at', '-pk'],
                'indexes': [models.Index(fields=['community', 'state', 'asked_at'], name='question_in_community'), models.Index(fields=['state', 'escalates_at'], name='question_going_further')],
                'constraints': [models.CheckConstraint(condition=models.Q(('taken_by', None), ('taken_until__isnull', False), _connector='OR'), name='question_taken_by_somebody_until'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'solved'), _negated=True), ('solved_at__isnull', False), _connector='OR'), name='question_solved_has_date')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('body', models.TextField(verbose_name='text')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('made_at', models.DateTimeField(verbose_name='begun')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='articles', to='communities.community')),
                ('themes', models.ManyToManyField(blank=True, related_name='articles', to='themes.theme', verbose_name='themes')),
                ('question', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='article', to='questions.question')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1500, verbose_name='comment')),
                ('asks_detail', models.BooleanField(default=False, verbose_name='asks for a detail')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='questions.question')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.PositiveSmallIntegerField(choices=[(0, 'at the expert desk'), (1, 'another expert'), (2, 'two hours together'), (3, 'peer review')], verbose_name='step')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='why')),
                ('times', models.JSONField(blank=True, default=list, verbose_name='times proposed')),
                ('meets_at', models.DateTimeField(blank=True, null=True, verbose_name='when you meet')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('persons', models.ManyToManyField(related_name='question_steps', to=settings.AUTH_USER_MODEL, verbose_name='who is asked')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='questions.question')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='questions.answer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'vote',
                'verbose_name_plural': 'votes',
                'constraints': [models.UniqueConstraint(fields=('answer', 'person'), name='vote_once')],
            },
        ),
        migrations.AddField(
            model_name='Answer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='questions.question'),
        ),
    ]
