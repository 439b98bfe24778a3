// Banli's own charts: the program and its glue, as the site loads them.
import init, { Chart } from '/web/web_charts.js';
import { offer } from '/pages/stage.mjs';

await init({ module_or_path: '/web/web_charts_bg.wasm' });

offer(async (host, work) => {
  if (!work.wire) return null;
  const bytes = new Uint8Array(await (await fetch(`/room/${work.wire}`)).arrayBuffer());
  const chart = new Chart(bytes);
  const canvas = document.createElement('canvas');
  canvas.style.width = '100%';
  host.append(canvas);
  const draw = (width, theme) => {
    const height = chart.draw(canvas, width, work.ratio, theme);
    if (!(height > 0)) throw new Error(`${work.id} is not drawn`);
    return height;
  };
  return {
    height: draw(work.width, 0),
    canvas: () => canvas,
    recolour: (i) => draw(work.width, i % 2),
    relayout: (i) => draw(work.width - (i % 2), 0),
  };
});
