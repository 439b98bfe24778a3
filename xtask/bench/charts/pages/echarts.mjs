// ECharts with all that these charts need, on the stage.
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { option } from './echarts-option.mjs';
import { offer } from './stage.mjs';

use([BarChart, HeatmapChart, LineChart, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent]);
use([CanvasRenderer]);

offer((host, work) => {
  const told = work.colours.map((colours) => option({ ...work, colours: [colours] }));
  if (!told[0]) return null;
  const chart = init(host, null, { devicePixelRatio: work.ratio });
  chart.setOption(told[0]);
  const drawing = chart.getZr();
  drawing.flush();
  return {
    canvas: () => host.querySelector('canvas'),
    recolour(i) {
      chart.setOption(told[i % 2]);
      drawing.flush();
    },
    plain: () => drawing.painter.refresh(true),
    relayout(i) {
      chart.resize({ width: work.width - (i % 2), silent: true });
      drawing.flush();
    },
  };
});
