import heapq
from itertools import count


def huffman(freqs):
    order = count()
    heap = [(times, next(order), symbol) for symbol, times in freqs.items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], next(order), (a[2], b[2])))
    words = {}
    todo = [(heap[0][2], "")]
    while todo:
        node, word = todo.pop()
        if isinstance(node, tuple):
            todo += [(node[0], word + "1"), (node[1], word + "0")]
        else:
            words[node] = word or "1"
    return words
