"""High-precision values for references.json, by mpmath, from the defining integrals or closed forms.

Run: python3 references.py   (writes references.json beside it; needs mpmath, numpy, scipy)
"""

import json
import pathlib

import numpy
from mpmath import beta, digamma, exp, gamma, hyp2f1, inf, log, loggamma, mp, mpf, polygamma, quad
from scipy import optimize, special

mp.dps = 45


def nudge(value):
    """Moves a removable singularity aside, far below the digits kept."""
    return mpf(value) + (mpf(10) ** -25 if float(value) == 1 else 0)


# --- beta-geometric models -------------------------------------------------------------------------------------------


def geometric_likelihood(model, p, x, tx, T):
    """Fader, Hardie & Lee (2005) eq. 6; Batislam et al. (2007): the branches in their original form."""
    r, alpha, a, b = map(mpf, p)
    rate = gamma(r + x) / gamma(r) * alpha**r
    n = x + (model == "mbg-nbd")
    stayed = beta(a, b + n) / beta(a, b) * (alpha + T) ** (-r - x)
    gone = beta(a + 1, b + n - 1) / beta(a, b) * (alpha + tx) ** (-r - x) if n > 0 else 0
    return rate, stayed, gone


def geometric_expected(model, p, t, x, tx, T):
    """The published closed form with 2F1 (eq. 10 of Fader, Hardie & Lee), at a nudged where it is 0/0."""
    r, alpha, b = mpf(p[0]), mpf(p[1]), mpf(p[3]) + (model == "mbg-nbd")
    a = nudge(p[2])
    if x + T == 0 and model == "mbg-nbd":
        first = mpf(p[3]) / (mpf(p[2]) + mpf(p[3]))
    else:
        _, stayed, gone = geometric_likelihood(model, p, x, tx, T)
        first = stayed / (stayed + gone)
    z = mpf(t) / (alpha + T + t)
    inner = ((alpha + T) / (alpha + T + t)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, z, maxterms=10**7, zeroprec=4000)
    return first * (a + b + x - 1) / (a - 1) * (1 - inner)


GEOMETRIC = [
    # r, alpha, a, b / x, tx, T, t: ordinary, a = 1, beside a = 1, a + b < 1, tiny a, huge shapes, long histories
    ([0.243, 4.414, 0.793, 2.426], [2, 30.43, 38.86, 39]),
    ([0.243, 4.414, 1, 2.426], [0, 0, 38.86, 39]),
    ([0.243, 4.414, 1, 2.426], [7, 30, 38.86, 39]),
    ([0.5, 10, 1.0000001, 0.5], [3, 20, 50, 100]),
    ([0.3, 5, 0.2, 0.3], [0, 0, 30, 60]),
    ([0.3, 5, 0.2, 0.3], [1, 2, 30, 60]),
    ([0.8, 60, 1e-6, 2], [5, 200, 365, 90]),
    ([0.8, 60, 0.01, 0.02], [5, 200, 365, 3650]),
    ([0.8, 60, 800, 9000], [5, 200, 365, 90]),
    ([5000, 90000, 0.8, 2], [4, 60, 100, 365]),
    ([0.243, 31, 0.793, 2.426], [350, 2900, 3000, 365]),
    ([0.243, 31, 0.793, 2.426], [350, 2500, 3000, 365]),
    ([0.243, 4.414, 0.793, 2.426], [1, 2, 3, 100000]),
    ([2, 1, 1, 1], [40, 9, 10, 2000]),
    ([0.05, 0.3, 3, 0.1], [0, 0, 4000, 365]),
]


def geometric_cases():
    for model in ("bg-nbd", "mbg-nbd"):
        for p, (x, tx, T, t) in GEOMETRIC:
            rate, stayed, gone = geometric_likelihood(model, p, x, tx, T)
            yield {
                "model": model,
                "parameters": dict(zip(("r", "alpha", "a", "b"), p)),
                "history": {"x": x, "tx": tx, "T": T},
                "t": t,
                "logLikelihood": float(log(rate * (stayed + gone))),
                "pAlive": float(stayed / (stayed + gone)),
                "expectedPurchases": float(geometric_expected(model, p, t, x, tx, T)),
                "expectedPurchasesNew": float(geometric_expected(model, p, t, 0, 0, 0)),
            }


# --- Pareto/NBD ------------------------------------------------------------------------------------------------------


def discounted_life(s, b, d):
    """Time that a customer alive at T is expected to live, discounted: the integral the confluent 2nd-kind U stands for."""
    return quad(lambda v: exp(-d * v) * (b / (b + v)) ** s, [0, 1, 10, 30, 100, 300, 1000, 3000, 10000, 30000, inf])


def pareto_cases():
    points = [
        ([0.553, 10.578, 0.606, 11.669], [2, 30.43, 38.86, 39]),
        ([0.553, 10.578, 0.606, 11.669], [0, 0, 38.86, 39]),
        ([0.553, 10.578, 1, 11.669], [3, 20, 38.86, 39]),
        ([0.553, 11, 0.6, 11], [3, 20, 38.86, 39]),
        ([0.5143, 2.8845, 0.2856, 14.1087], [221, 103.42857, 103.57143, 52]),
        ([0.5143, 2.8845, 0.2856, 14.1087], [161, 94.71429, 98, 52]),
        ([0.6, 70, 0.5, 3], [0, 0, 1, 90]),
        ([0.6, 7000, 0.5, 3], [1, 2, 30, 365]),
        ([0.8, 69, 0.0001, 5e6], [4, 200, 365, 90]),
        ([0.8, 69, 3000, 2e6], [4, 200, 365, 90]),
        ([0.8, 69, 1e-5, 30], [4, 200, 365, 90]),
        ([4000, 80000, 0.6, 80], [10, 150, 365, 90]),
        ([0.55, 74, 0.6, 82], [350, 2900, 3000, 365]),
        ([0.55, 74, 0.6, 82], [700, 3000, 4000, 365]),
        ([0.02, 1, 0.02, 500], [0, 0, 10, 1000]),
    ]
    for p, (x, tx, T, t) in points:
        r, alpha, s, beta_ = map(mpf, p)
        rate = gamma(r + x) / gamma(r) * alpha**r * beta_**s
        stayed = (alpha + T) ** (-r - x) * (beta_ + T) ** -s
        cuts = [mpf(tx) + (mpf(T) - tx) * mpf(k) / 200 for k in range(201)]
        gone = s * quad(lambda y: (alpha + y) ** (-r - x) * (beta_ + y) ** (-s - 1), cuts)
        alive = stayed / (stayed + gone)
        shape = nudge(p[2])
        ahead = lambda B, t: B / (shape - 1) * (1 - (B / (B + t)) ** (shape - 1))
        yield {
            "parameters": dict(zip(("r", "alpha", "s", "beta"), p)),
            "history": {"x": x, "tx": tx, "T": T},
            "t": t,
            "logLikelihood": float(log(rate * (stayed + gone))),
            "pAlive": float(alive),
            "expectedPurchases": float(alive * (r + x) / (alpha + T) * ahead(beta_ + T, t)),
            "expectedPurchasesNew": float(r / alpha * ahead(beta_, t)),
            "dert": float(alive * (r + x) / (alpha + T) * discounted_life(s, beta_ + T, mpf("0.0027"))),
        }


# --- functions of mathematics ----------------------------------------------------------------------------------------


def gamma_cases():
    for x in (1e-8, 0.001, 0.5, 1, 1.0000001, 1.5, 2, 3.7, 9.99, 10, 25, 1000, 1e7):
        yield {
            "x": x,
            "lnGamma": float(loggamma(mpf(x))),
            "digamma": float(digamma(mpf(x))),
            "trigamma": float(polygamma(1, mpf(x))),
        }


def ln_beta_cases():
    for a, b in ((2, 3), (0.001, 0.002), (1e-8, 5), (0.3, 1e6), (12, 1e9), (500, 700), (1e6, 1e6)):
        yield {"a": a, "b": b, "lnBeta": float(loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b)))}


def lower_tail(a, b, x):
    """I_x(a, b) by its series of positive terms, Abramowitz & Stegun 26.5.4."""
    a, b = mpf(a), mpf(b)
    if x > a / (a + b):
        return 1 - lower_tail(b, a, 1 - x)
    term = total = mpf(1)
    k = 0
    while term > total * mpf(10) ** -40:
        term *= (a + b + k) / (a + 1 + k) * x
        total += term
        k += 1
    return total * exp(a * log(x) + b * log(1 - x) - loggamma(a) - loggamma(b) + loggamma(a + b)) / a


def incomplete_beta_cases():
    points = [
        (2, 3, 0.25), (0.5, 0.5, 0.1), (0.01, 5, 1e-8), (30, 0.2, 0.99), (200, 300, 0.39), (200, 300, 0.6),
        (1e4, 2e4, 0.333), (5, 1, 0.5), (1, 1, 0.7), (0.3, 40, 0.2), (1200, 1.4, 0.9999),
    ]
    for a, b, x in points:
        lower = lower_tail(a, b, mpf(x))
        yield {"a": a, "b": b, "x": x, "value": float(lower)}


def rhythm_cases():
    points = [
        (1.3, 2.1, 40, 4, 100, 60), (1.3, 2.1, 40, 0, 0, 500), (0.6, 0.8, 12, 30, 900, 200), (25, 3, 2, 12, 340, 45),
        (1.3, 2.1, 40, 400, 3000, 90), (3, 50, 900, 2, 30, 1e-6),
    ]
    for k, g, theta, count, total, tau in points:
        y = (mpf(theta) + total) / (mpf(theta) + total + tau)
        chance = lower_tail(mpf(g) + count * mpf(k), k, y)
        yield {
            "parameters": {"k": k, "gamma": g, "theta": theta},
            "gaps": {"count": count, "total": total},
            "tau": tau,
            "exceedance": float(chance),
        }


# --- fits by scipy ---------------------------------------------------------------------------------------------------


def rhythm_fit():
    """Gaps simulated once; scipy maximises the same likelihood without derivatives, from several starts."""
    random = numpy.random.default_rng(5)
    count = random.integers(1, 9, 300)
    rate = random.gamma(2.5, 1 / 50, 300)
    gaps = [numpy.round(random.gamma(1.6, 1 / l, n) + 0.5, 2) for l, n in zip(rate, count)]
    total = numpy.array([g.sum() for g in gaps])
    logs = float(sum(numpy.log(g).sum() for g in gaps))

    def loss(v):
        k, g, theta = numpy.exp(v)
        order = g + count * k
        rows = g * v[2] - special.gammaln(g) + special.gammaln(order) - order * numpy.log(theta + total)
        return -(rows.sum() - count.sum() * special.gammaln(k) + (k - 1) * logs)

    fits = []
    for start in ([0, 0, 3], [1, 1, 4], [-0.5, 2, 5]):
        found = optimize.minimize(loss, start, method="Nelder-Mead", options={"maxiter": 20000, "xatol": 1e-12, "fatol": 1e-12})
        fits.append(optimize.minimize(loss, found.x, method="Nelder-Mead", options={"maxiter": 20000, "xatol": 1e-12, "fatol": 1e-12}))
    best = min(fits, key=lambda fit: fit.fun)
    return {
        "count": count.tolist(),
        "total": [float(round(t, 2)) for t in total],
        "sumLogGaps": logs,
        "parameters": dict(zip(("k", "gamma", "theta"), map(float, numpy.exp(best.x)))),
        "logLikelihood": float(-best.fun),
    }


def main():
    references = {
        "geometric": list(geometric_cases()),
        "pareto": list(pareto_cases()),
        "gamma": list(gamma_cases()),
        "lnBeta": list(ln_beta_cases()),
        "incompleteBeta": list(incomplete_beta_cases()),
        "rhythm": list(rhythm_cases()),
        "rhythmFit": rhythm_fit(),
    }
    text = json.dumps(references, indent=1)
    pathlib.Path(__file__).with_name("references.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
