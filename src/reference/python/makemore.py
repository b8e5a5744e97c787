"""The twin: the same networks in PyTorch; autograd does the backward pass.

    python3 src/reference/python/makemore.py --steps 1001 --out deep-bn.npz

trains as the Java program's `train` does, with the same options, and writes
down what the Java program's `compare` checks. The state file is an NPZ archive
of plain arrays, without pickles:

header             uint8: JSON in UTF-8 with the keys
                     format         1
                     configuration  preset, blockSize, embeddingSize,
                                    hiddenSize, hiddenLayers, batchSize, steps,
                                    learningRate, learningRateDecayAt, seed,
                                    sampleSeed
                     versions       python, torch, numpy
                     command        as typed
                     data           path, sha256, words (how many), vocabulary
                                    (the characters, '.' first)
                     examples       train, validation, test (how many)
initial/NAME       float32: a parameter as drawn
batches            int64 (min(steps, 10), batchSize): the first steps' examples
step0/output/LAYER            float32 (batchSize, features): a layer's output
step0/output_gradient/LAYER   the loss's gradient with respect to that output
step0/gradient/NAME           the loss's gradient with respect to a parameter
losses             float32 (steps): each step's loss in nats, before its update
final/NAME         float32: a parameter or running statistic after all steps
split_losses       float64 (3): of the finished network on train, validation
                   and test
names              uint8: 20 sampled names in UTF-8, joined by newlines,
                   without the '.'

LAYER is "embedding" (a context's rows side by side), "layers.0", "layers.1",
... as in a list [Linear, BatchNorm1d, Tanh, ...]. NAME is LAYER and .weight,
.bias, .gamma or .beta; in final/ also .running_mean and .running_var, or
.running_std where the standard deviation is kept (mlp-bn). A weight has the
shape (in, out). What the seed can draw again is left out.

Needs Python 3.10 or later, torch and numpy.
"""

import argparse
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

# Weights and biases start as functions of what is drawn from N(0, 1), and of
# the number of inputs. float32 rounds after each operation, so the operations'
# order counts. Without a function the biases are 0, and nothing is drawn for
# them; a Linear that a batch normalisation follows has no bias.
PRESETS = {
    "mlp": dict(
        hidden_size=200, hidden_layers=1, learning_rate_decay_at=100_000,
        hidden_weight=lambda w, fan_in: w,
        output_weight=lambda w, fan_in: w,
        bias=lambda b: b),
    "mlp-bn": dict(
        hidden_size=200, hidden_layers=1, learning_rate_decay_at=100_000,
        hidden_weight=lambda w, fan_in: w * (5 / 3) / fan_in**0.5,
        hidden_norm=dict(eps=0, momentum=0.001, spread="std"),
        output_weight=lambda w, fan_in: w * 0.01,
        bias=lambda b: b * 0),
    "deep": dict(
        hidden_size=100, hidden_layers=5, learning_rate_decay_at=150_000,
        hidden_weight=lambda w, fan_in: w / fan_in**0.5 * (5 / 3),
        output_weight=lambda w, fan_in: w / fan_in**0.5 * 0.1),
    "deep-bn": dict(
        hidden_size=100, hidden_layers=5, learning_rate_decay_at=150_000,
        hidden_weight=lambda w, fan_in: w / fan_in**0.5,
        hidden_norm=dict(eps=1e-5, momentum=0.1, spread="var"),
        output_weight=lambda w, fan_in: w / fan_in**0.5,
        output_norm=dict(eps=1e-5, momentum=0.1, spread="var", gamma=0.1)),
}


class Embedding(nn.Module):
    def __init__(self, weight):
        super().__init__()
        self.weight = nn.Parameter(weight)

    def forward(self, x):
        return self.weight[x].view(len(x), -1)


class Linear(nn.Module):
    def __init__(self, weight, bias=None):
        super().__init__()
        self.weight = nn.Parameter(weight)
        self.bias = None if bias is None else nn.Parameter(bias)

    def forward(self, x):
        y = x @ self.weight
        return y if self.bias is None else y + self.bias


class BatchNorm1d(nn.Module):
    """Normalises by, and keeps, the "var" or the "std" over n - 1."""

    def __init__(self, features, eps, momentum, spread, gamma=1.0):
        super().__init__()
        self.eps, self.momentum, self.spread = eps, momentum, spread
        self.gamma = nn.Parameter(torch.ones(features) * gamma)
        self.beta = nn.Parameter(torch.zeros(features))
        self.register_buffer("running_mean", torch.zeros(features))
        self.register_buffer(f"running_{spread}", torch.ones(features))

    def forward(self, x):
        running = self.running_mean, getattr(self, f"running_{self.spread}")
        mean, spread = running
        if self.training:
            mean, spread = x.mean(0), getattr(x, self.spread)(0)
            for kept, latest in zip(running, (mean, spread)):
                kept *= 1 - self.momentum
                kept += self.momentum * latest.detach()
        if self.spread == "var":
            spread = torch.sqrt(spread + self.eps)
        return self.gamma * ((x - mean) / spread) + self.beta


class Tanh(nn.Module):
    def forward(self, x):
        return torch.tanh(x)


class Network(nn.Module):
    def __init__(self, options, vocabulary_size, g):
        super().__init__()
        preset = PRESETS[options.preset]
        table_shape = vocabulary_size, options.embedding_size
        self.embedding = Embedding(torch.randn(table_shape, generator=g))
        self.layers = nn.ModuleList()
        sizes = [options.block_size * options.embedding_size,
                 *[options.hidden_size] * options.hidden_layers,
                 vocabulary_size]
        for i, shape in enumerate(zip(sizes, sizes[1:])):
            kind = "hidden" if i < options.hidden_layers else "output"
            norm, bias = preset.get(f"{kind}_norm"), preset.get("bias")
            w = torch.randn(shape, generator=g)
            w = preset[f"{kind}_weight"](w, fan_in=shape[0])
            if norm:
                b = None
            elif bias:
                b = bias(torch.randn(shape[1], generator=g))
            else:
                b = torch.zeros(shape[1])
            self.layers.append(Linear(w, b))
            if norm:
                self.layers.append(BatchNorm1d(shape[1], **norm))
            if kind == "hidden":
                self.layers.append(Tanh())

    def forward(self, x):
        x = self.embedding(x)
        self.outputs = {"embedding": x}
        for i, layer in enumerate(self.layers):
            x = self.outputs[f"layers.{i}"] = layer(x)
        return x


def read_words(data):
    lines = data.decode("utf-8-sig").split("\n")
    words = [line.strip() for line in lines if line.strip()]
    if any("." in word for word in words):
        sys.exit("a word contains '.', which is reserved for its end")
    return words


def make_examples(words, vocabulary, block_size):
    numbers = {character: i for i, character in enumerate(vocabulary)}
    contexts, targets = [], []
    for word in words:
        context = [0] * block_size
        for character in word + ".":
            contexts.append(context)
            targets.append(numbers[character])
            context = context[1:] + [numbers[character]]
    return torch.tensor(contexts), torch.tensor(targets)


def split_words(words):
    words = words.copy()
    random.seed(42)
    random.shuffle(words)
    n1, n2 = int(0.8 * len(words)), int(0.9 * len(words))
    return dict(train=words[:n1], validation=words[n1:n2], test=words[n2:])


def plain(prefix, tensors):
    """Copies, as parameters change in place; in C order, for any reader."""
    return {prefix + name: t.detach().numpy().copy() for name, t in tensors}


def train(net, x, y, options, g):
    """Trains, and returns what it has to say for the state file."""
    state = plain("initial/", net.named_parameters())
    batches, losses = [], np.zeros(options.steps, np.float32)
    started = time.perf_counter()
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
        if i < 10:
            batches.append(ix.numpy())

        decayed = i >= options.learning_rate_decay_at
        lr = options.learning_rate / 10 if decayed else options.learning_rate
        for p in net.parameters():
            p.data += -lr * p.grad
        if i % 10_000 == 0 or i == options.steps - 1:
            print(f"{i:7d}/{options.steps:7d}: {losses[i]:.4f}", flush=True)
    seconds = time.perf_counter() - started
    print(f"{1e6 * seconds / options.steps:.0f} microseconds per step")
    state |= {"batches": np.stack(batches), "losses": losses}
    return state | plain("final/", net.state_dict().items())


@torch.no_grad()
def evaluate(net, x, y):
    total = 0.0
    for chunk_x, chunk_y in zip(x.split(4096), y.split(4096)):
        losses = F.cross_entropy(net(chunk_x), chunk_y, reduction="none")
        total += losses.double().sum().item()
    return total / len(x)


@torch.no_grad()
def sample(net, vocabulary, block_size, g):
    name, context = "", [0] * block_size
    while True:
        probs = F.softmax(net(torch.tensor([context])), dim=1)
        i = torch.multinomial(probs, num_samples=1, generator=g).item()
        if i == 0:
            return name
        name += vocabulary[i]
        context = context[1:] + [i]


def parse_options():
    parser = argparse.ArgumentParser(
        description="Trains a network as the Java program's train does.")
    parser.add_argument("--preset", choices=PRESETS, default="deep-bn")
    parser.add_argument("--data", default="data/names.txt")
    parser.add_argument("--out", type=Path, help="the state file to write")
    parser.add_argument("--threads", type=int, default=1)
    numbers = {
        "block-size": 3, "embedding-size": 10, "hidden-size": None,
        "hidden-layers": None, "batch-size": 32, "steps": 200_000,
        "learning-rate": 0.1, "learning-rate-decay-at": None,
        "seed": 2147483647, "sample-seed": 2147483647 + 10}
    for name, default in numbers.items():
        parser.add_argument("--" + name, default=default,
                            type=float if name == "learning-rate" else int,
                            help=f"default: {default or 'as the preset'}")
    options = parser.parse_args()
    for name, value in vars(options).items():
        if value is None and name != "out":
            setattr(options, name, PRESETS[options.preset][name])
    return options


def main():
    options = parse_options()
    torch.set_num_threads(options.threads)
    data = Path(options.data).read_bytes()
    words = read_words(data)
    vocabulary = "." + "".join(sorted(set("".join(words))))
    split = {name: make_examples(part, vocabulary, options.block_size)
             for name, part in split_words(words).items()}
    examples = {name: len(y) for name, (_, y) in split.items()}
    g = torch.Generator().manual_seed(options.seed)
    net = Network(options, len(vocabulary), g)
    print(options.preset, sum(p.nelement() for p in net.parameters()),
          "parameters;", *examples.values(), "examples")

    state = train(net, *split["train"], options, g)
    net.eval()
    losses = {name: evaluate(net, x, y) for name, (x, y) in split.items()}
    for name, loss in losses.items():
        print(f"{name} {loss:.4f}")
    g = torch.Generator().manual_seed(options.sample_seed)
    names = [sample(net, vocabulary, options.block_size, g) for _ in range(20)]
    print(*names, sep="\n")
    if not options.out:
        return

    def to_bytes(text):
        return np.frombuffer(text.encode(), np.uint8)

    configuration = {
        re.sub("_(.)", lambda match: match[1].upper(), name): value
        for name, value in vars(options).items()
        if name not in ("data", "out", "threads")}
    header = dict(
        format=1, configuration=configuration,
        versions=dict(python=platform.python_version(),
                      torch=torch.__version__, numpy=np.__version__),
        command="python3 " + shlex.join(sys.argv),
        data=dict(path=options.data, sha256=hashlib.sha256(data).hexdigest(),
                  words=len(words), vocabulary=vocabulary),
        examples=examples)
    state = {"header": to_bytes(json.dumps(header, ensure_ascii=False)),
             **state, "split_losses": np.array(list(losses.values())),
             "names": to_bytes("\n".join(names))}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    part = options.out.with_name(options.out.name + ".part")
    with open(part, "wb") as file:
        np.savez_compressed(file, **state)
    os.replace(part, options.out)


if __name__ == "__main__":
    main()
