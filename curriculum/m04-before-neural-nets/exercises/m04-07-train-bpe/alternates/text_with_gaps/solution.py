"""Rows of ids and a table of tokens; each merge is a replacement in a list."""


def train_bpe(words, n):
    tokens = [bytes([b]) for b in range(256)]
    rows = [(list(word), times) for word, times in words.items()]
    merges = []
    while len(merges) < n:
        saved = {}
        for row, times in rows:
            free = 0  # first place that no merge of the pair before has used
            for at in range(len(row) - 1):
                pair = row[at], row[at + 1]
                if at and pair == (row[at - 1], row[at]) and at < free:
                    continue
                free = at + 2
                saved[pair] = saved.get(pair, 0) + times
        if not saved:
            return merges
        top = max(saved.values())
        left, right = min(
            (pair for pair in saved if saved[pair] == top),
            key=lambda pair: (tokens[pair[0]], tokens[pair[1]]),
        )
        merges.append((tokens[left], tokens[right]))
        tokens.append(tokens[left] + tokens[right])
        for row, _ in rows:
            at = 0
            while at < len(row) - 1:
                if row[at] == left and row[at + 1] == right:
                    row[at : at + 2] = [len(tokens) - 1]
                at += 1
    return merges
