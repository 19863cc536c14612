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
            name='Curriculum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='address')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.TextField(blank=True, max_length=600, verbose_name='what one is able to do at the end')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('audiences', models.JSONField(blank=True, default=list, verbose_name='for whom')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='number of the version')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('is_example', models.BooleanField(default=False, verbose_name='part of the demo')),
                ('authors', models.ManyToManyField(related_name='curricula', to=settings.AUTH_USER_MODEL, verbose_name='who writes it')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='curricula', to='organisations.organisation')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='curricula', to='programmes.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'curriculum',
                'verbose_name_plural': 'curricula',
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('names', models.JSONField(default=dict, verbose_name='name')),
                ('abouts', models.JSONField(blank=True, default=dict, verbose_name='in a few words')),
                ('roles', models.JSONField(blank=True, default=dict, verbose_name='roles')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('website', models.URLField(blank=True, verbose_name='where it is published')),
                ('licence', models.CharField(blank=True, max_length=80, verbose_name='licence')),
                ('highest', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(8)], verbose_name='highest level')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='frameworks', to='programmes.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'framework of competences',
                'verbose_name_plural': 'frameworks of competences',
                'ordering': ['key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('highest__range', (1, 8))), name='framework_levels_1_to_8')],
            },
        ),
        migrations.CreateModel(
            name='Competence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('names', models.JSONField(default=dict, verbose_name='name')),
                ('abouts', models.JSONField(blank=True, default=dict, verbose_name='in a few words')),
                ('kind', models.CharField(blank=True, choices=[('decision', 'to decide'), ('operational', 'to carry out')], max_length=11, verbose_name='what for')),
                ('roles', models.JSONField(blank=True, default=list, verbose_name='roles')),
                ('countries', models.JSONField(blank=True, default=list, verbose_name='countries')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the list')),
                ('aligned', models.ManyToManyField(blank=True, to='curricula.competence', verbose_name='corresponds to')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='competences', to='curricula.competence', verbose_name='area')),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='competences', to='curricula.framework')),
            ],
            options={
                'verbose_name': 'competence',
                'verbose_name_plural': 'competences',
                'ordering': ['framework', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('framework', 'code'), name='competence_code_once'), models.CheckConstraint(condition=models.Q(('area', None), models.Q(('area', models.F('pk')), _negated=True), _connector='OR'), name='competence_not_its_own_area')],
            },
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('texts', models.JSONField(default=dict, verbose_name='texts')),
                ('edition', models.PositiveIntegerField(verbose_name='version of the original')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('curriculum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='curricula.curriculum')),
            ],
            options={
                'verbose_name': 'translation',
                'verbose_name_plural': 'translations',
                'ordering': ['curriculum', 'language'],
                'constraints': [models.UniqueConstraint(fields=('curriculum', 'language'), name='curriculum_translated_once')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('content', models.JSONField(verbose_name='content')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='what is new')),
                ('published_at', models.DateTimeField(verbose_name='published')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('curriculum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='curricula.curriculum')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['curriculum', '-number'],
                'constraints': [models.UniqueConstraint(fields=('curriculum', 'number'), name='version_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Module',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place in the list')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('summary', models.TextField(blank=True, max_length=600, verbose_name='what it is about')),
                ('outcomes', models.JSONField(blank=True, default=list, verbose_name='what one is able to do afterwards')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=5, validators=[django.core.validators.MinValueValidator(0)], verbose_name='hours')),
                ('is_dropped', models.BooleanField(default=False, verbose_name='no longer in the curriculum')),
                ('curriculum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules', to='curricula.curriculum')),
                ('prerequisites', models.ManyToManyField(blank=True, related_name='opens', to='curricula.module', verbose_name='comes after')),
            ],
            options={
                'verbose_name': 'module',
                'verbose_name_plural': 'modules',
                'ordering': ['curriculum', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Teaching',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('competence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teachings', to='curricula.competence')),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teachings', to='curricula.module')),
            ],
            options={
                'verbose_name': 'competence of a module',
                'verbose_name_plural': 'competences of a module',
                'ordering': ['module', 'competence__framework', 'competence__position'],
                'constraints': [models.UniqueConstraint(fields=('module', 'competence'), name='teaching_once'), models.CheckConstraint(condition=models.Q(('level__range', (1, 8))), name='teaching_level_1_to_8')],
            },
        ),
        migrations.AddField(
            model_name='Module',
            name='competences',
            field=models.ManyToManyField(related_name='modules', through='curricula.Teaching', to='curricula.competence', verbose_name='competences'),
        ),
        migrations.AddConstraint(
            model_name='Module',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gte', 0)), name='module_hours_not_negative'),
        ),
    ]
