// Rates over time by hand: grid, intervals, lines, hollow points for small bases, names, bases.
import { wilson } from '/pages/interval.mjs';

const EDGE = 2;
const SIZE = 13;
const LINE = 18;
const SMALL_BASE = 5;

// More lines than this have neither intervals nor bases, as in our own picture.
const FEW = 4;

export function layout(data, width, measure) {
  const wide = measure(SIZE);
  const count = data.periods.length;
  const names = Math.max(...data.series.map((series) => wide(series.label)));
  const left = EDGE + 52;
  const right = width - EDGE - Math.min(names, width * 0.28) - 12;
  const top = EDGE + 14;
  const bottom = top + Math.min(300, Math.max(170, Math.round(width * 0.42)));
  const step = (right - left) / count;
  const y = (percent) => Math.round(bottom - (percent * (bottom - top)) / 100);
  const x = data.periods.map((_, i) => Math.round(left + step * (i + 0.5)));
  const every = Math.ceil((Math.max(...data.periods.map(wide)) + 8) / step);
  const labelled = [];
  for (let i = count - 1; i >= 0; i -= every) labelled.push(i);
  const lines = data.series.map((series, row) => {
    const runs = [];
    let run;
    series.points.forEach((point, i) => {
      if (!point || point[1] === 0) {
        run = undefined;
        return;
      }
      if (!run) runs.push((run = []));
      const [num, den] = point;
      const [low, high] = wilson(num, den);
      run.push({ x: x[i], y: y((100 * num) / den), low: y(low), high: y(high), small: den < SMALL_BASE });
    });
    const last = runs.at(-1).at(-1);
    const bases = labelled.map((i) => (series.points[i]?.[1] ? String(series.points[i][1]) : '—'));
    const base = bottom + 6 + LINE * (row + 2) - LINE / 2;
    return { label: series.label, palette: series.palette, runs, name: last.y, bases, base };
  });
  const ends = [...lines].sort((a, b) => a.name - b.name);
  ends.forEach((line, i) => i && (line.name = Math.max(line.name, ends[i - 1].name + LINE)));
  let floor = bottom;
  for (const line of ends.reverse()) {
    line.name = Math.min(line.name, floor);
    floor = line.name - LINE;
  }
  const labels = labelled.map((i) => ({ x: x[i], text: data.periods[i] }));
  const few = lines.length <= FEW;
  const height = bottom + 6 + LINE + (few ? LINE * lines.length : 0) + 4 + EDGE;
  return { width, height, left, right, bottom, y, labels, lines, few, radius: step < 14 ? 2 : 4 };
}

function stroke(context, colour, width, trace) {
  context.beginPath();
  trace();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

/** One by one: a browser rasters many small paths faster than one path of many circles. */
function discs(context, points, radius, finish) {
  for (const { x, y } of points) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    finish();
  }
}

export function paint(context, plan, colours, { fonts }) {
  const { left, right, bottom, y, lines, labels, few, radius } = plan;
  const level = (percent) => {
    context.moveTo(left, y(percent) - 0.25);
    context.lineTo(right, y(percent) - 0.25);
  };
  stroke(context, colours.grid, 1, () => [25, 50, 75, 100].forEach(level));
  stroke(context, colours.axis, 1, () => level(0));
  context.font = `${SIZE}px ${fonts}`;
  context.fillStyle = colours.muted;
  context.textAlign = 'right';
  for (const percent of [0, 25, 50, 75, 100]) context.fillText(`${percent}%`, left - 8, y(percent) + 5);
  context.fillStyle = colours.text;
  context.textAlign = 'center';
  for (const { x, text } of labels) context.fillText(text, x, bottom + 4 + LINE / 2 + 5);
  context.globalAlpha = 0.18;
  for (const { palette, runs } of few ? lines : []) {
    context.fillStyle = colours.classes[palette].fill;
    context.beginPath();
    for (const run of runs) {
      run.forEach((point, i) => (i ? context.lineTo(point.x, point.high) : context.moveTo(point.x, point.high)));
      for (let i = run.length - 1; i >= 0; i -= 1) context.lineTo(run[i].x, run[i].low);
      context.closePath();
    }
    context.fill();
  }
  context.globalAlpha = 1;
  context.lineJoin = 'round';
  for (const { palette, runs } of lines) {
    const { fill } = colours.classes[palette];
    stroke(context, fill, 2, () => {
      for (const run of runs) run.forEach((p, i) => (i ? context.lineTo(p.x, p.y) : context.moveTo(p.x, p.y)));
    });
    const points = runs.flat();
    context.fillStyle = fill;
    discs(context, points.filter((point) => !point.small), radius, () => context.fill());
    context.fillStyle = colours.surface;
    discs(context, points.filter((point) => point.small), radius, () => {
      context.fill();
      context.stroke();
    });
  }
  context.textAlign = 'left';
  for (const { palette, name, base } of lines) {
    context.fillStyle = colours.classes[palette].fill;
    context.fillRect(right + 3, name - 1, 5, 3);
    if (few) context.fillRect(EDGE, base - 4, 8, 8);
  }
  context.fillStyle = colours.text;
  for (const { label, name } of lines) context.fillText(label, right + 10, name + 5);
  if (!few) return;
  context.fillStyle = colours.muted;
  for (const { base } of lines) context.fillText('n', EDGE + 14, base + 5);
  context.textAlign = 'center';
  for (const { bases, base } of lines) bases.forEach((text, i) => context.fillText(text, labels[i].x, base + 5));
}
