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
    ]

    operations = [
        migrations.CreateModel(
            name='Opportunity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('training', 'training'), ('call', 'call'), ('fund', 'fund'), ('job', 'job'), ('event', 'meeting or event'), ('service', 'service')], max_length=8, verbose_name='what it is')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('about', models.TextField(max_length=2000, verbose_name='what is offered, and to whom')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('reach', models.CharField(choices=[('local', 'local'), ('regional', 'regional'), ('interregional', 'interregional')], max_length=13, verbose_name='how far it reaches')),
                ('url', models.URLField(blank=True, verbose_name='where to read more')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='whom to ask')),
                ('begins_on', models.DateField(blank=True, null=True, verbose_name='begins')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='last day to take it')),
                ('visibility', models.CharField(choices=[('public', 'everyone'), ('community', 'whoever may read the community')], default='public', max_length=9, verbose_name='who may read it')),
                ('posted_at', models.DateTimeField(verbose_name='posted')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opportunities', to='communities.community')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opportunities', to='organisations.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place', verbose_name='where')),
            ],
            options={
                'verbose_name': 'opportunity',
                'verbose_name_plural': 'opportunities',
                'ordering': ['-posted_at', '-pk'],
                'indexes': [models.Index(fields=['closes_on'], name='opportunity_closes')],
                'constraints': [models.CheckConstraint(condition=models.Q(('community__isnull', False), ('visibility', 'public'), _connector='OR'), name='opportunity_without_community_is_public'), models.CheckConstraint(condition=models.Q(('reach', 'interregional'), ('place__isnull', False), _connector='OR'), name='opportunity_reaches_from_a_place', violation_error_message='Say where: a local or regional one reaches its area.'), models.CheckConstraint(condition=models.Q(('begins_on', None), ('closes_on', None), ('kind__in', ['training', 'event']), ('closes_on__gte', models.F('begins_on')), _connector='OR'), name='opportunity_closes_after_it_begins', violation_error_message='The last day comes before the first.')],
            },
        ),
    ]
