"""An independent reference: pieces marked off by borders in one word, and counted by joining.

A word is a list of pieces. What a pair counts is by how many pieces joining it shortens the words.
Each `mistake` changes one rule.
"""

from itertools import pairwise


def pieces_of(word):
    return [word[at : at + 1] for at in range(len(word))]


def joined(pieces, pair, mistake=""):
    """Each place of the pair joined; the last piece of what is built may take the next one."""
    if mistake == "merges_overlapping":
        return overlapping(pieces, pair)
    if mistake == "from_the_right":
        turned = joined([piece[::-1] for piece in pieces[::-1]], (pair[1][::-1], pair[0][::-1]))
        return [piece[::-1] for piece in turned[::-1]]
    built, closed, done = [], True, False
    for piece in pieces:
        fits = not closed and built and (built[-1], piece) == pair
        if fits and not (mistake == "first_only" and done):
            built[-1] += piece
            closed = done = True
        else:
            built.append(piece)
            closed = False
    return built


def overlapping(pieces, pair):
    built, at = [], 0
    while at < len(pieces):
        if tuple(pieces[at : at + 2]) == pair:
            built.append(pieces[at] + pieces[at + 1])
            at += 1 if tuple(pieces[at + 1 : at + 3]) == pair else 2
        else:
            built.append(pieces[at])
            at += 1
    return built


def counts_of(rows, mistake=""):
    """How often each pair would be merged, in the order in which pairs are met."""
    counts = {}
    for pieces, times in rows:
        met = {}
        for pair in pairwise(pieces):
            met[pair] = met.get(pair, 0) + 1
        for pair, neighbours in met.items():
            saved = neighbours if mistake == "overlap" else len(pieces) - len(joined(pieces, pair))
            saved = min(saved, 1) if mistake == "once_a_word" else saved
            counts[pair] = counts.get(pair, 0) + saved * times
    return counts


def choose(counts, mistake=""):
    most = max(counts.values())
    best = [pair for pair, count in counts.items() if count == most]
    if mistake == "tie_dict_order":
        return best[0]
    if mistake == "tie_longest":
        return min(best, key=lambda pair: (-len(pair[0] + pair[1]), pair))
    return max(best) if mistake == "tie_largest" else sorted(best)[0]


def train_bpe(words, n, mistake=""):
    rows = [[pieces_of(word), times] for word, times in words.items()]
    if mistake == "ignores_word_freq":
        rows = [[pieces, 1] for pieces, _ in rows]
    if mistake == "crosses_words":
        rows = [[[p for pieces, times in rows for _ in range(times) for p in pieces], 1]]
    if mistake == "no_recount":
        counts = counts_of(rows)
        return sorted(counts, key=lambda pair: (-counts[pair], pair))[:n]
    merges = []
    for _ in range(n):
        counts = counts_of(rows, mistake)
        if not counts:
            break
        pair = choose(counts, mistake)
        if mistake == "stops_at_once" and counts[pair] < 2:
            break
        merges.append(pair)
        rows = [[joined(pieces, pair, mistake), times] for pieces, times in rows]
    return merges
