// By the keyboard alone: past the navigation, to every control, through the lists to one item.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawn, ready, room, written } from './room.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

// What has the focus, and whether a reader sees that it has.
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    return {
      name: at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent.trim() ?? '',
      what: at.matches('.chart-stage') ? 'chart' : at.tagName.toLowerCase(),
      text: at.textContent.trim().slice(0, 60),
      href: at.href ?? '',
      seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      body: at === document.body,
    };
  });

// Presses Tab until `wanted`, and tells the way.
async function tabTo(page, wanted, most = 400) {
  const way = [];
  while (way.length < most) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now.body) break;
    way.push(now);
    if (wanted(now)) return way;
  }
  assert.fail(`not reached by Tab: ${way.map(({ what, text }) => `${what} ${text}`).join(' | ')}`);
}

test('the first key press offers to skip to the content, and skips', async () => {
  const { page, close } = await place.open('items/index.html');
  await ready(page);
  await page.keyboard.press('Tab');
  const skip = await focused(page);
  assert.equal(skip.text, '跳到正文');
  assert.ok(skip.inside && skip.seen, JSON.stringify(skip));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'main');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null));
  await close();
});

test('Tab reaches navigation, aids, charts, tables and page tools, each with a focus that is seen', async () => {
  const { page, close } = await place.open();
  await drawn(page);
  await page.evaluate(() => scrollTo(0, 0));
  const way = await tabTo(page, (now) => now.text === '打印本页');
  const reached = new Set(way.map(({ what }) => what));
  for (const what of ['a', 'button', 'select', 'chart', 'summary']) assert.ok(reached.has(what), what);
  assert.ok(way.some(({ text }) => text === '全部件') && way.some(({ text }) => text === '大字'));
  const lost = way.filter(({ seen, inside }) => !seen || !inside);
  assert.deepEqual(lost, []);
  await close();
});

test('a chart’s table opens by the keyboard and leads to the records', async () => {
  const { page, close } = await place.open();
  await tabTo(page, ({ what }) => what === 'summary');
  await page.keyboard.press('Enter');
  await page.locator('#outcomes .chart-table table').waitFor();
  await tabTo(page, ({ what, href }) => what === 'a' && /\/units\/[^/]+\.html/.test(href));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/units\/[^/]+\.html/);
  await close();
});

test('a list is filtered and sorted by the keyboard', async () => {
  const { page, close } = await place.open('units/index.html');
  await tabTo(page, ({ what, name }) => what === 'input' && name.includes('筛选'));
  await page.keyboard.type('教育');
  await page.waitForFunction(() => document.querySelectorAll('table[data-list] tbody tr:not([hidden])').length === 1);
  await tabTo(page, ({ name }) => name === '按“件”排序');
  await page.keyboard.press('Space');
  assert.equal(await page.locator('thead [aria-sort]').count(), 1);
  await tabTo(page, ({ what, text }) => what === 'a' && text.includes('教育'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/units\/[^/]+\.html/);
  await close();
});

test('from the first page an item is found by the name of its proposer', async (t) => {
  if (!written('demo-city').proposers) return t.skip('the list of proposers is not written yet');
  const { page, close } = await place.open();
  await tabTo(page, ({ href }) => href.endsWith('/proposers/index.html'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/proposers/index.html');
  await ready(page);
  const name = await page.locator('main a[href]').evaluateAll((links) => links.filter((a) => /\/proposers\/(?!index|page-)[^/]+\.html/.test(a.href)).at(-1)?.textContent.trim());
  assert.ok(name, 'a proposer in the list');
  if (await page.locator('main').getByRole('searchbox').count()) {
    await tabTo(page, ({ what, name }) => what === 'input' && name.includes('筛选'));
    await page.keyboard.type(name);
    // The list is filtered a moment after the last key.
    await page.waitForFunction((wanted) => [...document.querySelectorAll('main tbody tr')]
      .every((row) => row.hidden || row.offsetParent === null || row.textContent.includes(wanted)), name);
  }
  await tabTo(page, ({ what, text }) => what === 'a' && text === name);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/proposers\/(?!index)[^/]+\.html/);
  await tabTo(page, ({ href }) => /\/items\/[^/]+\/[^/]+\.html/.test(href));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/items\/[^/]+\/[^/]+\.html/);
  assert.ok((await page.locator('main').innerText()).includes(name));
  await close();
});
