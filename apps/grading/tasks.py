from apps.celery import app
from apps.grading.actions import GRADE
from apps.grading.grader import grade_run


@app.task(name=GRADE)
def grade(run_id: int) -> None:
    grade_run(run_id)
