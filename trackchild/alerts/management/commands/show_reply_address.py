"""Print the address to which a gateway brings the replies of citizens."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from trackchild.alerts.subscribing import REPLIES
from trackchild.messaging.receipts import seal


class Command(BaseCommand):
    """The address is sealed: whoever knows it may stop messages, so keep it like a password."""

    help = "Print the address to which a gateway brings the replies of citizens"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{settings.RECEIPT_ADDRESS}{reverse('gateway_reply', args=[seal(REPLIES)])}")
