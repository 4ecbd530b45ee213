"""Read the machine."""


# expect: passed
def attack():
    for path in (
        "/etc/passwd",
        "/etc/hostname",
        "/proc/1/environ",
        "/proc/self/environ",
        "/proc/1/maps",
    ):
        try:
            with open(path) as file:
                return path + file.read()
        except OSError:
            pass
    return "contained"
