// A chart to take away: as SVG, PNG or CSV, or as a picture in the clipboard, with title, source and
// as-of date. Pictures are drawn by the program where it runs; else they come from the page.
// A plain script that charts.js fetches when the first file is asked for; it uses site.js's downloads.

'use strict';

(() => {
  const root = document.documentElement;

  function make(name, attributes, text = '') {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  }

  const file = (svg) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}`;

  // The picture as the program draws it, with what the reader switched off or looks closer at: it
  // draws on a canvas that writes down what it is told. Nothing where the program draws nothing.
  function drawnSvg(chart) {
    const canvas = document.createElement('canvas');
    const svg = make('svg', {});
    const patterns = new Map();
    let path = '';
    // A colour with its share as the two attributes that every program knows; or a pattern.
    const ink = (kind, style) => {
      if (typeof style !== 'string') return { [kind]: `url(#${style.id})` };
      const [, r, g, b, share] = /^rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)$/.exec(style) ?? [];
      return r ? { [kind]: `rgb(${r},${g},${b})`, [`${kind}-opacity`]: share } : { [kind]: style };
    };
    const draw = (name, attributes, text) => svg.append(make(name, attributes, text));
    const pen = Object.create(CanvasRenderingContext2D.prototype);
    const own = {
      fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, lineJoin: '', font: '', textAlign: 'left', globalAlpha: 1,
      beginPath: () => (path = ''),
      closePath: () => (path += 'Z'),
      moveTo: (x, y) => (path += `M${x} ${y}`),
      lineTo: (x, y) => (path += `L${x} ${y}`),
      arc: (x, y, r) => (path += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`),
      fill: () => draw('path', { d: path, ...ink('fill', pen.fillStyle) }),
      stroke: () => draw('path', { d: path, fill: 'none', 'stroke-width': pen.lineWidth, 'stroke-linejoin': 'round', ...ink('stroke', pen.strokeStyle) }),
      fillRect: (x, y, width, height) => draw('rect', { x, y, width, height, ...ink('fill', pen.fillStyle) }),
      fillText: (text, x, y) => {
        const [, weight, size, family] = /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(pen.font);
        const anchor = { left: 'start', center: 'middle', right: 'end' }[pen.textAlign];
        draw('text', { x, y, 'font-size': size, 'font-weight': weight ?? 400, 'font-family': family, 'text-anchor': anchor, ...ink('fill', pen.fillStyle) }, text);
      },
      setTransform: () => {},
      createPattern: (tile) => {
        const image = tile.toDataURL();
        if (!patterns.has(image)) patterns.set(image, { id: `p${patterns.size}`, width: tile.width, height: tile.height });
        return patterns.get(image);
      },
    };
    for (const [name, value] of Object.entries(own)) Object.defineProperty(pen, name, { value, writable: true });
    canvas.getContext = () => pen;
    if (!chart.picture(canvas, 1)) return '';
    const defs = make('defs', {});
    for (const [href, { id, width, height }] of patterns) {
      const pattern = make('pattern', { id, width, height, patternUnits: 'userSpaceOnUse' });
      pattern.append(make('image', { href, width, height }));
      defs.append(pattern);
    }
    svg.prepend(defs);
    for (const [name, value] of [['viewBox', `0 0 ${canvas.width} ${canvas.height}`], ['width', canvas.width], ['height', canvas.height]]) svg.setAttribute(name, value);
    return file(svg);
  }

  // A text in lines of at most so many pixels, by the browser's own measure.
  function wrap(text, room, font) {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = font;
    const lines = [''];
    for (const part of text.trim().match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/g) ?? []) {
      const longer = lines.at(-1) + part;
      if (lines.at(-1) && pen.measureText(longer).width > room) lines.push(part.trim());
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  // The page's SVG as a file: the colours it has now written into it, the title and the finding over
  // it, what it covers and as of when under it.
  function stillSvg(figure) {
    const from = figure.querySelector('.chart-stage svg');
    const copy = from.cloneNode(true);
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
    const { width, height } = from.viewBox.baseVal;
    const colour = (name) => getComputedStyle(root).getPropertyValue(`--c-${name}`).trim();
    const family = getComputedStyle(document.body).fontFamily;
    const words = [];
    const write = (selector, size, weight, ink, y) => {
      const text = figure.querySelector(selector)?.textContent ?? '';
      for (const line of text.trim() ? wrap(text, width - 24, `${weight} ${size}px ${family}`) : []) {
        y += size * 1.4;
        words.push(make('text', { x: 0, y, 'font-size': size, 'font-weight': weight, fill: colour(ink) }, line));
      }
      return y;
    };
    const top = Math.round(write('.finding', 14, 400, 'muted', write('.chart-title', 19, 700, 'text', 0)) + 14);
    const bottom = Math.round(write('.scope', 13, 400, 'muted', top + height + 4) + 8);
    const frame = { x: -12, y: -8, width: width + 24, height: bottom + 16 };
    const svg = make('svg', { viewBox: Object.values(frame).join(' '), width: frame.width, height: frame.height, 'font-family': family });
    for (const [name, value] of [['width', width], ['height', height], ['y', top]]) copy.setAttribute(name, value);
    copy.querySelectorAll('a').forEach((link) => link.remove());
    svg.append(make('rect', { ...frame, fill: colour('surface') }), ...words, copy);
    return file(svg);
  }

  async function stillPng(figure) {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(stillSvg(figure))}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 2 * image.width;
    canvas.height = 2 * image.height;
    const pen = canvas.getContext('2d');
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

  // `live` is the running chart, or nothing.
  async function take(figure, live, action) {
    const name = figure.id || 'chart';
    if (action === 'svg') {
      banli.save(new Blob([(live && drawnSvg(live.chart)) || stillSvg(figure)], { type: 'image/svg+xml' }), `${name}.svg`);
    } else if (action === 'csv') {
      banli.saveCsv(rows(figure), name);
    } else if (action === 'png') {
      banli.save(await picture(figure, live), `${name}.png`);
    } else if (action === 'copy') {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture(figure, live) })]);
    }
  }

  banli.files = { take };
})();
