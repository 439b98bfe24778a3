// Stands in for banli.charts.set until charts.js has it: for trying the analysis page only.
'use strict';

(() => {
  const root = document.documentElement;
  const lives = new Map();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.stood :is(.chart-canvas,.chart-svg,.chart-reach,.chart-tip){display:none!important}');
  document.adoptedStyleSheets.push(sheet);
  async function set(figure, bytes) {
    const glue = await import(new URL(root.dataset.chartGlue, document.baseURI));
    await glue.default({ module_or_path: new URL(root.dataset.chartWasm, document.baseURI) });
    const stage = figure.querySelector('.chart-stage');
    let live = lives.get(figure);
    if (!live) {
      const canvas = document.createElement('canvas');
      canvas.dataset.mine = '';
      stage.append(canvas);
      live = { canvas };
      lives.set(figure, live);
      const pick = (mark) => {
        const [series, category] = mark < 0 ? [] : live.chart.mark_pick(mark);
        if (series !== undefined) figure.dispatchEvent(new CustomEvent('chart:pick', { bubbles: true, cancelable: true, detail: { series, category } }));
      };
      canvas.addEventListener('click', (event) => pick(live.chart.hit(event.offsetX / live.scale, event.offsetY / live.scale)));
      stage.addEventListener('keydown', (event) => {
        const step = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].indexOf(event.key);
        if (step >= 0) live.mark = live.chart.step(live.mark ?? -1, step);
        else if (event.key === 'Enter') pick(live.mark ?? -1);
        else return;
        event.preventDefault();
        event.stopImmediatePropagation();
      }, true);
    }
    live.chart = new glue.Chart(bytes);
    const width = stage.clientWidth;
    const across = width >= 480 ? 540 : Math.max(240, width);
    live.scale = width / across;
    stage.classList.add('is-live', 'stood');
    const height = live.chart.draw(live.canvas, across, devicePixelRatio * live.scale, matchMedia('(prefers-color-scheme: dark)').matches ? 1 : 0);
    live.canvas.style.height = `${height * live.scale}px`;
  }
  if (banli.charts) return;
  banli.charts = { set };
  for (const figure of document.querySelectorAll('figure.chart[data-spec]')) set(figure, Uint8Array.from(atob(figure.dataset.spec), (c) => c.charCodeAt(0)));
})();
