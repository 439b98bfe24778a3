// Stacked bars by hand: key, grid, patterned segments with their values, labels, totals.

const EDGE = 2;
const SIZE = 13;
const LABEL = 14;
const LINE = 18;
const TILE = 6;

export function layout(data, width, measure) {
  const large = measure(LABEL);
  const room = Math.min(240, width * 0.36);
  const labels = data.categories.map((text) => wrap(text, room, large));
  const column = Math.min(room, Math.max(...labels.flat().map(large)));
  const wide = measure(SIZE);
  const digit = wide('0');
  const totals = data.categories.map((_, c) => data.series.reduce((sum, series) => sum + series.values[c], 0));
  const most = Math.max(...totals);
  const left = Math.round(EDGE + column + 10);
  const right = Math.round(width - EDGE - wide(`${most}${data.unit}`) - 8);
  const across = (value) => Math.round(left + (value * (right - left)) / most);
  let y = EDGE;
  let x = EDGE;
  const key = data.series.map((series) => {
    const entry = { palette: series.palette, label: series.label, x, y: y + 4 };
    x += 14 + 6 + wide(series.label) + 16;
    return entry;
  });
  y += 28 + LINE + 2;
  const top = y;
  const rows = labels.map((lines, c) => {
    const height = Math.max(16, lines.length > 1 ? lines.length * (LABEL + 3) : 0) + 6;
    const row = { y, middle: y + height / 2, bar: y + (height - 16) / 2, lines, total: `${totals[c]}${data.unit}` };
    row.end = across(totals[c]);
    y += height;
    return row;
  });
  const series = data.series.map((one, s) => {
    const boxes = [];
    rows.forEach((row, c) => {
      const value = one.values[c];
      if (!value) return;
      let before = 0;
      for (let i = 0; i < s; i += 1) before += data.series[i].values[c];
      const from = across(before);
      const w = Math.max(1, across(before + value) - from - (before + value === totals[c] ? 0 : 1));
      const text = String(value);
      const inside = text.length * digit;
      boxes.push({ x: from, y: row.bar, w, text: w >= inside + 8 ? text : '', inside });
    });
    return { palette: one.palette, boxes };
  });
  const steps = Math.min(6, Math.max(1, Math.floor((right - left) / 70)));
  const power = 10 ** Math.floor(Math.log10(most / steps));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value * steps >= most);
  const ticks = [];
  for (let value = 0; value <= most; value += step) ticks.push({ x: across(value), text: String(value) });
  return { width, height: y + LINE + 4 + EDGE, left, top, bottom: y, key, rows, series, ticks };
}

function wrap(text, room, wide) {
  if (wide(text) <= room) return [text];
  let cut = text.length - 1;
  while (cut > 1 && wide(text.slice(0, cut)) > room) cut -= 1;
  let rest = text.slice(cut);
  while (wide(rest) > room) rest = `${rest.slice(0, -2)}…`;
  return [text.slice(0, cut), rest];
}

const tiles = new Map();

/** The class's pattern as what to fill with, made once. */
function filling(context, { fill, on, tile, stroke }, ratio) {
  if (!tile) return fill;
  const name = `${fill} ${tile}`;
  if (!tiles.has(name)) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = TILE * ratio;
    const pen = canvas.getContext('2d');
    pen.scale(ratio, ratio);
    pen.fillStyle = fill;
    pen.fillRect(0, 0, TILE, TILE);
    pen.globalAlpha = 0.55;
    pen.lineWidth = stroke;
    pen.strokeStyle = on;
    pen.stroke(new Path2D(tile));
    const pattern = context.createPattern(canvas, 'repeat');
    pattern.setTransform(new DOMMatrix().scale(1 / ratio));
    tiles.set(name, pattern);
  }
  return tiles.get(name);
}

export function paint(context, plan, colours, { fonts, ratio }) {
  const { key, rows, series, ticks, left, top, bottom } = plan;
  const upright = ({ x }) => {
    context.moveTo(x - 0.25, top - 2);
    context.lineTo(x - 0.25, bottom);
  };
  context.lineWidth = 1;
  context.beginPath();
  ticks.slice(1).forEach(upright);
  context.strokeStyle = colours.grid;
  context.stroke();
  context.beginPath();
  upright(ticks[0]);
  context.strokeStyle = colours.axis;
  context.stroke();
  series.forEach(({ palette, boxes }, s) => {
    context.fillStyle = filling(context, colours.classes[palette], ratio);
    context.fillRect(key[s].x, key[s].y, 14, 14);
    for (const box of boxes) context.fillRect(box.x, box.y, box.w, 16);
  });
  context.font = `${SIZE}px ${fonts}`;
  context.textAlign = 'center';
  for (const { palette, boxes } of series) {
    const { fill, on, tile } = colours.classes[palette];
    if (tile) {
      context.fillStyle = fill;
      for (const { text, x, y, w, inside } of boxes) {
        if (text) context.fillRect(x + (w - inside - 4) / 2, y + 1, inside + 4, 14);
      }
    }
    context.fillStyle = on;
    for (const { text, x, y, w } of boxes) if (text) context.fillText(text, x + w / 2, y + 13);
  }
  context.fillStyle = colours.muted;
  for (const { x, text } of ticks) {
    context.fillText(text, x, bottom + 2 + LINE / 2 + 5);
    context.fillText(text, x, top - 4 - LINE / 2 + 5);
  }
  context.textAlign = 'left';
  for (const { end, bar, total } of rows) context.fillText(total, end + 6, bar + 13);
  context.fillStyle = colours.text;
  for (const { label, x, y } of key) context.fillText(label, x + 20, y + 12);
  context.font = `${LABEL}px ${fonts}`;
  context.textAlign = 'right';
  for (const { lines, middle } of rows) {
    const first = middle - ((LABEL + 3) * (lines.length - 1)) / 2;
    lines.forEach((text, i) => context.fillText(text, left - 10, first + i * (LABEL + 3) + 5));
  }
}
