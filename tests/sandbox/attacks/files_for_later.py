"""Leave code where the next interpreter would load it."""

# expect: passed
import contextlib
import os
import site
import sys


def attack():
    places = {*sys.path, *site.getsitepackages(), site.getusersitepackages(), sys.prefix}
    places |= {os.path.join(place, "__pycache__") for place in places}
    written = []
    for place in places:
        for name in ("left.pth", "sitecustomize.py", "usercustomize.py", "numpy.py", "_ssl.so"):
            with contextlib.suppress(OSError):
                os.makedirs(place, exist_ok=True)
                with open(os.path.join(place, name), "w") as file:
                    file.write("import os; os._exit(0)\n")
                written.append(os.path.realpath(file.name))
    outside = [name for name in written if not name.startswith("/box/")]
    return str(outside) if outside else "contained"
