"""The people behind a record, as a form hands them over and as rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trackchild.core.digests import phone_digest

from .models import Contact, ContactPhone


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody behind a record. `phones` are in the form +91XXXXXXXXXX."""

    kind: str
    name: str = ""
    relation: str = ""
    address: str = ""
    email: str = ""
    language: str = ""
    about: str = ""
    phones: tuple[str, ...] = ()


def keep_person(person: Person, *, verified_at: datetime | None = None, **record: Any) -> Contact:
    """Write a contact of one record (`case=`, `found=` or `report=`) with its telephones."""
    contact = Contact.objects.create(
        kind=person.kind,
        name=person.name,
        relation=person.relation,
        address=person.address,
        email=person.email,
        language=person.language,
        about=person.about,
        **record,
    )
    ContactPhone.objects.bulk_create(
        ContactPhone(contact=contact, number=number, digest=phone_digest(number), verified_at=verified_at)
        for number in person.phones
    )
    return contact


def persons_of(contacts: Any) -> list[Person]:
    """Contacts as values, to write them beside another record."""
    return [
        Person(
            kind=contact.kind,
            name=contact.name,
            relation=contact.relation,
            address=contact.address,
            email=contact.email,
            language=contact.language,
            about=contact.about,
            phones=tuple(contact.phones.values_list("number", flat=True)),
        )
        for contact in contacts.order_by("pk")
    ]
