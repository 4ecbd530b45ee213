"""Words of the interface inside stored HTML.

A lesson is rendered once and read in several interface languages, so a label stands in the stored
HTML as a token and is put into words when the page is sent: a handful of string replacements.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LABEL = "\ue000"  # stands around the name of one
WRITTEN_IN = "en"  # every lesson and prompt
LABELS = {
    "predict": _("Predict first"),
    "commit": _("Commit to this answer"),
    "commit-note": _("Then ours opens. A wrong guess costs nothing and is kept nowhere."),
    "planned": _("planned"),
    "stuck": _("Stuck here?"),
}


def token(name: str) -> str:
    """A private-use character on either side, so that no text an author writes can be one."""
    if name not in LABELS:
        raise KeyError(name)
    return f"{LABEL}{name}{LABEL}"


def put_into_words(html: str) -> str:
    """`html` for the reader: its text is English, so other words say which language they are."""
    language = get_language() or WRITTEN_IN
    for name, words in LABELS.items():
        said = str(words)
        if language != WRITTEN_IN:
            said = f'<span lang="{language}">{said}</span>'
        html = html.replace(f"{LABEL}{name}{LABEL}", said)
    return html
