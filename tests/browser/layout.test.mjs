// Pages fit: a narrow screen, text twice as large, paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawn, kinds, ready, room } from './room.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

// Elements that stick out to the right of the page, though no scrolling box holds them.
const wide = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [`${root.scrollWidth} in ${root.clientWidth}`].concat(
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest('.scroll, .nav ul, .chart-stage, svg'))
        .slice(0, 5)
        .map((element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`),
    );
  });

const ways = {
  'at 320 px': { viewport: { width: 320, height: 640 } },
  'with text at 200 %': { viewport: { width: 1280, height: 900 }, size: '200%' },
  'at 320 px with the largest text': { viewport: { width: 320, height: 640 }, text: 'larger' },
};
for (const lang of ['zh', 'en']) {
  for (const [way, { viewport, size, text }] of Object.entries(ways)) {
    test(`no page in ${lang} scrolls sideways ${way}`, async () => {
      const { page, close } = await place.open(null, { viewport });
      if (text) await page.addInitScript((value) => localStorage.setItem('banli-reading', JSON.stringify({ text: value })), text);
      const broken = {};
      for (const path of Object.values(kinds('demo-city', lang))) {
        await page.goto(place.url + path);
        await ready(page);
        if (size) await page.evaluate((value) => { document.documentElement.style.fontSize = value; }, size);
        await drawn(page);
        for (const part of await wide(page)) (broken[part] ??= []).push(path);
      }
      assert.deepEqual(broken, {});
      await close();
    });
  }
}

// Elements whose text their box cuts off; boxes that scroll and what only screen readers hear are none.
const cut = (page) =>
  page.evaluate(() => {
    const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const clips = (element) => ['hidden', 'clip'].some((way) => [getComputedStyle(element).overflowX, getComputedStyle(element).overflowY].includes(way));
    const over = (element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    return [...document.querySelectorAll('body *')]
      .filter((element) => own(element) && element.clientWidth > 1 && clips(element) && over(element) && !element.closest('svg, .unseen'))
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`);
  });

// WCAG 2.2, 1.4.12: what a reader may set, and no text is lost by it.
test('with wide lines, words and letters nothing is cut off and no page scrolls sideways', async () => {
  const { page, close } = await place.open(null, { viewport: { width: 390, height: 844 } });
  const broken = {};
  for (const path of [...Object.values(kinds('demo-city')), ...Object.values(kinds('demo-city', 'en'))]) {
    await page.goto(place.url + path);
    await ready(page);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
      document.adoptedStyleSheets = [sheet];
    });
    for (const part of [...(await wide(page)), ...(await cut(page))]) (broken[part] ??= []).push(path);
  }
  assert.deepEqual(broken, {});
  await close();
});

test('on paper there are the still pictures and no controls', async () => {
  const { page, close } = await place.open(null, { viewport: { width: 720, height: 1000 } });
  for (const path of Object.values(kinds('demo-city'))) {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(place.url + path);
    const charts = await drawn(page);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.chart-stage .chart-svg:visible').count(), charts, path);
    assert.equal(await page.locator('canvas:visible, .chart-tip:visible').count(), 0, path);
    const controls = page.locator('input:visible, select:visible, button:visible, .tools:visible, .nav:visible, .skip:visible');
    assert.equal(await controls.count(), 0, path);
    assert.deepEqual(await wide(page), [], path);
  }
  await close();
});

test('a list that was filtered is printed as it is shown', async () => {
  const { page, close } = await place.open('units/index.html');
  await page.locator('main').getByRole('searchbox').fill('教育');
  const rows = page.locator('table[data-list] tbody tr:visible');
  await page.waitForFunction(() => document.querySelectorAll('table[data-list] tbody tr:not([hidden])').length === 1);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await rows.count(), 1);
  await close();
});

test('while a page loads nothing moves under the reader', async () => {
  const { context, close } = await place.open(null, { viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true });
  // How far things moved, as the browser reckons it: share of the window × share of its height.
  await context.addInitScript(() => {
    window.moved = [];
    const see = (list) => window.moved.push(...list.getEntries().map(({ value }) => value));
    new PerformanceObserver(see).observe({ type: 'layout-shift', buffered: true });
  });
  const { unit, items, proposers, search, item, home } = kinds('demo-city');
  const moved = {};
  for (const path of [unit, items, proposers, search, item, home]) {
    const page = await context.newPage();
    await page.goto(place.url + path);
    await ready(page);
    await page.waitForLoadState('networkidle');
    const sum = await page.evaluate(() => window.moved.reduce((sum, value) => sum + value, 0));
    if (sum > 0.03) moved[path] = sum;
    await page.close();
  }
  assert.deepEqual(moved, {});
  await close();
});
