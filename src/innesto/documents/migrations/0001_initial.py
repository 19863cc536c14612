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
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.CharField(max_length=60, verbose_name='form')),
                ('kind', models.CharField(max_length=10)),
                ('form', models.JSONField(default=dict, verbose_name='form as it was')),
                ('work_kind', models.CharField(blank=True, max_length=80)),
                ('work_key', models.CharField(blank=True, max_length=64)),
                ('about', models.CharField(blank=True, max_length=250)),
                ('occasion', models.CharField(blank=True, max_length=60)),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due')),
                ('state', models.CharField(choices=[('owed', 'owed'), ('draft', 'begun'), ('handed_in', 'handed in'), ('returned', 'sent back'), ('accepted', 'accepted'), ('excused', 'not owed any more')], default='owed', max_length=9, verbose_name='state')),
                ('reason', models.CharField(blank=True, max_length=600, verbose_name='reason')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='answers')),
                ('language', models.CharField(blank=True, max_length=3, verbose_name='language')),
                ('is_public', models.BooleanField(default=False, verbose_name='for everyone to read')),
                ('has_term', models.BooleanField(default=False, verbose_name='answers are kept for a time')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handed_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='programmes.partner')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='documents', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='programmes.programme')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['work_kind', 'work_key'], name='document_work'), models.Index(fields=['state', 'due_on'], name='document_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('partner__isnull', False), ('person__isnull', False), _connector='OR'), name='document_owed_by_somebody'), models.UniqueConstraint(condition=models.Q(('person', None)), fields=('programme', 'template', 'work_kind', 'work_key', 'occasion', 'partner'), name='document_once_a_partner'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('programme', 'template', 'work_kind', 'work_key', 'occasion', 'person'), name='document_once_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['handed_in', 'accepted']), _negated=True), ('handed_in_at__isnull', False), _connector='OR'), name='document_given_has_date')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=60)),
                ('file', models.FileField(upload_to='documents/%Y', verbose_name='file')),
                ('file_name', models.CharField(max_length=200)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='documents.document')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('document', 'question'), name='attachment_once')],
            },
        ),
        migrations.CreateModel(
            name='Postponement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.DateField(null=True, verbose_name='before')),
                ('until', models.DateField(verbose_name='new day')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postponements', to='documents.document')),
            ],
            options={
                'verbose_name': 'day that was moved',
                'verbose_name_plural': 'days that were moved',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('before', None), ('until__gt', models.F('before')), _connector='OR'), name='postponement_to_a_later_day')],
            },
        ),
    ]
