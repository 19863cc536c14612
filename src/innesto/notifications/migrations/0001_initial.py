import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('when', models.CharField(choices=[('now', 'At once'), ('never', 'Never, only here')], default='now', max_length=5, verbose_name='by e-mail')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'choice of mail',
                'verbose_name_plural': 'choices of mail',
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='mail_choice_once_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('key', models.CharField(max_length=120, verbose_name='occasion')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('url', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('stop_url', models.CharField(blank=True, max_length=300, verbose_name='address to hear no more')),
                ('about_id', models.CharField(blank=True, max_length=64)),
                ('created_at', models.DateTimeField(verbose_name='written')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
                ('about_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL, verbose_name='to')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'indexes': [models.Index(fields=['to', 'created_at'], name='notification_of_person')],
                'constraints': [models.UniqueConstraint(fields=('to', 'key'), name='notification_told_once')],
            },
        ),
    ]
