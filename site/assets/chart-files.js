// A chart to take away: as SVG, PNG or CSV, or as a picture in the clipboard. Where the chart is drawn
// by the program, from the program, with title, source and as-of date; else from the page itself.
// A plain script between site.js, whose downloads it uses, and charts.js.

'use strict';

(() => {
  const root = document.documentElement;

  // The page's SVG with the colours it has now written into it.
  function stillSvg(figure) {
    const from = figure.querySelector('.chart-stage svg');
    const copy = from.cloneNode(true);
    const { width, height } = from.viewBox.baseVal;
    copy.setAttribute('width', width);
    copy.setAttribute('height', height);
    const live = from.parentElement.classList;
    const was = live.contains('is-live');
    live.remove('is-live');
    const parts = from.querySelectorAll('*');
    copy.querySelectorAll('*').forEach((element, i) => {
      const style = getComputedStyle(parts[i]);
      if (!element.hasAttribute('fill')) element.setAttribute('fill', style.fill);
      element.setAttribute('stroke', style.stroke);
      element.setAttribute('fill-opacity', style.fillOpacity);
    });
    live.toggle('is-live', was);
    return new XMLSerializer().serializeToString(copy);
  }

  async function stillPng(figure) {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(stillSvg(figure))}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 2 * image.width;
    canvas.height = 2 * image.height;
    const pen = canvas.getContext('2d');
    pen.fillStyle = getComputedStyle(root).getPropertyValue('--c-surface');
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  function rows(figure) {
    return [...figure.querySelectorAll('.chart-table tr')].map((row) => [...row.cells].map((c) => c.textContent.trim()));
  }

  async function picture(figure, live) {
    let canvas = document.createElement('canvas');
    if (!live?.chart.picture(canvas, 2)) canvas = await stillPng(figure);
    return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'));
  }

  // Which of these actions the browser knows.
  const can = { copy: Boolean(navigator.clipboard?.write && window.ClipboardItem) };

  // `live` is the running chart, or nothing.
  async function take(figure, live, action) {
    const name = figure.id || 'chart';
    if (action === 'svg') {
      banli.save(new Blob([live ? live.chart.svg() : stillSvg(figure)], { type: 'image/svg+xml' }), `${name}.svg`);
    } else if (action === 'csv') {
      if (live) banli.save(new Blob([live.chart.csv()], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
      else banli.saveCsv(rows(figure), name);
    } else if (action === 'png') {
      banli.save(await picture(figure, live), `${name}.png`);
    } else if (action === 'copy') {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture(figure, live) })]);
    }
  }

  banli.files = { take, can };
})();
