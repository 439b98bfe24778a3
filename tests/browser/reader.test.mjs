// The reader's own controls: reading aids that are remembered, lists filtered, sorted and saved, the link copied.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { download, ready, room } from './room.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const html = (page) => page.locator('html');
const shown = (page) => page.locator('table[data-list] tbody tr:visible');
const column = (page, at) => page.locator(`table[data-list] tbody tr:visible > :nth-child(${at})`).allInnerTexts();
const status = (page) => page.locator('.list-tools [role=status]');

test('reading aids hold at once, on the next page, in the other language and before the first paint', async () => {
  const { page, close } = await place.open();
  const normal = await html(page).evaluate((root) => parseFloat(getComputedStyle(root).fontSize));
  for (const name of ['大字', '高对比', '大鼠标', '纯净阅读']) await page.getByRole('button', { name, exact: true }).click();
  await page.getByLabel('配色').selectOption('深色');
  const holds = async () => {
    for (const [name, value] of Object.entries({ text: 'large', contrast: 'high', pointer: 'large', reading: 'on', theme: 'dark' })) {
      assert.equal(await html(page).getAttribute(`data-${name}`), value);
    }
    assert.equal(await page.locator('.tools [aria-pressed=true]').count(), 4);
    assert.equal(await html(page).evaluate((root) => parseFloat(getComputedStyle(root).fontSize)), 1.25 * normal);
    assert.equal(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor), 'rgb(0, 0, 0)');
    assert.equal(await page.locator('.nav').isVisible(), false);
  };
  await holds();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.first = { ...document.documentElement.dataset };
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${place.url}units/index.html`);
  await holds();
  assert.equal((await page.evaluate(() => window.first)).theme, 'dark');
  await page.getByRole('link', { name: 'English' }).click();
  await ready(page);
  await holds();
  await page.getByRole('button', { name: 'Leave reading mode' }).click();
  assert.equal(await page.locator('.nav').isVisible(), true);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.getByLabel('Colours').selectOption('As the system');
  assert.equal(await html(page).getAttribute('data-theme'), null);
  await close();
});

test('large and largest text exclude each other; a second press gives the normal size', async () => {
  const { page, close } = await place.open();
  const [large, largest] = ['大字', '特大字'].map((name) => page.getByRole('button', { name, exact: true }));
  await large.click();
  await largest.click();
  assert.equal(await large.getAttribute('aria-pressed'), 'false');
  assert.equal(await largest.getAttribute('aria-pressed'), 'true');
  await largest.click();
  assert.equal(await html(page).getAttribute('data-text'), null);
  await close();
});

test('on a phone the reading aids fold behind one button', async () => {
  const { page, close } = await place.open('', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const more = page.getByRole('button', { name: '阅读辅助' });
  const large = page.getByRole('button', { name: '大字', exact: true });
  assert.equal(await large.isVisible(), false);
  await more.tap();
  assert.equal(await more.getAttribute('aria-expanded'), 'true');
  await large.tap();
  assert.equal(await html(page).getAttribute('data-text'), 'large');
  await close();
});

test('where storage is refused, everything works for the page', async () => {
  const { page, faults, close } = await place.open(null);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await page.goto(`${place.url}items/index.html`);
  await page.locator('[data-tool=contrast]').click();
  assert.equal(await html(page).getAttribute('data-contrast'), 'high');
  await page.locator('.list-tools').waitFor();
  assert.deepEqual(faults(), []);
  await close();
});

test('what storage holds that is none of the choices is passed over', async () => {
  const { page, faults, close } = await place.open(null);
  await page.addInitScript(() => localStorage.setItem('banli-reading', '{"text":"<x>","theme":7,"reading":'));
  await page.goto(place.url);
  await ready(page);
  assert.equal(await html(page).getAttribute('data-text'), null);
  assert.deepEqual(faults(), []);
  await close();
});

test('a list is filtered by any words, and the count is announced', async () => {
  const { page, close } = await place.open('units/index.html');
  const all = await shown(page).count();
  assert.ok(all > 8);
  assert.equal(await page.locator('main').getByRole('searchbox').count(), 1);
  await page.locator('main').getByRole('searchbox').fill('市民政局');
  await page.waitForFunction((before) => document.querySelectorAll('table[data-list] tbody tr:not([hidden])').length < before, all);
  const left = await shown(page).allInnerTexts();
  assert.ok(left.length > 0 && left.every((text) => text.includes('市民政局')), left.join('\n'));
  assert.equal(await status(page).innerText(), `显示 ${left.length} 行，本页共 ${all} 行`);
  await page.locator('main').getByRole('searchbox').fill('没有这样的单位');
  await page.waitForFunction(() => !document.querySelector('table[data-list] tbody tr:not([hidden])'));
  await page.locator('main').getByRole('searchbox').fill('');
  await page.waitForFunction((before) => document.querySelectorAll('table[data-list] tbody tr:not([hidden])').length === before, all);
  await close();
});

const ITEMS = 600;
const rows = (page, count) => page.waitForFunction((wanted) => document.querySelectorAll('table[data-list] tbody tr').length === wanted, count);

for (const start of ['items/index.html', 'items/page-3.html']) {
  test(`a list of many pages is filtered and sorted as a whole, from ${start}`, async () => {
    const { page, faults, close } = await place.open(start);
    assert.equal(await shown(page).count(), 50);
    const given = await column(page, 1);
    await page.locator('main').getByRole('searchbox', { name: '在全部各页中筛选' }).fill('市教育局 建议');
    await rows(page, ITEMS);
    await page.waitForFunction(() => /共 600 行/.test(document.querySelector('.list-tools [role=status]').textContent));
    const left = await shown(page).allInnerTexts();
    assert.ok(left.length > 10 && left.every((text) => text.includes('市教育局') && text.includes('建议')), left.join('\n'));
    assert.equal(await status(page).innerText(), `显示 ${left.length} 行，共 ${ITEMS} 行`);
    assert.equal(await page.locator('nav.pager:visible').count(), 0);
    await page.locator('main').getByRole('searchbox').fill('');
    await page.waitForFunction((wanted) => document.querySelectorAll('table[data-list] tbody tr:not([hidden])').length === wanted, ITEMS);
    const all = await column(page, 1);
    assert.equal(new Set(await page.locator('table[data-list] tbody th a').evaluateAll((links) => links.map((link) => link.href))).size, ITEMS);
    assert.deepEqual(all.slice(start.includes('3') ? 100 : 0).slice(0, 50), given, 'in the order of the pages');
    // The link of a row that came from another page leads to its item.
    await page.locator('table[data-list] tbody th a').nth(400).click();
    await page.waitForURL(/items\/[^/]+\/[^/]+\.html$/);
    assert.equal(await page.locator('article.item').count(), 1);
    assert.deepEqual(faults(), []);
    await close();
  });
}

test('where the other pages of a list do not come, the page stands for itself and says so', async () => {
  const { page, close } = await place.open('items/index.html');
  await page.route('**/items/page-4.html', (route) => route.fulfill({ status: 404, body: 'no' }));
  await page.locator('main').getByRole('searchbox').fill('第');
  await page.locator('main').getByRole('searchbox', { name: '在本页中筛选' }).waitFor();
  assert.match(await status(page).innerText(), /^显示 \d+ 行，本页共 50 行$/);
  assert.equal(await page.locator('nav.pager:visible').count(), 1);
  await close();
});

test('a list is sorted by days, numbers and names, and says so', async () => {
  const { page, close } = await place.open('items/index.html');
  const head = (name) => page.locator('table[data-list] thead th', { hasText: name });
  const date = (text) => /(\d+)年(\d+)月(\d+)日/.exec(text)?.slice(1).reduce((sum, part) => sum * 100 + Number(part), 0);
  await head('提出日期').getByRole('button').click();
  await page.locator('thead [aria-sort=ascending]').waitFor();
  assert.equal(await head('提出日期').getAttribute('aria-sort'), 'ascending');
  let days = (await column(page, 3)).map(date);
  assert.ok(days.length === ITEMS && days.every((day, at) => at === 0 || !day || day >= days[at - 1]), days.join());
  await head('提出日期').getByRole('button').click();
  await page.locator('thead [aria-sort=descending]').waitFor();
  days = (await column(page, 3)).map(date);
  assert.ok(days.every((day, at) => at === 0 || !day || day <= days[at - 1]), days.join());
  await head('承办单位').getByRole('button').click();
  await head('承办单位').and(page.locator('[aria-sort]')).waitFor();
  assert.equal(await page.locator('thead [aria-sort]').count(), 1);
  const names = (await column(page, 2)).map((text) => text.split('\n')[0].trim());
  const known = names.filter(Boolean);
  assert.deepEqual(known, [...known].sort(new Intl.Collator('zh-CN', { numeric: true }).compare));
  assert.deepEqual(names.slice(0, known.length), known, 'empty cells last');

  await page.goto(`${place.url}en/units/index.html`);
  const sort = page.locator('table[data-list] thead th').nth(3).getByRole('button');
  await sort.click();
  await page.locator('thead [aria-sort]').waitFor();
  const rates = (await column(page, 4)).map((text) => text.split('\n')[0]).filter((text) => text.endsWith('%')).map(parseFloat);
  assert.ok(rates.length > 5 && rates.every((rate, at) => at === 0 || rate <= rates[at - 1]), rates.join());
  assert.match(await sort.getAttribute('aria-label'), /^Sort by /);
  await close();
});

test('on a phone a list is sorted by one choice, and back', async () => {
  const { page, close } = await place.open('units/index.html', { viewport: { width: 390, height: 844 } });
  const before = await column(page, 1);
  const order = page.getByRole('combobox', { name: /^排序/ });
  await order.selectOption({ index: 1 });
  await page.locator('thead [aria-sort]').waitFor({ state: 'attached' });
  const sorted = await column(page, 1);
  assert.notDeepEqual(sorted, before);
  await order.selectOption({ index: 0 });
  await page.locator('thead [aria-sort]').waitFor({ state: 'detached' });
  assert.deepEqual(await column(page, 1), before);
  assert.equal(await page.locator('.sort:visible').count(), 0);
  await close();
});

test('what a list shows is saved as it is shown, with addresses', async () => {
  const { page, close } = await place.open('items/index.html');
  await page.locator('main').getByRole('searchbox').fill('教育局');
  await rows(page, ITEMS);
  await page.waitForFunction(() => document.querySelector('table[data-list] tbody tr[hidden]'));
  await page.locator('table[data-list] thead th').nth(2).getByRole('button').click();
  await page.locator('thead [aria-sort]').waitFor();
  const titles = await page.locator('table[data-list] tbody tr:visible th a').allInnerTexts();
  const { name, bytes } = await download(page, () => page.locator('[data-csv]').click());
  assert.equal(name, 'index.csv');
  const lines = bytes.toString().split('\r\n');
  assert.equal(lines[0], '\ufeff题目,承办单位,提出日期,办理状态,结果与评价,网址');
  assert.equal(lines.length, titles.length + 2);
  titles.forEach((title, at) => assert.ok(lines[at + 1].startsWith(title) && lines[at + 1].includes(`${place.url}items/`), lines[at + 1]));
  await close();
});

test('no cell of a saved list is taken for a formula', async () => {
  const { page, close } = await place.open(null);
  await page.route('**/units/index.html', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/(<tbody>\s*<tr><th scope="row">)(<a[^>]*>)[^<]*/, '$1$2=1+&quot;1&quot;,＝x');
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${place.url}units/index.html`);
  const { bytes } = await download(page, () => page.locator('[data-csv]').click());
  assert.ok(bytes.toString().split('\r\n')[1].startsWith(`"'=1+""1"",＝x",`), bytes.toString().split('\r\n')[1]);
  await close();
});

test('the address is copied, and where that is refused the page says so', async () => {
  const { page, context, close } = await place.open('units/index.html#main');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: '复制本页链接' }).click();
  const says = page.locator('.page-tools [role=status]');
  await says.filter({ hasText: '链接已复制' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${place.url}units/index.html#main`);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
    document.execCommand = () => false;
  });
  await page.getByRole('button', { name: '复制本页链接' }).click();
  await says.filter({ hasText: '地址栏' }).waitFor();
  await close();
});

test('what a theme has written into the place of a control stays, and works', async () => {
  const { page, faults, close } = await place.open(null);
  await page.route(place.url, async (route) => {
    const answer = await route.fetch();
    const own = '<div class="tools" hidden><button type="button" data-tool="contrast" data-value="high">Mine</button></div>';
    const body = (await answer.text()).replace('<div class="tools" hidden></div>', own).replace('<div class="page-tools" hidden></div>', '');
    await route.fulfill({ response: answer, body });
  });
  await page.goto(place.url);
  assert.deepEqual(await page.locator('.tools button').allInnerTexts(), ['Mine']);
  assert.equal(await page.locator('.page-tools').count(), 0, 'no place, no tools');
  await page.getByRole('button', { name: 'Mine' }).click();
  assert.equal(await html(page).getAttribute('data-contrast'), 'high');
  assert.deepEqual(faults(), []);
  await close();
});

test('old data is announced by the reader’s clock, and not before', async () => {
  for (const [today, old] of [['2025-12-30', false], ['2026-01-05', true]]) {
    const { page, close } = await place.open(null);
    await page.clock.setFixedTime(`${today}T12:00:00`);
    await page.route(place.url, async (route) => {
      const answer = await route.fetch();
      // As with `freshness_days` in site.toml, which the example does without.
      const body = (await answer.text()).replace('data-as-of="2025-11-30"', '$& data-freshness-days="31"').replace(/<main .*>/, '$&<p class="stale" hidden></p>');
      await route.fulfill({ response: answer, body });
    });
    await page.goto(place.url);
    await ready(page);
    assert.equal(await page.locator('.stale').isVisible(), old, today);
    assert.equal(/截止日/.test(await page.locator('main').innerText()), old, today);
    await close();
  }
});
