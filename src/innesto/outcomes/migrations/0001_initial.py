import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_initial'),
        ('exchanges', '0001_initial'),
        ('organisations', '0001_initial'),
        ('programmes', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('learned', models.TextField(blank=True, max_length=1000, verbose_name='what you learned')),
                ('gave', models.TextField(blank=True, max_length=1000, verbose_name='what you gave')),
                ('changes', models.TextField(blank=True, max_length=1000, verbose_name='what you will change')),
                ('content', models.CharField(blank=True, choices=[('practice', 'good practice'), ('experience', 'experience'), ('knowledge', 'knowledge')], max_length=10, verbose_name='it is above all')),
                ('evidence', models.URLField(blank=True, verbose_name='what proves it')),
                ('language', models.CharField(blank=True, max_length=3, verbose_name='language')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accounts', to='exchanges.exchange')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accounts', to='programmes.partner')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='accounts_given', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'account of an exchange',
                'verbose_name_plural': 'accounts of exchanges',
                'ordering': ['exchange', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person', None)), fields=('exchange', 'partner'), name='account_once_a_partner'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('exchange', 'partner', 'person'), name='account_once_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('learned', ''), _negated=True), models.Q(('gave', ''), _negated=True), _connector='OR'), name='account_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Capacity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'not at all'), (1, 'a little'), (2, 'well'), (3, 'very well')], null=True, validators=[django.core.validators.MaxValueValidator(3)], verbose_name='before')),
                ('after', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'not at all'), (1, 'a little'), (2, 'well'), (3, 'very well')], null=True, validators=[django.core.validators.MaxValueValidator(3)], verbose_name='after')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capacities', to='exchanges.exchange')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capacities', to='programmes.partner')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='themes.theme')),
            ],
            options={
                'verbose_name': 'capacity on a theme',
                'verbose_name_plural': 'capacities on themes',
                'ordering': ['partner', 'theme'],
                'constraints': [models.UniqueConstraint(fields=('exchange', 'partner', 'theme'), name='capacity_once_a_theme'), models.CheckConstraint(condition=models.Q(models.Q(('before', None), ('before__lte', 3), _connector='OR'), models.Q(('after', None), ('after__lte', 3), _connector='OR')), name='capacity_0_to_3')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.CharField(max_length=300, verbose_name='the lesson in a sentence')),
                ('context', models.TextField(blank=True, max_length=1000, verbose_name='context')),
                ('expected', models.TextField(blank=True, max_length=1000, verbose_name='what you expected')),
                ('happened', models.TextField(max_length=1500, verbose_name='what happened')),
                ('why', models.TextField(blank=True, max_length=1000, verbose_name='why')),
                ('evidence', models.TextField(blank=True, max_length=1000, verbose_name='what proves it')),
                ('for_whom', models.CharField(blank=True, max_length=300, verbose_name='for whom it is useful')),
                ('recommendation', models.TextField(blank=True, max_length=1000, verbose_name='what you recommend')),
                ('dimension', models.CharField(blank=True, choices=[('decision', 'decision'), ('coordination', 'coordination'), ('network', 'network'), ('communication', 'communication'), ('resources', 'resources')], max_length=13, verbose_name='dimension of governance')),
                ('confidence', models.CharField(choices=[('one', 'seen once'), ('several', 'seen several times'), ('confirmed', 'confirmed elsewhere')], default='one', max_length=9, verbose_name='how sure you are')),
                ('content', models.CharField(choices=[('practice', 'good practice'), ('experience', 'experience'), ('knowledge', 'knowledge')], default='experience', max_length=10, verbose_name='what it is')),
                ('extra', models.JSONField(blank=True, default=dict, verbose_name='fields of the programme')),
                ('visibility', models.CharField(choices=[('private', 'only my organisation'), ('programme', 'whoever takes part in the programme, or in its call'), ('public', 'everyone')], default='programme', max_length=9, verbose_name='who may read it')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='to be looked at again')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('written_at', models.DateTimeField(verbose_name='written')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lesson', to='documents.document')),
                ('exchange', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lessons', to='exchanges.exchange')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='organisations.organisation', verbose_name='whose')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='programmes.programme')),
                ('themes', models.ManyToManyField(blank=True, related_name='lessons', to='themes.theme', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
                'ordering': ['-written_at', '-pk'],
                'indexes': [models.Index(fields=['dimension', 'programme'], name='lesson_dimension')],
            },
        ),
    ]
