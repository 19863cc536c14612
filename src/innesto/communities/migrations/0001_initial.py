import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
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
    ]
