import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=120, verbose_name='name and surname')),
                ('language', models.CharField(choices=[('it', 'Italiano'), ('en', 'English'), ('de', 'Deutsch'), ('sv', 'Svenska'), ('fi', 'Suomi')], default='it', max_length=7, verbose_name='language of pages and messages')),
                ('headline', models.CharField(blank=True, max_length=160, verbose_name='what I do, in a line')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='languages I speak')),
                ('contact_shown_to', models.CharField(choices=[('everyone', 'Everyone, also without an account'), ('members', 'Only who has an account'), ('nobody', 'Nobody but the operators')], default='members', max_length=10, verbose_name='who sees my e-mail address')),
                ('holds_office', models.BooleanField(default=False, help_text='Coordinates a programme or handles the data of others.', verbose_name='needs a second factor')),
                ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='erased')),
                ('is_example', models.BooleanField(default=False, verbose_name='invented person of the demo')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'persons',
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name and surname')),
                ('language', models.CharField(choices=[('it', 'Italiano'), ('en', 'English'), ('de', 'Deutsch'), ('sv', 'Svenska'), ('fi', 'Suomi')], max_length=7, verbose_name='language')),
                ('purpose', models.CharField(max_length=300, verbose_name='what for')),
                ('subject_id', models.CharField(blank=True, max_length=64)),
                ('nonce', models.CharField(editable=False, max_length=32, unique=True)),
                ('created_at', models.DateTimeField(verbose_name='sent')),
                ('expires_at', models.DateTimeField(verbose_name='good until')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_invitations', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('subject_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_by_somebody')],
            },
        ),
    ]
