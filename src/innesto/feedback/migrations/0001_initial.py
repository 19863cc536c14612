import django.db.models.deletion
import innesto.feedback.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exchanges', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('end', 'at the end'), ('later', 'after six months')], max_length=5, verbose_name='when')),
                ('questions', models.JSONField(default=list, verbose_name='questions')),
                ('is_anonymous', models.BooleanField(default=True, verbose_name='without names')),
                ('opened_at', models.DateTimeField(verbose_name='asked')),
                ('closes_on', models.DateField(verbose_name='last day to answer')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='reminded')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('shared_at', models.DateTimeField(blank=True, null=True, verbose_name='results shared')),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='exchanges.exchange')),
            ],
            options={
                'verbose_name': 'round of feedback',
                'verbose_name_plural': 'rounds of feedback',
                'ordering': ['opened_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('exchange', 'moment'), name='feedback_once_a_moment'), models.CheckConstraint(condition=models.Q(('shared_at', None), ('closed_at__isnull', False), _connector='OR'), name='feedback_shared_after_it_closed')],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('handle', models.CharField(default=innesto.feedback.models.handle, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=60)),
                ('text', models.TextField(max_length=2000, verbose_name='text')),
                ('signed', models.CharField(blank=True, max_length=160, verbose_name='by')),
                ('state', models.CharField(choices=[('waiting', 'to be looked at'), ('shown', 'shown'), ('hidden', 'not shown')], default='waiting', max_length=7, verbose_name='state')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='feedback.round')),
            ],
            options={
                'verbose_name': 'passage',
                'verbose_name_plural': 'passages',
                'ordering': ['question', 'handle'],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(max_length=7, verbose_name='language')),
                ('nonce', models.CharField(default=innesto.feedback.models.handle, editable=False, max_length=32)),
                ('is_spent', models.BooleanField(default=False, verbose_name='answered')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tickets', to='feedback.round')),
            ],
            options={
                'verbose_name': 'ticket',
                'verbose_name_plural': 'tickets',
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('round', 'person'), name='feedback_ticket_once')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('handle', models.CharField(default=innesto.feedback.models.handle, editable=False, max_length=32, primary_key=True, serialize=False)),
                ('values', models.JSONField(default=dict, verbose_name='answers')),
                ('gender', models.CharField(blank=True, max_length=5, verbose_name='gender')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='feedback.round')),
                ('ticket', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='feedback.ticket')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('first', 'first'), ('reminder', 'reminder')], max_length=8)),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='feedback.ticket')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'constraints': [models.UniqueConstraint(fields=('ticket', 'kind'), name='feedback_letter_once')],
            },
        ),
    ]
