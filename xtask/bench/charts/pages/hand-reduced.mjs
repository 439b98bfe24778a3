// Many points as one line by hand: of each pixel column its first, lowest, highest and last value,
// so that no extreme is lost.

const EDGE = 2;
const LINE = 18;

export function layout(data, width) {
  const { values } = data;
  const height = 300;
  const [left, right, top, bottom] = [EDGE + 52, width - EDGE, EDGE + 14, height - LINE - EDGE];
  const columns = (right - left) * 2;
  const path = new Float64Array(columns * 8);
  let used = 0;
  const y = (value) => bottom - (value * (bottom - top)) / data.most;
  for (let column = 0; column < columns; column += 1) {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * values.length) / columns));
    let low = from;
    let high = from;
    for (let i = from + 1; i < to; i += 1) {
      if (values[i] < values[low]) low = i;
      if (values[i] > values[high]) high = i;
    }
    const x = left + column / 2;
    for (const i of [from, Math.min(low, high), Math.max(low, high), to - 1]) {
      path[used] = x;
      path[used + 1] = y(values[i]);
      used += 2;
    }
  }
  return { width, height, left, right, top, bottom, path: path.subarray(0, used), most: data.most };
}

export function paint(context, plan, colours, { fonts }) {
  const { left, right, top, bottom, path, most } = plan;
  context.font = `13px ${fonts}`;
  context.fillStyle = colours.muted;
  context.textAlign = 'right';
  context.lineWidth = 1;
  context.strokeStyle = colours.grid;
  context.beginPath();
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const y = Math.round(bottom - part * (bottom - top));
    context.moveTo(left, y - 0.25);
    context.lineTo(right, y - 0.25);
    context.fillText(String(Math.round(part * most)), left - 8, y + 5);
  }
  context.stroke();
  context.beginPath();
  context.moveTo(path[0], path[1]);
  for (let i = 2; i < path.length; i += 2) context.lineTo(path[i], path[i + 1]);
  context.strokeStyle = colours.classes[0].fill;
  context.lineJoin = 'round';
  context.stroke();
}
