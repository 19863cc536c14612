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
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Deposit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('work', 'work handed in'), ('tool', 'tool for others to use')], default='work', max_length=4, verbose_name='what it is')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('about', models.TextField(blank=True, max_length=1500, verbose_name='what is in it, and what for')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('answers', models.CharField(blank=True, max_length=300, verbose_name='how it answers the question of the community')),
                ('line', models.CharField(blank=True, max_length=60, verbose_name='line of work')),
                ('occasion_kind', models.CharField(blank=True, max_length=80)),
                ('occasion_key', models.CharField(blank=True, max_length=64)),
                ('licence', models.CharField(blank=True, choices=[('CC BY 4.0', 'CC BY 4.0'), ('CC BY-SA 4.0', 'CC BY-SA 4.0'), ('CC0 1.0', 'CC0 1.0'), ('EUPL-1.2', 'EUPL-1.2')], max_length=14, verbose_name='licence')),
                ('visibility', models.CharField(choices=[('community', 'whoever may read the community'), ('public', 'everyone')], default='community', max_length=9, verbose_name='who may read it')),
                ('created_at', models.DateTimeField(verbose_name='handed in')),
                ('changed_at', models.DateTimeField(verbose_name='last version')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='deposits', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deposits', to='communities.community')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposits', to='organisations.organisation')),
                ('themes', models.ManyToManyField(blank=True, related_name='deposits', to='themes.theme', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'deposit',
                'verbose_name_plural': 'deposits',
                'ordering': ['-changed_at', '-pk'],
                'indexes': [models.Index(fields=['community', '-changed_at', '-id'], name='deposit_in_community')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'tool'), _negated=True), models.Q(('licence', ''), _negated=True), _connector='OR'), name='deposit_tool_has_open_licence')],
            },
        ),
        migrations.CreateModel(
            name='Guideline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('about', models.TextField(max_length=600, verbose_name='for whom, and what for')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('answers', models.CharField(blank=True, max_length=300, verbose_name='how it answers the question of the community')),
                ('begun_at', models.DateTimeField(verbose_name='begun')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guidelines', to='communities.community')),
            ],
            options={
                'verbose_name': 'guideline',
                'verbose_name_plural': 'guidelines',
                'ordering': ['-changed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalSection',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('heading', models.CharField(max_length=160, verbose_name='heading')),
                ('body', models.TextField(verbose_name='text')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guideline', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='deposits.guideline')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical section',
                'verbose_name_plural': 'historical sections',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Reuse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=300, verbose_name='what for, and what changed')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deposit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reuses', to='deposits.deposit')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reuses', to='organisations.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 're-use',
                'verbose_name_plural': 're-uses',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('deposit', 'organisation'), name='reuse_once_an_organisation')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(max_length=160, verbose_name='heading')),
                ('body', models.TextField(verbose_name='text')),
                ('position', models.PositiveIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guideline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='deposits.guideline')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('file', models.FileField(blank=True, upload_to='deposits/%Y', verbose_name='file')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='size')),
                ('url', models.URLField(blank=True, verbose_name='address')),
                ('alt', models.CharField(blank=True, max_length=300, verbose_name='what is to be seen')),
                ('captions', models.FileField(blank=True, upload_to='deposits/captions/%Y', verbose_name='captions')),
                ('transcript', models.TextField(blank=True, max_length=60000, verbose_name='transcript')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what is new')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='pages')),
                ('words', models.TextField(blank=True)),
                ('preview', models.FileField(blank=True, upload_to='deposits/previews/%Y')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deposit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='deposits.deposit')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('deposit', 'number'), name='deposit_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('url', ''), _negated=True), models.Q(('file', ''), _negated=True), _connector='OR'), name='deposit_version_has_file_or_address')],
            },
        ),
    ]
