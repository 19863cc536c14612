import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('courses', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.JSONField(default=dict, verbose_name='what is asked for')),
                ('rubric', models.JSONField(default=list, verbose_name='criteria')),
                ('takes_file', models.BooleanField(default=True, verbose_name='a file can be handed in too')),
                ('peers', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MaxValueValidator(5)], verbose_name='works each learner assesses')),
                ('is_anonymous', models.BooleanField(default=True, verbose_name='nobody sees whose work it is')),
                ('pass_mark', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='pass mark, of a hundred')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assignment', to='courses.unit')),
            ],
            options={
                'verbose_name': 'assignment',
                'verbose_name_plural': 'assignments',
                'constraints': [models.CheckConstraint(condition=models.Q(('pass_mark__lte', 100)), name='assignment_pass_mark_of_a_hundred')],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hand_in_on', models.DateField(verbose_name='last day to hand in')),
                ('assess_on', models.DateField(verbose_name='last day to assess')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='assignments.assignment')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='courses.cohort')),
            ],
            options={
                'verbose_name': 'deadline of an assignment',
                'verbose_name_plural': 'deadlines of an assignment',
                'constraints': [models.UniqueConstraint(fields=('assignment', 'cohort'), name='assignment_deadline_once_a_cohort'), models.CheckConstraint(condition=models.Q(('assess_on__gt', models.F('hand_in_on'))), name='assignment_assessed_after_handed_in', violation_error_message='Assessing begins when handing in is over.')],
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='text')),
                ('file', models.FileField(blank=True, upload_to='assignments/%Y', verbose_name='file')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('handed_in_at', models.DateTimeField(verbose_name='handed in')),
                ('percent', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='result, of a hundred')),
                ('is_passed', models.BooleanField(default=False, verbose_name='passed')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='assignments.assignment')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='works', to='courses.enrolment')),
            ],
            options={
                'verbose_name': 'work handed in',
                'verbose_name_plural': 'works handed in',
                'ordering': ['handed_in_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'enrolment', 'number'), name='work_handed_in_once'), models.UniqueConstraint(condition=models.Q(('percent', None)), fields=('assignment', 'enrolment'), name='work_waiting_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('is_passed', False), ('percent', None)), models.Q(('decided_at__isnull', False), ('percent__isnull', False)), _connector='OR'), name='work_with_result_has_date')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField(verbose_name='given')),
                ('points', models.JSONField(blank=True, default=dict, verbose_name='points by criterion')),
                ('words', models.TextField(blank=True, max_length=3000, verbose_name='what you say to who wrote it')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='done')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='works_assessed', to='courses.enrolment')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='assignments.work')),
            ],
            options={
                'verbose_name': 'assessment by a peer',
                'verbose_name_plural': 'assessments by peers',
                'ordering': ['given_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('work', 'enrolment'), name='work_assessed_once_by_each')],
            },
        ),
    ]
