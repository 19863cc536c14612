import django.db.models.deletion
import innesto.credentials.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Issuer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=innesto.credentials.models.new_code, max_length=12, unique=True)),
                ('address', models.URLField(max_length=300, verbose_name='address')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issuers', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'issuer of credentials',
                'verbose_name_plural': 'issuers of credentials',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('organisation',), name='issuer_one_open_an_organisation')],
            },
        ),
        migrations.CreateModel(
            name='Achievement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('names', models.JSONField(default=dict, verbose_name='name')),
                ('abouts', models.JSONField(default=dict, verbose_name='in a few words')),
                ('criteria', models.JSONField(default=dict, verbose_name='what one must have done')),
                ('kind', models.CharField(choices=[('Certification', 'qualification'), ('Competency', 'competence'), ('CertificateOfCompletion', 'path completed'), ('CommunityService', 'service to others'), ('Badge', 'recognition')], default='Badge', max_length=25, verbose_name='kind')),
                ('lasts_months', models.PositiveSmallIntegerField(blank=True, help_text='Empty: it holds for ever.', null=True, verbose_name='months for which it holds')),
                ('alignments', models.JSONField(blank=True, default=list, verbose_name='competences')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Awarded'), ('closed', 'No longer awarded')], default='draft', max_length=6, verbose_name='state')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='achievements', to='credentials.issuer')),
            ],
            options={
                'verbose_name': 'what is awarded',
                'verbose_name_plural': 'what is awarded',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('public', models.CharField(max_length=80)),
                ('secret', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(blank=True, null=True)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='credentials.issuer')),
            ],
            options={
                'verbose_name': 'key of an issuer',
                'verbose_name_plural': 'keys of issuers',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('issuer', 'name'), name='signing_key_name_once'), models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('issuer',), name='signing_key_one_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='StatusList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('document', models.JSONField(default=dict)),
                ('token', models.TextField()),
                ('changed_at', models.DateTimeField()),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='status_lists', to='credentials.issuer')),
            ],
            options={
                'verbose_name': 'list of revocations',
                'verbose_name_plural': 'lists of revocations',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('issuer', 'number'), name='status_list_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=innesto.credentials.models.new_code, max_length=12, unique=True)),
                ('version', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name and surname')),
                ('language', models.CharField(max_length=7)),
                ('title', models.CharField(max_length=300)),
                ('evidence', models.JSONField(default=list)),
                ('issued_at', models.DateTimeField(verbose_name='issued')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='holds until')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it was revoked')),
                ('is_private', models.BooleanField(default=False, verbose_name='only I see its page')),
                ('place', models.PositiveIntegerField()),
                ('document', models.JSONField(default=dict)),
                ('token', models.TextField()),
                ('achievement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='credentials.achievement')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='credentials', to=settings.AUTH_USER_MODEL)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='credentials.issuer')),
                ('status_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credentials', to='credentials.statuslist')),
            ],
            options={
                'verbose_name': 'credential',
                'verbose_name_plural': 'credentials',
                'ordering': ['-issued_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('status_list', 'place'), name='credential_own_place')],
            },
        ),
    ]
