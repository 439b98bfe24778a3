// Brings the charts of a page to life: the still SVG is complete without this file; a canvas takes
// its place only when it has drawn. Expected, for each chart:
//
//   <figure class="chart" id="ID" data-spec="BASE64"> <figcaption>…</figcaption>
//     <div class="chart-stage"><svg …></svg></div>
//     <p class="chart-live" aria-live="polite"></p>
//     <details class="chart-table"><summary>…</summary><table>…</table></details>
//     <div class="chart-tools"><button type="button" data-chart-action="svg|png|csv|table">…</button></div>
//   </figure>
//
// The stage may carry aria-label and aria-describedby; without them the caption labels it.
// <html data-chart-glue data-chart-wasm> name the program's two files, relative to the page;
// without them they lie beside this file. Keys: arrows, Home, End, Enter (records), Escape.
// A plain script after site.js, whose downloads it uses: from a folder, modules are refused.

'use strict';

(() => {
  const root = document.documentElement;
  const forced = matchMedia('(forced-colors: active)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const own = document.currentScript.src;
  const charts = new Map();
  const STEPS = { ArrowLeft: 0, ArrowRight: 1, ArrowUp: 2, ArrowDown: 3, Home: 4, End: 5 };

  const beside = (name, given) => (given ? new URL(given, document.baseURI) : new URL(name, own)).href;

  let program;
  function load() {
    program ??= (async () => {
      if (location.protocol === 'file:') throw new Error('no program from a folder');
      const glue = await import(beside('./web_charts.js', root.dataset.chartGlue));
      const response = await fetch(beside('./web_charts_bg.wasm', root.dataset.chartWasm));
      if (!response.ok) throw new Error(response.statusText);
      // From its bytes, whatever type the server gives it.
      await glue.default({ module_or_path: await response.arrayBuffer() });
      return glue;
    })();
    return program;
  }

  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

  // Bit 0: dark, bit 1: strong contrast.
  function theme() {
    const chosen = root.dataset.theme;
    const isDark = chosen === 'dark' || (chosen !== 'light' && dark.matches);
    return (isDark ? 1 : 0) | (root.dataset.contrast === 'high' ? 2 : 0);
  }

  function make(tag, name, parent) {
    const element = document.createElement(tag);
    element.className = name;
    element.hidden = true;
    parent.append(element);
    return element;
  }

  class Live {
    constructor(figure, glue) {
      this.figure = figure;
      this.stage = figure.querySelector('.chart-stage');
      this.live = figure.querySelector('.chart-live');
      this.chart = new glue.Chart(bytes(figure.dataset.spec));
      this.mark = -1;
      this.canvas = make('canvas', 'chart-canvas', this.stage);
      this.canvas.setAttribute('aria-hidden', 'true');
      this.reach = make('div', 'chart-reach', this.stage);
      this.tip = make('div', 'chart-tip', this.stage);
      this.tip.setAttribute('aria-hidden', 'true');
      if (!this.draw()) throw new Error('not drawn');
      this.listen();
    }

    draw() {
      const { stage, canvas } = this;
      if (forced.matches) return this.still();
      const width = Math.round(stage.clientWidth);
      if (width < 1) return true;
      const ratio = Math.min(devicePixelRatio || 1, 4);
      // As wide as the still picture and enlarged as it is, so that nothing moves when it takes its
      // place; on a narrow screen laid out anew, larger with the reader's text.
      const rem = parseFloat(getComputedStyle(root).fontSize);
      const still = width >= 30 * rem && stage.querySelector('svg')?.viewBox.baseVal.width;
      const across = still || Math.max(240, Math.round((16 * width) / rem));
      const key = `${width} ${across} ${ratio} ${theme()}`;
      if (key === this.drawn && !canvas.hidden) return true;
      const scale = width / across;
      const height = this.chart.draw(canvas, across, ratio * scale, theme()) * scale;
      if (!(height > 0)) return this.still() && false;
      this.drawn = key;
      this.scale = scale;
      canvas.style.height = `${height}px`;
      canvas.hidden = false;
      stage.classList.add('is-live');
      if (this.mark >= 0) this.show(this.mark);
      return true;
    }

    // Forced colours, or nothing drawn: the SVG, whose colours the browser knows to change.
    still() {
      this.canvas.hidden = true;
      this.stage.classList.remove('is-live');
      this.hide();
      return true;
    }

    listen() {
      const { stage } = this;
      stage.tabIndex = 0;
      stage.setAttribute('role', 'application');
      if (!stage.hasAttribute('aria-label') && !stage.hasAttribute('aria-labelledby')) {
        const caption = this.figure.querySelector('figcaption');
        if (caption) stage.setAttribute('aria-label', caption.textContent.trim());
      }
      stage.addEventListener('pointermove', (event) => this.point(event));
      stage.addEventListener('pointerdown', (event) => {
        const before = this.mark;
        this.point(event);
        this.again = before >= 0 && before === this.mark;
      });
      stage.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && this.hide());
      // The first touch reads, the second follows.
      stage.addEventListener('click', (event) => (event.pointerType !== 'touch' || this.again) && this.open());
      stage.addEventListener('keydown', (event) => this.key(event));
      stage.addEventListener('blur', () => this.hide());
      new ResizeObserver(() => this.later()).observe(stage);
    }

    later() {
      this.waiting ??= requestAnimationFrame(() => {
        this.waiting = undefined;
        this.draw();
      });
    }

    point(event) {
      if (this.canvas.hidden) return;
      const box = this.canvas.getBoundingClientRect();
      const mark = this.chart.hit((event.clientX - box.left) / this.scale, (event.clientY - box.top) / this.scale);
      if (mark < 0) this.hide();
      else if (mark !== this.mark || this.tip.hidden) this.show(mark);
    }

    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || this.canvas.hidden) return;
      if (event.key === 'Escape') {
        if (this.mark < 0) return;
        this.hide();
      } else if (event.key === 'Enter') {
        if (!this.open()) return;
      } else if (event.key in STEPS) {
        this.show(this.chart.step(this.mark, STEPS[event.key]));
        if (this.mark >= 0 && this.live) this.live.textContent = this.chart.mark_spoken(this.mark);
        this.reach.scrollIntoView({ block: 'nearest' });
      } else return;
      event.preventDefault();
    }

    open() {
      const href = this.mark >= 0 ? this.chart.mark_href(this.mark) : undefined;
      if (href) location.href = href;
      return Boolean(href);
    }

    show(mark) {
      const rect = mark >= 0 ? this.chart.mark_rect(mark) : [];
      if (rect.length < 4) return this.hide();
      const { reach, tip, stage } = this;
      const [x, y, w, h] = Array.from(rect, (v) => v * this.scale);
      this.mark = mark;
      stage.classList.toggle('has-link', Boolean(this.chart.mark_href(mark)));
      reach.hidden = tip.hidden = false;
      reach.style.transform = `translate(${x - 2}px,${y - 2}px)`;
      reach.style.width = `${w + 4}px`;
      reach.style.height = `${h + 4}px`;
      tip.replaceChildren(...this.chart.mark_text(mark).split('\n').map((line) => {
        const p = document.createElement('p');
        p.textContent = line;
        return p;
      }));
      const room = stage.clientWidth - tip.offsetWidth;
      const left = Math.max(0, Math.min(room, x + w / 2 - tip.offsetWidth / 2));
      const over = y - tip.offsetHeight - 8;
      tip.style.transform = `translate(${left}px,${over >= 0 ? over : y + h + 8}px)`;
    }

    hide() {
      this.mark = -1;
      this.reach.hidden = this.tip.hidden = true;
      this.stage.classList.remove('has-link');
    }
  }

  async function wake(figure) {
    if (charts.has(figure)) return charts.get(figure);
    const made = load().then((glue) => new Live(figure, glue)).catch(() => {
      // The still picture stays, silently.
      const stage = figure.querySelector('.chart-stage');
      stage?.classList.remove('is-live');
      stage?.querySelectorAll('.chart-canvas,.chart-reach,.chart-tip').forEach((e) => e.remove());
      return null;
    });
    charts.set(figure, made);
    return made;
  }

  const each = (act) => charts.forEach((made) => made.then((live) => live && act(live)));
  const redraw = () => each((live) => live.later());

  // Without the program: the page's SVG with the colours it has now written into it.
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

  async function act(figure, action) {
    if (action === 'table') {
      const details = figure.querySelector('.chart-table');
      if (details) details.open = !details.open;
      return;
    }
    const live = await wake(figure);
    const name = figure.id || 'chart';
    if (action === 'svg') {
      banli.save(new Blob([live ? live.chart.svg() : stillSvg(figure)], { type: 'image/svg+xml' }), `${name}.svg`);
    } else if (action === 'csv') {
      if (live) banli.save(new Blob([live.chart.csv()], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
      else banli.saveCsv(rows(figure), name);
    } else if (action === 'png') {
      let canvas = document.createElement('canvas');
      if (!live?.chart.picture(canvas, 2)) canvas = await stillPng(figure);
      canvas.toBlob((blob) => blob && banli.save(blob, `${name}.png`), 'image/png');
    }
  }

  // What changes the picture without changing the stage's size.
  function watch() {
    dark.addEventListener('change', redraw);
    forced.addEventListener('change', redraw);
    new MutationObserver(redraw).observe(root, { attributeFilter: ['data-theme', 'data-contrast', 'data-text'] });
    const ratio = () => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        redraw();
        ratio();
      }, { once: true });
    };
    ratio();
  }

  const figures = document.querySelectorAll('figure.chart[data-spec]');
  if (figures.length && location.protocol !== 'file:') {
    const near = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        wake(entry.target);
      }
    }, { rootMargin: '300px' });
    figures.forEach((figure) => near.observe(figure));
    watch();
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') each((live) => live.hide());
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-chart-action]');
    const figure = button?.closest('figure.chart');
    if (figure) act(figure, button.dataset.chartAction);
  });
})();
