"""Independent references: the merges one by one, and well-known other ways to cut a text."""

from itertools import pairwise


def spelling(merges):
    found = {number: bytes([number]) for number in range(256)}
    for left, right in merges:
        found[len(found)] = left + right
    return found


def encode(text, merges):
    """Each merge once, in its order: later merges never make a pair for earlier ones."""
    row = list(text.encode("utf-8"))
    numbers = {token: number for number, token in spelling(merges).items()}
    for place, (left, right) in enumerate(merges):
        left, right, built = numbers[left], numbers[right], []
        for number in row:
            if built and built[-1] == left and number == right:
                built[-1] = 256 + place
            else:
                built.append(number)
        row = built
    return row


def longest_match(text, merges):
    """From left to right, always the longest token that fits."""
    numbers = {token: number for number, token in spelling(merges).items()}
    data, row = text.encode("utf-8"), []
    while data:
        size = max(n for n in range(1, len(data) + 1) if data[:n] in numbers)
        row.append(numbers[data[:size]])
        data = data[size:]
    return row


def chosen(text, merges, choose):
    """One place at a time: `choose` picks from (rank, place) of all that could be joined."""
    rank = {pair: place for place, pair in enumerate(merges)}
    numbers = {token: number for number, token in spelling(merges).items()}
    row = [bytes([byte]) for byte in text.encode("utf-8")]
    while True:
        found = [(rank[pair], at) for at, pair in enumerate(pairwise(row)) if pair in rank]
        if not found:
            return [numbers[piece] for piece in row]
        _, at = choose(found)
        row[at : at + 2] = [row[at] + row[at + 1]]


def leftmost(text, merges):
    return chosen(text, merges, lambda found: min(found, key=lambda entry: entry[1]))


def last_first(text, merges):
    return chosen(text, merges, lambda found: max(found, key=lambda entry: (entry[0], -entry[1])))


def one_pass(text, merges):
    """Neighbours that are in the list, joined on a single way through."""
    numbers = {token: number for number, token in spelling(merges).items()}
    row, built, at = [bytes([byte]) for byte in text.encode("utf-8")], [], 0
    while at < len(row):
        width = 2 if tuple(row[at : at + 2]) in merges else 1
        built.append(numbers[b"".join(row[at : at + width])])
        at += width
    return built


def learned(rng, letters, words, n):
    """Merges as training gives them, of random words; none makes a piece that another made."""
    rows = [[bytes([b]) for b in rng.choice(letters, size=8).tolist()] for _ in range(words)]
    merges, made = [], set()
    while len(merges) < n:
        counts = {}
        for row in rows:
            for pair in pairwise(row):
                if pair[0] + pair[1] not in made:
                    counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        pair = max(counts, key=lambda p: (counts[p], p))
        merges.append(pair)
        made.add(pair[0] + pair[1])
        for row in rows:
            for at in range(len(row) - 2, -1, -1):
                if tuple(row[at : at + 2]) == pair:
                    row[at : at + 2] = [pair[0] + pair[1]]
    return merges
