import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('agendas', '0001_initial'),
        ('exchanges', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContributionCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.TextField(max_length=3000, verbose_name='what is asked for')),
                ('kinds', models.JSONField(default=list, verbose_name='kinds of contribution')),
                ('criteria', models.JSONField(default=list, verbose_name='criteria')),
                ('is_blind', models.BooleanField(default=True, verbose_name='reviewers do not see who wrote')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('closes_on', models.DateField(verbose_name='last day to send')),
                ('exchange', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contribution_call', to='exchanges.exchange')),
            ],
            options={
                'verbose_name': 'call for contributions',
                'verbose_name_plural': 'calls for contributions',
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='contribution_call_closes_after_it_opens', violation_error_message='The last day comes before the first.')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=80, verbose_name='what kind')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('summary', models.TextField(max_length=4000, verbose_name='summary')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('state', models.CharField(choices=[('sent', 'sent'), ('withdrawn', 'withdrawn'), ('accepted', 'accepted'), ('declined', 'declined')], default='sent', max_length=9, verbose_name='state')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='why')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('block', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contribution', to='agendas.block')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='organisations.organisation')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='contributions.contributioncall')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
                'ordering': ['sent_at', 'pk'],
                'indexes': [models.Index(fields=['call', 'state'], name='contribution_of_call')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='contribution_declined_has_reason'), models.CheckConstraint(condition=models.Q(('block', None), ('state', 'accepted'), _connector='OR'), name='contribution_in_agenda_is_accepted')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.JSONField(blank=True, default=dict, verbose_name='points by criterion')),
                ('words', models.TextField(blank=True, max_length=3000, verbose_name='what you say to those who decide')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to=settings.AUTH_USER_MODEL)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='contributions.contribution')),
            ],
            options={
                'verbose_name': 'assessment',
                'verbose_name_plural': 'assessments',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('contribution', 'reviewer'), name='assessment_once')],
            },
        ),
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='contributions.contribution')),
            ],
            options={
                'verbose_name': 'author',
                'verbose_name_plural': 'authors',
                'ordering': ['pk'],
            },
        ),
    ]
