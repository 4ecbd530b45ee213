from apps.celery import app
from apps.mentoring.mails import MAIL, send_due


@app.task(name=MAIL)
def mail() -> None:
    """Mails are due."""
    send_due()
