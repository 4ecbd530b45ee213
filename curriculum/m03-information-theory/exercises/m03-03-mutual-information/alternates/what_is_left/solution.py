import numpy as np


def mutual_information(J):
    rows = J.sum(axis=1)
    total = rows.sum()
    left = 0.0
    for column in J.T:
        weight = column.sum()
        if weight > 0:
            given = column[column > 0] / weight
            left -= weight / total * (given @ np.log2(given))
    p = rows[rows > 0] / total
    return -(p @ np.log2(p)) - left
