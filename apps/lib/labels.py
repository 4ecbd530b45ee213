"""Words of the interface inside stored HTML.

A lesson is rendered once and read in several interface languages, so a label stands in the stored
HTML as a
token and is put into words when the page is sent: a handful of string replacements.
"""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "predict": _("Predict first"),
    "commit": _("Commit to this answer"),
    "commit-note": _("Then ours opens. A wrong guess costs nothing and is kept nowhere."),
    "planned": _("planned"),
}


def token(name: str) -> str:
    """A private-use character on either side, so that no text an author writes can be one."""
    if name not in LABELS:
        raise KeyError(name)
    return f"\ue000{name}\ue000"


def put_into_words(html: str) -> str:
    for name, words in LABELS.items():
        html = html.replace(f"\ue000{name}\ue000", str(words))
    return html
