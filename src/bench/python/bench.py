"""Times the training step of the PyTorch program makemore.py, on one thread.

    python3 src/bench/python/bench.py --ways eager compiled --preset deep-bn

prints, for each way, its name and the microseconds of a step. Other options
are makemore.py's. Neither the first step nor compiling is timed.
"""

import argparse
import math
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parents[2] / "reference" / "python"))
import makemore  # noqa: E402


class Enough(Exception):
    """Enough steps are timed."""


class Clock:
    """Is told of each step; times some seconds of them, after a warm-up."""

    def __init__(self, seconds):
        self.warm_up, self.seconds, self.losses = 1.5 * seconds, seconds, []

    def __call__(self, step, loss):
        now = time.perf_counter()
        if step < 10:
            self.losses.append(loss)
            self.warm = now + self.warm_up
        if step < 10 or now < self.warm:
            self.from_step, self.started = step, now
        elif now > self.started + self.seconds:
            microseconds = 1e6 * (now - self.started)
            self.step_time = microseconds / (step - self.from_step)
            raise Enough


class Plain(makemore.Network):
    """Without what the twin keeps of each layer, which is to be compared."""

    def forward(self, x):
        x = self.embedding(x)
        for i, layer in enumerate(self.layers):
            x = self.flattens[i](x) if i in self.flattens else x
            x = layer(x)
        return x


def train_compiled(net, x, y, options, g, report):
    """The loop of makemore.train, but forward pass and loss are compiled."""
    forward = torch.compile(lambda x, y: F.cross_entropy(net(x), y))
    for i in range(options.steps):
        ix = torch.randint(0, len(x), (options.batch_size,), generator=g)
        loss = forward(x[ix], y[ix])
        number = loss.item()
        if not math.isfinite(number):
            sys.exit(f"the loss is {number} at step {i}: it has diverged")
        net.zero_grad()
        loss.backward()
        decayed = i >= options.learning_rate_decay_at
        lr = options.learning_rate / 10 if decayed else options.learning_rate
        for p in net.parameters():
            p.data += -lr * p.grad
        report(i, number)


WAYS = dict(eager=(makemore.Network, makemore.train),
            compiled=(Plain, train_compiled))


def main():
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=[*WAYS])
    parser.add_argument("--seconds", type=float, default=2.0)
    own, rest = parser.parse_known_args()
    sys.argv[1:] = rest
    options = makemore.parse_options()
    torch.set_num_threads(1)
    words = makemore.read_words(Path(options.data).read_bytes())
    vocabulary = "." + "".join(sorted(set("".join(words))))
    x, y = makemore.make_examples(
        makemore.split_words(words)["train"], vocabulary, options.block_size)

    first_losses = []
    for way in own.ways:
        network, train = WAYS[way]
        g = torch.Generator().manual_seed(options.seed)
        net = network(options, len(vocabulary), g)
        clock = Clock(own.seconds)
        try:
            train(net, x, y, options, g, clock)
            sys.exit(f"{options.steps} steps are too few to be timed")
        except Enough:
            print(way, clock.step_time, flush=True)
            losses = torch.tensor(clock.losses, dtype=torch.float64)
            first_losses.append(losses)
        except Exception as e:  # Without a C++ compiler, for one.
            print(f"{way}: {e}", file=sys.stderr)
    # What is timed is the same training.
    for losses in first_losses:
        torch.testing.assert_close(losses, first_losses[0], rtol=0, atol=1e-3)


if __name__ == "__main__":
    main()
