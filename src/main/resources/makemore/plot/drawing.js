// Elements, their attributes, and numbers as a reader likes them.

// The name space of SVG, without writing down its address.
const vectors = Object.assign(document.createElement('div'), { innerHTML: '<svg></svg>' }).firstChild.namespaceURI;

function element(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return filled(document.createElementNS(vectors, name), attributes, children);
}

function filled(made, attributes, children) {
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

// Counts things, such as "1 step" or "2,000 steps".
function count(number, thing) {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`;
}

// Four digits, very small and large ones with a power of ten; never "-0".
function short(value) {
  if (!Number.isFinite(value)) {
    return '–';
  }
  const [digits, exponent] = value.toExponential(3).split('e').map(Number);
  const text = digits === 0 ? '0' : exponent >= -3 && exponent < 6
    ? Number(value.toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 7 })
    : `${digits}×10${[...String(exponent)].map(c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]).join('')}`;
  return text.replace('-', '−');
}

// Draws the shown frame of a figure; charts of the same name share their axes.
function draw(figure, keep) {
  const { additions, target, data } = figure;
  const width = paper.matches ? 660 : target.clientWidth;
  const small = width < 700;
  const layout = {};
  const drawn = figure.curves ? traces(figure, small) : [data[0]];
  completeLayout(additions, layout, width);
  const axes = name => name.replace(/_(start|counted)$/, '');
  const group = figures.filter(other => axes(other.additions.name) === axes(additions.name));
  if (additions.kind === 'LABELS') {
    completeLabels(additions, data[0], layout);
  }
  if (figure.curves || additions.kind === 'LABELS') {
    const curves = group.flatMap(other => (keep ? other.frames : [other.frames[other.shown]]).flatMap(frame => frame.curves));
    layout.xaxis.range = range(group, curves, 'x');
    layout.yaxis.range = range(group, curves, 'y');
    anchorLabels(layout);
    layout.xaxis.dtick = distance(layout.xaxis, curves.flatMap(curve => curve.x));
    layout.yaxis.dtick = distance(layout.yaxis, []);
  } else {
    data[0].z = figure.frames[figure.shown].cells;
    completeCells(additions, data[0], group, layout, width);
  }
  layout.showlegend = figure.curves;
  const rows = figure.curves ? drawn.reduce((sum, trace) => sum + (trace.name || '').split('<br>').length, 0) : 0;
  Object.assign(layout, fitting(additions, small, rows), { width });
  Plotly.react(target, drawn, layout, { displaylogo: false, doubleClick: 'autosize', displayModeBar: !small, staticPlot: paper.matches });
  if (additions.kind === 'LABELS') {
    placeLabels(figure);
  }
}

// The label of a vertical line stands on the side where there is more room.
function anchorLabels({ annotations, xaxis: { range } }) {
  annotations.filter(label => range && label.yref === 'paper' && label.y === 1).forEach(label => {
    label.xanchor = label.x - range[0] > 0.6 * (range[1] - range[0]) ? 'right' : 'left';
  });
}

// The distance of ticks where it is not Plotly's own: few whole numbers, such as those of layers, have no
// halves between them, and on a long logarithmic axis there are powers of ten only.
function distance(axis, values) {
  if (axis.type === 'log') {
    const decades = axis.range ? axis.range[1] - axis.range[0] : 0;
    return decades > 3 ? Math.ceil(decades / 8) : undefined;
  }
  const [low, high] = extent(values);
  return values.length > 0 && values.every(Number.isInteger) && high - low < 8 ? 1 : undefined;
}

function completeLabels(additions, trace, layout) {
  const code = label => `U+${label.replace('␣', ' ').codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  // What cannot be seen has its code as its label.
  const named = label => label.startsWith('U+') ? label : `${plain(label)} (${code(label)})`;
  Object.assign(trace, {
    mode: 'markers', text: additions.labels.map(named),
    hovertemplate: '%{text}: %{x}, %{y}<extra></extra>', marker: { line: { width: 0 } },
  });
  layout.annotations = [];
}

function completeCells(additions, trace, group, layout, width) {
  const values = numbers(group.flatMap(other => other.data[0].z.flat()));
  const [low, high] = extent(values);
  // Maps of the same name have the same colours.
  const [darkest, brightest] = ['darkest', 'brightest'].map((end, i) =>
    numbers(extent(numbers(group.map(other => other.additions[end]))))[i]);
  const map = additions.kind === 'HEAT_MAP';
  Object.assign(trace, {
    colorscale: map ? additions.map.map((colour, i, all) => [i / (all.length - 1), colour]) : [[0, '#000000'], [1, '#ffffff']],
    zmin: map ? darkest ?? low : Math.min(0, low),
    zmax: map ? brightest ?? high : Math.max(1, high),
    showscale: map || values.some(value => value !== 0 && value !== 1),
    colorbar: { title: { text: plain(additions.scale), side: 'right' }, outlinewidth: 0, thickness: width < 700 ? 12 : 20 },
    hovertemplate: '%{x}, %{y}: %{z}<extra></extra>',
  });
  for (const axis of [layout.xaxis, layout.yaxis]) {
    axis.tickformat = 'd';
  }
  layout.yaxis.autorange = 'reversed';
  layout.yaxis.zeroline = layout.xaxis.zeroline = false;
  layout.plot_bgcolor = map ? '#c0c0c0' : layout.plot_bgcolor;
  if (map) {
    layout.yaxis.dtick = Math.ceil(trace.y.length / 12);
    layout.yaxis.tick0 = Number(trace.y[0]);
    const rows = additions.rows.map(plain);
    if (rows.length > 0) {
      Object.assign(layout.yaxis, { tickvals: rows.map((word, place) => place), ticktext: rows });
    }
    const longest = additions.categories.reduce((most, category) => Math.max(most, category.length), 1);
    const each = Math.ceil(additions.categories.length * (longest * 8 + 12) / (width - 180));
    const ticks = additions.categories.map((category, place) => place).filter(place => place % each === 0);
    trace.text = trace.z.map((cells, y) => additions.categories.map(word => `${plain(word)}, ${rows[y] ?? trace.y[y]}`));
    trace.hovertemplate = '%{text}: %{z}<extra></extra>';
    Object.assign(layout.xaxis, { tickvals: ticks, ticktext: ticks.map(place => plain(additions.categories[place])), tickangle: 0 });
  }
}

function completeLayout(additions, layout, width) {
  for (const letter of ['x', 'y']) {
    const type = additions[`${letter}Scale`] === 'LOG' ? 'log' : 'linear';
    layout[`${letter}axis`] = {
      type, title: { text: plain(additions[`${letter}Title`]), standoff: 8 }, gridcolor: grid, zerolinecolor: grid,
      automargin: true, ticks: 'outside', tickcolor: 'rgba(0,0,0,0)',
      separatethousands: true, exponentformat: type === 'log' ? 'power' : 'none',
    };
  }
  if (additions.categories.length > 0) {
    Object.assign(layout.xaxis, {
      tickvals: additions.categories.map((category, place) => place),
      ticktext: additions.categories.map(plain),
    });
  }
  const line = { color: grey, width: 1.5 };
  // On a logarithmic axis annotations, unlike shapes, stand at the logarithm.
  const place = (axis, value) => axis.type === 'log' ? Math.log10(value) : value;
  layout.shapes = additions.markers.map(marker => isRange(marker)
    ? { type: 'rect', layer: 'below', yref: 'paper', x0: marker.from, x1: marker.to, y0: 0, y1: 1, fillcolor: 'rgba(128,128,128,0.18)', line: { width: 0 } }
    : marker.axis === 'X'
      ? { type: 'line', yref: 'paper', x0: marker.from, x1: marker.from, y0: 0, y1: 1, line }
      : { type: 'line', xref: 'paper', x0: 0, x1: 1, y0: marker.from, y1: marker.from, line });
  if (overTime(additions) && shownStep !== null) {
    layout.shapes.push({ type: 'line', yref: 'paper', x0: shownStep + 1, x1: shownStep + 1, y0: 0, y1: 1, line: { ...line, dash: 'dot' } });
  }
  // The label of a horizontal line stands at the right, or in the middle where those of vertical lines may be.
  const vertical = additions.markers.some(marker => marker.axis === 'X' && !isRange(marker));
  const across = vertical ? { x: 0.5, xanchor: 'center' } : { x: 1, xanchor: 'right' };
  layout.annotations = additions.markers.map(marker => ({
    text: plain(marker.label), showarrow: false, ...isRange(marker)
      ? { x: place(layout.xaxis, (marker.from + marker.to) / 2), yref: 'paper', y: 0, yanchor: 'bottom' }
      : marker.axis === 'X'
        ? { x: place(layout.xaxis, marker.from), xanchor: 'auto', yref: 'paper', y: 1, yanchor: 'bottom' }
        : { y: place(layout.yaxis, marker.from), yanchor: 'bottom', xref: 'paper', ...across },
  }));
  Object.assign(layout, {
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    hovermode: 'closest',
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: grey, activecolor: '#0072b2' },
  });
}

// Where there is little room the legend stands below, and a finger scrolls the page instead of the chart.
function fitting(additions, small, legendRows) {
  const labels = additions.kind === 'LABELS';
  if (!small) {
    return {
      height: labels ? 600 : Math.max(380, 100 + 19 * Math.max(legendRows, additions.rows.length)),
      margin: { l: 60, r: 20, t: 30, b: 50 },
      legend: { x: 1.01, y: 1, font: { size: 12 } },
      dragmode: 'zoom',
    };
  }
  const chart = labels ? 420 : Math.max(paper.matches ? 200 : 240, 13 * additions.rows.length);
  const below = 17 * legendRows + (legendRows > 0 ? 12 : 0);
  return {
    height: 24 + chart + 50 + below,
    margin: { l: 45, r: 10, t: 24, b: 50 + below },
    legend: { x: 0, y: -50 / chart, yanchor: 'top', font: { size: 10 } },
    dragmode: false,
  };
}
