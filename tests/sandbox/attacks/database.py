"""Find the site's database, queue and settings, and other submissions."""

# expect: passed
import contextlib
import os

WORDS = ("postgres", "PGSQL", ".s.", "secret", "settings.py", "curriculum", ".env", ".git")


def attack():
    found = []
    for folder, folders, names in os.walk("/"):
        if folder == "/":
            folders.remove("retooled")  # the sandbox's own code
        if folder.count("/") > 6:
            folders.clear()
        folders[:] = [name for name in folders if not name.startswith("python3")]
        inside = "site-packages" in folder
        found += [
            os.path.join(folder, name)
            for name in (*names, *folders)
            if not inside and any(word in name for word in WORDS) and not name.endswith((".so",))
        ]
    with contextlib.suppress(OSError):
        found += os.listdir("/var/lib")
    libraries = [path for path in found if path.startswith(("/usr/lib", "/lib"))]
    outside = sorted({*found} - {*libraries})
    return str(outside[:5]) if outside else "contained"
