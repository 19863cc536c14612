import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exchanges', '0001_initial'),
        ('organisations', '0001_initial'),
        ('outcomes', '0001_initial'),
        ('practices', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(blank=True, max_length=3, verbose_name='working language')),
                ('purposes', models.JSONField(blank=True, default=dict, verbose_name='purpose of each leg')),
                ('costs', models.TextField(blank=True, max_length=1500, verbose_name='who pays for what')),
                ('confidentiality', models.TextField(blank=True, max_length=1500, verbose_name='what stays confidential')),
                ('accessibility', models.TextField(blank=True, max_length=1500, verbose_name='what people need to take part')),
                ('across', models.CharField(blank=True, max_length=300, verbose_name='why across communities')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('begun_at', models.DateTimeField(verbose_name='begun')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed')),
                ('opening', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='placement', to='exchanges.exchange')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'staff exchange',
                'verbose_name_plural': 'staff exchanges',
                'ordering': ['opening__starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Adaptation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.TextField(max_length=1500, verbose_name='how it is adapted at home')),
                ('for_plan', models.TextField(blank=True, max_length=600, verbose_name='what goes into the action plan')),
                ('is_ready', models.BooleanField(default=False, verbose_name='ready for the plan')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adaptations', to='exchanges.exchange')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adaptations', to='outcomes.lesson', verbose_name='lesson')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation', verbose_name='for whom')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adaptations', to='placements.placement')),
            ],
            options={
                'verbose_name': 'local adaptation',
                'verbose_name_plural': 'local adaptations',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_ready', False), models.Q(('for_plan', ''), _negated=True), _connector='OR'), name='adaptation_ready_says_what')],
            },
        ),
        migrations.CreateModel(
            name='AgreementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('text', models.JSONField(default=dict)),
                ('changed', models.JSONField(default=list, verbose_name='what changed')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='placements.placement')),
            ],
            options={
                'verbose_name': 'version of an agreement',
                'verbose_name_plural': 'versions of agreements',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('placement', 'number'), name='agreement_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Side',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted_revision', models.PositiveIntegerField(blank=True, null=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                ('challenge', models.TextField(blank=True, max_length=1000, verbose_name='your challenge')),
                ('questions', models.JSONField(blank=True, default=list, verbose_name='learning questions')),
                ('context', models.TextField(blank=True, max_length=1500, verbose_name='your own context')),
                ('ticked', models.JSONField(blank=True, default=list, verbose_name='done of the checklists')),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offices', models.ManyToManyField(blank=True, related_name='+', to='organisations.office', verbose_name='offices involved')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='who takes part')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.partner')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='placements.placement')),
                ('practices', models.ManyToManyField(blank=True, related_name='+', to='practices.practice', verbose_name='practices to see')),
            ],
            options={
                'verbose_name': 'side of a staff exchange',
                'verbose_name_plural': 'sides of staff exchanges',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('placement', 'partner'), name='side_once'), models.CheckConstraint(condition=models.Q(('accepted_revision', None), ('accepted_at__isnull', False), _connector='OR'), name='side_accepted_has_moment')],
            },
        ),
        migrations.CreateModel(
            name='Delegate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('visitor', 'visitor'), ('tutor', 'tutor at the host'), ('contact', 'contact')], max_length=7, verbose_name='part')),
                ('name', models.CharField(max_length=120, verbose_name='name and surname')),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.office', verbose_name='office')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('side', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegates', to='placements.side')),
            ],
            options={
                'verbose_name': 'person in a staff exchange',
                'verbose_name_plural': 'people in staff exchanges',
                'ordering': ['side', '-part', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('side', 'part', 'name'), name='delegate_once_a_part')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('use', models.CharField(choices=[('used', 'it is used'), ('partly', 'in part'), ('not_yet', 'not yet'), ('no', 'no')], max_length=7, verbose_name='is it used?')),
                ('where', models.TextField(blank=True, max_length=600, verbose_name='where, and since when')),
                ('evidence', models.CharField(blank=True, max_length=300, verbose_name='what proves it')),
                ('evidence_url', models.URLField(blank=True, verbose_name='where to read more')),
                ('at', models.DateTimeField()),
                ('adaptations', models.ManyToManyField(blank=True, related_name='+', to='placements.adaptation', verbose_name='lessons that are used')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('side', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='follow_up', to='placements.side')),
            ],
            options={
                'verbose_name': 'what became of it',
                'verbose_name_plural': 'what became of it',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('block', models.CharField(blank=True, max_length=60, verbose_name='what it was')),
                ('text', models.TextField(max_length=600, verbose_name='note')),
                ('picture', models.FileField(blank=True, upload_to='placements/%Y', verbose_name='picture')),
                ('alt', models.CharField(blank=True, max_length=300, verbose_name='what is to be seen')),
                ('choice', models.CharField(blank=True, choices=[('keep', 'keep'), ('adapt', 'adapt'), ('park', 'park')], max_length=5, verbose_name='what to do with it')),
                ('written_at', models.DateTimeField(verbose_name='written')),
                ('at', models.DateTimeField()),
                ('shared_at', models.DateTimeField(blank=True, null=True, verbose_name='shared')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='diary', to='exchanges.exchange')),
                ('idea', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='exchanges.idea')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='placements.placement')),
                ('side', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='placements.side')),
            ],
            options={
                'verbose_name': 'note in the diary',
                'verbose_name_plural': 'notes in the diary',
                'ordering': ['on', 'written_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('picture', ''), models.Q(('alt', ''), _negated=True), _connector='OR'), name='note_picture_has_words')],
            },
        ),
    ]
