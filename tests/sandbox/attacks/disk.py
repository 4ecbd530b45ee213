"""Fill the scratch directory."""


# expect: limit disk
def attack():
    with open("big", "wb") as file:
        while True:
            file.write(bytes(1 << 20))
