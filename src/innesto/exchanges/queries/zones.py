"""By whose clock people meet: that of the host, else that of who leads the programme."""

from innesto.exchanges.models.appointments import house_zone
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.toolkit.zones import zone_at


def zone_of(programme: Programme, host: Partner | None = None) -> str:
    """Return the zone of the host, else of who leads, else of this installation."""
    return _zone_of(host) or _zone_of(_lead_of(programme)) or house_zone()


def _lead_of(programme: Programme) -> Partner | None:
    roles = [role.key for role in blueprint_of(programme).roles if role.standing == "lead"]
    partners = Partner.objects.present().filter(programme=programme).in_role(*roles)
    return partners.order_by("pk").first()


def _zone_of(partner: Partner | None) -> str:
    """Return the zone where a partner is: where its place lies, else that of its country."""
    if partner is None:
        return ""
    place = partner.organisation.place
    if place is not None:
        return zone_at(place.country_id, place.lat, place.lon)
    return zone_at(partner.organisation.country_id or partner.declared_country_id or "")
