"""Names of the languages a child may speak, in the reader's language. The codes are those of the vocabulary."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGE_NAMES: dict[str, str | Promise] = {
    "Assamese": _("Assamese"),
    "Bengali": _("Bengali"),
    "Bhojpuri": _("Bhojpuri"),
    "Bodo": _("Bodo"),
    "Chhattisgarhi": _("Chhattisgarhi"),
    "Dogri": _("Dogri"),
    "Garo": _("Garo"),
    "Gondi": _("Gondi"),
    "Gujarati": _("Gujarati"),
    "Hindi": _("Hindi"),
    "Ho": _("Ho"),
    "Kannada": _("Kannada"),
    "Kashmiri": _("Kashmiri"),
    "Khasi": _("Khasi"),
    "Kokborok": _("Kokborok"),
    "Konkani": _("Konkani"),
    "Kurukh": _("Kurukh"),
    "Magahi": _("Magahi"),
    "Maithili": _("Maithili"),
    "Malayalam": _("Malayalam"),
    "Manipuri": _("Manipuri"),
    "Marathi": _("Marathi"),
    "Marwari": _("Marwari"),
    "Mizo": _("Mizo"),
    "Mundari": _("Mundari"),
    "Nagamese": _("Nagamese"),
    "Nepali": _("Nepali"),
    "Odia": _("Odia"),
    "Punjabi": _("Punjabi"),
    "Rohingya": _("Rohingya"),
    "Sadri": _("Sadri"),
    "Sanskrit": _("Sanskrit"),
    "Santali": _("Santali"),
    "Sign language": _("Sign language"),
    "Sindhi": _("Sindhi"),
    "Tamil": _("Tamil"),
    "Telugu": _("Telugu"),
    "Tulu": _("Tulu"),
    "Urdu": _("Urdu"),
}


def language_name(code: str) -> str:
    """A language as the reader calls it; one that is not in the list stays as it was written."""
    return str(LANGUAGE_NAMES.get(code, code))
