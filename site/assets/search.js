// The search page, made live: the engine (WebAssembly) says which files of the index it needs, this
// fetches them and shows the answer. The form is the state, and the address holds it. Opened from a
// folder, where nothing may be fetched, plain scripts bring what is searched. After site.js.
'use strict';

(() => {
  const template = document.getElementById('search-form');
  const form = template.content.firstElementChild.cloneNode(true);
  template.replaceWith(form);
  const { dataset: data, elements } = form;
  const find = (selector) => form.querySelector(selector);
  const all = (selector) => [...form.querySelectorAll(selector)];
  const [said, found, none, list, more] = ['.search-said', '.search-found', '.search-none', '.hits', '[data-ten]'].map(find);
  const facets = all('[data-facet]');
  const local = location.protocol === 'file:';
  const files = new Map();
  const wide = matchMedia('(min-width: 62rem)');
  const opened = new Set();
  const PAGE = 10;
  let count = PAGE;
  let turn = 0;
  let finder;

  const script = (src) => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement('script'), { src, onload: done, onerror: failed }));
  });
  banli.local = (path, text) => files.set(path, Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));

  async function load(path, cache) {
    if (files.has(path)) return files.get(path);
    const answer = await fetch(path ? data.folder + path : data.wasm, { cache });
    if (!answer.ok) throw new Error(answer.status);
    return new Uint8Array(await answer.arrayBuffer());
  }

  // The engine, once; its directory is asked for anew, so that it never names files that are gone.
  async function begin() {
    const loads = [script(data.glue)];
    if (local) loads.push(script(data.folder + data.local));
    else loads.push(load('').then((wasm) => files.set('', wasm)));
    await Promise.all(loads);
    for (let at = 1; at < banli.scripts; at += 1) await script(data.folder + data.local.replace('.', `-${at}.`));
    const [directory] = await Promise.all([load('directory.bin', 'no-cache'), wasm_bindgen({ module_or_path: files.get('') })]);
    const piece = (id) => `\n${id}\t${document.getElementById(id).innerHTML.replaceAll('\n', '')}`;
    return new wasm_bindgen.Finder(directory, data.words + piece('hit') + piece('value'));
  }

  const address = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  const isAsked = (asked) => [...asked.keys()].some((name) => name !== 'sort');

  function show([text, hits, rest, ...values]) {
    const asked = address();
    said.textContent = text;
    found.hidden = !hits && !facets.some(({ dataset }) => asked.has(dataset.facet));
    none.hidden = Boolean(hits) || !text;
    list.innerHTML = hits;
    more.hidden = !rest;
    const { name, value } = document.activeElement;
    facets.forEach((facet, at) => {
      const counted = values[at] !== undefined && values[at] !== '-';
      const key = facet.dataset.facet;
      if (counted) {
        facet.querySelector('div').innerHTML = values[at];
        facet.hidden = !values[at];
        if (wide.matches && !opened.has(key)) {
          opened.add(key);
          facet.open = facet.querySelectorAll('label').length < 7;
        }
        check(asked, facet);
        if (name === key) elements[key]?.value === value ? elements[key].focus() : all(`[name=${key}]`).find((box) => box.value === value)?.focus();
      }
      facet.querySelector('span').textContent = asked.getAll(key).length || '';
    });
  }

  function check(asked, facet) {
    for (const box of facet.querySelectorAll('input')) box.checked = asked.getAll(box.name).includes(box.value);
  }

  async function answer() {
    turn += 1;
    const mine = turn;
    const asked = location.search ? new URLSearchParams(location.search) : new URLSearchParams();
    if (!isAsked(asked)) return show(['', '', '']);
    const lines = [...asked, ['n', count], ...facets.filter(({ open }) => open).map(({ dataset }) => ['count', dataset.facet])];
    const busy = setTimeout(() => { said.textContent = data.busy; }, 400);
    try {
      finder ??= begin();
      const engine = await finder;
      if (mine !== turn) return undefined;
      let needs = engine.ask(lines.map((line) => line.join('\t')).join('\n'));
      while (needs) {
        await Promise.all(needs.split('\n').map(async (path) => engine.give(path, await load(path))));
        if (mine !== turn) return undefined;
        needs = engine.go_on();
      }
      form.dataset.ready = location.search;
      return show(engine.shown().split('\x01'));
    } catch {
      finder = undefined;
      if (mine === turn) said.textContent = data.failed;
      return undefined;
    } finally {
      clearTimeout(busy);
    }
  }

  function go(replace) {
    const asked = address().toString();
    count = PAGE;
    history[replace ? 'replaceState' : 'pushState'](null, '', asked ? `?${asked}` : location.pathname);
    answer();
  }

  function restore() {
    const asked = new URLSearchParams(location.search);
    elements.q.value = asked.get('q') ?? '';
    elements.sort.value = asked.get('sort') ?? '';
    for (const facet of facets) {
      // Values that are not counted yet stand for themselves until they are.
      const key = facet.dataset.facet;
      facet.querySelector('div').replaceChildren(...asked.getAll(key).map((value) => Object.assign(document.createElement('input'), { type: 'checkbox', name: key, value, checked: true })));
    }
    answer();
  }

  let wait;
  const later = (event) => {
    clearTimeout(wait);
    if (!event.isComposing) wait = setTimeout(go, 150, true);
  };
  elements.q.addEventListener('input', later);
  elements.q.addEventListener('compositionend', later);
  elements.q.addEventListener('focus', () => { finder ??= begin().catch(() => { finder = undefined; }); }, { once: true });
  form.addEventListener('change', ({ target }) => target !== elements.q && go());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(wait);
    go();
  });
  form.addEventListener('toggle', ({ target }) => target.open && answer(), true);
  more.addEventListener('click', async () => {
    const { length } = list.children;
    count += PAGE;
    await answer();
    list.children[length]?.querySelector('a').focus();
  });
  addEventListener('popstate', restore);
  find('.search-local').hidden = !local;
  restore();
})();
