// Where labels can stand so that they cover neither each other nor a point: for each the middle of
// its box, or null where there is no room. The boxes are in the middle of their points at first.
function places(boxes, width, height) {
  const taken = [];
  const dots = boxes.map(box => ({ x: box.x, y: box.y, width: 5, height: 5 }));
  const meet = (a, b) => Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
  const isFree = box => box.x - box.width / 2 >= 0 && box.x + box.width / 2 <= width
    && box.y - box.height / 2 >= 0 && box.y + box.height / 2 <= height && !taken.some(other => meet(box, other));
  const place = box => {
    if (dots.filter(dot => meet(dot, box)).length === 1 && isFree(box)) {
      return box;
    }
    for (let distance = 10; distance < 300; distance += 6) {
      for (let i = 0; i < 24; i++) {
        const angle = 2 * Math.PI * i / 24;
        const moved = {
          ...box, x: box.x + (distance + box.width / 2) * Math.cos(angle), y: box.y + distance * Math.sin(angle),
        };
        if (isFree(moved) && !dots.some(dot => meet(dot, moved))) {
          return moved;
        }
      }
    }
    return null;
  };
  return boxes.map(box => {
    const found = place(box);
    if (found) {
      taken.push(found);
    }
    return found;
  });
}

// Puts the labels of a figure that is drawn where they fit; one that is moved has a line to its dot.
function placeLabels(figure) {
  const { target, additions, frames } = figure;
  const { xaxis, yaxis, _size: size } = target._fullLayout;
  const { x, y } = frames[0].curves[0];
  const font = additions.labelled > 60 || size.w < 500 ? 12 : 16;
  const pencil = document.createElement('canvas').getContext('2d');
  pencil.font = `${font}px sans-serif`;
  const boxes = additions.labels.slice(0, additions.labelled).map((label, i) => ({
    x: xaxis.d2p(x[i]), y: yaxis.d2p(y[i]), width: pencil.measureText(label).width + 4, height: font + 1,
  }));
  const found = places(boxes, size.w, size.h);
  const annotations = found.flatMap((place, i) => place === null ? [] : [{
    x: x[i], y: y[i], text: plain(additions.labels[i]), font: { size: font }, captureevents: false, borderpad: 0,
    ax: place.x - boxes[i].x, ay: place.y - boxes[i].y, standoff: 0, arrowhead: 0, arrowwidth: 1, arrowcolor: grey,
    showarrow: place !== boxes[i], yshift: 0,
  }]);
  const missing = found.filter(place => place === null).length;
  if (missing > 0) {
    annotations.push({
      text: `no room for ${count(missing, 'label')}: point at a dot`, showarrow: false, xref: 'paper', yref: 'paper', x: 0, y: 1,
      xanchor: 'left', yanchor: 'bottom', font: { size: 12 },
    });
  }
  const styles = (alone, moved, unlabelled) =>
    additions.labels.map((label, i) => i >= boxes.length ? unlabelled : found[i] === boxes[i] ? alone : moved);
  return Plotly.update(target, {
    'marker.size': [styles(font + 8, 6, 6)],
    'marker.color': [styles('rgba(0,114,178,0.2)', 'rgb(0,114,178)', 'rgba(0,114,178,0.35)')],
  }, { annotations });
}
