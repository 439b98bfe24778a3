// uPlot on the stage: lines with their intervals and points, for orientation.
import uPlot from 'uplot';
import { wilson } from './interval.mjs';
import { offer } from './stage.mjs';

offer((host, work) => {
  if (work.kind !== 'line') return null;
  const { data } = work;
  let [colours] = work.colours;
  const columns = [data.periods.map((_, i) => i)];
  const series = [{}];
  const bands = [];
  for (const { label, palette, points } of data.series) {
    const fill = () => colours.classes[palette].fill;
    const there = points.map((point) => (point && point[1] > 0 ? point : null));
    const bounds = there.map((point) => point && wilson(...point));
    columns.push(there.map((point) => point && (100 * point[0]) / point[1]));
    columns.push(bounds.map((bound) => bound && bound[1]), bounds.map((bound) => bound && bound[0]));
    series.push({ label, stroke: fill, width: 2, points: { show: true, size: 4, fill } });
    series.push({ width: 0, points: { show: false } }, { width: 0, points: { show: false } });
    bands.push({ series: [series.length - 2, series.length - 1], fill: () => `${fill()}2e` });
  }
  const font = `13px ${work.fonts}`;
  const chart = new uPlot(
    {
      width: work.width,
      height: work.height,
      pxAlign: 1,
      legend: { show: false },
      scales: { x: { time: false }, y: { range: [0, 100] } },
      axes: [
        { font, values: (_, at) => at.map((i) => data.periods[i] ?? '') },
        { font, values: (_, at) => at.map((value) => `${value}%`) },
      ],
      series,
      bands,
    },
    columns,
    host,
  );
  return {
    canvas: () => host.querySelector('canvas'),
    recolour(i) {
      colours = work.colours[i % 2];
      chart.batch(() => chart.redraw(false, false));
    },
    relayout(i) {
      chart.batch(() => chart.setSize({ width: work.width - (i % 2), height: work.height }));
    },
  };
});
