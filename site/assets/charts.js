// Brings the charts of a page to life: the still SVG is complete without this file; a canvas takes
// its place only when it has drawn. Expected, for each chart:
//
//   <figure class="chart" id="ID" data-spec="BASE64"> <figcaption>…</figcaption>
//     <div class="chart-stage"><svg …></svg></div>
//     <p class="chart-live" aria-live="polite" data-hidden="…" data-shown="…" data-copied="…"></p>
//     <details class="chart-table"><summary>…</summary><table>…</table></details>
//     <div class="chart-tools"><button type="button" data-chart-action="svg|png|csv|copy|full|in|out|whole">…</button></div>
//   </figure>
//
// What chart-live says and the buttons of chart-tools may be left out where site.js brings them (controls.html).
// The stage may carry aria-label and aria-describedby; without them the caption labels it.
// <html data-chart-glue data-chart-wasm> name the program's two files, relative to the page;
// without them they lie beside this file. <html data-charts="table"> shows tables in place of charts.
// A page's own script may draw with banli.charts.set(figure, bytes) and hear "chart:pick".
// A plain script after site.js and chart-live.js: from a folder, modules are refused.

'use strict';

(() => {
  const root = document.documentElement;
  const forced = matchMedia('(forced-colors: active)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const own = document.currentScript.src;
  const charts = new Map();

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
  // The running chart of a figure; nothing where it can't run: the still picture stays, silently.
  function wake(figure, spec) {
    if (!charts.has(figure)) {
      const room = banli.roomOf(figure);
      charts.set(figure, load().then((glue) => new banli.Live(figure, glue, spec ?? bytes(figure.dataset.spec), room)).catch(() => {
        const stage = figure.querySelector('.chart-stage');
        stage?.classList.remove('is-live');
        stage?.querySelectorAll('.chart-canvas,.chart-reach,.chart-tip').forEach((e) => e.remove());
        return null;
      }));
    }
    return charts.get(figure);
  }

  // Draws other data in a figure; resolves to whether it could.
  async function set(figure, spec) {
    const fresh = !charts.has(figure);
    const live = await wake(figure, spec);
    if (live && !fresh) live.set(spec);
    return Boolean(live);
  }

  const each = (act) => charts.forEach((made) => made.then((live) => live && act(live)));
  const redraw = () => each((live) => live.later());

  // What makes files is fetched when the first is asked for.
  let fetched;
  function files() {
    fetched ??= new Promise((done, fail) => {
      const script = document.createElement('script');
      script.src = beside('./chart-files.js');
      script.onload = done;
      script.onerror = fail;
      document.head.append(script);
    });
    return fetched;
  }

  async function act(figure, action) {
    if (action === 'full') {
      if (document.fullscreenElement) document.exitFullscreen();
      else figure.requestFullscreen();
      return;
    }
    const live = await wake(figure);
    if (action === 'in') live?.scaleBy(0.5);
    else if (action === 'out') live?.scaleBy(2);
    else if (action === 'whole') live?.reset();
    else {
      await files();
      // Where the browser refuses to copy, the picture is saved instead.
      const taken = await banli.files.take(figure, live, action).then(() => true, () => action !== 'copy');
      if (!taken) await banli.files.take(figure, live, 'png');
      else if (action === 'copy') figure.querySelector('.chart-live')?.replaceChildren(figure.querySelector('.chart-live').dataset.copied ?? '');
    }
  }

  // Tables in place of charts, as the reader chose, and charts again.
  let instead = false;
  function tables() {
    const now = root.dataset.charts === 'table';
    if (now !== instead) document.querySelectorAll('.chart-table').forEach((table) => (table.open = now));
    instead = now;
  }

  // What changes the picture without changing the stage's size.
  function watch() {
    dark.addEventListener('change', redraw);
    forced.addEventListener('change', redraw);
    document.addEventListener('fullscreenchange', redraw);
    new MutationObserver(() => {
      tables();
      redraw();
    }).observe(root, { attributeFilter: ['data-theme', 'data-contrast', 'data-text', 'data-charts'] });
    const ratio = () => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        redraw();
        ratio();
      }, { once: true });
    };
    ratio();
  }

  const known = { copy: Boolean(navigator.clipboard?.write && window.ClipboardItem), full: document.fullscreenEnabled, in: false, out: false, whole: false };
  for (const button of document.querySelectorAll('[data-chart-action]')) button.hidden = known[button.dataset.chartAction] === false;
  tables();
  watch();
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
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') each((live) => live.hide());
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-chart-action]');
    const figure = button?.closest('figure.chart');
    if (figure) act(figure, button.dataset.chartAction);
  });
  banli.charts = { set };
})();
