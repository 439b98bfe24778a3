// The analysis page's form, made live: each choice is answered by the engine (WebAssembly) and shown
// as chart, table and list; the form is the state, and the address holds it. Without the engine, or
// opened from a folder, the page stays as it was written. A plain script after site.js and charts.js.
'use strict';

(() => {
  const place = document.getElementById('explorer');
  const root = document.documentElement;
  if (location.protocol === 'file:') root.dataset.still = '';
  if (!place || 'still' in root.dataset) return;
  const data = place.dataset;
  const find = (selector, within = place) => within.querySelector(selector);
  const all = (selector, within = place) => [...within.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{\$(\w+)\}/g, (_, name) => values[name] ?? '');
  const put = (id) => {
    const template = find(`#${id}`);
    const part = template.content.firstElementChild.cloneNode(true);
    template.replaceWith(part);
    return part;
  };
  const make = (tag, text, set) => Object.assign(document.createElement(tag), { textContent: text }, set);
  const PAGE = 50;
  const forced = matchMedia('(forced-colors: active)');

  const form = put('explore-form');
  const { elements } = form;
  const chips = find('.explore-chips', form);
  const clear = find('[data-clear]', form);
  const figures = all('figure.chart');
  const said = find('[role=status]');
  const first = Object.fromEntries(['measure', 'by'].map((name) => [name, elements[name].value]));
  root.dataset.explore = '';

  let engine;
  let reply;
  let page = 1;
  let numbers;
  let records;
  let touched = false;

  // The form as an address, without what is as at first.
  function address() {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value && value !== first[name]) asked.append(name, value);
    if (page > 1) asked.set('page', page);
    return asked;
  }

  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const control of elements) {
      if (control.type === 'checkbox') control.checked = asked.getAll(control.name).includes(control.value);
      else if (control.tagName === 'SELECT') {
        control.value = asked.get(control.name) ?? first[control.name] ?? '';
        if (control.selectedIndex < 0) control.value = first[control.name] ?? '';
      }
    }
    page = Math.max(1, Number(asked.get('page')) || 1);
  }

  // The form as the engine reads it: values by their place in the facts.
  function question() {
    const parts = [`measure=${elements.measure.value}`, `by=${elements.by.value}`];
    for (const name of ['from', 'to']) {
      const { at } = elements[name].selectedOptions[0].dataset;
      if (at) parts.push(`${name}=${at}`);
    }
    for (const group of all('[data-filter]', form)) {
      const picked = all(':checked', group).map((box) => box.dataset.at);
      if (picked.length) parts.push(`${group.dataset.filter}=${picked.join('.')}`);
    }
    return parts.join('&');
  }

  function showChips() {
    const label = (box) => box.parentElement.textContent.trim();
    const made = [];
    const chip = (text, undo) => {
      const button = make('button', text, { type: 'button', className: 'chip', onclick: () => {
        const at = made.indexOf(button);
        undo();
        changed();
        (all('.chip', form)[Math.min(at, made.length - 2)] ?? elements.measure).focus();
      } });
      button.setAttribute('aria-label', fill(data.remove, { name: text }));
      made.push(button);
    };
    for (const name of ['from', 'to']) {
      const select = elements[name];
      if (select.value) chip(`${select.previousElementSibling.textContent} ${select.selectedOptions[0].text}`, () => { select.value = ''; });
    }
    for (const group of all('[data-filter]', form)) {
      const picked = all(':checked', group);
      for (const box of picked) chip(`${find('legend', group).textContent}: ${label(box)}`, () => { box.checked = false; });
      find('.explore-picked', group.parentElement).textContent = picked.length ? fill(data.picked, { count: picked.length }) : '';
    }
    chips.replaceChildren(...made);
    clear.hidden = !made.length;
  }

  // A pick again takes it back. Periods are two months with a hyphen between.
  function pick(name, value) {
    if (!value) return;
    const [from, to] = value.split('-').map(Number);
    if (to === undefined) {
      const box = find(`input[name=${name}][data-at="${from}"]`, form);
      if (!box) return;
      box.checked = !box.checked;
      box.closest('details').open = true;
    } else {
      const months = [...elements.from.options].slice(1).filter(({ dataset }) => dataset.at >= from && dataset.at <= to);
      const [start, end] = [months[0]?.value ?? '', months.at(-1)?.value ?? ''];
      const again = elements.from.value === start && elements.to.value === end;
      [elements.from.value, elements.to.value] = again ? ['', ''] : [start, end];
    }
    changed();
  }

  const dimension = (at) => [elements.by.value, 'unit', 'class', 'evaluation', 'time'][at];

  function row(at, value, cells, known) {
    const line = document.createElement('tr');
    cells.forEach((text, i) => {
      const cell = make(i ? 'td' : 'th', i || !value ? text : '');
      if (!i) cell.scope = 'row';
      if (!i && value) {
        const link = make('a', text, { href: '#answer', className: 'pick', onclick: (event) => {
          event.preventDefault();
          pick(dimension(at), value);
          find(`[data-pick="${known}${value}"]`)?.focus();
        } });
        link.dataset.pick = known + value;
        cell.append(link);
      }
      line.append(cell);
    });
    return line;
  }

  function heads(table, texts) {
    const line = document.createElement('tr');
    line.append(...texts.map((text) => make('th', text, { scope: 'col' })));
    find('thead', table).replaceChildren(line);
  }

  function showCharts() {
    reply.charts.forEach((chart, at) => {
      const figure = figures[at];
      if (!at) {
        find('.chart-title', figure).textContent = reply.title;
        find('.chart-stage', figure).setAttribute('aria-label', reply.title);
      } else {
        heads(figure, chart.head);
        find('tbody', figure).replaceChildren(...chart.names.map((name, i) => row(at, chart.picks[i], [name, chart.counts[i]], at)));
      }
      find('.finding', figure).textContent = chart.finding;
      // A linked chart leaves its own filter out: the note over all of them says what they cover.
      find('.scope', figure).textContent = at ? '' : reply.scope;
      if (!touched) return;
      // The still picture shows the first choice: it is neither printed nor shown any more.
      const stage = find('.chart-stage', figure);
      stage.classList.add('is-stale');
      if (forced.matches) find('svg', stage)?.remove();
      Promise.resolve(banli.charts?.set(figure, engine.chart(at))).then((drawn) => {
        if (drawn) return;
        // Nor is it to be had: what no program draws has no picture.
        stage.replaceChildren(make('p', data.undrawn));
        for (const button of all('[data-chart-action]', figure)) button.hidden = true;
      });
    });
  }

  function showNumbers() {
    heads(numbers, reply.head);
    find('tbody', numbers).replaceChildren(...reply.rows.map(([value, ...cells]) => row(0, value, cells, 'n')));
    find('[data-apart]', numbers).textContent = reply.apart;
  }

  const blocks = new Map();
  function block(at) {
    if (!blocks.has(at)) {
      const asked = fetch(`${data.folder}items-${at + 1}.json`).then((answer) => answer.json());
      blocks.set(at, asked.catch(() => blocks.delete(at) && null));
    }
    return blocks.get(at);
  }

  // The rows of some of the items behind the answer; nothing where a block can't be read.
  async function rows(start, count) {
    const places = [...engine.items(start, count)];
    const size = Number(data.block);
    const needed = [...new Set(places.map((at) => Math.floor(at / size)))];
    const read = new Map(await Promise.all(needed.map(async (at) => [at, await block(at)])));
    const failed = [...read.values()].includes(null);
    find('[data-failed]', records).hidden = !failed;
    return failed ? null : places.map((at) => read.get(Math.floor(at / size))[at % size]);
  }

  const terms = (text) => text.split('\t').map((term) => term.split('='));
  const [states, kinds] = [terms(data.states), terms(data.kinds)];

  async function showRecords() {
    const pages = Math.max(1, Math.ceil(reply.items / PAGE));
    page = Math.min(page, pages);
    const now = reply;
    const start = (page - 1) * PAGE;
    const shown = (await rows(start, PAGE)) ?? [];
    if (now !== reply || start !== (page - 1) * PAGE) return;
    const lines = shown.map(([number, kind, title, path, state]) => {
      const line = document.createElement('tr');
      const head = make('th', '', { scope: 'row' });
      const named = title || (title === false ? data.withheld : data.unknown);
      const name = kinds[kind][1];
      head.append(
        make('a', named, { href: data.root + path }),
        make('span', number ? fill(data.item, { number, kind: name }) : name, { className: 'meta' }),
      );
      line.append(head, make('td', states[state][1]));
      return line;
    });
    find('tbody', records).replaceChildren(...lines);
    find('.counts', records).textContent = reply.items
      ? fill(data.count, { count: reply.items, first: start + 1, last: Math.min(start + PAGE, reply.items) }) : '';
    find('[data-none]', records).hidden = Boolean(reply.items);
    for (const part of [find('table', records), find('[data-csv]', records)]) part.hidden = !reply.items;
    find('.pager', records).hidden = pages < 2;
    if (document.activeElement.dataset.step) said.textContent = find('.counts', records).textContent;
    for (const step of all('[data-step]', records)) step.disabled = step.dataset.step < 0 ? page <= 1 : page >= pages;
  }

  function show() {
    touched ||= location.search !== '';
    reply = JSON.parse(engine.answer(question()) || 'null');
    if (!reply) return;
    if (touched) said.textContent = reply.finding;
    showChips();
    showCharts();
    showNumbers();
    showRecords();
  }

  // A control turned through its values in one go, as by arrow keys, is one step of the history.
  let turned = {};
  function changed(event) {
    const name = event?.target?.name;
    const now = performance.now();
    const same = name && turned.name === name && event.target.tagName === 'SELECT' && now - turned.at < 700;
    turned = { name, at: now };
    page = 1;
    touched = true;
    go(same);
  }

  function go(replace) {
    const asked = address().toString();
    history[replace ? 'replaceState' : 'pushState'](null, '', asked ? `?${asked}` : location.pathname);
    show();
  }

  async function bytes(path) {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.arrayBuffer();
  }

  async function start() {
    const [glue, program, facts] = await Promise.all([
      import(new URL(data.glue, document.baseURI)), bytes(data.wasm), bytes(`${data.folder}facts.bin`),
    ]);
    await glue.default({ module_or_path: program });
    engine = new glue.Explorer(new Uint8Array(facts), data.words);
    if (!engine.size()) throw new Error('no facts');
    numbers = put('explore-numbers');
    records = put('explore-records');
    for (const set of all('fieldset', form)) set.disabled = false;
    restore();
    show();
    form.addEventListener('change', changed);
    form.addEventListener('submit', (event) => event.preventDefault());
    clear.addEventListener('click', () => {
      for (const box of all(':checked', form)) if (box.type === 'checkbox') box.checked = false;
      elements.from.value = elements.to.value = '';
      changed();
      elements.measure.focus();
    });
    figures.forEach((figure, at) => figure.addEventListener('chart:pick', (event) => {
      const { picks, parts } = reply.charts[at];
      const value = picks[parts ? event.detail.series : event.detail.category];
      if (!value) return;
      event.preventDefault();
      pick(dimension(at), value);
    }));
    find('[data-csv]', numbers).addEventListener('click', () => {
      banli.saveCsv([reply.head, ...reply.rows.map(([, ...cells]) => cells)], `${elements.measure.value}-${elements.by.value}`);
    });
    // As the site's own items.csv has them.
    find('[data-csv]', records).addEventListener('click', async () => {
      const found = await rows(0, reply.items);
      const line = ([number, kind, title, path, state, id, session]) => [id, session, kinds[kind][0], number ?? '', title || '', states[state][0], path];
      if (found) banli.saveCsv(['id,session,kind,number,title,state,page'.split(','), ...found.map(line)], 'selected-items');
    });
    records.addEventListener('click', ({ target }) => {
      const step = Number(target.dataset.step);
      if (!step) return;
      page += step;
      go();
      find('h2', records).scrollIntoView({ block: 'nearest' });
    });
    addEventListener('popstate', () => {
      touched = true;
      restore();
      show();
    });
    place.dataset.ready = '';
  }

  start().catch(() => {
    form.remove();
    delete root.dataset.explore;
    root.dataset.still = '';
  });
})();
