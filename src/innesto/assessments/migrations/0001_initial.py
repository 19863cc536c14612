import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('curricula', '0001_initial'),
        ('organisations', '0001_initial'),
        ('programmes', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('of', models.CharField(choices=[('persons', 'people, each for themselves'), ('bodies', 'partners, each for their organisation')], default='persons', max_length=7, verbose_name='who answers')),
                ('asked', models.CharField(blank=True, choices=[('', 'everybody'), ('elected', 'elected administrators only'), ('staff', 'those who are not elected only')], default='', max_length=7, verbose_name='whom you ask')),
                ('kind', models.CharField(blank=True, choices=[('decision', 'to decide'), ('operational', 'to carry out')], max_length=11, verbose_name='which competences')),
                ('opened_at', models.DateTimeField(verbose_name='asked')),
                ('closes_on', models.DateField(verbose_name='last day to answer')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('results', models.JSONField(blank=True, default=dict, verbose_name='sums')),
                ('curriculum', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.curriculum', verbose_name='curriculum')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='assessments.inquiry', verbose_name='compare with the earlier round')),
                ('framework', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.framework', verbose_name='framework of competences')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inquiries', to='organisations.organisation')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inquiries', to='programmes.programme')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='themes.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'round of self-assessments',
                'verbose_name_plural': 'rounds of self-assessments',
                'ordering': ['-opened_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('programme__isnull', False)), models.Q(('organisation__isnull', False), ('programme__isnull', True)), _connector='OR'), name='round_of_programme_or_body'), models.CheckConstraint(condition=models.Q(models.Q(('of', 'persons'), models.Q(models.Q(('curriculum__isnull', True), ('framework__isnull', False)), models.Q(('curriculum__isnull', False), ('framework__isnull', True)), _connector='OR')), models.Q(('curriculum', None), ('framework', None), ('of', 'bodies'), ('theme__isnull', False)), _connector='OR'), name='round_about_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_of_body', models.BooleanField(default=False, verbose_name='for a body')),
                ('kind', models.CharField(blank=True, choices=[('decision', 'to decide'), ('operational', 'to carry out')], max_length=11)),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='answers')),
                ('notes', models.JSONField(blank=True, default=dict, verbose_name='what proves it')),
                ('started_at', models.DateTimeField(verbose_name='begun')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('curriculum', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.curriculum')),
                ('framework', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curricula.framework')),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.office', verbose_name='office')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='self_assessments', to='organisations.organisation', verbose_name='organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='self_assessments', to=settings.AUTH_USER_MODEL, verbose_name='who answers')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='themes.theme', verbose_name='theme')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assessments', to='assessments.inquiry')),
            ],
            options={
                'verbose_name': 'self-assessment',
                'verbose_name_plural': 'self-assessments',
                'ordering': ['-started_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('curriculum__isnull', True), ('framework__isnull', False), ('theme__isnull', True)), models.Q(('curriculum__isnull', False), ('framework__isnull', True), ('theme__isnull', True)), models.Q(('curriculum__isnull', True), ('framework__isnull', True), ('theme__isnull', False)), _connector='OR'), name='assessment_about_one_thing'), models.CheckConstraint(condition=models.Q(('is_of_body', False), ('organisation__isnull', False), _connector='OR'), name='assessment_of_body_has_one'), models.UniqueConstraint(condition=models.Q(('is_of_body', False), ('round__isnull', False)), fields=('round', 'person'), name='assessment_once_a_person'), models.UniqueConstraint(condition=models.Q(('is_of_body', True), ('round__isnull', False)), fields=('round', 'organisation'), name='assessment_once_a_body')],
            },
        ),
    ]
