import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Country',
            fields=[
                ('code', models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name='ISO code')),
                ('names', models.JSONField(default=dict, verbose_name='names by language')),
                ('continent', models.CharField(choices=[('AF', 'Africa'), ('AN', 'Antarctica'), ('AS', 'Asia'), ('EU', 'Europe'), ('NA', 'North America'), ('OC', 'Oceania'), ('SA', 'South America')], max_length=2, verbose_name='continent')),
                ('is_eu', models.BooleanField(default=False, verbose_name='member of the European Union')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='official languages')),
                ('lat', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('lon', models.FloatField(blank=True, null=True, verbose_name='longitude')),
            ],
            options={
                'verbose_name': 'country',
                'verbose_name_plural': 'countries',
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('region', 'region'), ('province', 'province')], max_length=8, verbose_name='kind')),
                ('code', models.CharField(max_length=10, verbose_name='code')),
                ('abbreviation', models.CharField(blank=True, max_length=4, verbose_name='abbreviation')),
                ('nuts', models.CharField(blank=True, max_length=5, verbose_name='NUTS code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='places.area')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='places.country')),
            ],
            options={
                'verbose_name': 'region or province',
                'verbose_name_plural': 'regions and provinces',
                'constraints': [models.UniqueConstraint(fields=('country', 'kind', 'code'), name='area_unique_code')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(help_text='ISTAT code of a municipality, «g» and the GeoNames number of other places.', max_length=12, unique=True, verbose_name='address')),
                ('code', models.CharField(blank=True, max_length=10, verbose_name='official code')),
                ('cadastral_code', models.CharField(blank=True, max_length=4, verbose_name='cadastral code')),
                ('geonameid', models.PositiveIntegerField(blank=True, null=True, verbose_name='GeoNames number')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_other', models.CharField(blank=True, max_length=120, verbose_name='name in the other official language')),
                ('key', models.CharField(db_index=True, max_length=120, verbose_name='name as it is searched')),
                ('nuts3', models.CharField(blank=True, max_length=5, verbose_name='NUTS 3 code')),
                ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='inhabitants')),
                ('population_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of the count')),
                ('lat', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('lon', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('ceased_on', models.DateField(blank=True, null=True, verbose_name='ceased on')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='places.country')),
                ('province', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='predecessors', to='places.place')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'indexes': [models.Index(fields=['code'], name='place_code'), models.Index(fields=['cadastral_code'], name='place_cadastral'), models.Index(models.OrderBy(models.Func('population', output_field=models.IntegerField(), template='COALESCE(%(expressions)s, 0)'), descending=True), models.F('id'), condition=models.Q(('ceased_on', None)), name='place_living_by_people'), models.Index(models.F('country'), models.OrderBy(models.Func('population', output_field=models.IntegerField(), template='COALESCE(%(expressions)s, 0)'), descending=True), models.F('id'), condition=models.Q(('ceased_on', None)), name='place_living_of_country')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('country', 'code'), name='place_unique_code'), models.CheckConstraint(condition=models.Q(('successor__isnull', True), ('ceased_on__isnull', False), _connector='OR'), name='place_successor_only_if_ceased')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='day')),
                ('name', models.CharField(max_length=200, verbose_name="name in the country's language")),
                ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name in English')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holidays', to='places.country')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='holidays', to='places.place')),
            ],
            options={
                'verbose_name': 'public holiday',
                'verbose_name_plural': 'public holidays',
                'constraints': [models.UniqueConstraint(condition=models.Q(('place__isnull', True)), fields=('country', 'date'), name='holiday_once_a_country'), models.UniqueConstraint(condition=models.Q(('place__isnull', False)), fields=('place', 'date'), name='holiday_once_a_place')],
            },
        ),
        migrations.CreateModel(
            name='PlaceName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('key', models.CharField(db_index=True, max_length=120, verbose_name='name as it is searched')),
                ('kind', models.CharField(choices=[('other', 'other name'), ('short', 'name without its small words'), ('former', 'former name'), ('code', 'former code')], max_length=6, verbose_name='kind')),
                ('language', models.CharField(blank=True, max_length=7, verbose_name='language')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='places.place')),
            ],
            options={
                'verbose_name': 'other name of a place',
                'verbose_name_plural': 'other names of places',
                'constraints': [models.UniqueConstraint(fields=('place', 'key'), name='place_name_once')],
            },
        ),
    ]
