"""Use CPU time without end while the tests are being collected."""

# expect: limit cpu
while True:
    pass
