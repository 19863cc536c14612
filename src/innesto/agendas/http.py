"""What the pages of sessions share, and what upper floors say of them."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from innesto.accounts.http import SignedIn
from innesto.agendas import rules
from innesto.agendas.models import Block
from innesto.toolkit.http import require

TAB = "agendas:programme"


def block_or_404(request: HttpRequest, pk: int) -> Block:
    """Return the session if the person may see it, with its exchange and programme."""
    visible = Block.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("exchange__programme__call", "exchange__plan"), pk=pk
    )


def written_block(request: SignedIn, pk: int) -> Block:
    """Return the session if the person writes the agenda: else 404 or 403."""
    block = block_or_404(request, pk)
    require(rules.can_write_agenda(request.user, block.exchange))
    return block
