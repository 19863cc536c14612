import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Index',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('epoch', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('revision', models.BigIntegerField(default=0, verbose_name='revision')),
                ('removal', models.BigIntegerField(default=0, verbose_name='last removal')),
            ],
            options={
                'verbose_name': 'index',
                'verbose_name_plural': 'indexes',
            },
        ),
        migrations.CreateModel(
            name='Neutral',
            fields=[
                ('embedder', models.CharField(max_length=80, primary_key=True, serialize=False, verbose_name='made by')),
                ('titles', models.PositiveSmallIntegerField(default=0, verbose_name='made of so many titles')),
                ('data', models.BinaryField(verbose_name='numbers')),
            ],
            options={
                'verbose_name': 'neutral vector',
                'verbose_name_plural': 'neutral vectors',
            },
        ),
        migrations.CreateModel(
            name='Pending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='kind')),
                ('object_id', models.BigIntegerField(verbose_name='number of the thing')),
                ('is_announced', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'pending change',
                'verbose_name_plural': 'pending changes',
                'indexes': [models.Index(condition=models.Q(('is_announced', False)), fields=['id'], name='pending_unannounced')],
            },
        ),
        migrations.CreateModel(
            name='Readership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.TextField(unique=True)),
            ],
            options={
                'verbose_name': 'readership',
                'verbose_name_plural': 'readerships',
            },
        ),
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(db_index=True, max_length=80, verbose_name='name')),
                ('readership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='audiences', to='search.readership')),
            ],
            options={
                'verbose_name': 'audience',
                'verbose_name_plural': 'audiences',
                'constraints': [models.UniqueConstraint(fields=('readership', 'name'), name='audience_once')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='kind')),
                ('object_id', models.BigIntegerField(verbose_name='number of the thing')),
                ('revision', models.BigIntegerField(db_index=True, verbose_name='revision')),
                ('since', models.BigIntegerField(verbose_name='there since revision')),
                ('language', models.CharField(blank=True, max_length=7, verbose_name='language')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('abstract', models.TextField(blank=True, verbose_name='in a few sentences')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='what it is, by language')),
                ('url', models.CharField(max_length=300, verbose_name='address')),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='external reference')),
                ('within', models.CharField(blank=True, db_index=True, max_length=60, verbose_name='part of')),
                ('place_name', models.CharField(blank=True, max_length=200, verbose_name='name of the place')),
                ('size', models.CharField(blank=True, max_length=12, verbose_name='size class')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='country')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ('themes', models.JSONField(blank=True, default=dict, verbose_name='themes')),
                ('title_terms', models.PositiveIntegerField(default=0, verbose_name='terms of the title')),
                ('body_terms', models.PositiveIntegerField(default=0, verbose_name='terms of the text')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='places.place')),
                ('readership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='search.readership')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id'), name='document_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('text', models.CharField(blank=True, max_length=1000, verbose_name='question')),
                ('language', models.CharField(max_length=7, verbose_name='language')),
                ('filters', models.JSONField(blank=True, default=dict, verbose_name='filters')),
                ('is_paused', models.BooleanField(default=False, verbose_name='paused')),
                ('epoch', models.UUIDField(editable=False)),
                ('revision', models.BigIntegerField(verbose_name='told up to revision')),
                ('created_at', models.DateTimeField(verbose_name='saved')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='last told')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='saved_search_named_once')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=90, unique=True)),
                ('form', models.CharField(max_length=90)),
            ],
            options={
                'verbose_name': 'term',
                'verbose_name_plural': 'terms',
            },
        ),
        migrations.CreateModel(
            name='Postings',
            fields=[
                ('pk', models.CompositePrimaryKey('term_id', 'block', blank=True, editable=False, primary_key=True, serialize=False)),
                ('block', models.IntegerField(verbose_name='block')),
                ('data', models.BinaryField(verbose_name='documents')),
                ('term', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='search.term')),
            ],
            options={
                'verbose_name': 'postings',
                'verbose_name_plural': 'postings',
            },
        ),
        migrations.CreateModel(
            name='Vector',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='vector', serialize=False, to='search.document')),
                ('revision', models.BigIntegerField(db_index=True, verbose_name='revision')),
                ('seen', models.BigIntegerField(verbose_name='revision of the document it was made of')),
                ('embedder', models.CharField(max_length=80, verbose_name='made by')),
                ('digest', models.CharField(max_length=32, verbose_name='digest of the text')),
                ('data', models.BinaryField(verbose_name='numbers')),
            ],
            options={
                'verbose_name': 'vector',
                'verbose_name_plural': 'vectors',
            },
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='search.document')),
                ('title', models.TextField()),
                ('names', models.TextField()),
                ('body', models.TextField()),
            ],
            options={
                'verbose_name': 'words of a document',
                'verbose_name_plural': 'words of documents',
            },
        ),
    ]
