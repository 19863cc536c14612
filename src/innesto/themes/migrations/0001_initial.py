import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True, verbose_name='key')),
                ('labels', models.JSONField(default=dict, verbose_name='names by language')),
                ('website', models.URLField(blank=True, verbose_name='where it is published')),
                ('is_public', models.BooleanField(default=False, verbose_name='everyone may read it')),
            ],
            options={
                'verbose_name': 'scheme of themes',
                'verbose_name_plural': 'schemes of themes',
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, verbose_name='key')),
                ('labels', models.JSONField(default=dict, verbose_name='names by language')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='place in the list')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='themes.theme')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='themes.scheme')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['scheme', 'position', 'key'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'key'), name='theme_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(choices=[('exact', 'the same as'), ('close', 'close to'), ('broad', 'part of')], max_length=5, verbose_name='relation')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mapped_by', to='themes.theme')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mappings', to='themes.theme')),
            ],
            options={
                'verbose_name': 'correspondence',
                'verbose_name_plural': 'correspondences',
                'ordering': ['theme', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('theme', 'target'), name='mapping_once'), models.CheckConstraint(condition=models.Q(('theme', models.F('target')), _negated=True), name='mapping_of_two_themes')],
            },
        ),
    ]
