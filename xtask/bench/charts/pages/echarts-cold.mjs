// The page with six charts, by ECharts: all are made as soon as the script runs.
import { option } from './echarts-option.mjs';
import { init } from './echarts-page.mjs';

const look = JSON.parse(document.querySelector('#look').textContent);
for (const place of document.querySelectorAll('[data-chart]')) {
  const told = option({ ...look, ...JSON.parse(place.textContent) });
  place.replaceChildren();
  init(place, null, { devicePixelRatio }).setOption(told);
}
