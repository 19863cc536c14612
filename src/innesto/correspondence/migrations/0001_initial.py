import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('programmes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_to_all', models.BooleanField(default=False, verbose_name='to all')),
                ('subject', models.CharField(max_length=150, verbose_name='subject')),
                ('text', models.TextField(max_length=5000, verbose_name='text')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('last_at', models.DateTimeField(verbose_name='last word')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages_sent', to='programmes.partner')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='programmes.programme')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages_sent', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['-last_at', '-pk'],
                'indexes': [models.Index(fields=['programme', '-last_at'], name='message_last'), models.Index(fields=['author', 'sent_at'], name='message_of_author')],
                'constraints': [models.CheckConstraint(condition=models.Q(('project', None), ('partner', None), _connector='OR'), name='message_from_one_side'), models.CheckConstraint(condition=models.Q(('last_at__gte', models.F('sent_at'))), name='message_last_after_sent')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.partner')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programmes.programme')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='correspondence.message')),
            ],
            options={
                'verbose_name': 'copy of a message',
                'verbose_name_plural': 'copies of messages',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('project', None), ('partner', None), _connector='OR'), name='copy_to_one_side'), models.UniqueConstraint(condition=models.Q(('project__isnull', False)), fields=('message', 'project'), name='copy_once_a_project'), models.UniqueConstraint(condition=models.Q(('partner__isnull', False)), fields=('message', 'partner'), name='copy_once_a_partner'), models.UniqueConstraint(condition=models.Q(('partner', None), ('project', None)), fields=('message',), name='copy_once_a_coordination')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_of_sender', models.BooleanField(default=False, verbose_name='of the side that wrote the message')),
                ('text', models.TextField(max_length=5000, verbose_name='answer')),
                ('language', models.CharField(max_length=3, verbose_name='language')),
                ('written_at', models.DateTimeField(verbose_name='written')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='correspondence.copy')),
            ],
            options={
                'verbose_name': 'answer to a message',
                'verbose_name_plural': 'answers to messages',
                'ordering': ['written_at', 'pk'],
                'indexes': [models.Index(fields=['author', 'written_at'], name='message_answer_of_author')],
            },
        ),
        migrations.CreateModel(
            name='Enclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to='correspondence/%Y', verbose_name='file')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='enclosures', to='correspondence.answer')),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='enclosures', to='correspondence.message')),
            ],
            options={
                'verbose_name': 'file sent with a message',
                'verbose_name_plural': 'files sent with messages',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', False), ('message', None)), models.Q(('answer', None), ('message__isnull', False)), _connector='OR'), name='enclosure_of_one_text')],
            },
        ),
    ]
