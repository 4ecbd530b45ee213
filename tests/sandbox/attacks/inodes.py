"""Make so many empty files that the file system holds no more."""


# expect: limit disk
def attack():
    for number in range(1_000_000):
        open(f"file-{number}", "w").close()
