'use strict';

const grey = 'rgba(128,128,128,0.9)';
// A light line on a light page and a dark line on a dark one.
const grid = 'rgba(128,128,128,0.25)';
const paper = window.matchMedia('print');
const figures = [];
// The step at which the slider stands; null where there is none.
let shownStep = null;

function overTime(additions) {
  return additions.xTitle === 'step + 1';
}

// Called by each figure's script in the place of Plotly.newPlot, with the curves of all frames, one after the other.
function drawFigure({ chart, ...more }, target, data) {
  const additions = { ...chart, ...more };
  const curves = ['LINES', 'HISTOGRAM'].includes(additions.kind);
  let from = 0;
  const frames = additions.frames.map(frame => {
    const traces = data.slice(from, from += frame.curves.length);
    return { label: frame.label, cells: frame.cells, curves: traces.map((trace, i) => curve(trace, frame.curves[i])) };
  });
  figures.push({ additions, target, data, frames, curves, shown: frames.length - 1 });
}

// Evenly spaced x are given by the first and the last of them.
function curve({ x, y }, { name, error, low, high, few }) {
  const [first, last] = x;
  const all = x.length === y.length ? x : y.map((value, i) => first + (last - first) * i / (y.length - 1));
  return { name, few, ...Object.fromEntries(Object.entries({ x: all, y, error, low, high }).map(([key, values]) => [key, numbers(values)])) };
}

function numbers(values) {
  return (values || []).map(value => Number.isFinite(value) ? value : null);
}

// Plotly reads texts as a kind of HTML.
function plain(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function isRange(marker) {
  return marker.from < marker.to;
}

// The smallest and the largest of any number of numbers.
function extent(values) {
  return values.reduce(([low, high], value) => value === null ? [low, high]
    : [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}

// A trace for each curve, and before them one for each band.
function traces(figure, small) {
  const { additions, target } = figure;
  const { palette } = additions;
  const curves = figure.frames[figure.shown].curves;
  const steps = additions.kind === 'HISTOGRAM';
  const categories = additions.categories.length > 0;
  const bands = curves.flatMap((curve, i) => band(curve, palette[i % palette.length]));
  const lines = curves.map((curve, i) => {
    const color = palette[i % palette.length];
    const dots = !steps && (curve.few || curve.error.length > 0);
    return {
      type: 'scatter', x: curve.x, y: curve.y, name: broken(plain(curve.name), small ? target.clientWidth : Infinity),
      mode: categories || ends(curve) ? 'markers' : dots ? 'lines+markers' : 'lines',
      line: {
        color, width: bands.length > 0 ? 2.2 : curve.x.length > 2000 ? 1 : 1.6,
        dash: Math.floor(i / palette.length) % 2 === 1 ? 'dash' : 'solid', shape: steps ? 'hv' : 'linear',
      },
      fill: steps ? 'tozeroy' : 'none',
      marker: { color, symbol: ends(curve) ? 'x' : 'circle', size: ends(curve) ? 11 : curve.error.length > 0 || categories ? 8 : 6 },
      error_y: curve.error.length > 0 ? { array: curve.error, color } : undefined,
      hoverinfo: categories ? 'y+name' : undefined,
      hoverlabel: { namelength: -1 },
    };
  });
  return [...bands, ...lines];
}

// Whether a curve is the crosses where runs diverged.
function ends(curve) {
  return curve.name.startsWith('× ');
}

// A polygon for each stretch of points that have both edges.
function band(curve, colour) {
  const x = [];
  const y = [];
  let from = 0;
  for (let i = 0; i <= curve.low.length; i++) {
    if (i < curve.low.length && curve.low[i] !== null && curve.high[i] !== null) {
      continue;
    }
    if (i > from) {
      const there = curve.x.slice(from, i);
      x.push(...there, ...there.slice().reverse(), null);
      y.push(...curve.low.slice(from, i), ...curve.high.slice(from, i).reverse(), null);
    }
    from = i + 1;
  }
  const [r, g, b] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  return x.length === 0 ? [] : [{
    x, y, type: 'scatter', mode: 'lines', line: { width: 0 }, fill: 'toself', fillcolor: `rgba(${r},${g},${b},0.25)`,
    hoverinfo: 'skip', showlegend: false,
  }];
}

// Breaks a long name of a legend at its commas, so that it fits into so many pixels.
function broken(name, width) {
  const most = Math.max(20, Math.floor((width - 60) / 6));
  return name.split(', ').reduce((text, part) => {
    const line = text.slice(text.lastIndexOf('<br>') + 1).length;
    return text === '' ? part : text + (line + part.length > most ? ',<br>' : ', ') + part;
  }, '');
}

// The range of an axis over the curves of several figures, in Plotly's units.
function range(all, curves, letter) {
  const { additions } = all[0];
  const logarithmic = additions[`${letter}Scale`] === 'LOG';
  const markers = additions.markers.filter(marker => marker.axis === letter.toUpperCase());
  const bars = curve => curve.error.flatMap((half, i) => half === null ? [] : [curve.y[i] - half, curve.y[i] + half]);
  const values = curves.flatMap(curve => letter === 'x' ? curve.x : [...curve.y, ...curve.low, ...curve.high, ...bars(curve)]);
  const zero = additions.kind === 'HISTOGRAM' && letter === 'y' ? [0] : [];
  let [low, high] = extent([...values, ...zero, ...markers.flatMap(marker => [marker.from, marker.to])]
    .filter(value => value !== null && (!logarithmic || value > 0)));
  if (low > high) {
    return undefined;
  }
  [low, high] = logarithmic ? [Math.log10(low), Math.log10(high)] : [low, high];
  if (letter === 'x' && additions.categories.length > 0) {
    [low, high] = [-0.5, additions.categories.length - 0.5];
  }
  const margin = (high - low) * (letter === 'x' ? 0.02 : 0.05) || Math.abs(low) / 2 || 1;
  return [zero.length > 0 ? low : low - margin, high + margin];
}
