"""Writes the fixtures of the tests that are not state files.

    python3 src/reference/python/fixtures.py draws
    python3 src/reference/python/fixtures.py histogram
    python3 src/reference/python/fixtures.py charts STATE.npz
    python3 src/reference/python/fixtures.py published STATE.npz ...
    python3 src/reference/python/fixtures.py calibrated STATE.npz ...

each print one JSON file:

draws      what PyTorch's CPU generator and Python's random module draw. For
           each seed, each list comes from a newly seeded generator:
             randn        by the shape's size, torch.randn((size,))
             randint      torch.randint(0, 182625, (32,)) after a
                          torch.randn((27, 10)) that is not used
             multinomial  50 times torch.multinomial(p, 1), with the file's p
             shuffle      by the list's size n, the first 50 of list(range(n))
                          after random.seed(seed); random.shuffle
histogram  torch.histogram(values, bins=100, density=True): values, hist,
           bin_edges
charts     the numbers behind the lesson's pictures after step 0 of a state file:
           of each Tanh's output, by layer (activations), and of each matrix's
           gradient, by name (weight_gradients), the mean, std, and low, high
           and hist of torch.histogram(values, bins=100, density=True). A Tanh
           has also saturated, the share above 0.97; a matrix has also
           grad_data_ratio and log10_update_ratio, as in the lesson after the
           update
published  by preset, from the state files of runs on the lesson's own list of
           names: settings, versions, command, data and examples of the
           header; and parameters (how many), losses (by step), split_losses
           and names
calibrated by preset, from state files of networks with batch norm: the float64
           run's losses on train, validation and test with each batch norm's
           mean and standard deviation over all training examples, layer by
           layer, in place of its running statistics

float32 values are printed as the shortest decimal that gives the same double.
Read as a double and then rounded to float32, they are what PyTorch had.
"""

import json
import random
import re
import sys

from types import SimpleNamespace

import makemore
import numpy as np
import torch


def seeded(seed):
    return torch.Generator().manual_seed(seed)


def randint_after_randn(g):
    torch.randn((27, 10), generator=g)
    return torch.randint(0, 182625, (32,), generator=g).tolist()


def shuffled(seed, n):
    numbers = list(range(n))
    random.seed(seed)
    random.shuffle(numbers)
    return numbers[:50]


def draws():
    p = torch.rand(27, generator=seeded(1))**2
    p /= p.sum()

    def multinomial(g):
        return [torch.multinomial(p, 1, generator=g).item() for _ in range(50)]

    return {
        "torch": torch.__version__,
        "p": p.tolist(),
        "generators": {seed: {
            "randn": {n: torch.randn((n,), generator=seeded(seed)).tolist()
                      for n in (5, 16, 100)},
            "randint": randint_after_randn(seeded(seed)),
            "multinomial": multinomial(seeded(seed)),
        } for seed in (42, 2147483647, 2147483657)},
        "shuffle": {seed: {n: shuffled(seed, n) for n in (20, 1000)}
                    for seed in (0, 1, 42)},
    }


def histogram():
    values = torch.tanh(1.5 * torch.randn(500, generator=seeded(2147483647)))
    hist, bin_edges = torch.histogram(values, bins=100, density=True)
    return {
        "torch": torch.__version__,
        "values": values.tolist(),
        "hist": hist.tolist(),
        "bin_edges": bin_edges.tolist(),
    }


def statistics(values):
    hist, edges = torch.histogram(values, bins=100, density=True)
    return {"mean": values.mean().item(), "std": values.std().item(),
            "low": edges[0].item(), "high": edges[-1].item(),
            "hist": hist.tolist()}


def charts(path):
    state = np.load(path)
    run = json.loads(state["header"].tobytes())
    lr = run["settings"]["learningRate"]
    fixture = {"torch": torch.__version__, "state": path,
               "activations": {}, "weight_gradients": {}}
    for key in state:
        values = torch.tensor(state[key])
        if values.dtype == torch.float64:
            values = values.float()
        kind, _, name = key.rpartition("/")
        if kind == "step0/output":
            if name != "embedding" and values.equal(torch.tanh(previous)):
                fixture["activations"][name] = statistics(values) | {
                    "saturated": (values.abs() > 0.97).float().mean().item()}
            previous = values
        if kind == "step0/gradient" and values.ndim == 2:
            data = torch.tensor(state[f"initial/{name}"])
            data += -lr * values
            fixture["weight_gradients"][name] = statistics(values) | {
                "grad_data_ratio": (values.std() / data.std()).item(),
                "log10_update_ratio":
                    ((lr * values).std() / data.std()).log10().item()}
    return fixture


def published(paths):
    runs = {}
    for path in paths:
        state = np.load(path)
        run = json.loads(state["header"].tobytes())
        del run["format"]
        losses = state["float32/losses"]
        steps = {0, 1, 10, 100, 1000, *range(0, len(losses), 20_000),
                 len(losses) - 1}
        parameters = sum(
            state[key].size for key in state if key.startswith("initial/"))
        runs[run["settings"]["preset"]] = run | {
            "parameters": parameters,
            "losses": {step: float(losses[step]) for step in sorted(steps)
                       if step < len(losses)},
            "split_losses": state["float32/split_losses"].tolist(),
            "names": state["float32/names"].tobytes().decode().split("\n"),
        }
    return runs


def snake(name):
    return re.sub("[A-Z]", lambda match: "_" + match[0].lower(), name)


@torch.no_grad()
def calibrated(paths):
    runs = {}
    for path in paths:
        state = np.load(path)
        run = json.loads(state["header"].tobytes())
        options = SimpleNamespace(
            **{snake(key): value for key, value in run["settings"].items()})
        vocabulary = run["data"]["vocabulary"]
        g = torch.Generator().manual_seed(options.seed)
        net = makemore.Network(options, len(vocabulary), g).double()
        net.load_state_dict({
            key.removeprefix("final/"): torch.from_numpy(state[key])
            for key in state if key.startswith("final/")})
        net.eval()
        words = makemore.read_words(makemore.read_data(run["data"]["path"]))
        split = {
            name: makemore.make_examples(part, vocabulary, options.block_size)
            for name, part in makemore.split_words(words).items()}
        for i, layer in enumerate(net.layers):
            if isinstance(layer, makemore.BatchNorm1d):
                net(split["train"][0])
                x = net.outputs[f"layers.{i - 1}"].flatten(0, -2)
                layer.running_mean.copy_(x.mean(0))
                statistic = getattr(x, layer.statistic)(0)
                getattr(layer, f"running_{layer.statistic}").copy_(statistic)
        runs[options.preset] = [
            makemore.evaluate(net, x, y) for x, y in split.values()]
    return runs


if __name__ == "__main__":
    torch.set_num_threads(1)
    match sys.argv[1:]:
        case ["draws"]:
            fixture = draws()
        case ["histogram"]:
            fixture = histogram()
        case ["charts", path]:
            fixture = charts(path)
        case ["published", *paths]:
            fixture = published(paths)
        case ["calibrated", *paths]:
            fixture = calibrated(paths)
        case _:
            sys.exit(__doc__)
    text = json.dumps(fixture, ensure_ascii=False, indent=1)
    # Each innermost list on one line.
    print(re.sub(r"\[([^][]*)]",
                 lambda m: "[" + " ".join(m[1].split()) + "]", text))
