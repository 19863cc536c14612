import django.core.validators
import django.db.models.deletion
import innesto.presence.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('exchanges', '0001_initial'),
        ('registrations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name and surname')),
                ('body', models.CharField(blank=True, max_length=160, verbose_name='organisation')),
                ('language', models.CharField(choices=[('it', 'Italiano'), ('en', 'English'), ('de', 'Deutsch'), ('sv', 'Svenska'), ('fi', 'Suomi')], max_length=7, verbose_name='language')),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='exchanges.exchange')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attended', to=settings.AUTH_USER_MODEL)),
                ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attendees', to='registrations.registration')),
            ],
            options={
                'verbose_name': 'person who was there',
                'verbose_name_plural': 'persons who were there',
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('registration__isnull', False)), fields=('exchange', 'registration'), name='attendee_once_a_registration')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='day')),
                ('half', models.CharField(blank=True, choices=[('', 'whole day'), ('morning', 'morning'), ('afternoon', 'afternoon')], max_length=10, verbose_name='part of the day')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('how', models.CharField(choices=[('list', 'ticked on the list'), ('code', 'with the code on the spot'), ('scan', 'by their own code')], max_length=4, verbose_name='how')),
                ('arrived_at', models.DateTimeField(blank=True, null=True, verbose_name='arrived')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='left')),
                ('minutes', models.PositiveIntegerField(verbose_name='minutes that count')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it was corrected')),
                ('noted_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='presence.attendee')),
            ],
            options={
                'verbose_name': 'presence',
                'verbose_name_plural': 'presences',
                'ordering': ['on', 'starts_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('attendee', 'on', 'half'), name='attendance_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='attendance_in_a_session')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=innesto.presence.models.new_code, max_length=12, unique=True)),
                ('language', models.CharField(max_length=7)),
                ('name', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=300)),
                ('programme', models.CharField(max_length=300)),
                ('place', models.CharField(blank=True, max_length=300)),
                ('days', models.JSONField(default=list)),
                ('minutes', models.PositiveIntegerField()),
                ('whole', models.PositiveIntegerField()),
                ('notice', models.TextField(blank=True)),
                ('issued_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='why it was revoked')),
                ('attendee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='certificates', to='presence.attendee')),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='exchanges.exchange')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='certificates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'certificate of attendance',
                'verbose_name_plural': 'certificates of attendance',
                'ordering': ['-issued_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('attendee__isnull', False), ('revoked_at__isnull', True)), fields=('attendee',), name='certificate_one_valid')],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.PositiveSmallIntegerField(default=75, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='percent of the hours')),
                ('exchange', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='requirement', to='exchanges.exchange')),
            ],
            options={
                'verbose_name': 'condition of a certificate',
                'verbose_name_plural': 'conditions of certificates',
            },
        ),
    ]
