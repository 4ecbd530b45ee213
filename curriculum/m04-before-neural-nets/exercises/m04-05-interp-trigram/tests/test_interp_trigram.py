"""Four experts, their mix, and the weights, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import em_step, expert_probs, fit_interp, interp_probs

BY_HAND = np.array([0, 1, 0, 1, 2, 0, 0, 1, 1, 2, 2, 0, 1])
PLACES = np.array([[0, 1], [2, 0], [0, 0], [1, 2], [2, 2]])


def some_text(rng, N, V, habit=0.15):
    """Tokens that follow the two before by a rule of their own, each rule with a few favourites."""
    rule = rng.dirichlet(np.full(V, habit), size=(V, V))
    text = [int(x) for x in rng.integers(0, V, size=2)]
    dice = rng.random(N)
    edges = rule.cumsum(axis=2)
    while len(text) < N:
        place = int(np.searchsorted(edges[text[-2], text[-1]], dice[len(text)], side="right"))
        text.append(min(place, V - 1))
    return np.array(text)


def experts(train, V, contexts, what):
    found = expert_probs(train.copy(), V, contexts.copy())
    check_array(found, shape=(len(contexts), 4, V), what=what, finite=False)
    return found


def mistakes(train, V, contexts):
    """What well-known mistakes give, by the message that names them."""
    right = slow.expert_probs(train, V, contexts)
    stands, one_of = right.copy(), right.copy()
    joint = right.copy()
    for m, (u, v) in enumerate(contexts):
        two, three = slow.counts(train, V, 1, (u, v)), slow.counts(train, V, 2, (u, v))
        stands[m, 2] = np.array(two) / max(1, int((train == v).sum()))
        stands[m, 3] = np.array(three) / max(1, slow.counts(train, V, 1, (u, u))[v])
        one_of[m, 2] = slow.rows(train, V, (v, u))[2]
        joint[m, 3] = np.array(three) / (len(train) - 2)
    causes = {
        "contexts_swapped": slow.expert_probs(train, V, contexts[:, ::-1]),
        "first_token": one_of,
        "counts_last": stands,
        "joint": joint,
        "experts_reversed": right[:, ::-1],
    }
    return {name: value for name, value in causes.items() if not np.allclose(value, right)}


def check_experts(train, V, contexts, what):
    check_close(
        experts(train, V, contexts, what),
        slow.expert_probs(train, V, contexts),
        what=what,
        causes=mistakes(train, V, contexts),
        axes=("context", "expert", "token"),
    )


def some_weights(rng):
    lam = rng.dirichlet(np.full(4, 3.0)) + 0.02
    return lam / lam.sum()


def some_places(rng, T):
    """What four experts gave to what came; the last two sometimes gave nothing."""
    p = rng.uniform(0.01, 0.9, size=(T, 4))
    p[:, 0] = 0.05
    p[rng.random((T, 4)) < [0, 0, 0.2, 0.4]] = 0
    return p


def test_shape_and_type():
    found = experts(BY_HAND, 3, PLACES, "expert_probs of 5 contexts")
    check_array(found, dtype="f8", what="expert_probs of 5 contexts")


def test_experts_by_hand():
    check_experts(BY_HAND, 3, PLACES, "expert_probs of 0 1 0 1 2 0 0 1 1 2 2 0 1")


def test_random_texts(rng):
    for N, V, M in ((90, 3, 7), (400, 5, 12)):
        train = some_text(rng, N, V, habit=3.0)
        followed = np.stack([train[:-2], train[1:-1]], axis=1)
        contexts = followed[rng.integers(0, N - 2, size=M)]
        check_experts(train, V, contexts, f"expert_probs of {N} tokens out of {V}")


def test_contexts_that_nothing_followed(rng):
    """Token 4 stands at the end alone; 5 and 6 never come."""
    train = np.concatenate([some_text(rng, 60, 4, habit=3.0), [4]])
    contexts = np.array([[3, 4], [5, 0], [1, 6], [4, 4]])
    found = experts(train, 7, contexts, "expert_probs after contexts that nothing followed")
    right = slow.expert_probs(train, 7, contexts)
    lent = right.copy()
    lent[:, 3] = lent[:, 2]
    borrowed = np.allclose(found, lent) and not np.allclose(lent, right)
    unseen = [
        (m, known + 1)
        for m, context in enumerate(contexts)
        for known in (1, 2)
        if not sum(slow.counts(train, 7, known, context))
    ]
    silent = np.array([found[place] for place in unseen])
    cause = (
        "zero_context" if not silent.any() else "nan_context" if np.isnan(silent).all() else None
    )
    for m, j in unseen:
        check_close(
            found[m, j],
            right[m, j],
            what=f"expert {j} after the context {contexts[m].tolist()}",
            causes={cause or "borrowed": found[m, j]} if cause or borrowed else {},
            facts={"j": j},
        )


def test_the_mix(rng):
    for V, M in ((4, 6), (6, 9)):
        train, lam = some_text(rng, 120, V, habit=3.0), some_weights(rng)
        contexts = rng.integers(0, V, size=(M, 2))
        found = interp_probs(train.copy(), V, lam.copy(), contexts.copy())
        check_array(found, shape=(M, V), dtype="f8", what="interp_probs", finite=False)
        said = slow.expert_probs(train, V, contexts)
        with np.errstate(divide="ignore"):
            logs = np.exp(np.einsum("j,mjv->mv", lam, np.log(said)))
        check_close(
            found,
            slow.mix(train, V, lam, contexts),
            what=f"interp_probs after {M} contexts",
            causes={"best_expert": said[:, lam.argmax()], "mixed_logs": logs},
            axes=("context", "token"),
        )


def test_the_mix_adds_up_to_one(rng):
    train, lam = some_text(rng, 80, 6), some_weights(rng)
    contexts = np.stack(np.divmod(np.arange(81), 9), axis=1)  # 6, 7 and 8 never come
    found = interp_probs(train, 9, lam, contexts)
    check_array(found, shape=(81, 9), what="interp_probs", finite=False)
    sums = found.sum(axis=1)
    check_close(sums, np.ones(81), what="the sums of the mix after all 81 contexts")
    check((found > 0).all(), seen="a token without probability", expected="all above 0")


def test_one_em_step(rng):
    for T in (1, 2, 25):
        p, lam = some_places(rng, T), some_weights(rng)
        put_in = p * lam
        hard = np.bincount(put_in.argmax(axis=1), minlength=4) / T
        right = slow.em_step(p, lam)
        causes = {
            "no_prior": slow.em_step(p, np.full(4, 0.25)),
            "summed": T * right,
            "hard": hard,
            "total_first": put_in.sum(axis=0) / put_in.sum(),
        }
        check_close(
            em_step(p.copy(), lam.copy()),
            right,
            what=f"em_step of {T} places",
            causes={name: v for name, v in causes.items() if not np.allclose(v, right)},
            facts={"total": T},
        )


def test_em_never_gets_worse(rng):
    p, lam = some_places(rng, 60), some_weights(rng)
    for step in range(1, 13):
        new = em_step(p.copy(), lam.copy())
        check_array(new, shape=(4,), what="em_step")
        check_close(new.sum(), 1.0, what=f"the sum of the weights after {step} steps")
        before, after = slow.cost(p, lam), slow.cost(p, new)
        check(
            after <= before + 1e-12,
            seen=f"a mean surprise of {after:.6f} nats after step {step}",
            expected=f"at most {before:.6f}, as before it",
        )
        lam = new


def test_fit_suits_the_held_out_text(rng):
    for V, N, T in ((8, 700, 400), (12, 2500, 600)):
        text = some_text(rng, N + T + 2, V)
        train, held_out = text[:N], text[N:]
        lam = fit_interp(train.copy(), held_out.copy(), V)
        check_array(lam, shape=(4,), dtype="f8", what="fit_interp")
        sound = (lam >= 0).all() and np.isclose(lam.sum(), 1)
        check(sound, seen=lam, expected="weights of 0 or more that add up to 1", what="fit_interp")
        p = slow.of_what_came(train, V, held_out)
        counted = slow.of_what_came(train, V, train)
        equal, uneven = np.full(4, 0.25), np.array([0.1, 0.2, 0.3, 0.4])
        cause = None
        if not np.allclose(em_step(p.copy(), uneven.copy()), slow.em_step(p, uneven)):
            cause = None  # another test says what is wrong with the step
        elif lam[3] > 0.9 and slow.at_most_above_best(counted, lam) < 0.02:
            cause = "tuned_on_train"
        elif np.allclose(lam, equal):
            cause = "equal_weights"
        elif np.allclose(lam, slow.em_step(p, equal)):
            cause = "one_step"
        above = slow.at_most_above_best(p, lam)
        check(
            above < 0.005,
            seen=f"weights {np.round(lam, 3).tolist()}, with {slow.cost(p, lam):.4f} nats a token "
            f"on the held-out text, up to {above:.4f} more than needed",
            expected="within 0.005 nats of the best",
            cause=cause,
            facts={"lam3": float(lam[3])},
        )


def test_inputs_are_untouched(rng):
    train, lam, p = some_text(rng, 90, 5), some_weights(rng), some_places(rng, 20)
    contexts, held_out = rng.integers(0, 5, size=(6, 2)), some_text(rng, 40, 5)
    with unchanged(train=train, contexts=contexts, lam=lam, p=p, held_out=held_out):
        expert_probs(train, 5, contexts)
        interp_probs(train, 5, lam, contexts)
        em_step(p, lam)
        fit_interp(train, held_out, 5)
