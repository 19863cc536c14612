import django.core.validators
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
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('members', models.CharField(max_length=300, verbose_name='who sits in it')),
                ('rhythm', models.CharField(choices=[('weekly', 'every week'), ('monthly', 'every month'), ('quarterly', 'every three months'), ('twice', 'twice a year'), ('yearly', 'once a year'), ('needed', 'when needed')], max_length=9, verbose_name='how often it meets')),
                ('about', models.TextField(blank=True, max_length=1000, verbose_name='what it is there for')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bodies', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'body of governance',
                'verbose_name_plural': 'bodies of governance',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='body_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(choices=[('money', 'Money: who spends, who moves it'), ('partners', 'Partners: who comes in, who leaves'), ('activities', 'Activities: what is done, and when'), ('people', 'People: who works on it'), ('voice', 'What is said outside'), ('trouble', 'Delays and conflicts'), ('changes', 'Changes of the project')], max_length=10, verbose_name='matter')),
                ('manner', models.CharField(choices=[('consensus', 'all agree'), ('majority', 'by majority'), ('heard', 'one decides, the others are heard'), ('alone', 'one decides')], max_length=9, verbose_name='how')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='networks.body', verbose_name='who decides')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'who decides on a matter',
                'verbose_name_plural': 'who decides on matters',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'matter'), name='decision_once_a_matter')],
            },
        ),
        migrations.CreateModel(
            name='Openness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('governance_is_public', models.BooleanField(default=False, verbose_name='Everyone may read who decides what')),
                ('relations_are_public', models.BooleanField(default=False, verbose_name='Everyone may read with whom we work, without names of persons')),
                ('programme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='openness', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'what is public of a network',
                'verbose_name_plural': 'what is public of networks',
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='with whom')),
                ('kind', models.CharField(choices=[('public', 'public body'), ('services', 'social or health services'), ('school', 'school or university'), ('third', 'association or cooperative'), ('business', 'business'), ('people', 'group of citizens'), ('faith', 'religious community'), ('other', 'other')], max_length=8, verbose_name='what they are')),
                ('state', models.CharField(choices=[('wanted', 'to be built'), ('begun', 'begun'), ('active', 'active'), ('strained', 'difficult'), ('ended', 'ended')], max_length=8, verbose_name='how it stands')),
                ('purpose', models.CharField(max_length=300, verbose_name='what for')),
                ('months', models.PositiveSmallIntegerField(default=6, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(36)], verbose_name='looked at every so many months')),
                ('confirmed_on', models.DateField(verbose_name='last confirmed')),
                ('again_on', models.DateField(verbose_name='to be looked at by')),
                ('keeper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='relations_kept', to='programmes.participant', verbose_name='who keeps it')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='relations', to='organisations.organisation', verbose_name='its page here, if it has one')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'relation',
                'verbose_name_plural': 'relations',
                'ordering': ['name', 'pk'],
                'indexes': [models.Index(fields=['again_on'], name='relation_again')],
                'constraints': [models.UniqueConstraint(fields=('programme', 'name'), name='relation_once')],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('wanted', 'to be built'), ('begun', 'begun'), ('active', 'active'), ('strained', 'difficult'), ('ended', 'ended')], max_length=8, verbose_name='how it stands')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what happened since')),
                ('on', models.DateField(verbose_name='day')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('relation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='networks.relation')),
            ],
            options={
                'verbose_name': 'look at a relation',
                'verbose_name_plural': 'looks at relations',
                'ordering': ['-on', '-pk'],
            },
        ),
    ]
