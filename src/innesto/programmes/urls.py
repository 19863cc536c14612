from django.urls import URLPattern, URLResolver, include, path

from innesto.programmes.views import (
    blueprint,
    course,
    creation,
    funding,
    identity,
    imports,
    partners,
    partnership,
    people,
    register,
    selection,
)

app_name = "programmes"
lists = [
    path("", imports.index, name="imports"),
    path("esempio.<str:kind>", imports.example, name="import-example"),
    path("<int:pk>/", imports.detail, name="import"),
    path("<int:pk>/colonne/", imports.columns, name="import-columns"),
    path("<int:pk>/codifica/", imports.encoding, name="import-encoding"),
    path("<int:pk>/conferma/", imports.carry_out, name="import-carry-out"),
    path("<int:pk>/annulla/", imports.undo, name="import-undo"),
]
partner: list[URLPattern | URLResolver] = [
    path("", partners.partners, name="partners"),
    path("importa/", include(lists)),
    path("nuovo/", partnership.new, name="partner-new"),
    path("suggerimenti/", partners.suggest, name="partner-suggestions"),
    path("registra/", partnership.register, name="partner-register"),
    path("esporta.<str:kind>", imports.export, name="partners-export"),
    path("<int:pk>/", partners.partner, name="partner"),
    path("<int:pk>/modifica/", partnership.edit, name="partner-edit"),
    path("<int:pk>/ruolo/", partnership.role, name="partner-role"),
    path("<int:pk>/ruolo/<str:key>/fine/", partnership.role_end, name="partner-role-end"),
    path("<int:pk>/filoni/", partnership.strands, name="partner-strands"),
    path("<int:pk>/ritiro/", partnership.withdraw, name="partner-withdraw"),
    path("<int:pk>/rientro/", partnership.restore, name="partner-restore"),
]
selections = [
    path("", selection.index, name="selections"),
    path("nuova/", selection.new, name="selection-new"),
    path("<int:pk>/", selection.detail, name="selection"),
    path("<int:pk>/candidati/", selection.apply, name="apply"),
    path("<int:pk>/chiudi/", selection.close, name="selection-close"),
    path("<int:pk>/annuncia/", selection.announce, name="selection-announce"),
]
applications = [
    path("<int:pk>/", selection.application, name="application"),
    path("<int:pk>/punti/", selection.score, name="application-score"),
    path("<int:pk>/esito/", selection.decide, name="application-decide"),
    path("<int:pk>/ritira/", selection.withdraw, name="application-withdraw"),
]
grants = [
    path("", funding.index, name="grants"),
    path("nuova/", funding.new, name="grant-new"),
    path("<int:pk>/ritira/", funding.take_back, name="grant-take-back"),
]
own_blueprint = [
    path("", blueprint.blueprint, name="blueprint"),
    path("modifica/", blueprint.edit, name="blueprint-edit"),
    path("edizioni/", blueprint.editions, name="editions"),
    path("edizioni/<int:number>/", blueprint.edition, name="edition"),
    path("scarica/", blueprint.download, name="blueprint-download"),
]
persons = [
    path("", people.index, name="people"),
    path("nuova/", people.new, name="person-new"),
    path("invita/", people.invite, name="person-invite"),
    path("<int:pk>/invita/", people.invite_again, name="person-invite-again"),
    path("<int:pk>/invita/ritira/", people.take_back, name="person-take-back"),
    path("<int:pk>/fine/", people.release, name="person-release"),
]
one: list[URLPattern | URLResolver] = [
    path("partner/", include(partner)),
    path("scheda/", identity.identity, name="identity"),
    path("scheda/modifica/", identity.edit, name="identity-edit"),
    path("avvia/", identity.start, name="start"),
    path("concludi/", identity.end, name="end"),
    path("archivia/", identity.archive, name="archive"),
    path("riapri/", identity.reopen, name="reopen"),
    path("progetti/", register.projects, name="projects"),
    path("progetti/nuovo/", register.project_new, name="project-new"),
    path("fasi/", course.phases, name="phases"),
    path("fasi/nuova/", course.phase_new, name="phase-new"),
    path("fasi/<int:pk>/", course.phase_records, name="phase-records"),
    path("scadenze/<str:rule>/proroga/", course.extension, name="deadline-extend"),
    path("date/", course.dates, name="dates"),
    path("date/<int:pk>/sposta/", course.date_shift, name="date-shift"),
    path("logica/", course.logic, name="logic"),
    path("logica/<int:pk>/", course.logic_record, name="logic-record"),
    path("persone/", include(persons)),
    path("selezione/", include(selections)),
    path("candidature/", include(applications)),
    path("sovvenzioni/", include(grants)),
    path("modello/", include(own_blueprint)),
]
urlpatterns = [
    path("programmi/", register.index, name="index"),
    path("programmi/nuovo/", creation.new, name="new"),
    path("programmi/nuovo/<str:key>/", creation.new_from, name="new-from"),
    path("programmi/modello.schema.json", blueprint.schema, name="schema"),
    path("programmi/<slug:slug>/", include(one)),
]
