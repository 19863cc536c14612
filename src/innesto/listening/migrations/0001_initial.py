import django.db.models.deletion
import innesto.listening.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Circle',
            fields=[
                ('handle', models.CharField(default=innesto.listening.models.handle, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('rules', models.TextField(max_length=3000, verbose_name='rules')),
            ],
            options={
                'verbose_name': 'circle',
                'verbose_name_plural': 'circles',
                'ordering': ['name', 'handle'],
            },
        ),
        migrations.CreateModel(
            name='Listener',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='listener', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('since', models.DateField(verbose_name='since')),
            ],
            options={
                'verbose_name': 'listener',
                'verbose_name_plural': 'listeners',
            },
        ),
        migrations.CreateModel(
            name='Plea',
            fields=[
                ('handle', models.CharField(default=innesto.listening.models.handle, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('about', models.CharField(choices=[('decision', 'a decision I have to take'), ('staff', 'relations in the office or in the council'), ('money', 'budget and money'), ('pressure', 'pressure, threats, hate'), ('myself', 'how I am'), ('other', 'something else')], max_length=8, verbose_name='what is it about?')),
                ('text', models.TextField(max_length=4000, verbose_name='what you want to ask')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('size', models.CharField(blank=True, choices=[('small', 'a small one'), ('middle', 'one of middle size'), ('large', 'a large one')], max_length=6, verbose_name='what kind of municipality')),
                ('shown_on', models.DateField(verbose_name='comes out')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who stepped forward')),
            ],
            options={
                'verbose_name': 'plea',
                'verbose_name_plural': 'pleas',
                'ordering': ['-shown_on', 'handle'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='reply')),
                ('by_asker', models.BooleanField(default=False, verbose_name='by who asked')),
                ('shown_on', models.DateField(verbose_name='comes out')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='listening.plea')),
            ],
            options={
                'verbose_name': 'reply',
                'verbose_name_plural': 'replies',
                'ordering': ['shown_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('mark', models.CharField(editable=False, max_length=64, primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'seal',
                'verbose_name_plural': 'seals',
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='rules accepted')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='listening.circle')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='circle_seats', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'seat',
                'verbose_name_plural': 'seats',
                'constraints': [models.UniqueConstraint(fields=('circle', 'person'), name='circle_seat_once')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='what you want to say')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='listening.circle')),
            ],
            options={
                'verbose_name': 'word in a circle',
                'verbose_name_plural': 'words in circles',
                'ordering': ['at', 'pk'],
            },
        ),
    ]
