"""What people write into a pack."""

from django import forms

from innesto.packs.models import PackNote


class PackNoteForm(forms.ModelForm[PackNote]):
    """Whom to call, and what to bring."""

    class Meta:
        model = PackNote
        fields = ["emergency", "questions"]
