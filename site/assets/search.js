// The search page, made live: the engine (WebAssembly) says which files of the index it needs, this
// fetches them and shows the answer. The address is the question. Opened from a folder, where nothing
// may be fetched, plain scripts bring what is searched. A plain script after site.js.
'use strict';

(() => {
  const template = document.getElementById('search-form');
  const form = template.content.firstElementChild.cloneNode(true);
  template.replaceWith(form);
  const { dataset: data, elements } = form;
  const find = (selector) => form.querySelector(selector);
  const [said, found, none, list, more] = ['.search-said', '.search-found', '.search-none', '.hits', '[data-ten]'].map(find);
  const facets = [...form.querySelectorAll('[data-facet]')];
  const local = location.protocol === 'file:';
  const files = new Map();
  let count = 10;
  let turn = 0;
  let engine;
  let wait;

  const script = (src) => new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement('script'), { src, onload, onerror }));
  });
  banli.local = (path, text) => files.set(path, Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));

  async function load(path, cache) {
    if (files.has(path)) return files.get(path);
    const answer = await fetch(data.folder + path, { cache });
    if (!answer.ok) throw path;
    return new Uint8Array(await answer.arrayBuffer());
  }

  // The program is fetched packed where the browser unpacks it: few servers pack it themselves.
  async function program() {
    try {
      const packed = new Blob([await load('finder.bin')]).stream();
      return await new Response(packed.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
    } catch {
      return data.wasm;
    }
  }

  // The directory is asked for anew, so that it never names files that are gone.
  async function begin() {
    const loads = [local ? script(data.folder + data.local) : program(), script(data.glue)];
    const [wasm] = await Promise.all(loads);
    for (let at = 1; at < banli.scripts; at += 1) await script(data.folder + data.local.replace('.', `-${at}.`));
    const [directory] = await Promise.all([load('directory.bin', 'no-cache'), wasm_bindgen({ module_or_path: files.get('') ?? wasm })]);
    const piece = (id) => `\n${id}\t${find(`#${id}`).innerHTML.replaceAll('\n', '')}`;
    return new wasm_bindgen.Finder(directory, data.words + piece('hit') + piece('value'));
  }

  const address = () => new URLSearchParams(location.search);

  function show([text, hits, rest, ...values]) {
    said.textContent = text;
    found.hidden = !values.length;
    none.hidden = hits || !text;
    list.innerHTML = hits;
    more.hidden = !rest;
    const { name, value } = document.activeElement;
    facets.forEach((facet, at) => {
      facet.hidden = !values[at];
      facet.querySelector('span').textContent = address().getAll(facet.dataset.facet).length || '';
      if (values[at] === '-') return;
      const place = facet.querySelector('div');
      place.innerHTML = values[at] ?? '';
      if (!facet.dataset.seen && values[at]) facet.open = matchMedia('(min-width: 62rem)').matches && place.children.length < 7;
      facet.dataset.seen = '';
      for (const box of place.querySelectorAll('input')) if (box.name === name && box.value === value) box.focus();
    });
  }

  async function answer() {
    turn += 1;
    const mine = turn;
    const asked = [...address()].filter(([, value]) => value.trim());
    if (!asked.some(([name]) => name !== 'sort')) return show(['', '', '']);
    const opened = facets.filter(({ open }) => open).map(({ dataset }) => ['count', dataset.facet]);
    const busy = setTimeout(() => { said.textContent = data.busy; }, 400);
    try {
      engine ??= begin();
      const finder = await engine;
      let needs = mine === turn && finder.ask([...asked, ['n', count], ...opened].map((line) => line.join('\t')).join('\n'));
      while (needs) {
        await Promise.all(needs.split('\n').map(async (path) => finder.give(path, await load(path))));
        needs = mine === turn && finder.go_on();
      }
      if (mine === turn) {
        show(finder.shown().split('\x01'));
        form.dataset.ready = location.search;
      }
    } catch {
      engine = undefined;
      if (mine === turn) said.textContent = data.failed;
    }
    clearTimeout(busy);
    return undefined;
  }

  function go(asked, replace) {
    count = 10;
    if (!asked.get('sort')) asked.delete('sort');
    history[replace ? 'replaceState' : 'pushState'](null, '', `${asked}` ? `?${asked}` : location.pathname);
    answer();
  }

  function ask(replace) {
    clearTimeout(wait);
    const asked = address();
    asked.set('q', elements.q.value);
    go(asked, replace === true);
  }

  function restore() {
    elements.q.value = address().get('q') ?? '';
    elements.sort.value = address().get('sort') ?? '';
    answer();
  }

  const later = (event) => {
    clearTimeout(wait);
    if (!event.isComposing) wait = setTimeout(ask, 150, true);
  };
  elements.q.addEventListener('input', later);
  elements.q.addEventListener('compositionend', later);
  elements.q.addEventListener('focus', () => { engine ??= begin(); }, { once: true });
  form.addEventListener('change', ({ target: { name, value, checked } }) => {
    if (name === 'q') return;
    const asked = address();
    const others = checked === undefined ? [] : asked.getAll(name).filter((one) => one !== value);
    asked.delete(name);
    for (const one of others) asked.append(name, one);
    if (checked ?? true) asked.append(name, value);
    go(asked);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
  form.addEventListener('toggle', ({ target }) => target.open && !target.querySelector('input') && answer(), true);
  more.addEventListener('click', async () => {
    const { length } = list.children;
    count += 10;
    await answer();
    list.children[length]?.querySelector('a').focus();
  });
  addEventListener('popstate', restore);
  find('.search-local').hidden = !local;
  restore();
})();
