"""The straightforward way that `fit.mjs` is measured against: BG/NBD by maximum likelihood in vectorised NumPy/SciPy.

All rows, analytic gradient, logarithms of the parameters, L-BFGS-B from 1 in all of them, times in weeks. Prints JSON.
Usage: python3 fit_numpy.py DATA RUNS
"""

import json
import re
import sys
import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, expit, gammaln, hyp2f1, psi


def negative(log_params, x, tx, T, repeat):
    """Mean negative log-likelihood (Fader, Hardie & Lee 2005, eq. 6) and its gradient in the logarithms."""
    r, alpha, a, b = np.exp(log_params)
    ln_T = np.log(alpha + T)
    ln_tx = np.log(alpha + tx)
    others = b + np.maximum(x, 1) - 1
    stayed = -(r + x) * ln_T
    gone = np.where(repeat, np.log(a) - np.log(others) - (r + x) * ln_tx, -np.inf)
    value = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b) + np.logaddexp(stayed, gone)
    share = expit(gone - stayed)
    passed = psi(a + b) - psi(a + b + x)
    gradient = np.array([
        np.mean(psi(r + x) - psi(r) + np.log(alpha) - (1 - share) * ln_T - share * ln_tx),
        np.mean(r / alpha - (r + x) * ((1 - share) / (alpha + T) + share / (alpha + tx))),
        np.mean(passed + share / a),
        np.mean(psi(b + x) - psi(b) + passed - share / others),
    ])
    return -np.mean(value), -gradient * np.array([r, alpha, a, b])


def fit(x, tx, T):
    repeat = x > 0
    return minimize(
        negative, np.zeros(4), args=(x, tx, T, repeat), jac=True, method="L-BFGS-B",
        options={"ftol": 1e-15, "gtol": 1e-8, "maxiter": 500},
    )


def score(params, t, x, tx, T):
    """P(alive) and purchases expected in t of every customer, by the published closed form."""
    r, alpha, a, b = params
    others = b + np.maximum(x, 1) - 1
    gone = np.where(x > 0, np.log(a / others) + (r + x) * np.log((alpha + T) / (alpha + tx)), -np.inf)
    alive = expit(-gone)
    series = hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + T + t))
    ahead = (a + b + x - 1) / (a - 1) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series)
    return alive, alive * ahead


def peak_megabytes():
    """From the kernel's own account of this process: getrusage would carry over the peak of the process that started it."""
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) / 1024


def main():
    path, runs = sys.argv[1], int(sys.argv[2])
    columns = np.fromfile(path, dtype="<i4").reshape(3, -1)
    x, tx, T = columns[0].astype(float), columns[1] / 7, columns[2] / 7
    fits, scores, fits_cpu, scores_cpu = [], [], [], []
    for _ in range(runs):
        start, cpu = time.perf_counter(), time.process_time()
        found = fit(x, tx, T)
        fits.append(time.perf_counter() - start)
        fits_cpu.append(time.process_time() - cpu)
        start, cpu = time.perf_counter(), time.process_time()
        alive, expected = score(np.exp(found.x), 39.0, x, tx, T)
        scores.append(time.perf_counter() - start)
        scores_cpu.append(time.process_time() - cpu)
    print(json.dumps({
        "fitSeconds": fits,
        "scoreSeconds": scores,
        "fitCpuSeconds": fits_cpu,
        "scoreCpuSeconds": scores_cpu,
        "parameters": dict(zip(("r", "alpha", "a", "b"), np.exp(found.x).tolist())),
        "logLikelihood": float(-found.fun * len(x)),
        "evaluations": int(found.nfev),
        "sumAlive": float(alive.sum()),
        "sumExpected": float(expected.sum()),
        "peakMegabytes": peak_megabytes(),
    }))


if __name__ == "__main__":
    main()
