import django.core.validators
import django.db.models.deletion
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
            name='Quiz',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pass_mark', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='pass mark, of a hundred')),
                ('attempts_allowed', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='attempts allowed')),
                ('counts', models.CharField(choices=[('best', 'the best attempt'), ('last', 'the last attempt')], default='best', max_length=4, verbose_name='what counts')),
                ('is_shuffled', models.BooleanField(default=True, verbose_name='questions and choices in another order')),
                ('begins_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='quizzes.quiz', verbose_name='quiz that measured the same before')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quiz', to='courses.unit')),
            ],
            options={
                'verbose_name': 'quiz',
                'verbose_name_plural': 'quizzes',
                'constraints': [models.CheckConstraint(condition=models.Q(('pass_mark__lte', 100)), name='quiz_pass_mark_of_a_hundred'), models.CheckConstraint(condition=models.Q(('attempts_allowed', None), ('attempts_allowed__gte', 1), _connector='OR'), name='quiz_allows_an_attempt')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=1)),
                ('questions', models.JSONField(default=list, verbose_name='questions')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='quizzes.quiz')),
            ],
            options={
                'verbose_name': 'edition of a quiz',
                'verbose_name_plural': 'editions of a quiz',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('quiz', 'number'), name='quiz_edition_once')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('seed', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('open', 'being answered'), ('for_learner', 'you mark your text'), ('for_author', 'an author marks the text'), ('marked', 'marked')], default='open', max_length=11, verbose_name='state')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='answers')),
                ('shares', models.JSONField(blank=True, default=dict)),
                ('marks', models.JSONField(blank=True, default=dict)),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='result, of a hundred')),
                ('is_passed', models.BooleanField(default=False, verbose_name='passed')),
                ('opened_at', models.DateTimeField(verbose_name='begun')),
                ('kept_at', models.DateTimeField(blank=True, null=True, verbose_name='last answer kept')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in')),
                ('marked_at', models.DateTimeField(blank=True, null=True, verbose_name='marked')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quiz_attempts', to='courses.enrolment')),
                ('marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='quizzes.edition')),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='quizzes.quiz')),
            ],
            options={
                'verbose_name': 'attempt at a quiz',
                'verbose_name_plural': 'attempts at a quiz',
                'ordering': ['number'],
                'indexes': [models.Index(fields=['quiz', 'state'], name='quiz_attempt_state')],
                'constraints': [models.UniqueConstraint(fields=('quiz', 'enrolment', 'number'), name='quiz_attempt_once'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('quiz', 'enrolment'), name='quiz_attempt_open_once'), models.CheckConstraint(condition=models.Q(('state', 'open'), ('handed_in_at__isnull', False), _connector='OR'), name='quiz_attempt_handed_in_has_date'), models.CheckConstraint(condition=models.Q(models.Q(('percent__isnull', False), ('state', 'marked')), models.Q(models.Q(('state', 'marked'), _negated=True), ('is_passed', False), ('percent', None)), _connector='OR'), name='quiz_attempt_marked_has_result')],
            },
        ),
    ]
