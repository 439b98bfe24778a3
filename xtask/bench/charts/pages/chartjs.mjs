// Chart.js on the stage: lines with their intervals, and stacked bars, for orientation.
import {
  BarController, BarElement, CategoryScale, Chart, Filler, Legend, LinearScale, LineController, LineElement,
  PointElement, Tooltip,
} from 'chart.js';
import { wilson } from './interval.mjs';
import { offer } from './stage.mjs';

Chart.register(
  BarController, BarElement, CategoryScale, Filler, Legend, LinearScale, LineController, LineElement, PointElement,
  Tooltip,
);

function line({ data }, colours) {
  const datasets = data.series.flatMap(({ label, palette, points }) => {
    const fill = () => colours().classes[palette].fill;
    const there = points.map((point) => (point && point[1] > 0 ? point : null));
    const bounds = there.map((point) => point && wilson(...point));
    const bound = { borderWidth: 0, pointRadius: 0 };
    const ground = ({ dataIndex: i }) => (there[i] && there[i][1] < 5 ? colours().surface : fill());
    return [
      { label, data: there.map((point) => point && (100 * point[0]) / point[1]), borderColor: fill, borderWidth: 2,
        pointRadius: 2, pointBackgroundColor: ground },
      { ...bound, data: bounds.map((pair) => pair && pair[1]) },
      { ...bound, data: bounds.map((pair) => pair && pair[0]), fill: '-1', backgroundColor: () => `${fill()}2e` },
    ];
  });
  const options = { scales: { y: { min: 0, max: 100, ticks: { stepSize: 25 } } } };
  return { type: 'line', data: { labels: data.periods, datasets }, options };
}

function stack({ data }, colours) {
  const datasets = data.series.map(({ label, palette, values }) => ({
    label,
    data: values,
    backgroundColor: () => colours().classes[palette].fill,
    barThickness: 16,
  }));
  const scales = { x: { stacked: true }, y: { stacked: true, ticks: { autoSkip: false } } };
  return { type: 'bar', data: { labels: data.categories, datasets }, options: { indexAxis: 'y', scales } };
}

offer((host, work) => {
  let theme = 0;
  const told = { line, stack }[work.kind]?.(work, () => work.colours[theme]);
  if (!told) return null;
  const canvas = document.createElement('canvas');
  host.append(canvas);
  const chart = new Chart(canvas, {
    ...told,
    options: {
      ...told.options,
      animation: false,
      responsive: false,
      maintainAspectRatio: false,
      devicePixelRatio: work.ratio,
      font: { size: 13, family: work.fonts },
      plugins: { legend: { display: work.kind === 'stack' } },
    },
  });
  chart.resize(work.width, work.height);
  return {
    canvas: () => canvas,
    recolour(i) {
      theme = i % 2;
      chart.update('none');
    },
    plain: () => chart.draw(),
    relayout: (i) => chart.resize(work.width - (i % 2), work.height),
  };
});
