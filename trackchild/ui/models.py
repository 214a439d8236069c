"""The one record of this package: a security check already used, so that it cannot be used twice."""

from typing import ClassVar

from django.db import models

from trackchild.core.privacy import Tier


class UsedChallenge(models.Model):
    """The signature of a solved challenge, kept until the challenge would have expired anyway."""

    signature = models.CharField(max_length=128, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    PRIVACY: ClassVar = {"id": Tier.T5, "signature": Tier.T5, "expires_at": Tier.T5}

    def __str__(self) -> str:
        return self.signature[:12]
