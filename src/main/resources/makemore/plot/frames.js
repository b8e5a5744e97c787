// One slider for all charts, the microscope and the glass.

const order = label => Number((label.match(/\d[\d,]*/) || ['0'])[0].replace(/,/g, ''));

// The place of the last label that is no later than another, or else of the first.
function upTo(labels, latest) {
  return Math.max(0, labels.filter(label => order(label) <= order(latest)).length - 1);
}

function start(neuronFrames) {
  const parts = neuronFrames ? [glass(neuronFrames), microscope(neuronFrames)].filter(part => part) : [];
  const invented = neuronFrames ? neuronFrames.invented : [];
  alignRows();
  // Without scripts all are open.
  document.querySelectorAll('details.more').forEach(more => {
    more.open = paper.matches || location.hash === `#${more.id}`;
    more.addEventListener('toggle', () => more.open && all());
  });
  document.querySelectorAll('.contents a').forEach(link => link.addEventListener('click', () => {
    const place = document.querySelector(link.hash);
    place.open = true;
    link.closest('details').open = false;
  }));
  window.addEventListener('beforeprint', () => document.querySelectorAll('details.more').forEach(more => { more.open = true; }));
  if (!window.Plotly) {
    figures.forEach(figure => standIn(figure.target));
    figures.length = 0;
  }
  const labels = [...new Set([
    ...figures.filter(figure => figure.frames.length > 1).flatMap(figure => figure.frames.map(frame => frame.label)),
    ...(neuronFrames ? neuronFrames.frames.map(frame => frame.label) : []),
  ])].sort((a, b) => order(a) - order(b));
  const keep = document.querySelector('.frames [type=checkbox]');
  const keeps = () => keep.checked;
  const all = () => refresh(figures, keeps);
  const show = label => {
    const changed = new Set(figures.filter(figure => {
      const next = figure.frames.length > 1 ? upTo(figure.frames.map(frame => frame.label), label) : 0;
      const differs = next !== figure.shown;
      figure.shown = next;
      return differs;
    }).map(figure => figure.additions.name));
    shownStep = order(label);
    refresh(figures.filter(figure => changed.has(figure.additions.name) || overTime(figure.additions)), keeps);
    parts.forEach(part => part.show(upTo(neuronFrames.frames.map(frame => frame.label), label)));
    invent(invented, label);
  };
  shownStep = labels.length > 1 ? order(labels[labels.length - 1]) : null;
  all();
  if (labels.length > 1) {
    addSlider(labels, show);
  }
  parts.forEach(part => part.show(neuronFrames.frames.length - 1));
  invent(invented, labels[labels.length - 1] || 'step 0');
  keep.addEventListener('change', all);
  window.addEventListener('resize', () => requestAnimationFrame(all));
  paper.addEventListener('change', all);
}

// The names that the network invented last, up to the shown step.
function invent(invented, label) {
  const place = document.querySelector('.invented');
  if (place && invented.length > 0) {
    const { label: step, names } = invented[upTo(invented.map(each => each.label), label)];
    place.replaceChildren(`Before ${step} it invents: `, ...names.map(name => element('span', { dir: 'auto' }, name || '(an empty name)')));
  }
}

// What is folded is drawn when it is opened.
function isOpen(figure) {
  return !figure.target.closest('details.more:not([open])');
}

// The figures that are still to be drawn.
const stale = new Set();
let later = 0;

// Draws some figures: those in sight at once, the others one after the other, so that the slider stays quick.
function refresh(some, keeps) {
  const drawOne = figure => {
    stale.delete(figure);
    draw(figure, keeps());
    tabulate(figure);
  };
  const isInSight = ({ target }) => {
    const { top, bottom } = target.getBoundingClientRect();
    return top < window.innerHeight && bottom > 0;
  };
  const next = () => {
    const [first] = [...stale].filter(isOpen).sort((a, b) => isInSight(b) - isInSight(a));
    if (first) {
      drawOne(first);
      later = setTimeout(next);
    }
  };
  some.forEach(figure => stale.add(figure));
  [...stale].filter(figure => isOpen(figure) && (paper.matches || isInSight(figure))).forEach(drawOne);
  clearTimeout(later);
  later = setTimeout(next);
}

// The charts of a name stand in one row, below the heads.
function alignRows() {
  const names = [...new Set(figures.map(figure => figure.additions.name))];
  document.body.style.setProperty('--rows', names.length + 1);
  figures.forEach(({ target, additions }) =>
    target.closest('figure').style.setProperty('--row', names.indexOf(additions.name) + 2));
}

// Without the script that draws, its image stands for a chart.
function standIn(target) {
  const image = document.createElement('img');
  image.src = target.dataset.image;
  image.alt = target.dataset.title;
  target.closest('.picture').replaceWith(image);
}

function addSlider(labels, show) {
  const control = document.querySelector('.slider');
  const [play, slider, output] = ['button', '[type=range]', 'output'].map(part => control.querySelector(part));
  let playing = 0;
  const name = () => {
    output.textContent = labels[slider.value];
    slider.setAttribute('aria-valuetext', labels[slider.value]);
  };
  const to = place => {
    slider.value = place;
    name();
    show(labels[slider.value]);
  };
  const stop = () => {
    clearTimeout(playing);
    playing = 0;
    play.textContent = 'Play';
  };
  const next = () => {
    to(Number(slider.value) + 1);
    playing = slider.value === slider.max ? stop() : setTimeout(next, 250);
  };
  control.hidden = false;
  slider.max = labels.length - 1;
  slider.value = slider.max;
  name();
  play.addEventListener('click', () => {
    if (playing) {
      stop();
      return;
    }
    play.textContent = 'Stop';
    to(slider.value === slider.max ? 0 : slider.value);
    playing = setTimeout(next, 250);
  });
  slider.addEventListener('input', () => {
    stop();
    to(slider.value);
  });
}

// The numbers of the legend as a table, for those who cannot see it, too.
function tabulate(figure) {
  const place = figure.target.closest('figure').querySelector('.numbers');
  const frame = figure.frames[figure.shown];
  figure.target.closest('figure').querySelector('.when').textContent = frame.label && `, ${frame.label}`;
  if (!figure.curves) {
    return;
  }
  const open = place.querySelector('details')?.open;
  const named = frame.curves.map(curve => inName(curve.name));
  const words = all => String(all?.parts.map(([word]) => word));
  const same = named.every(curve => curve && words(curve) === words(named[0]));
  const rows = same ? named : frame.curves.map(curve => ({ name: curve.name, parts: measured(curve) }));
  const heads = rows[0].parts.map(([word]) => word);
  const cells = rows.map(row => [row.name, ...row.parts.map(([, number]) => number)]);
  const table = element('table', {}, element('thead', {}, row(['curve', ...heads], true)),
    element('tbody', {}, ...cells.map(all => row(all, false))));
  const details = element('details', open ? { open: '' } : {}, element('summary', {}, 'The numbers as a table'),
    element('div', { class: 'wide', role: 'group', 'aria-label': `Numbers: ${figure.target.dataset.title}`, tabindex: 0 }, table));
  place.replaceChildren(details);
}

// The numbers of a name such as "hidden 1 (tanh): mean 0.1, std 0.6".
function inName(text) {
  const [, name, rest] = text.match(/^(.*?): (.*)$/) || [null, text, ''];
  const parts = rest.split(', ').map(part => part.match(/^(\D*?\S) (\S*\d\S*)$/));
  return parts.every(part => part) ? { name, parts: parts.map(([, word, number]) => [word, number]) } : null;
}

function measured(curve) {
  const [low, high] = extent(curve.y);
  const last = curve.y.filter(y => y !== null).pop();
  return [['lowest', low], ['highest', high], ['last', last]].map(([word, value]) => [word, short(value)]);
}

function row(texts, head) {
  return element('tr', {}, ...texts.map((text, i) => element(
    head || i === 0 ? 'th' : 'td', head ? { scope: 'col' } : i === 0 ? { scope: 'row' } : {}, text)));
}
