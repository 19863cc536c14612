"""What the role of a person may do, as the blueprint says; code asks for powers, never roles."""

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.roles import Power


def powers_of(blueprint: Blueprint, role: str) -> frozenset[Power]:
    """Return the powers of a person's role; a role that the blueprint lacks has none."""
    found = blueprint.role(role)
    return found.powers if found else frozenset()


def may_coordinate(blueprint: Blueprint, role: str) -> bool:
    """Change anything of the programme."""
    return Power.COORDINATE in powers_of(blueprint, role)


def may_contribute(blueprint: Blueprint, role: str) -> bool:
    """Add work of one's own; who coordinates may too."""
    return not powers_of(blueprint, role).isdisjoint({Power.COORDINATE, Power.CONTRIBUTE})


def coordinating_role(blueprint: Blueprint) -> str:
    """Return the first role that may coordinate, else nothing."""
    keys = (role.key for role in blueprint.roles if Power.COORDINATE in role.powers)
    return next(keys, "")


def role_of_contacts(blueprint: Blueprint) -> str:
    """Return the role that suits the person in charge at a partner, else nothing.

    The first that may contribute without coordinating, as all five shipped blueprints have it.
    """
    people = [role for role in blueprint.roles if role.holder == "person"]
    fitting = [role.key for role in people if Power.COORDINATE not in role.powers]
    helping = [key for key in fitting if may_contribute(blueprint, key)]
    return next(iter([*helping, *fitting]), "")
