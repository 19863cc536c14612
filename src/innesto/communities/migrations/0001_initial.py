import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('organisations', '0001_initial'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Community',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('strand', models.CharField(blank=True, max_length=60, verbose_name='strand')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('names', models.JSONField(default=dict, verbose_name='name')),
                ('questions', models.JSONField(blank=True, default=dict, verbose_name='framing question')),
                ('charter', models.TextField(blank=True, verbose_name='charter')),
                ('charter_language', models.CharField(blank=True, max_length=3, verbose_name='language of the charter')),
                ('rhythm', models.CharField(blank=True, max_length=200, verbose_name='rhythm')),
                ('stage', models.CharField(choices=[('potential', 'potential'), ('coalescing', 'coming together'), ('active', 'active'), ('stewardship', 'in good keeping'), ('memorable', 'memorable')], default='potential', max_length=11, verbose_name='stage of its life')),
                ('stage_since', models.DateField(blank=True, null=True, verbose_name='in this stage since')),
                ('visibility', models.CharField(choices=[('public', 'everyone'), ('programme', 'who takes part in the programme'), ('community', 'its members'), ('private', 'its members, and nobody else knows of it')], default='programme', max_length=9, verbose_name='who may read it')),
                ('joining', models.CharField(choices=[('open', 'whoever may read it joins at once'), ('ask', 'one asks, and who facilitates answers'), ('invited', 'only who is invited')], default='open', max_length=7, verbose_name='how one joins')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='next look at whether it goes on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed')),
                ('closing_note', models.TextField(blank=True, max_length=2000, verbose_name='closing note')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='communities.community', verbose_name='section of')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='communities', to='programmes.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'community',
                'verbose_name_plural': 'communities',
                'ordering': ['slug'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('strand', ''), _negated=True), fields=('programme', 'strand'), name='community_once_a_strand'), models.CheckConstraint(condition=models.Q(('part_of', None), models.Q(('part_of', models.F('pk')), _negated=True), _connector='OR'), name='community_not_part_of_itself'), models.CheckConstraint(condition=models.Q(models.Q(('visibility', 'programme'), _negated=True), ('programme__isnull', False), _connector='OR'), name='community_of_a_programme_has_one')],
            },
        ),
        migrations.CreateModel(
            name='Bridge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work_id', models.PositiveBigIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='work')),
                ('reason', models.CharField(max_length=500, verbose_name='why it is shared')),
                ('state', models.CharField(choices=[('offered', 'offered'), ('accepted', 'shared'), ('declined', 'declined'), ('ended', 'taken back')], default='offered', max_length=8, verbose_name='state')),
                ('offered_at', models.DateTimeField(verbose_name='offered')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='answer')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('work_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bridges_from', to='communities.community')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bridges_to', to='communities.community')),
            ],
            options={
                'verbose_name': 'bridge',
                'verbose_name_plural': 'bridges',
                'ordering': ['-offered_at', '-pk'],
                'indexes': [models.Index(fields=['work_type', 'to', 'state'], name='bridge_of_kind')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['offered', 'accepted'])), fields=('to', 'work_type', 'work_id'), name='bridge_once_a_work'), models.CheckConstraint(condition=models.Q(('origin', models.F('to')), _negated=True), name='bridge_between_two')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('core', 'core'), ('active', 'active'), ('peripheral', 'follows'), ('guest', 'guest')], default='active', max_length=10, verbose_name='level')),
                ('is_steward', models.BooleanField(default=False, verbose_name='keeps the community')),
                ('is_facilitator', models.BooleanField(default=False, verbose_name='facilitates')),
                ('status', models.CharField(choices=[('asked', 'waiting for an answer'), ('in', 'member'), ('ended', 'no longer there')], default='in', max_length=5, verbose_name='state')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='communities.community')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='community_members', to='organisations.organisation', verbose_name='for which organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='community_memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'member',
                'verbose_name_plural': 'members',
                'ordering': ['community', 'pk'],
                'indexes': [models.Index(fields=['person', 'status'], name='member_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'ended'), _negated=True), fields=('community', 'person'), name='member_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('core', 'core'), ('active', 'active'), ('peripheral', 'follows'), ('guest', 'guest')], default='active', max_length=10, verbose_name='level')),
                ('is_steward', models.BooleanField(default=False, verbose_name='keeps the community')),
                ('is_facilitator', models.BooleanField(default=False, verbose_name='facilitates')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='communities.community')),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='promised_membership', to='accounts.invitation')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='for which organisation')),
            ],
            options={
                'verbose_name': 'promised membership',
                'verbose_name_plural': 'promised memberships',
                'ordering': ['community', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Sign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, verbose_name='what is counted')),
                ('figure', models.PositiveIntegerField(verbose_name='figure')),
                ('on', models.DateField(verbose_name='counted on')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signs', to='communities.community')),
            ],
            options={
                'verbose_name': 'sign of life',
                'verbose_name_plural': 'signs of life',
                'ordering': ['community', 'key'],
                'constraints': [models.UniqueConstraint(fields=('community', 'key'), name='sign_once_a_community')],
            },
        ),
    ]
