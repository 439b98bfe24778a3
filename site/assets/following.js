// Following: the button on items, proposers and units, and the list of what the reader follows. All
// of it stays in this browser's storage, under the site's own path; how things stand now is read
// from their feeds. Every text comes from the page or
// from controls.html.
'use strict';

(() => {
  const { save, say, all } = window.banli;
  const root = document.documentElement;
  const KEY = `banli-following ${new URL('..', document.currentScript.src).pathname}`;
  const VERSION = 1;
  const PAGE = /^(items\/[\w-]+|units|proposers)\/[\w-]+\.html$/;
  // Feeds of this many entries may have lost older ones.
  const LONG = 20;
  const SHOWN = 5;

  const isEntry = (one) => PAGE.test(one?.page) && typeof one.title === 'string' && (!one.seen || Array.isArray(one.seen));

  function list() {
    try {
      return JSON.parse(localStorage.getItem(KEY)).filter(isEntry);
    } catch {
      return [];
    }
  }

  // Whether the browser kept it.
  function keep(entries) {
    try {
      localStorage.setItem(KEY, JSON.stringify(entries));
      return true;
    } catch {
      return false;
    }
  }

  const change = (page, found) => keep(list().map((one) => (one.page === page ? { ...one, ...found } : one)));

  async function look(address) {
    const answer = await fetch(address, { cache: 'no-cache' });
    if (!answer.ok) throw answer;
    const feed = new DOMParser().parseFromString(await answer.text(), 'text/xml').documentElement;
    const text = (node, name) => node.getElementsByTagName(name)[0]?.textContent ?? '';
    const told = all('entry', feed).map((entry) => ({
      id: text(entry, 'id').slice(-12),
      title: text(entry, 'title'),
      day: text(entry, 'updated').slice(0, 10),
    }));
    const state = feed.querySelector('feed > category')?.getAttribute('term');
    return { told, now: { title: text(feed, 'title'), stands: text(feed, 'subtitle'), state, day: root.dataset.asOf } };
  }

  // What is known once everything told was looked at.
  const seen = ({ told, now }) => ({ ...now, seen: told.map(({ id }) => id), from: told[LONG - 1] ? told.at(-1).day : '' });

  // What was told since; before a feed was ever read, by the day of what was known.
  const news = (one, told) =>
    told.filter(({ id, day }) => (one.seen ? !one.seen.includes(id) && day >= one.from : day > one.day));

  // The button.

  function button(tools) {
    const page = tools.dataset.follow;
    const [press, status] = [tools.querySelector('button'), tools.querySelector('[role=status]')];
    const link = tools.querySelector('a');
    if (tools.dataset.all) link.href = tools.dataset.all;
    const feed = document.querySelector('link[type="application/atom+xml"]').href;
    const follows = () => list().some((one) => one.page === page);
    const reflect = () => press.setAttribute('aria-pressed', String(follows()));
    // Who opens the page has looked at it.
    const visit = () => look(feed).then(seen, shown).then((found) => change(page, found));

    function shown() {
      const [badge, stands] = ['.where .badge', '.where-state'].map((part) => document.querySelector(part));
      return {
        title: document.querySelector('h1').textContent,
        state: badge?.className.match(/is-([\w-]+)/)[1],
        stands: stands?.textContent.trim(),
        day: root.dataset.asOf,
      };
    }

    press.addEventListener('click', () => {
      const on = !follows();
      const kept = keep(on ? [{ page, ...shown() }, ...list()] : list().filter((one) => one.page !== page));
      status.textContent = status.dataset[kept ? (on ? 'on' : 'off') : 'refused'];
      reflect();
      if (on && kept) visit();
    });
    addEventListener('storage', reflect);
    addEventListener('pageshow', reflect);
    reflect();
    tools.hidden = false;
    if (follows()) visit();
  }

  // The list.

  function listing(box) {
    const [rows, status] = [box.querySelector(':scope > ul'), box.querySelector('[role=status]')];
    const row = box.querySelector('template').content.firstElementChild;
    const part = (name) => box.querySelector(`[data-${name}]`);
    const texts = box.dataset;
    const day = (iso) => new Date(iso).toLocaleDateString(root.lang === 'en' ? 'en-GB' : root.lang, { dateStyle: 'long', timeZone: 'UTC' });
    const folder = location.protocol === 'file:';
    const found = new Map();

    function write(one) {
      const item = row.cloneNode(true);
      const get = (selector) => item.querySelector(selector);
      const { told, now, gone } = found.get(one.page) ?? {};
      const { title, stands, state } = { ...one, ...now };
      const link = get('a');
      link.textContent = title;
      link.href = one.page;
      const badge = get('.badge');
      badge.textContent = stands ?? '';
      badge.hidden = !stands;
      badge.className = state ? `badge is-${state}` : 'quiet';
      const fresh = told ? news(one, told) : [];
      get('.meta').textContent = gone ? texts.gone
        : !told ? (one.day ? say(texts.known, { day: day(one.day) }) : '')
        : fresh.length > SHOWN ? say(texts.more, { count: fresh.length - SHOWN })
        : fresh.length ? '' : texts.none;
      for (const { day: when, title: what } of fresh.slice(0, SHOWN)) {
        const line = get('ol').appendChild(document.createElement('li'));
        const time = line.appendChild(document.createElement('time'));
        time.className = 'when';
        time.dateTime = when;
        time.textContent = day(when);
        line.append(what);
      }
      const drop = get('button');
      drop.setAttribute('aria-label', `${drop.textContent} ${title}`);
      drop.addEventListener('click', () => {
        const at = [...rows.children].indexOf(item);
        keep(list().filter((other) => other.page !== one.page));
        show();
        (rows.children[at] ?? rows.lastElementChild)?.querySelector('button').focus();
        if (!rows.children.length) document.getElementById('main').focus();
        status.textContent = texts.removed;
      });
      return { item, fresh: fresh.length > 0 };
    }

    function show() {
      const written = list().map(write).sort((a, b) => b.fresh - a.fresh);
      rows.replaceChildren(...written.map(({ item }) => item));
      const count = written.filter(({ fresh }) => fresh).length;
      part('empty').hidden = written.length > 0;
      part('export').hidden = !written.length;
      part('seen').hidden = !count;
      status.textContent = written.length && !folder ? say(texts.changed, { count, all: written.length }) : '';
    }

    async function read() {
      show();
      if (folder) return;
      await Promise.all(list().filter(({ page }) => !found.has(page)).map(async ({ page }) => {
        try {
          found.set(page, await look(page.replace(/html$/, 'atom')));
        } catch (fault) {
          if (fault.status === 404) found.set(page, { gone: true });
        }
      }));
      // What was never read before is known from now on.
      for (const { page, seen: known, day: on } of list()) {
        if (found.get(page)?.told && !known && !on) change(page, seen(found.get(page)));
      }
      show();
    }

    function take(text) {
      let file;
      try {
        file = JSON.parse(text);
      } catch { /* no JSON */ }
      if (file?.banli !== 'following' || !Array.isArray(file.list)) return texts.bad;
      if (file.version > VERSION) return texts.newer;
      if (file.site !== texts.site) return texts.foreign;
      const entries = file.list.filter(isEntry).slice(0, 1000);
      const had = list();
      const fresh = entries.filter((one, at) => ![...had, ...entries.slice(0, at)].some(({ page }) => page === one.page));
      if (!keep([...had, ...fresh])) return texts.refused;
      return say(texts.imported, { count: fresh.length, had: entries.length - fresh.length });
    }

    part('seen').addEventListener('click', () => {
      for (const [page, one] of found) if (one.told) change(page, seen(one));
      show();
    });
    part('export').addEventListener('click', () => {
      const text = JSON.stringify({ banli: 'following', version: VERSION, site: texts.site, list: list() }, null, 1);
      save(new Blob([text], { type: 'application/json' }), 'following.json');
    });
    part('import').addEventListener('change', async ({ target }) => {
      const said = take(target.files[0]?.size < 4e6 ? await target.files[0].text() : '');
      target.value = '';
      await read();
      status.textContent = said;
    });
    addEventListener('storage', read);
    // The page may be an old one that is shown again; in a folder, what the page before kept may come late.
    addEventListener('pageshow', ({ persisted }) => (persisted || folder) && read());
    part('folder').hidden = !folder;
    part('refused').hidden = keep(list());
    box.hidden = false;
    read();
  }

  const tools = document.querySelector('[data-follow]');
  if (tools) button(tools);
  const box = document.querySelector('[data-following]');
  if (box) listing(box);
})();
