"""Print without end."""


# expect: limit output
def attack():
    while True:
        print("x" * 1000)
