// Which neurons of a hidden layer are saturated for which examples, and one neuron on its tanh.

const SATURATED = 0.97;

function select(label, texts, change) {
  const list = element('select', {}, ...texts.map((text, i) => element('option', { value: i }, text)));
  list.addEventListener('change', change);
  return [list, element('label', {}, label, list)];
}

function slide(label, change, attributes = {}) {
  const input = element('input', { type: 'range', min: 0, value: 0, ...attributes });
  input.addEventListener('input', change);
  return [input, element('label', { class: 'long' }, label, input)];
}

function microscope(neuronFrames) {
  let frame = neuronFrames.frames[neuronFrames.frames.length - 1];
  const names = frame.layers.map(layer => layer.name);
  if (names.length === 0) {
    return null;
  }
  const [layers, layerLabel] = select('Layer', names, () => update());
  const [neurons, neuronLabel] = slide('Neuron', () => update());
  const canvas = element('canvas', { role: 'img' });
  const mark = element('div', { class: 'mark' });
  const map = element('div', { class: 'map' }, canvas, mark);
  const words = element('p', { class: 'formula', role: 'status' });
  const picture = element('div', {});
  const when = element('span', { class: 'when' });
  document.getElementById('inside').append(element('section', { class: 'inside', id: 'microscope', 'aria-labelledby': 'microscope-title' },
    element('h2', { id: 'microscope-title' }, 'Saturation microscope', when),
    element('p', {}, `Each column is a neuron, each row an example of the batch. White: saturated (|tanh| > ${SATURATED}), where hardly any gradient passes. Choose a neuron: point at its column, or use the arrow keys on “Neuron”.`),
    element('div', { class: 'choices' }, layerLabel, neuronLabel), map, words, picture,
    element('p', { class: 'scale' }, 'Horizontal: the pre-activation. Dashed: the slope of tanh. Between the vertical lines tanh is not saturated.')));
  map.addEventListener('pointerdown', event => {
    const box = canvas.getBoundingClientRect();
    neurons.value = Math.floor((event.clientX - box.left) / box.width * (Number(neurons.max) + 1));
    update();
  });

  function update() {
    const layer = frame.layers[layers.value] || frame.layers[0];
    neurons.max = layer.neurons.length - 1;
    const at = Number(neurons.value);
    const inputs = layer.preActivations[at];
    neurons.setAttribute('aria-valuetext', `neuron ${layer.neurons[at]}`);
    canvas.setAttribute('aria-label', `Map of ${count(inputs.length, 'example')} by ${count(layer.neurons.length, 'neuron')} of ${layer.name}; white: saturated`);
    paint(canvas, layer.preActivations);
    mark.style.left = `${100 * at / layer.neurons.length}%`;
    mark.style.width = `${100 / layer.neurons.length}%`;
    const finite = inputs.filter(Number.isFinite);
    const outputs = finite.map(Math.tanh);
    const hits = outputs.filter(output => Math.abs(output) > SATURATED).length;
    const slope = outputs.reduce((sum, output) => sum + 1 - output * output, 0) / outputs.length;
    words.textContent = `Neuron ${layer.neurons[at]} of ${layer.name}: saturated for ${hits} of the ${count(inputs.length, 'example')}; `
      + `mean slope (1 − tanh²) ${short(slope)}; over the probe, saturated for ${short(layer.saturatedPercent[at])}% of the examples.`;
    picture.replaceChildren(onTanh(finite, picture.clientWidth || 600));
  }

  // It opens on the neuron that is saturated most often.
  const worst = layer => layer.saturatedPercent.reduce((best, percent, i, all) => percent > all[best] ? i : best, 0);
  const most = frame.layers.map(layer => layer.saturatedPercent[worst(layer)]);
  layers.value = most.indexOf(extent(most)[1]);
  neurons.max = frame.layers[layers.value].neurons.length - 1;
  neurons.value = worst(frame.layers[layers.value]);

  return {
    show(index) {
      frame = neuronFrames.frames[index];
      when.textContent = `, ${frame.label}`;
      update();
    },
  };
}

function paint(canvas, columns) {
  canvas.width = columns.length;
  canvas.height = columns[0].length;
  canvas.style.height = `${Math.min(320, 7 * columns[0].length)}px`;
  const pencil = canvas.getContext('2d');
  pencil.fillStyle = '#000';
  pencil.fillRect(0, 0, canvas.width, canvas.height);
  columns.forEach((inputs, x) => inputs.forEach((input, y) => {
    if (Number.isNaN(input) || Math.abs(Math.tanh(input)) > SATURATED) {
      pencil.fillStyle = Number.isNaN(input) ? '#808080' : '#fff';
      pencil.fillRect(x, y, 1, 1);
    }
  }));
}

// The curve of tanh, its slope, and where the inputs come to lie on it.
function onTanh(inputs, width) {
  const height = 220;
  const [low, high] = extent([...inputs, -4, 4]);
  const x = value => 40 + (value - low) / (high - low) * (width - 60);
  const y = value => 10 + (1 - value) / 2 * (height - 50);
  const points = f => Array.from({ length: 201 }, (none, i) => low + (high - low) * i / 200)
    .map(value => `${x(value).toFixed(1)},${y(f(value)).toFixed(1)}`).join(' ');
  const edge = Math.atanh(SATURATED);
  const level = value => svg('line', { class: 'faint', x1: 40, x2: width - 20, y1: y(value), y2: y(value) });
  const text = (value, attributes) => svg('text', attributes, value);
  return svg('svg', { height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'The neuron’s pre-activations on tanh, with its slope dashed' },
    ...[-1, 0, 1].flatMap(value => [level(value), text(value.toString().replace('-', '−'), { x: 34, y: y(value) + 4, 'text-anchor': 'end' })]),
    ...[-edge, edge].map(value => svg('line', { class: 'axis', x1: x(value), x2: x(value), y1: y(1), y2: y(-1), 'stroke-dasharray': '3 4' })),
    svg('polyline', { class: 'curve', points: points(Math.tanh) }),
    svg('polyline', { class: 'curve', points: points(value => 1 - Math.tanh(value) ** 2), 'stroke-dasharray': '6 4' }),
    ...inputs.map(input => svg('circle', { class: Math.abs(Math.tanh(input)) > SATURATED ? 'dot hit' : 'dot', cx: x(input), cy: y(Math.tanh(input)), r: 5 })),
    ...ticks(low, high).map(value => text(short(value), { x: x(value), y: height - 20, 'text-anchor': 'middle' })));
}

// About six round numbers.
function ticks(low, high) {
  const raw = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(m => m * power).find(size => size >= raw);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (none, i) => (first + i) * step);
}
