// A heat map by hand: cells in seven steps of one colour, row and column labels, a key of the steps.

const EDGE = 2;
const SIZE = 13;
const LINE = 18;
const STEPS = [0.08, 0.2, 0.35, 0.5, 0.66, 0.83, 1];

export function layout(data, width, measure) {
  const wide = measure(SIZE);
  const most = Math.max(...data.cells);
  const left = EDGE + Math.round(Math.min(width * 0.42, Math.max(...data.rows.map(wide)))) + 8;
  const top = EDGE + LINE + 10;
  const row = 16;
  const cell = (width - EDGE - left) / data.columns.length;
  const steps = STEPS.map(() => []);
  data.cells.forEach((value, i) => {
    if (!value) return;
    const column = i % data.columns.length;
    const x = Math.round(left + column * cell);
    const w = Math.max(1, Math.round(left + (column + 1) * cell) - x - 1);
    const step = Math.min(STEPS.length - 1, Math.floor((STEPS.length * (value - 1)) / most));
    steps[step].push(x, top + Math.floor(i / data.columns.length) * row, w);
  });
  const every = Math.ceil((Math.max(...data.columns.map(wide)) + 8) / cell);
  const columns = [];
  for (let i = 0; i < data.columns.length; i += every) {
    columns.push({ x: left + (i + 0.5) * cell, text: data.columns[i] });
  }
  const bottom = top + data.rows.length * row;
  const rows = data.rows.map((text, i) => ({ text, y: top + i * row + 12 }));
  const key = STEPS.map((_, i) => ({ x: left + i * 60, text: `≤${Math.ceil((most * (i + 1)) / STEPS.length)}` }));
  return { width, height: bottom + LINE + 6 + EDGE, left, bottom, row, steps, columns, rows, key };
}

export function paint(context, plan, colours, { fonts }) {
  const { steps, columns, rows, key, left, bottom, row } = plan;
  context.fillStyle = colours.classes[0].fill;
  steps.forEach((boxes, i) => {
    context.globalAlpha = STEPS[i];
    context.fillRect(key[i].x, EDGE + 4, 14, 14);
    for (let at = 0; at < boxes.length; at += 3) context.fillRect(boxes[at], boxes[at + 1], boxes[at + 2], row - 1);
  });
  context.globalAlpha = 1;
  context.font = `${SIZE}px ${fonts}`;
  context.fillStyle = colours.text;
  context.textAlign = 'left';
  for (const { x, text } of key) context.fillText(text, x + 18, EDGE + 16);
  context.textAlign = 'right';
  for (const { text, y } of rows) context.fillText(text, left - 8, y);
  context.fillStyle = colours.muted;
  context.textAlign = 'center';
  for (const { x, text } of columns) context.fillText(text, x, bottom + LINE - 2);
}
