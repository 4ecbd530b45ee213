import math


def is_flat(kind, value):
    return value == 0 if kind == "relu" else abs(value) > 0.97


def health_report(acts):
    out = []
    for kind, h in acts:
        N, D = h.shape
        rows = h.tolist()
        values = [v for row in rows for v in row]
        mean = math.fsum(values) / len(values)
        variance = math.fsum((v - mean) ** 2 for v in values) / len(values)
        flat = sum(is_flat(kind, v) for v in values)
        dead = sum(all(is_flat(kind, row[d]) for row in rows) for d in range(D))
        out.append({"std": math.sqrt(variance), "flat": flat / (N * D), "dead": dead / D})
    return out
