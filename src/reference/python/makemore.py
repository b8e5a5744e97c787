"""The reference implementation: the same networks in PyTorch, with autograd.

    python3 src/reference/python/makemore.py --steps 1001 --out deep-bn.npz

trains as the Java program's `train` does, with the same options, and writes
the state file that the Java program's `compare` checks.

float32 results differ in their last bits from processor to processor; float64
results agree to fifteen digits. So the script trains three times from the same
float32 draws: in float32, which is the run that it prints; in float64; and in
float64 with each initial parameter moved by one unit in the last place. The
third run shows how much the training magnifies rounding.

The state file is an NPZ archive of plain arrays, without pickles:

header             uint8: JSON in UTF-8 with the keys
                     format         4
                     settings       preset, blockSize, groupSize (null: all
                                    of a context at once), embeddingSize,
                                    hiddenSize, hiddenLayers, batchNorm
                                    (NONE, HIDDEN, ALL), epsilon, momentum,
                                    runningStd, batchNormPerTime (false), init
                                    (PLAIN, SCALED, FIRST_PART), gain,
                                    biasGain, lastLayerGain, lastBiasGain,
                                    batchSize, steps, learningRate,
                                    learningRateDecayAt, seed, sampleSeed
                                    (null: the names continue the training's
                                    draws)
                     versions       python, torch, numpy
                     machine        processor, kernels (PyTorch's name for the
                                    vector units that it uses)
                     command        as typed
                     data           path, sha256, words (how many), vocabulary
                                    (the characters, '.' first)
                     examples       train, validation, test (how many)
randn              float32 (1000): torch.randn, seed 42; its last bits tell
                   whether two machines draw the same
initial/NAME       float32: a parameter as drawn
batches            int64 (min(steps, 10), batchSize): the first steps' examples

of the float64 run:
step0/output/LAYER            a layer's output: (batchSize, features), or
                              (batchSize, time, features)
step0/output_gradient/LAYER   the loss's gradient with respect to that output
step0/gradient/NAME           the loss's gradient with respect to a parameter
losses             (steps): each step's loss in nats, before its update
final/NAME         a parameter or running statistic after all steps
split_losses       (3): of the finished network on train, validation and test
names              uint8: 20 sampled names in UTF-8, joined by newlines,
                   without the '.'

of the float32 run:
float32/KEY        for each KEY of the float64 run: losses, split_losses and
                   names as they are; of any other array the largest
                   difference from the float64 run

of the moved float64 run:
spread/KEY         the rounding noise, which is the difference from the float64
                   run: of each of losses and split_losses, and the largest of
                   each array of final

LAYER is "embedding" (a context's rows side by side), "layers.0", "layers.1",
... as in a list [Linear, BatchNorm1d, Tanh, ...]; a FlattenConsecutive, which
computes nothing, has no number. NAME is LAYER and .weight,
.bias, .gamma or .beta; in final/ also .running_mean and .running_var, or
.running_std where the standard deviation is kept (mlp-bn). A weight has the
shape (in, out). The file leaves out what the seed can draw again.

Needs Python 3.10 or later, torch and numpy.
"""

import argparse
import copy
import hashlib
import json
import math
import os
import platform
import random
import re
import shlex
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

# Every setting, in the state file's order. batch_norm is "NONE", "HIDDEN" (a
# batch norm in each hidden layer) or "ALL" (one after the last Linear, too). A
# Linear that a batch norm follows has no bias. How init and the gains start
# the parameters is below, in initial_weight and initial_bias. Where a batch
# norm follows the last Linear, last_layer_gain is its gamma, and the last
# weights have the gain 1.
DEFAULTS = dict(
    preset="deep-bn", block_size=3, group_size=None, embedding_size=10,
    hidden_size=100, hidden_layers=5,
    batch_norm="NONE", epsilon=1e-5, momentum=0.1, running_std=False,
    batch_norm_per_time=False,
    init="SCALED", gain=1.0, bias_gain=1.0, last_layer_gain=0.1,
    last_bias_gain=1.0, batch_size=32, steps=200_000, learning_rate=0.1,
    learning_rate_decay_at=150_000,
    seed=2147483647, sample_seed=2147483647 + 10)
PRESETS = {
    "mlp": dict(
        hidden_size=200, hidden_layers=1, batch_norm="NONE",
        init="PLAIN", gain=1.0, last_layer_gain=1.0,
        learning_rate_decay_at=100_000),
    "mlp-bn": dict(
        hidden_size=200, hidden_layers=1, batch_norm="HIDDEN",
        epsilon=0.0, momentum=0.001, running_std=True,
        init="FIRST_PART", gain=5 / 3, last_layer_gain=0.01, last_bias_gain=0.0,
        learning_rate_decay_at=100_000),
    "deep": dict(
        batch_norm="NONE",
        init="SCALED", gain=5 / 3, last_layer_gain=0.1),
    "deep-bn": dict(
        batch_norm="ALL",
        init="SCALED", gain=1.0, last_layer_gain=0.1),
    "wavenet": dict(
        block_size=8, group_size=2, embedding_size=24,
        hidden_size=128, hidden_layers=3, batch_norm="HIDDEN",
        init="SCALED", gain=1.0, last_layer_gain=0.1,
        seed=42, sample_seed=None),
}

# A name is cut off here, for a network that never ends one.
LONGEST_NAME = 1000


class Embedding(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.weight = nn.Parameter(weight)

    def forward(self, x):
        return self.weight[x]


class FlattenConsecutive(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.n = n

    def forward(self, x):
        batch, time, features = x.shape
        x = x.view(batch, time // self.n, self.n * features)
        return x.squeeze(1)


class Linear(nn.Module):
    def __init__(self, weight, bias=None):
        super().__init__()
        self.weight = nn.Parameter(weight)
        self.bias = None if bias is None else nn.Parameter(bias)

    def forward(self, x):
        y = x @ self.weight
        return y if self.bias is None else y + self.bias


class BatchNorm1d(nn.Module):
    """Divides by the standard deviation over n - 1.

    Keeps the variance for later, or, if keeps_std, the standard deviation.
    """

    def __init__(self, features, epsilon, momentum, keeps_std, gamma):
        super().__init__()
        self.epsilon, self.momentum = epsilon, momentum
        self.statistic = "std" if keeps_std else "var"
        self.gamma = nn.Parameter(torch.ones(features) * gamma)
        self.beta = nn.Parameter(torch.zeros(features))
        self.register_buffer("running_mean", torch.zeros(features))
        self.register_buffer(f"running_{self.statistic}", torch.ones(features))

    def forward(self, x):
        running = (self.running_mean,
                   getattr(self, f"running_{self.statistic}"))
        mean, std = running
        if self.training:
            over = tuple(range(x.ndim - 1))
            mean, std = x.mean(over), getattr(x, self.statistic)(over)
            for kept, latest in zip(running, (mean, std)):
                kept *= 1 - self.momentum
                kept += self.momentum * latest.detach()
        if self.statistic == "var":
            std = torch.sqrt(std + self.epsilon)
        return self.gamma * ((x - mean) / std) + self.beta


class Tanh(nn.Module):
    def forward(self, x):
        return torch.tanh(x)


def initial_weight(shape, init, gain, is_last, g):
    """Draws a weight. float32 rounds each operation, so their order counts."""
    w, root = torch.randn(shape, generator=g), shape[0]**0.5
    if init == "SCALED":
        return w / root * gain
    return w * gain if init == "PLAIN" or is_last else w * gain / root


def initial_bias(size, init, gain, g):
    """Draws a bias, or returns zeros without drawing."""
    if init == "SCALED":
        return torch.zeros(size)
    return torch.randn(size, generator=g) * gain


class Network(nn.Module):
    def __init__(self, options, vocabulary_size, g):
        super().__init__()
        table_shape = vocabulary_size, options.embedding_size
        self.embedding = Embedding(torch.randn(table_shape, generator=g))
        self.layers, self.flattens = nn.ModuleList(), {}
        time, features = options.block_size, options.embedding_size
        sizes = [options.hidden_size] * options.hidden_layers
        for i, size in enumerate([*sizes, vocabulary_size]):
            if i == 0 or time > 1:
                n = options.group_size or time
                self.flattens[len(self.layers)] = FlattenConsecutive(n)
                time, features = time // n, features * n
            shape, features = (features, size), size
            is_last = i == options.hidden_layers
            placements = ("ALL",) if is_last else ("HIDDEN", "ALL")
            norm = options.batch_norm in placements
            gain = options.last_layer_gain if is_last else options.gain
            gain, gamma = (1.0, gain) if is_last and norm else (gain, 1.0)
            w = initial_weight(shape, options.init, gain, is_last, g)
            gain = options.last_bias_gain if is_last else options.bias_gain
            b = None if norm else initial_bias(size, options.init, gain, g)
            self.layers.append(Linear(w, b))
            if norm:
                self.layers.append(BatchNorm1d(
                    size, options.epsilon, options.momentum,
                    options.running_std, gamma))
            if not is_last:
                self.layers.append(Tanh())

    def forward(self, x):
        block_size = x.shape[1]
        x = self.embedding(x).flatten(1)
        self.outputs = {"embedding": x}
        x = x.unflatten(1, (block_size, -1))
        for i, layer in enumerate(self.layers):
            x = self.flattens[i](x) if i in self.flattens else x
            x = self.outputs[f"layers.{i}"] = layer(x)
        return x


def read_data(path):
    try:
        return Path(path).read_bytes()
    except OSError as error:
        sys.exit(f"{path}: {error.strerror}")


def read_words(data):
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        sys.exit(f"the data is not UTF-8: {error.reason}, byte {error.start}")
    words = [line.strip() for line in lines if line.strip()]
    if any("." in word for word in words):
        sys.exit("a word contains '.', which is reserved for its end")
    if len(words) < 6:
        sys.exit(f"{len(words)} words are too few; expected at least 6")
    return words


def make_examples(words, vocabulary, block_size):
    indices = {character: i for i, character in enumerate(vocabulary)}
    contexts, targets = [], []
    for word in words:
        context = [0] * block_size
        for character in word + ".":
            contexts.append(context)
            targets.append(indices[character])
            context = context[1:] + [indices[character]]
    return torch.tensor(contexts), torch.tensor(targets)


def split_words(words):
    words = words.copy()
    random.seed(42)
    random.shuffle(words)
    n1, n2 = int(0.8 * len(words)), int(0.9 * len(words))
    return dict(train=words[:n1], validation=words[n1:n2], test=words[n2:])


def plain(prefix, tensors):
    """Copies tensors, as parameters change in place, in C order."""
    return {prefix + name: t.detach().numpy().copy() for name, t in tensors}


def train(net, x, y, options, g, report=lambda step, loss: None):
    """Trains, and returns the arrays of the state file."""
    state = {}
    losses = np.zeros(options.steps)
    for i in range(options.steps):
        ix = torch.randint(0, len(x), (options.batch_size,), generator=g)
        loss = F.cross_entropy(net(x[ix]), y[ix])
        losses[i] = loss.item()
        if not math.isfinite(losses[i]):
            sys.exit(f"the loss is {losses[i]} at step {i}: it has diverged")

        if i == 0:
            for output in net.outputs.values():
                output.retain_grad()
        net.zero_grad()
        loss.backward()
        if i == 0:
            outputs, parameters = net.outputs.items(), net.named_parameters()
            state |= plain("step0/output/", outputs)
            state |= plain("step0/output_gradient/",
                           ((name, t.grad) for name, t in outputs))
            state |= plain("step0/gradient/",
                           ((name, p.grad) for name, p in parameters))

        decayed = i >= options.learning_rate_decay_at
        lr = options.learning_rate / 10 if decayed else options.learning_rate
        for p in net.parameters():
            p.data += -lr * p.grad
        report(i, losses[i])
    state["losses"] = losses
    return state | plain("final/", net.state_dict().items())


@torch.no_grad()
def evaluate(net, x, y):
    total = 0.0
    for chunk_x, chunk_y in zip(x.split(1024), y.split(1024)):
        losses = F.cross_entropy(net(chunk_x), chunk_y, reduction="none")
        total += losses.double().sum().item()
    return total / len(x)


@torch.no_grad()
def sample(net, vocabulary, block_size, g):
    name, context = "", [0] * block_size
    while len(name) < LONGEST_NAME:
        probs = F.softmax(net(torch.tensor([context])), dim=1)
        i = torch.multinomial(probs, num_samples=1, generator=g).item()
        if i == 0:
            break
        name += vocabulary[i]
        context = context[1:] + [i]
    return name


def finish(net, split, vocabulary, options, g):
    """Evaluates the trained network and samples names from it."""
    net.eval()
    losses = {name: evaluate(net, x, y) for name, (x, y) in split.items()}
    if options.sample_seed is not None:
        g = torch.Generator().manual_seed(options.sample_seed)
    names = [sample(net, vocabulary, options.block_size, g) for _ in range(20)]
    return losses, names


def to_bytes(text):
    return np.frombuffer(text.encode(), np.uint8)


def results(losses, names):
    return {"split_losses": np.array(list(losses.values())),
            "names": to_bytes("\n".join(names))}


def moved(net):
    """Copies a network with each parameter one unit in the last place up."""
    net = copy.deepcopy(net)
    for p in net.parameters():
        p.data = torch.nextafter(p.data, torch.tensor(math.inf, dtype=p.dtype))
    return net


def largest_difference(a, b):
    return np.abs(a.astype(np.float64) - b).max()


def rounding(single, double, moved_double):
    """Returns the float32 run, and the rounding noise of the moved run."""
    state = {}
    for key, value in double.items():
        if key in ("losses", "split_losses"):
            state[f"float32/{key}"] = single[key]
            state[f"spread/{key}"] = np.abs(moved_double[key] - value)
        elif key == "names":
            state[f"float32/{key}"] = single[key]
        else:
            state[f"float32/{key}"] = largest_difference(single[key], value)
            if key.startswith("final/"):
                state[f"spread/{key}"] = largest_difference(
                    moved_double[key], value)
    return state


def positive(text):
    if int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: expected at least 1")
    return int(text)


def seed(text):
    if not -2**63 <= int(text) < 2**63:
        raise argparse.ArgumentTypeError(f"{text}: expected 64 bits, signed")
    return int(text)


def parse_options():
    parser = argparse.ArgumentParser(
        description="Trains a network as the Java program's train does.")
    parser.add_argument("--preset", choices=PRESETS, default="deep-bn")
    parser.add_argument("--data", default="data/names.txt")
    parser.add_argument("--out", type=Path, help="the state file to write")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--init", choices=("PLAIN", "SCALED", "FIRST_PART"))
    for name in ("block-size", "group-size", "embedding-size", "hidden-size",
                 "hidden-layers", "gain", "bias-gain", "last-layer-gain",
                 "last-bias-gain", "batch-size", "steps", "learning-rate",
                 "learning-rate-decay-at", "seed", "sample-seed"):
        kind = (float if name.endswith(("gain", "rate")) else
                seed if name.endswith("seed") else positive)
        parser.add_argument("--" + name, type=kind,
                            help="default: as the preset")
    options = parser.parse_args()
    for name, value in (DEFAULTS | PRESETS[options.preset]).items():
        if getattr(options, name, None) is None:
            setattr(options, name, value)
    return options


def main():
    options = parse_options()
    torch.set_num_threads(options.threads)
    # What standard output cannot hold is shown as an escape.
    sys.stdout.reconfigure(errors="backslashreplace")
    data = read_data(options.data)
    words = read_words(data)
    vocabulary = "." + "".join(sorted(set("".join(words))))
    split = {name: make_examples(part, vocabulary, options.block_size)
             for name, part in split_words(words).items()}
    examples = {name: len(y) for name, (_, y) in split.items()}
    g = torch.Generator().manual_seed(options.seed)
    net = Network(options, len(vocabulary), g)
    drawn = g.get_state()
    double = copy.deepcopy(net).double()
    moved_double = moved(double)
    initial = plain("initial/", net.named_parameters())
    print(options.preset, sum(p.nelement() for p in net.parameters()),
          "parameters;", *examples.values(), "examples")

    def report(step, loss):
        if step % 10_000 == 0 or step == options.steps - 1:
            print(f"{step:7d}/{options.steps:7d}: {loss:.6f}", flush=True)

    started = time.perf_counter()
    single = train(net, *split["train"], options, g, report)
    seconds = time.perf_counter() - started
    print(f"{1e6 * seconds / options.steps:.0f} microseconds per step")
    losses, names = finish(net, split, vocabulary, options, g)
    single |= results(losses, names)
    if options.out:
        g.set_state(drawn)
        batch = examples["train"], (options.batch_size,)
        batches = [torch.randint(0, *batch, generator=g)
                   for _ in range(min(options.steps, 10))]
        runs = []
        for net64 in (double, moved_double):
            g.set_state(drawn)
            run = train(net64, *split["train"], options, g)
            runs.append(run | results(
                *finish(net64, split, vocabulary, options, g)))

        settings = {
            re.sub("_(.)", lambda match: match[1].upper(), name):
                getattr(options, name)
            for name in DEFAULTS}
        header = dict(
            format=4, settings=settings,
            versions=dict(python=platform.python_version(),
                          torch=torch.__version__, numpy=np.__version__),
            machine=dict(processor=platform.machine(),
                         kernels=torch.backends.cpu.get_cpu_capability()),
            command="python3 " + shlex.join(sys.argv),
            data=dict(path=options.data,
                      sha256=hashlib.sha256(data).hexdigest(),
                      words=len(words), vocabulary=vocabulary),
            examples=examples)
        g.manual_seed(42)
        state = {"header": to_bytes(json.dumps(header, ensure_ascii=False)),
                 "randn": torch.randn(1000, generator=g).numpy(),
                 **initial, "batches": torch.stack(batches).numpy(), **runs[0],
                 **rounding(single, *runs)}
        options.out.parent.mkdir(parents=True, exist_ok=True)
        part = options.out.with_name(options.out.name + ".part")
        with open(part, "wb") as file:
            np.savez_compressed(file, **state)
        os.replace(part, options.out)
    for name, loss in losses.items():
        print(f"{name} {loss:.6f}")
    print(*names, sep="\n")


if __name__ == "__main__":
    main()
