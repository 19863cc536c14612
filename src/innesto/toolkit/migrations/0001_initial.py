import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=80, verbose_name='form')),
                ('subject', models.CharField(blank=True, max_length=80, verbose_name='subject')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('address', models.CharField(max_length=300, verbose_name='address')),
                ('answers', models.JSONField(default=dict, verbose_name='answers')),
                ('saved_at', models.DateTimeField(db_index=True, verbose_name='saved')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'draft',
                'verbose_name_plural': 'drafts',
                'constraints': [models.UniqueConstraint(fields=('user', 'form', 'subject'), name='draft_once_a_form')],
            },
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(verbose_name='key')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='answer')),
                ('written_at', models.DateTimeField(blank=True, null=True, verbose_name='written')),
                ('taken_at', models.DateTimeField(db_index=True, verbose_name='taken')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sendings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sending',
                'verbose_name_plural': 'sendings',
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='sending_once')],
            },
        ),
    ]
