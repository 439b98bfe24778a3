// What the browser adds to every page, none of it needed to read: reading aids, the notice of old
// data, filter, sort and download of lists, copying the address, printing. Stands in the head
// before the body, so that the reader's choices hold from the first paint. A plain script: it
// works from a folder too. Every text comes from controls.html, which is published with this script
// in each language as `banliControls`; none is from here.
'use strict';

(() => {
  const root = document.documentElement;
  const KEY = 'banli-reading';
  const CHOICES = { text: ['large', 'larger'], contrast: ['high'], pointer: ['large'], reading: ['on'], theme: ['light', 'dark'], charts: ['table'] };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const say = (text, values) => text.replace(/\{\$(\w+)\}/g, (_, name) => values[name]);

  // Reading aids. Where storage is refused they hold for the page.

  // Within another page the address may ask for a theme: it is that page's, not the reader's choice.
  function remembered() {
    const theme = 'embed' in root.dataset ? new URLSearchParams(location.search).get('theme') : null;
    try {
      const chosen = JSON.parse(localStorage.getItem(KEY)) || {};
      return theme ? { ...chosen, theme } : chosen;
    } catch {
      return { theme };
    }
  }

  function apply(chosen) {
    for (const [name, values] of Object.entries(CHOICES)) {
      if (values.includes(chosen[name])) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
  }

  function choose(name, value) {
    const chosen = {};
    for (const known of Object.keys(CHOICES)) chosen[known] = known === name ? value : root.dataset[known];
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch { /* refused or full */ }
    apply(chosen);
    reflect();
  }

  function reflect() {
    for (const tool of all('[data-tool]')) {
      const now = root.dataset[tool.dataset.tool];
      if (tool.tagName === 'SELECT') tool.value = now || '';
      else tool.setAttribute('aria-pressed', String(now === tool.dataset.value));
    }
    for (const way of all('[data-page="read"]')) way.hidden = !root.dataset.reading;
  }

  function tools() {
    document.addEventListener('click', ({ target }) => {
      const tool = target.closest('button[data-tool]');
      if (tool) choose(tool.dataset.tool, tool.getAttribute('aria-pressed') === 'true' ? undefined : tool.dataset.value);
      const more = target.closest('button[data-more]');
      if (more) more.setAttribute('aria-expanded', String(more.getAttribute('aria-expanded') !== 'true'));
      const start = target.closest('button[data-aloud]');
      if (start) aloud(start);
      const of = target.closest('button[data-page]');
      if (of) page(of);
    });
    document.addEventListener('change', ({ target }) => {
      if (target.matches('select[data-tool]')) choose(target.dataset.tool, target.value || undefined);
    });
    const again = () => {
      apply(remembered());
      reflect();
    };
    addEventListener('storage', (event) => event.key === KEY && again());
    addEventListener('pageshow', (event) => event.persisted && again());
  }

  // Controls. A page has empty places for them, each filled as soon as it is read and before it is
  // painted; what a theme has written into one stays.

  let kit;
  function control(name) {
    if (!kit) {
      kit = document.createElement('template');
      kit.innerHTML = window.banliControls ?? '';
    }
    return kit.content.querySelector(name)?.cloneNode(true);
  }

  const PLACES = ['.tools', '.page-tools', '.chart-tools', '.chart-live', '[data-follow]'];
  const filled = new Set();

  function fill() {
    const before = filled.size;
    const still = document.readyState === 'loading';
    for (const name of PLACES) {
      for (const place of all(name)) {
        // One that is not read to its end may still hold something of its own.
        if (filled.has(place) || (still && !place.nextSibling)) continue;
        filled.add(place);
        const given = control(name);
        const written = given?.querySelector('button') ? place.querySelector('button') : place.textContent.trim();
        if (given && !written) {
          Object.assign(place.dataset, { ...given.dataset, ...place.dataset });
          place.prepend(...given.childNodes);
        }
        // The script that follows shows its button itself.
        if (name !== '[data-follow]') place.hidden = !given && !written;
      }
    }
    if (filled.size === before) return;
    reflect();
    for (const start of all('[data-aloud]')) start.hidden = !('speechSynthesis' in window);
    // What prints on one page may be printed whole.
    if (document.querySelector('.item')) for (const way of all('[data-page="print-all"]')) way.hidden = false;
  }

  // Reading aloud, where the browser has a voice; its script is fetched when it is first asked for.

  const own = document.currentScript.src;

  function aloud(start) {
    if (window.banliSpeak) return window.banliSpeak(start);
    const bar = document.querySelector('.speaking') ?? control('.speaking');
    if (bar && !bar.isConnected) document.body.append(bar);
    const script = document.createElement('script');
    script.src = new URL('./speak.js', own);
    script.addEventListener('load', () => window.banliSpeak(start));
    document.head.append(script);
  }

  // The notice that the data is old, by the reader's clock.

  function isOld() {
    const limit = Number(root.dataset.freshnessDays);
    const age = (Date.now() - Date.parse(root.dataset.asOf)) / 864e5;
    return limit > 0 && age > limit + 1;
  }

  // Downloads; charts.js uses them too.

  function save(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // No text may be taken for a formula by a spreadsheet.
  function field(text) {
    const guarded = /^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
    return guarded !== text || /[",\n\r]/.test(text) ? `"${guarded.replaceAll('"', '""')}"` : text;
  }

  function saveCsv(rows, name) {
    const text = rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
    save(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
  }

  window.banli = { save, saveCsv, say, all };

  // Lists.

  const parts = (cell) => {
    const found = [''];
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) found[found.length - 1] += child.data;
        else if (child.nodeType === Node.ELEMENT_NODE && child.tagName !== 'svg') {
          const apart = child.tagName === 'BR' || child.className === 'meta';
          if (apart) found.push('');
          walk(child);
          if (apart) found.push('');
        }
      }
    };
    walk(cell);
    return found.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
  };
  const fold = (text) => text.normalize('NFKC').toLowerCase();

  function day(text) {
    const zh = /^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?/.exec(text);
    if (zh) return Date.UTC(zh[1], (zh[2] || 1) - 1, zh[3] || 1);
    return /[a-z]{3} \d{4}$/i.test(text) ? Date.parse(text) : NaN;
  }

  function number(text) {
    const share = /^(\d+)\/(\d+)$/.exec(text);
    if (share) return (100 * share[1]) / share[2];
    const plain = /^([+-]?\d[\d,]*(?:\.\d+)?)\s*(?:%|\D{0,6})$/.exec(text);
    return plain ? Number(plain[1].replaceAll(',', '')) : NaN;
  }

  // How a column compares: all its cells are days, or numbers, or it is text.
  function column(rows, at) {
    const texts = rows.map((row) => row.texts[at]?.[0] ?? '').map((text) => (text === '—' ? '' : text));
    const given = texts.filter(Boolean);
    for (const read of [day, number]) {
      if (given.length && given.every((text) => !Number.isNaN(read(text)))) {
        return { keys: texts.map((text) => (text ? read(text) : null)), compare: (a, b) => a - b, big: read === number };
      }
    }
    return { keys: texts.map((text) => text || null), compare: new Intl.Collator('zh-CN', { numeric: true }).compare };
  }

  // The other pages of a list: fetched once, when the reader first filters or sorts. A folder
  // refuses that, and a very long list is not for the browser: then the page stands for itself.
  const MOST_PAGES = 40;
  const pagerOf = (table) => {
    const next = (table.closest('.scroll') ?? table).nextElementSibling;
    return next?.matches('nav.pager') && location.protocol !== 'file:' ? next : null;
  };

  function addresses(pager) {
    const steps = all('li > :not([aria-current]), [aria-current]', pager);
    const count = Number(steps.at(-1)?.textContent);
    const numbered = all('a', pager).map((link) => link.href).find((href) => /page-\d+\.html$/.test(href)) ?? location.href;
    const first = all('li > a', pager).find((link) => link.textContent === '1')?.href ?? location.href;
    return count > MOST_PAGES ? [] : Array.from({ length: count }, (_, at) => (at ? numbered.replace(/page-\d+\.html$/, `page-${at + 1}.html`) : first));
  }

  async function pageRows(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    const other = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const table = all('table[data-list]', other).find((one) => one.closest('.scroll')?.nextElementSibling?.matches('nav.pager'));
    for (const link of all('a[href]', table)) link.href = new URL(link.getAttribute('href'), address).href;
    return [...table.tBodies[0].rows];
  }

  function list(table, bar, index) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const read = (row, at) => {
      const texts = [...row.cells].map(parts);
      return { row, at, texts, words: fold(texts.flat().join(' ')) };
    };
    let rows = [...body.rows].map(read);
    let pager = pagerOf(table);
    const pages = pager ? addresses(pager) : [];
    const names = heads.map((head) => parts(head).join(' '));
    const filter = bar.querySelector('input');
    const order = bar.querySelector('select');
    const status = bar.querySelector('[role=status]');
    let initial = [...rows];
    let columns = [];
    let shown = rows;
    if (pages.length < 2) pager = null;
    const label = filter.previousElementSibling;
    const ofPage = label.textContent;
    if (pager) label.textContent = label.dataset.all;

    // Brings the rows of all pages into the table.
    let coming;
    const whole = () => {
      coming ??= (async () => {
        if (!pager) return;
        status.textContent = status.dataset.loading;
        try {
          const here = location.href.replace(/[?#].*$/, '');
          const found = await Promise.all(pages.map((address) => (address === here ? [...body.rows] : pageRows(address))));
          rows = found.flat().map(read);
          initial = [...rows];
          columns = [];
          pager.hidden = true;
          status.dataset.text = status.dataset.all;
          body.append(...rows.map(({ row }) => row));
        } catch {
          label.textContent = ofPage;
        }
      })();
      return coming;
    };

    function show() {
      const asked = fold(filter.value).split(/\s+/).filter(Boolean);
      shown = rows.filter(({ words }) => asked.every((word) => words.includes(word)));
      const seen = new Set(shown);
      for (const row of rows) row.row.hidden = !seen.has(row);
      status.textContent = say(status.dataset.text, { shown: shown.length, all: rows.length });
    }

    async function sort(at, up) {
      await whole();
      const { keys, compare } = at < 0 ? { keys: [], compare: null } : (columns[at] ??= column(initial, at));
      const way = up ? 1 : -1;
      rows.sort((a, b) => {
        if (at < 0) return a.at - b.at;
        const [x, y] = [keys[a.at], keys[b.at]];
        if (x === null || y === null) return (x === null) - (y === null) || a.at - b.at;
        return way * compare(x, y) || a.at - b.at;
      });
      body.append(...rows.map(({ row }) => row));
      heads.forEach((head, i) => {
        if (i === at) head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        else head.removeAttribute('aria-sort');
      });
      order.value = at < 0 ? '' : `${at} ${up}`;
      show();
    }

    heads.forEach((head, at) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.title = say(bar.dataset.sort, { column: names[at] });
      button.setAttribute('aria-label', button.title);
      head.append(' ', button);
      head.addEventListener('click', ({ target }) => {
        if (target.closest('a')) return;
        const now = head.getAttribute('aria-sort');
        columns[at] ??= column(initial, at);
        sort(at, now ? now === 'descending' : !columns[at].big);
      });
      for (const up of [true, false]) {
        order.add(new Option(say(order.dataset[up ? 'up' : 'down'], { column: names[at] }), `${at} ${up}`));
      }
    });
    order.addEventListener('change', () => {
      const [at, up] = order.value.split(' ');
      sort(order.value ? Number(at) : -1, up === 'true');
    });
    let wait;
    filter.addEventListener('input', () => {
      clearTimeout(wait);
      wait = setTimeout(() => whole().then(show), 150);
    });
    bar.querySelector('[data-csv]').addEventListener('click', () => {
      const line = ({ row, texts }) => [...texts.map((found) => found.join('; ')), row.querySelector('a')?.href ?? ''];
      const page = location.pathname.split('/').pop().replace(/\.html$/, '') || 'index';
      saveCsv([[...names, bar.dataset.address], ...shown.map(line)], index ? `${page}-${index + 1}` : page);
    });
    show();
    (table.closest('.scroll') ?? table).before(bar);
    if (filter.value) whole().then(show);
  }

  function lists() {
    all('table[data-list]').forEach((table, index) => {
      if (!table.tHead || !(table.tBodies[0]?.rows.length > 8)) return;
      const bar = control('.list-tools');
      if (bar) list(table, bar, index);
    });
  }

  // The page itself.

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Plain HTTP has no clipboard of its own.
      const box = document.createElement('textarea');
      box.value = text;
      document.body.append(box);
      box.select();
      const done = document.execCommand('copy');
      box.remove();
      return done;
    }
  }

  async function page(button) {
    const { page: act } = button.dataset;
    if (act.startsWith('print')) {
      // An item prints on one page unless its whole record is asked for.
      if (act === 'print-all') root.dataset.print = 'all';
      print();
      delete root.dataset.print;
    }
    if (act === 'copy') {
      const done = await copy(location.href);
      button.focus();
      const status = button.closest('.page-tools').querySelector('[role=status]');
      status.textContent = status.dataset[done ? 'copied' : 'refused'];
    }
    if (act === 'read') {
      choose('reading', undefined);
      document.getElementById('main')?.focus();
    }
  }

  root.dataset.js = '';
  apply(remembered());
  tools();
  if (isOld()) PLACES.push('.stale');
  const reading = new MutationObserver(fill);
  reading.observe(document, { childList: true, subtree: true });
  // Before the scripts that wait for the end of the page.
  document.addEventListener('readystatechange', fill);
  document.addEventListener('DOMContentLoaded', () => {
    reading.disconnect();
    fill();
    lists();
  });
})();
