"""What a home is asked when it hands a child over."""

from trackchild.cases.forms.fields import of
from trackchild.placements.models import Restoration
from trackchild.workspaces.acting import StepForm


class ReceiptForm(StepForm):
    """The receipt of the family."""

    receipt = of(Restoration, "receipt", required=True)
