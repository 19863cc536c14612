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
            name='Incoming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=255, unique=True, verbose_name='number of the message')),
                ('came_at', models.DateTimeField(db_index=True, verbose_name='came in')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('raw', models.BinaryField(default=b'', verbose_name='as it came')),
                ('outcome', models.CharField(choices=[('waiting', 'waits'), ('taken', 'taken'), ('refused', 'refused'), ('ignored', 'left aside')], default='waiting', max_length=8, verbose_name='outcome')),
                ('reason', models.CharField(blank=True, choices=[('automatic', 'written by a machine, or to a list'), ('ours', 'a mail of ours came back'), ('no_address', 'to no reply address, or to one that is not whole'), ('stranger', 'from an address of nobody here'), ('other', 'from another person than the one we wrote to'), ('forged', 'the mail server could not confirm the sender'), ('gone', 'its sender has no account any more'), ('often', 'too many in an hour'), ('large', 'too large, or made of too many parts'), ('broken', 'cannot be read'), ('empty', 'nothing in it but what was quoted'), ('domain', 'what it answers takes no such answer'), ('files', 'taken, but for attachments')], max_length=12, verbose_name='reason')),
                ('sender_host', models.CharField(blank=True, max_length=253, verbose_name='from')),
                ('kind', models.CharField(blank=True, max_length=12, verbose_name='answers')),
                ('thing', models.CharField(blank=True, max_length=20)),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled')),
                ('words', models.TextField(blank=True, editable=False, verbose_name='what is told')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='told')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='incoming_mail', to=settings.AUTH_USER_MODEL, verbose_name='to whom we had written')),
                ('told', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'incoming mail',
                'verbose_name_plural': 'incoming mails',
                'indexes': [models.Index(fields=['person', 'came_at'], name='incoming_of_person')],
            },
        ),
    ]
