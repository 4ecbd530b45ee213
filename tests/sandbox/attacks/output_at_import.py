"""Print without end while the tests are being collected."""

# expect: limit output
while True:
    print("x" * 1000)
