// What ECharts is told to draw the same charts: no animation, the same texts, sizes and colours,
// intervals as stacked areas as its own examples do. Patterns are left out, in its favour: they
// need one more component.
import { wilson } from './interval.mjs';

const SMALL_BASE = 5;
const share = ([num, den]) => (100 * num) / den;

// More lines than this have neither intervals nor bases, as in our own picture.
const FEW = 4;

function line({ data, colours: [colours] }) {
  const label = { fontSize: 13, color: colours.text };
  const few = data.series.length <= FEW;
  const series = data.series.flatMap(({ label: name, palette, points }, s) => {
    const { fill } = colours.classes[palette];
    const there = points.map((point) => (point && point[1] > 0 ? point : null));
    const bounds = there.map((point) => point && wilson(...point));
    const band = { type: 'line', stack: `band ${s}`, symbol: 'none', lineStyle: { opacity: 0 }, silent: true };
    const bands = [
      { ...band, data: bounds.map((bound) => bound && bound[0]) },
      {
        ...band,
        data: bounds.map((bound) => bound && bound[1] - bound[0]),
        areaStyle: { color: fill, opacity: 0.18 },
      },
    ];
    return [
      ...(few ? bands : []),
      {
        type: 'line',
        name,
        data: there.map((point) => point && {
          value: share(point),
          itemStyle: point[1] < SMALL_BASE ? { color: colours.surface, borderColor: fill, borderWidth: 2 } : undefined,
        }),
        symbol: 'circle',
        symbolSize: points.length > 40 ? 4 : 8,
        showAllSymbol: true,
        lineStyle: { color: fill, width: 2 },
        itemStyle: { color: fill },
        endLabel: data.series.length > 1 ? { show: true, formatter: '{a}', ...label } : undefined,
        label: data.series.length === 1
          ? { show: true, ...label, fontWeight: 'bold', formatter: ({ value }) => `${value.toFixed(1)}%` }
          : undefined,
      },
    ];
  });
  const bases = (i) => data.series.map(({ points }) => (points[i]?.[1] ? points[i][1] : '—')).join('\n');
  return {
    xAxis: {
      type: 'category',
      data: data.periods.map((period, i) => (few ? `${period}\n${bases(i)}` : period)),
      axisLabel: { ...label, lineHeight: 18 },
      axisTick: { show: false },
    },
    yAxis: { min: 0, max: 100, interval: 25, axisLabel: { ...label, formatter: '{value}%' } },
    grid: { left: 54, right: data.series.length > 1 ? 110 : 20, top: 18, bottom: 24 + (few ? 18 * data.series.length : 0) },
    tooltip: { trigger: 'axis' },
    series,
  };
}

function stack({ data, colours: [colours] }) {
  const total = data.categories.map((_, c) => data.series.reduce((sum, { values }) => sum + (values[c] ?? 0), 0));
  const shown = (value, c) => (data.hundred ? (100 * value) / (total[c] || 1) : value);
  const label = { fontSize: 13, color: colours.text };
  const most = data.hundred ? 100 : Math.max(...total);
  const many = data.categories.length > 20;
  const axis = { type: 'value', max: most, axisLabel: label, splitNumber: 5 };
  const series = data.series.map(({ label: name, palette, values }) => ({
    type: 'bar',
    name,
    stack: 'all',
    barWidth: many ? 16 : 20,
    itemStyle: { color: colours.classes[palette].fill, borderColor: colours.surface, borderWidth: 0.5 },
    // As many values inside as there is room for.
    data: data.categories.map((_, c) => ({
      value: shown(values[c] ?? 0, c),
      label: {
        show: (shown(values[c] ?? 0, c) * 330) / most > 8 + 8 * String(values[c]).length,
        formatter: data.hundred ? `${Math.round(shown(values[c] ?? 0, c))}%` : String(values[c]),
        fontSize: 13,
        color: colours.classes[palette].on,
      },
    })),
  }));
  series.push({
    type: 'bar',
    name: '',
    stack: 'all',
    data: total.map((sum) => ({
      value: 0,
      label: { show: true, position: 'right', formatter: `${sum}${data.unit}`, fontSize: 13, color: colours.muted },
    })),
  });
  return {
    legend: { left: 0, top: 0, icon: 'rect', itemWidth: 14, itemHeight: 14, data: data.series.map((s) => s.label) },
    xAxis: many ? [axis, { ...axis, position: 'top' }] : axis,
    yAxis: {
      type: 'category',
      inverse: true,
      data: data.categories,
      axisTick: { show: false },
      axisLabel: { fontSize: 14, color: colours.text, interval: 0, width: 224, overflow: 'break' },
    },
    grid: { left: 236, right: 48, top: many ? 54 : 30, bottom: 24 },
    tooltip: { trigger: 'item' },
    series,
  };
}

function histogram({ data, colours: [colours] }) {
  const label = { fontSize: 13, color: colours.text };
  return {
    xAxis: { type: 'category', data: data.bins, axisLabel: label, axisTick: { show: false } },
    yAxis: { axisLabel: label },
    grid: { left: 40, right: 10, top: 24, bottom: 28 },
    tooltip: { trigger: 'item' },
    series: [
      {
        type: 'bar',
        data: data.counts,
        barCategoryGap: 2,
        itemStyle: { color: colours.classes[data.palette].fill },
        label: { show: true, position: 'top', ...label },
      },
    ],
  };
}

function heat({ data, colours: [colours] }) {
  const label = { fontSize: 13, color: colours.text };
  const cells = [];
  data.cells.forEach((value, i) => {
    if (value) cells.push([i % data.columns.length, Math.floor(i / data.columns.length), value]);
  });
  return {
    xAxis: { type: 'category', data: data.columns, axisLabel: label, axisTick: { show: false } },
    yAxis: { type: 'category', data: data.rows, inverse: true, axisLabel: { ...label, interval: 0 } },
    grid: { left: 150, right: 2, top: 30, bottom: 26 },
    tooltip: {},
    visualMap: {
      type: 'piecewise',
      splitNumber: 7,
      min: 1,
      max: Math.max(...data.cells),
      orient: 'horizontal',
      top: 0,
      inRange: { color: [`${colours.classes[0].fill}14`, colours.classes[0].fill] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells,
        itemStyle: { borderColor: colours.surface, borderWidth: 1 },
        // All cells at once: by itself it draws a part of them in each frame, and only the first would be timed.
        progressive: 0,
      },
    ],
  };
}

const KINDS = { heat, histogram, line, stack };

/** The option of one chart; nothing for a kind that is not compared. */
export function option(work) {
  const made = KINDS[work.kind]?.(work);
  return made && { animation: false, textStyle: { fontFamily: work.fonts }, backgroundColor: work.colours[0].surface, ...made };
}
