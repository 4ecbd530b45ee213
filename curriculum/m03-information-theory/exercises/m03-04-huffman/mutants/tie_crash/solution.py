import heapq


def huffman(freqs):
    if len(freqs) == 1:
        return dict.fromkeys(freqs, "0")
    heap = [(times, symbol) for symbol, times in freqs.items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        few, left = heapq.heappop(heap)
        more, right = heapq.heappop(heap)
        heapq.heappush(heap, (few + more, (left, right)))
    words = {}

    def walk(node, word):
        if isinstance(node, str):
            words[node] = word
            return
        walk(node[0], word + "0")
        walk(node[1], word + "1")

    walk(heap[0][1], "")
    return words
