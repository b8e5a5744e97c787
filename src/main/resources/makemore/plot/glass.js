// One neuron of a batch normalisation: what it does to a batch, forwards and backwards.

// As the layer computes it: the deviation over n - 1.
function normalise(neuron, x) {
  const n = x.length;
  const sum = values => values.reduce((total, value) => total + value, 0);
  const mean = sum(x) / n;
  const centred = x.map(value => value - mean);
  const std = Math.sqrt(sum(centred.map(value => value * value)) / (n - 1) + neuron.epsilon);
  const xhat = centred.map(value => value / std);
  const y = xhat.map(value => neuron.gamma * value + neuron.beta);
  const dy = neuron.outputGradients;
  const scale = neuron.gamma / std;
  const sumDy = sum(dy);
  const sumDyXhat = sum(dy.map((value, i) => value * xhat[i]));
  const terms = x.map((value, i) => [scale * dy[i], -scale * sumDy / n, -scale * xhat[i] * sumDyXhat / (n - 1)]);
  return { x, mean, centred, std, xhat, y, tanh: y.map(Math.tanh), sumDy, sumDyXhat, terms };
}

function glass(neuronFrames) {
  let frame = neuronFrames.frames[neuronFrames.frames.length - 1];
  const withGlass = frame.layers.map((layer, i) => i).filter(i => frame.layers[i].normalised.length > 0);
  if (withGlass.length === 0) {
    return null;
  }
  const [layers, layerLabel] = select('Layer', withGlass.map(i => frame.layers[i].name), () => choose());
  const [neurons, neuronLabel] = select('Neuron', [], () => restore());
  const [examples, exampleLabel] = slide('Example', () => update());
  const [inputs, inputLabel] = slide('Change its x', () => swap(Number(inputs.value)));
  const back = element('button', { type: 'button' }, 'As recorded');
  const strips = element('div', {});
  const backward = element('div', {});
  const words = element('p', { class: 'formula', role: 'status' });
  const when = element('span', { class: 'when' });
  let neuron;
  let x;
  document.getElementById('inside').append(element('section', { class: 'inside', id: 'glass', 'aria-labelledby': 'glass-title' },
    element('h2', { id: 'glass-title' }, 'One BatchNorm neuron under glass', when),
    element('p', {}, 'Each dot is an example of the batch. Choose one, then change its x with the slider, with the arrow keys, or by dragging its dot in the first strip. All the others move too, because the mean and the deviation belong to the whole batch. Rings show the values as recorded.'),
    element('div', { class: 'choices' }, layerLabel, neuronLabel, exampleLabel, inputLabel, back),
    words, element('div', { class: 'halves' }, strips, backward)));
  back.addEventListener('click', () => restore());

  function choose() {
    const all = frame.layers[withGlass[layers.value]].normalised;
    const kept = Number(neurons.value);
    neurons.replaceChildren(...all.map((choice, i) => element('option', { value: i }, String(choice.neuron))));
    neurons.value = kept < all.length ? kept : 0;
    restore();
  }

  function restore() {
    neuron = frame.layers[withGlass[layers.value]].normalised[neurons.value];
    const whole = [...neuron.inputs, ...neuron.outputGradients, neuron.gamma, neuron.beta].every(Number.isFinite)
      && normalise(neuron, neuron.inputs).std > 0;
    strips.hidden = backward.hidden = !whole;
    if (!whole) {
      words.textContent = 'At this step there is nothing to see: some of its numbers are not finite, or all its x are equal.';
      neuron = undefined;
      return;
    }
    x = neuron.inputs.slice();
    examples.max = x.length - 1;
    update();
  }

  function swap(value) {
    if (neuron) {
      x[examples.value] = value;
      update();
    }
  }

  function update() {
    if (!neuron) {
      return;
    }
    const chosen = Number(examples.value);
    const before = normalise(neuron, neuron.inputs);
    const now = normalise(neuron, x);
    const reach = 1.1 * Math.max(3.5, extent(before.xhat.map(Math.abs))[1]);
    Object.assign(inputs, { min: before.mean - reach * before.std, max: before.mean + reach * before.std, step: before.std / 20 || 1 });
    inputs.value = x[chosen];
    inputs.setAttribute('aria-valuetext', short(x[chosen]));
    examples.setAttribute('aria-valuetext', `example ${chosen}`);
    const width = strips.clientWidth || 600;
    const high = 1.1 * Math.max(3, extent([...before.y, ...now.y].map(Math.abs))[1]);
    const minusMean = `x ${signed(-now.mean)}`;
    const strip = (formula, key, middle, half) => element('div', { class: 'strip', 'data-strip': key },
      element('p', { class: 'formula' }, formula), stripOf(before[key], now[key], chosen, middle - half, middle + half, width));
    strips.replaceChildren(
      strip('x', 'x', before.mean, reach * before.std),
      strip(`x − mean = ${minusMean}`, 'centred', 0, reach * before.std),
      strip(`x̂ = (x − mean) / std = (${minusMean}) / ${short(now.std)}`, 'xhat', 0, reach),
      strip(`y = γ x̂ + β = ${short(neuron.gamma)} x̂ ${signed(neuron.beta)}`, 'y', 0, high),
      strip('tanh(y)', 'tanh', 0, 1.05));
    pull(strips.querySelector('svg'), before.mean, reach * before.std, width);
    words.textContent = `Batch: mean ${short(now.mean)}, std ${short(now.std)} (over n − 1, with ε ${short(neuron.epsilon)}); `
      + `running: mean ${short(neuron.runningMean)}, std ${short(neuron.runningStd)}. `
      + `Example ${chosen}: x ${short(x[chosen])}, x̂ ${short(now.xhat[chosen])}, y ${short(now.y[chosen])}, tanh ${short(now.tanh[chosen])}.`;
    backward.replaceChildren(...backwardOf(now, chosen, neuron, backward.clientWidth || 600));
  }

  // A dot of the first strip follows the pointer.
  function pull(picture, middle, half, width) {
    const at = event => middle + half * (2 * (event.clientX - picture.getBoundingClientRect().left - 10) / (width - 20) - 1);
    const move = event => swap(Math.max(Number(inputs.min), Math.min(Number(inputs.max), at(event))));
    picture.addEventListener('pointerdown', event => {
      const place = at(event);
      examples.value = x.reduce((best, value, i) => Math.abs(value - place) < Math.abs(x[best] - place) ? i : best, 0);
      update();
      // The strips are drawn anew at each change, so that the window has to listen.
      const old = strips.querySelector('svg');
      const follow = moved => { picture = strips.querySelector('svg') || old; move(moved); };
      window.addEventListener('pointermove', follow);
      window.addEventListener('pointerup', () => window.removeEventListener('pointermove', follow), { once: true });
    });
  }

  return {
    show(index) {
      frame = neuronFrames.frames[index];
      when.textContent = `, ${frame.label}`;
      choose();
    },
  };
}

function stripOf(before, now, chosen, low, high, width) {
  const place = value => 10 + (value - low) / (high - low) * (width - 20);
  const dots = now.map((value, i) => svg('circle', { class: i === chosen ? 'dot chosen' : 'dot', cx: place(value), cy: 14, r: i === chosen ? 7 : 5, 'data-value': value }));
  dots.push(...dots.splice(chosen, 1));
  return svg('svg', { height: 44, viewBox: `0 0 ${width} 44`, role: 'img', 'aria-label': `${count(now.length, 'example')} from ${short(extent(now)[0])} to ${short(extent(now)[1])}` },
    svg('line', { class: 'axis', x1: 10, x2: width - 10, y1: 26, y2: 26 }),
    ...ticks(low, high).flatMap(value => [svg('line', { class: 'axis', x1: place(value), x2: place(value), y1: 26, y2: 30 }),
      svg('text', { x: place(value), y: 42, 'text-anchor': 'middle' }, short(value))]),
    ...before.flatMap((value, i) => value === now[i] ? [] : [svg('circle', { class: 'before', cx: place(value), cy: 14, r: 5 })]),
    ...dots);
}

function signed(value) {
  return `${value < 0 ? '−' : '+'} ${short(Math.abs(value))}`;
}

function factor(value) {
  return value < 0 ? `(${short(value)})` : short(value);
}

// The three terms of dL/dx as bars, each beginning where the one before ends.
function backwardOf(now, chosen, neuron, width) {
  const terms = now.terms[chosen];
  const total = terms[0] + terms[1] + terms[2];
  const n = now.x.length;
  const scale = factor(neuron.gamma / now.std);
  const names = [
    `γ/std · dL/dy = ${scale} · ${factor(neuron.outputGradients[chosen])}`,
    `− γ/std · Σ dL/dy / n = − ${scale} · ${factor(now.sumDy)} / ${n}`,
    `− γ/std · x̂ · Σ(dL/dy x̂) / (n − 1) = − ${scale} · ${factor(now.xhat[chosen])} · ${factor(now.sumDyXhat)} / ${n - 1}`,
    'dL/dx, their sum',
  ];
  const ends = [[0, terms[0]], [terms[0], terms[0] + terms[1]], [terms[0] + terms[1], total], [0, total]];
  const [low, high] = extent([0, ...ends.flat()]);
  const place = value => 10 + (value - low) / (high - low || 1) * (width - 20);
  const bars = ends.map(([from, to], i) => element('div', { class: 'term', 'data-value': to - from },
    element('p', { class: 'formula' }, `${names[i]}${i < 3 ? ' = ' : ': '}${short(to - from)}`),
    svg('svg', { height: 22, viewBox: `0 0 ${width} 22`, 'aria-hidden': true },
      svg('line', { class: 'axis', x1: place(0), x2: place(0), y1: 0, y2: 22 }),
      svg('rect', { class: i === 3 ? 'sum' : to < from ? 'bar minus' : 'bar', x: Math.min(place(from), place(to)), y: 3, width: Math.max(1, Math.abs(place(to) - place(from))), height: 16 }))));
  return [element('h3', {}, `Backward: dL/dx of example ${chosen}`), ...bars,
    element('p', {}, 'The second term removes the mean of the gradients; the third removes what would only change the deviation. So dL/dx adds up to 0 over the batch. dL/dy is as recorded.'),
    ...n === 2 ? [element('p', {}, 'Of two examples one is always at x̂ = 0.707 and the other at −0.707, whatever x is. So dL/dx is 0, and no layer before this one learns.')] : []];
}
