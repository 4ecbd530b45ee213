from apps.celery import app
from apps.grading.grader import grade_run


@app.task(name="grading.grade")
def grade(run_id: int) -> None:
    grade_run(run_id)
