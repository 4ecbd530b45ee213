"""Look for the tests' files and for those of other exercises."""

# expect: passed
import os


def attack():
    for top in ("/box", "/tmp", "/home", "/root", "/work", "/var", "/proc", "/retooled"):
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders if name not in ("lib", "include")]
            for name in names:
                if name in ("test_made.py", "exercise.toml", "manage.py"):
                    return os.path.join(folder, name)
    return "contained"
