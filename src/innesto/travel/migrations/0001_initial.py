import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exchanges', '0001_initial'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Directions',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('getting_there', models.TextField(blank=True, verbose_name='how to get there')),
                ('staying', models.TextField(blank=True, verbose_name='where to stay')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='directions', to='exchanges.exchange')),
            ],
            options={
                'verbose_name': 'directions',
                'verbose_name_plural': 'directions',
            },
        ),
        migrations.CreateModel(
            name='Trip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='name of a guest')),
                ('is_return', models.BooleanField(default=True, verbose_name='and back the same way')),
                ('people', models.PositiveSmallIntegerField(default=1, verbose_name='how many travel together')),
                ('nights', models.PositiveSmallIntegerField(default=0, verbose_name='nights')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='what it cost in all')),
                ('currency', models.CharField(default='EUR', max_length=3, verbose_name='currency')),
                ('payer', models.CharField(choices=[('own', 'the own organisation'), ('host', 'the host'), ('programme', 'the programme'), ('self', 'the traveller')], default='own', max_length=9, verbose_name='who pays')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('at', models.DateTimeField()),
                ('end', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trips', to='exchanges.exchange')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation', verbose_name='for whom')),
                ('start', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('traveller', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who travels')),
            ],
            options={
                'verbose_name': 'trip',
                'verbose_name_plural': 'trips',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='trip_of_somebody'), models.CheckConstraint(condition=models.Q(('cost', None), ('cost__gte', 0), _connector='OR'), name='trip_cost_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Leg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('mode', models.CharField(choices=[('train', 'train'), ('coach', 'coach'), ('bus', 'local bus'), ('tram', 'tram or underground'), ('car', 'car'), ('electric_car', 'electric car'), ('ferry', 'ferry'), ('plane', 'plane'), ('long_plane', 'plane, over 3,700 km'), ('walk', 'on foot or by bicycle')], max_length=12, verbose_name='how')),
                ('km', models.PositiveIntegerField(blank=True, null=True, verbose_name='kilometres one way')),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='legs', to='travel.trip')),
            ],
            options={
                'verbose_name': 'leg',
                'verbose_name_plural': 'legs',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('trip', 'position'), name='leg_position_once'), models.UniqueConstraint(condition=models.Q(('km', None)), fields=('trip',), name='leg_one_estimated_a_trip')],
            },
        ),
    ]
