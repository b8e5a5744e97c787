'use strict';

const narrow = window.matchMedia('(max-width: 700px)');
const grey = 'rgba(128,128,128,0.9)';

// Plotly reads texts as a kind of HTML.
function plain(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function isRange(marker) {
  return marker.from < marker.to;
}

// Called by each figure's script in the place of Plotly.newPlot.
function drawFigure(additions, target, data, layout, config) {
  data.forEach((trace, i) => completeTrace(additions, trace, i));
  completeLayout(additions, data, layout);
  const legendRows = ['LINES', 'HISTOGRAM'].includes(additions.kind) ? data.length : 0;
  layout.showlegend = legendRows > 0;
  data.push(...pointsOfLines(additions, data));
  Object.assign(layout, fitting(additions, legendRows));
  Plotly.newPlot(target, data, layout, config);
  if (additions.frames.length > 1) {
    addSlider(additions.frames, target);
  }
  narrow.addEventListener('change', () => Plotly.relayout(target, fitting(additions, legendRows)));
}

function completeTrace(additions, trace, i) {
  trace.name = plain(trace.name);
  trace.hoverlabel = { namelength: -1 };
  if (additions.kind === 'CELLS') {
    const values = trace.z.flat();
    Object.assign(trace, {
      colorscale: [[0, '#000000'], [1, '#ffffff']],
      zmin: Math.min(0, ...values),
      zmax: Math.max(1, ...values),
      showscale: values.some(value => value !== 0 && value !== 1),
      hovertemplate: '%{x}, %{y}: %{z}<extra></extra>',
    });
  } else if (additions.kind === 'LABELS') {
    Object.assign(trace, {
      text: additions.labels.map(plain),
      textfont: { size: 16 },
      marker: { size: 26, color: 'rgba(0,114,178,0.25)' },
      hovertemplate: '%{text}: %{x}, %{y}<extra></extra>',
    });
  } else {
    const stands = additions.errors[i].length > 0 || additions.categories.length > 0;
    trace.marker = { color: trace.line.color, size: stands ? 8 : 5 };
    if (additions.errors[i].length > 0) {
      trace.error_y = { array: additions.errors[i], color: trace.line.color };
    }
    if (additions.categories.length > 0) {
      trace.hoverinfo = 'y+name';
    }
  }
}

function completeLayout(additions, data, layout) {
  for (const axis of [layout.xaxis, layout.yaxis]) {
    axis.title = { text: plain(axis.title), standoff: 8 };
    axis.automargin = true;
    axis.ticks = 'outside';
    axis.tickcolor = 'rgba(0,0,0,0)';
    axis.separatethousands = true;
    axis.exponentformat = axis.type === 'log' ? 'power' : 'none';
  }
  if (additions.kind === 'CELLS') {
    layout.yaxis.autorange = 'reversed';
  }
  if (additions.categories.length > 0) {
    Object.assign(layout.xaxis, {
      tickvals: additions.categories.map((category, place) => place),
      ticktext: additions.categories.map(plain),
    });
  }
  // Few whole numbers, such as those of layers, have no halves between them.
  const places = data.flatMap(trace => trace.x || []).map(Number);
  if (places.every(Number.isInteger) && Math.max(...places) - Math.min(...places) < 8) {
    layout.xaxis.dtick = 1;
  }
  const ranges = additions.markers.filter(isRange);
  const lines = additions.markers.filter(marker => !isRange(marker));
  const rangeShapes = ranges.map(range => ({
    type: 'rect', layer: 'below', yref: 'paper', x0: range.from, x1: range.to, y0: 0, y1: 1,
    fillcolor: 'rgba(128,128,128,0.18)', line: { width: 0 },
  }));
  const lineShapes = lines.map(line => line.axis === 'X'
    ? { type: 'line', yref: 'paper', x0: line.from, x1: line.from, y0: 0, y1: 1, line: { color: grey, width: 1.5 } }
    : { type: 'line', xref: 'paper', x0: 0, x1: 1, y0: line.from, y1: line.from, line: { color: grey, width: 1.5 } });
  // On a logarithmic axis annotations, unlike shapes, stand at the logarithm.
  const place = x => layout.xaxis.type === 'log' ? Math.log10(x) : x;
  const rangeTexts = ranges.map(range => ({
    text: plain(range.label), showarrow: false, x: place((range.from + range.to) / 2),
    yref: 'paper', y: 0, yanchor: 'bottom',
  }));
  const lineTexts = lines.map(line => line.axis === 'X'
    ? { text: plain(line.label), showarrow: false, x: place(line.from), xanchor: 'auto', yref: 'paper', y: 1, yanchor: 'bottom' }
    : { text: plain(line.label), showarrow: false, y: line.from, yanchor: 'bottom', xref: 'paper', x: 1, xanchor: 'right' });
  Object.assign(layout, {
    shapes: [...rangeShapes, ...lineShapes],
    annotations: [...rangeTexts, ...lineTexts],
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    hovermode: 'closest',
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: grey, activecolor: '#0072b2' },
  });
}

// A reference line is no curve, so Plotly would leave it out of the axes' range.
function pointsOfLines(additions, data) {
  return additions.markers.filter(marker => !isRange(marker)).map(line => ({
    x: [line.axis === 'X' ? line.from : data[0].x[0]],
    y: [line.axis === 'Y' ? line.from : data[0].y.find(y => y !== 'NaN')],
    mode: 'lines', hoverinfo: 'skip', showlegend: false,
  }));
}

// On a phone the legend stands below, and a finger scrolls the page instead of the chart.
function fitting(additions, legendRows) {
  const labels = additions.kind === 'LABELS';
  if (!narrow.matches) {
    return {
      height: labels ? 600 : 380,
      margin: { l: 60, r: 20, t: 30, b: 50 },
      legend: { x: 1.01, y: 1, font: { size: 12 } },
      dragmode: 'zoom',
    };
  }
  const chart = labels ? 300 : 240;
  const below = 19 * legendRows + (legendRows > 0 ? 10 : 0);
  return {
    height: 24 + chart + 50 + below,
    margin: { l: 45, r: 10, t: 24, b: 50 + below },
    legend: { x: 0, y: -50 / chart, yanchor: 'top', font: { size: 10 } },
    dragmode: false,
  };
}

function addSlider(frames, target) {
  const control = document.createElement('div');
  const play = document.createElement('button');
  const slider = document.createElement('input');
  const output = document.createElement('output');
  control.className = 'moment';
  play.textContent = 'Play';
  slider.type = 'range';
  slider.max = frames.length - 1;
  slider.value = slider.max;
  slider.setAttribute('aria-label', 'moment');
  control.append(play, slider, output);
  target.parentElement.after(control);
  Plotly.addFrames(target, frames.map((frame, i) => ({
    name: String(i),
    data: frame.curves.map(curve => ({ name: plain(curve.name), x: places(curve), y: curve.y })),
    traces: frame.curves.map((curve, place) => place),
  })));

  function show() {
    output.textContent = frames[slider.value].label;
    slider.setAttribute('aria-valuetext', output.textContent);
    return Plotly.animate(target, [slider.value], {
      mode: 'immediate', frame: { duration: 0, redraw: true }, transition: { duration: 0 },
    });
  }

  let playing = 0;
  function stop() {
    clearInterval(playing);
    playing = 0;
    play.textContent = 'Play';
  }
  play.addEventListener('click', () => {
    if (playing) {
      stop();
      return;
    }
    slider.value = slider.value === slider.max ? 0 : slider.value;
    play.textContent = 'Stop';
    show();
    playing = setInterval(() => {
      slider.value = Number(slider.value) + 1;
      show();
      if (slider.value === slider.max) {
        stop();
      }
    }, 250);
  });
  slider.addEventListener('input', () => {
    stop();
    show();
  });
  output.textContent = frames[slider.value].label;
}

// Evenly spaced x are given by the first and the last of them.
function places(curve) {
  const [first, last] = curve.x;
  return curve.x.length === curve.y.length ? curve.x
    : curve.y.map((y, i) => first + (last - first) * i / (curve.y.length - 1));
}
