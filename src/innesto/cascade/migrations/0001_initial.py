import django.core.validators
import django.db.models.deletion
import innesto.cascade.models.people
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
        ('programmes', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Stewardship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('review_on', models.DateField(verbose_name='next look')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what was found at the last look')),
                ('changed_at', models.DateTimeField()),
                ('programme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='trainings_stewardship', to='programmes.programme')),
                ('steward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stewardships', to=settings.AUTH_USER_MODEL, verbose_name='who keeps the log')),
            ],
            options={
                'verbose_name': 'stewardship of a log',
                'verbose_name_plural': 'stewardships of logs',
            },
        ),
        migrations.CreateModel(
            name='Trainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('headline', models.CharField(max_length=160, verbose_name='in one line')),
                ('about', models.TextField(blank=True, max_length=2000, verbose_name='what you can teach, and to whom')),
                ('languages', models.JSONField(default=list, verbose_name='languages in which you train')),
                ('travels', models.BooleanField(default=False, verbose_name='you are willing to travel')),
                ('trains_online', models.BooleanField(default=True, verbose_name='you train online too')),
                ('agreed_at', models.DateTimeField(verbose_name='agreed to be found')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='trainer_page', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='places.place', verbose_name='where you start from')),
                ('themes', models.ManyToManyField(blank=True, related_name='trainers', to='themes.theme', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'trainer',
                'verbose_name_plural': 'trainers',
                'ordering': ['person__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('training', 'training for others'), ('session', 'in-house session')], max_length=8, verbose_name='what it is')),
                ('role', models.CharField(blank=True, max_length=60)),
                ('generation', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=160, verbose_name='what it was about')),
                ('about', models.TextField(blank=True, max_length=3000, verbose_name='what was done, and what came of it')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=5, validators=[django.core.validators.MinValueValidator(0.5)], verbose_name='hours')),
                ('mode', models.CharField(choices=[('on_site', 'in a place'), ('online', 'online'), ('both', 'in a place and online')], default='on_site', max_length=7, verbose_name='how')),
                ('visibility', models.CharField(choices=[('public', 'everyone, without the names of who was trained'), ('inside', 'who takes part in the programme, and colleagues')], default='inside', max_length=6, verbose_name='who may read it')),
                ('logged_at', models.DateTimeField(verbose_name='logged')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('learned_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='passed_on', to='cascade.training', verbose_name='where you were trained for it')),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.office', verbose_name='for which office')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='organisations.organisation', verbose_name='who organised it')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place', verbose_name='where')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='programmes.programme')),
                ('themes', models.ManyToManyField(blank=True, related_name='trainings', to='themes.theme', verbose_name='themes')),
                ('trainer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings_given', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'training',
                'verbose_name_plural': 'trainings',
                'ordering': ['-starts_on', '-pk'],
                'indexes': [models.Index(fields=['programme', '-starts_on', '-id'], name='training_of_programme')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='training_ends_after_it_begins', violation_error_message='The last day comes before the first.'), models.CheckConstraint(condition=models.Q(('learned_at', None), models.Q(('learned_at', models.F('pk')), _negated=True), _connector='OR'), name='training_not_learned_at_itself')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='what it is')),
                ('file', models.FileField(blank=True, upload_to='trainings/%Y', verbose_name='file')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, verbose_name='address')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='cascade.training')),
            ],
            options={
                'verbose_name': 'evidence of a training',
                'verbose_name_plural': 'evidence of trainings',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='training_evidence_is_something')],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('headcount', models.PositiveSmallIntegerField(default=0, verbose_name='people without an e-mail address')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups_trained', to='organisations.organisation', verbose_name='city or body')),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='cascade.training')),
            ],
            options={
                'verbose_name': 'group of people trained',
                'verbose_name_plural': 'groups of people trained',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('training', 'organisation'), name='group_once')],
            },
        ),
        migrations.CreateModel(
            name='Trainee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name and surname')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(choices=[('it', 'Italiano'), ('en', 'English'), ('de', 'Deutsch'), ('sv', 'Svenska'), ('fi', 'Suomi')], max_length=7, verbose_name='language')),
                ('answer', models.CharField(choices=[('asked', 'has not answered'), ('yes', 'was there'), ('no', 'was not there')], default='asked', max_length=5, verbose_name='answer')),
                ('nonce', models.CharField(default=innesto.cascade.models.people.new_nonce, editable=False, max_length=32)),
                ('asked_at', models.DateTimeField()),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainees', to='cascade.group')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trainings_attended', to=settings.AUTH_USER_MODEL)),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainees', to='cascade.training')),
            ],
            options={
                'verbose_name': 'person trained',
                'verbose_name_plural': 'persons trained',
                'ordering': ['name', 'pk'],
                'indexes': [models.Index(fields=['person', 'answer'], name='trainee_answer')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('training', 'email'), name='trainee_once_an_address'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('training', 'person'), name='trainee_once_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Witness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('asked', 'has not answered'), ('yes', 'confirms it'), ('no', 'does not confirm it')], default='asked', max_length=5, verbose_name='answer')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='what you saw')),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='witnessed', to=settings.AUTH_USER_MODEL)),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='witnesses', to='cascade.training')),
            ],
            options={
                'verbose_name': 'witness',
                'verbose_name_plural': 'witnesses',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('training', 'person'), name='witness_once')],
            },
        ),
    ]
