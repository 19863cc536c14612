import django.core.validators
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
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rhythm', models.CharField(choices=[('now', 'At once'), ('daily', 'Once a day, together'), ('weekly', 'Once a week, together'), ('never', 'Never, only here')], max_length=6, verbose_name='rhythm')),
                ('space', models.CharField(blank=True, max_length=80, verbose_name='space')),
                ('on', models.DateField(verbose_name='day')),
                ('until', models.DateTimeField(verbose_name='tells of what was before')),
                ('sending_at', models.DateTimeField(blank=True, null=True, verbose_name='taken up')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'indexes': [models.Index(fields=['on'], name='letter_of_day')],
                'constraints': [models.UniqueConstraint(fields=('person', 'rhythm', 'space', 'on'), name='letter_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('space', models.CharField(blank=True, max_length=80, verbose_name='space')),
                ('kind', models.CharField(blank=True, max_length=60, verbose_name='kind')),
                ('when', models.CharField(choices=[('now', 'At once'), ('daily', 'Once a day, together'), ('weekly', 'Once a week, together'), ('never', 'Never, only here')], default='now', max_length=6, verbose_name='by e-mail')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'choice of mail',
                'verbose_name_plural': 'choices of mail',
                'constraints': [models.UniqueConstraint(fields=('person', 'space', 'kind'), name='mail_choice_once_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Morning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MaxValueValidator(23)], verbose_name='hour')),
                ('time_zone', models.CharField(max_length=40, verbose_name='time zone')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='morning', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'morning',
                'verbose_name_plural': 'mornings',
                'indexes': [models.Index(fields=['time_zone', 'hour'], name='morning_of_zone')],
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
                ('space', models.CharField(blank=True, max_length=80, verbose_name='space')),
                ('space_title', models.CharField(blank=True, max_length=150, verbose_name='name of the space')),
                ('about_id', models.CharField(blank=True, max_length=64)),
                ('about_title', models.CharField(blank=True, max_length=150, verbose_name='what it is about')),
                ('reply', models.CharField(blank=True, max_length=12, verbose_name='what an answer becomes')),
                ('created_at', models.DateTimeField(verbose_name='written')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                ('mail', models.CharField(choices=[('now', 'At once'), ('daily', 'Once a day, together'), ('weekly', 'Once a week, together'), ('never', 'Never, only here')], default='now', max_length=6, verbose_name='by e-mail')),
                ('sending_at', models.DateTimeField(blank=True, null=True, verbose_name='taken up')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
                ('about_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='notifications.letter')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL, verbose_name='to')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'indexes': [models.Index(fields=['to', 'created_at'], name='notification_of_person'), models.Index(condition=models.Q(('mail__in', ['daily', 'weekly']), ('mailed_at', None), ('read_at', None)), fields=['mail', 'created_at', 'to'], name='notification_waiting')],
                'constraints': [models.UniqueConstraint(fields=('to', 'key'), name='notification_told_once')],
            },
        ),
    ]
