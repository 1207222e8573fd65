"""Makes figures.json: what NumPy, SciPy and statsmodels give for the cases that the tests of pipeline/stats are held against.

    pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
    python tests/stats/figures.py data/published && npx biome check --write tests/stats/figures.json

The folder holds p100-results.csv, p20-results.csv and probes.csv. Nothing here is shared with pipeline/stats: the generator is
written again in Python's whole numbers, and the sign-flip p of 101 pairs is counted exactly by dynamic programming.
"""

import csv
import json
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower

RESAMPLES = 1_000_000
MASK32 = 2**32 - 1
MASK64 = 2**64 - 1

# name: (file, model and condition of a, model and condition of b)
COMPARISONS = {
    "lek-gemma-3-1b against gemma-3-4b": ("p100-results.csv", ("lek-gemma-3-1b", "baseline"), ("gemma-3-4b", "baseline")),
    "lek-gemma-3-1b against gemma-3-12b": ("p100-results.csv", ("lek-gemma-3-1b", "baseline"), ("gemma-3-12b", "baseline")),
    "lek-gemma-3-1b against gemma-3-27b": ("p100-results.csv", ("lek-gemma-3-1b", "baseline"), ("gemma-3-27b", "baseline")),
    "gemma-3-12b, json against baseline": ("p100-results.csv", ("gemma-3-12b", "json"), ("gemma-3-12b", "baseline")),
    "lek-gemma-3-1b, txt against baseline": ("p100-results.csv", ("lek-gemma-3-1b", "txt"), ("lek-gemma-3-1b", "baseline")),
    "qwen-3-8b, txt against baseline": ("p100-results.csv", ("qwen-3-8b", "txt"), ("qwen-3-8b", "baseline")),
    "mistral-7b-v0.2, txt against baseline": ("p20-results.csv", ("mistral-7b-v0.2", "txt"), ("mistral-7b-v0.2", "baseline")),
}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def scores(table, model, condition):
    return {row["probe_id"]: row["lek_score"] for row in table if (row["model_id"], row["condition"]) == (model, condition)}


def tenths(text):
    tenth = Fraction(text) * 10
    assert tenth.denominator == 1, text
    return int(tenth)


def exact_sign_flip(differences):
    """Share of the 2^n sign patterns whose sum is at least as far from zero as the sum seen; whole numbers throughout."""
    sums = Counter({0: 1})
    for d in differences:
        after = Counter()
        for total, ways in sums.items():
            after[total + d] += ways
            after[total - d] += ways
        sums = after
    seen = abs(sum(differences))
    return float(Fraction(sum(ways for total, ways in sums.items() if abs(total) >= seen), 2 ** len(differences)))


def permutation(values, resamples, rng):
    result = stats.permutation_test(
        (numpy.array(values),), lambda x, axis: numpy.mean(x, axis=axis), permutation_type="samples", vectorized=True,
        n_resamples=resamples, batch=20_000, alternative="two-sided", rng=rng)
    return float(result.pvalue)


def bootstrap(data, statistic, rng):
    result = stats.bootstrap(
        data, statistic, n_resamples=RESAMPLES, batch=20_000, vectorized=True, paired=len(data) > 1, axis=-1,
        confidence_level=0.95, method="percentile", rng=rng)
    return [float(result.confidence_interval.low), float(result.confidence_interval.high)]


def mde(n, alpha=0.05, power=0.8):
    """TTestPower.solve_power stops at about six digits, so the same equation is solved here on scipy.stats.nct to the end."""
    df, root = n - 1, numpy.sqrt(n)
    critical = stats.t.isf(alpha / 2, df)
    shortfall = lambda d: stats.nct.sf(critical, df, d * root) + numpy.nan_to_num(stats.nct.cdf(-critical, df, d * root)) - power
    near = float(numpy.squeeze(TTestPower().solve_power(nobs=n, alpha=alpha, power=power)))
    solved = float(optimize.brentq(shortfall, near * 0.99, near * 1.01, xtol=1e-14, rtol=1e-14))
    assert abs(solved - near) < 1e-4 * near
    return solved


def comparison(folder, name):
    file, a_of, b_of = COMPARISONS[name]
    table = rows(folder / file)
    domain = {row["probe_id"]: row["domain"] for row in rows(folder / "probes.csv")}
    a, b = scores(table, *a_of), scores(table, *b_of)
    probes = [probe for probe in b if probe in a]
    d = [tenths(a[probe]) - tenths(b[probe]) for probe in probes]
    clusters = [domain[probe] for probe in probes]
    totals = [(sum(x for x, c in zip(d, clusters) if c == cluster), clusters.count(cluster)) for cluster in sorted(set(clusters))]
    mean = lambda x, axis: numpy.mean(x, axis=axis)
    ratio = lambda s, n, axis: numpy.sum(s, axis=axis) / numpy.sum(n, axis=axis)
    sd = float(numpy.std(d, ddof=1)) / 10
    return {
        "name": name, "file": file, "a_of": a_of, "b_of": b_of, "probes": probes,
        "a": [float(a[probe]) for probe in probes], "b": [float(b[probe]) for probe in probes], "clusters": clusters,
        "mean": float(Fraction(sum(d), 10 * len(d))), "sd": sd, "dz": float(numpy.mean(d)) / 10 / sd,
        "wins": sum(x > 0 for x in d), "ties": sum(x == 0 for x in d), "losses": sum(x < 0 for x in d),
        "interval": [end / 10 for end in bootstrap((numpy.array(d),), mean, numpy.random.default_rng(1))],
        "cluster_interval": [end / 10 for end in bootstrap(
            (numpy.array([s for s, _ in totals]), numpy.array([n for _, n in totals])), ratio, numpy.random.default_rng(2))],
        "p_exact": exact_sign_flip(d), "p_scipy": permutation(d, RESAMPLES, numpy.random.default_rng(3)), "mde": mde(len(d)) * sd,
    }


def xoshiro(state, count):
    s = list(state)
    rotl = lambda x, k: (x << k | x >> 32 - k) & MASK32
    words = []
    for _ in range(count):
        words.append(rotl(s[1] * 5 & MASK32, 7) * 9 & MASK32)
        t = s[1] << 9 & MASK32
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 11)
    return words


def stream(seed):
    h = 0xCBF29CE484222325
    for byte in seed.encode():
        h = (h ^ byte) * 0x100000001B3 & MASK64
    state, z = [], h
    for _ in range(2):
        z = (z + 0x9E3779B97F4A7C15) & MASK64
        x = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK64
        x = (x ^ x >> 27) * 0x94D049BB133111EB & MASK64
        x ^= x >> 31
        state += [x & MASK32, x >> 32]
    return {"seed": seed, "fnv1a64": f"{h:016x}", "state": state, "words": xoshiro(state, 8)}


def main(folder):
    real = [comparison(folder, name) for name in COMPARISONS]
    d = [tenths(str(x)) - tenths(str(y)) for x, y in zip(real[0]["a"], real[0]["b"])]
    small = [[x / 10 for x in d[at:at + n]] for n, at in zip(range(5, 13), range(0, 80, 10))]
    small += [[0.0, 0.0, 0.0, 0.0, 0.0], [1.5, 0.0, -1.5, 0.0, 2.0, -2.0], [0.1, 0.2, 0.3, 0.4, 0.5], [3.0] * 12]
    ragged = numpy.random.default_rng(4).normal(0.4, 1, 11).tolist()
    holms = [[0.01, 0.04, 0.03], [0.5, 0.5, 0.5, 0.5], [0.001, 0.001, 0.02, 0.8, 1.0, 0.012], [0.7], [1e-5, 0.0169, 0.0169, 0.26, 0.04]]
    lists = [real[0]["a"], real[4]["a"], real[6]["b"], [7.25], [3.0, 1.0], [-19.0, -19.0, 4.1, 4.2], ragged]
    shares = [0, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 1]
    return {
        "versions": {"python": sys.version.split()[0], "numpy": numpy.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
        "resamples": RESAMPLES,
        "describe": [{
            "values": x, "mean": float(numpy.mean(x)), "median": float(numpy.median(x)), "min": min(x), "max": max(x),
            "sd": float(numpy.std(x, ddof=1)) if len(x) > 1 else None,
            "quantiles": [[share, float(numpy.quantile(x, share, method="linear"))] for share in shares]} for x in lists],
        "real": real,
        "sign_flips": [{"differences": x, "p": permutation([tenths(str(v)) for v in x], numpy.inf, None)} for x in small]
        + [{"differences": ragged, "p": permutation(ragged, numpy.inf, None)}],
        "holm": [{"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()} for p in holms],
        "mde": [{"n": n, "alpha": alpha, "power": power, "dz": mde(n, alpha, power)}
                for n, alpha, power in [(n, 0.05, 0.8) for n in (3, 4, 5, 6, 8, 15, 20, 21, 97, 101, 303)] + [(21, 0.01, 0.9), (101, 0.1, 0.5)]],
        "generator": {"words_of_1_2_3_4": xoshiro([1, 2, 3, 4], 12), "streams": [stream(s) for s in ("a", "foobar", "mean lek-gemma-3-1b.p100~gemma-3-4b.p100", "räksmörgås 🦐")]},
    }


if __name__ == "__main__":
    target = Path(__file__).with_name("figures.json")
    target.write_text(json.dumps(main(Path(sys.argv[1])), ensure_ascii=False) + "\n", encoding="utf-8")
