// A page is whole without JavaScript, without its chart program, and opened from a folder.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST, download, drawn, kinds, listen, ready, room } from './room.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const WASM = '**/web_charts*_bg.wasm';

test('without JavaScript a page of every kind is complete and offers nothing that does nothing', async () => {
  for (const lang of ['zh', 'en']) {
    const { page, faults, close } = await place.open(null, { javaScriptEnabled: false });
    for (const path of Object.values(kinds('demo-city', lang))) {
      await page.goto(place.url + path);
      // The search box leads to the lists.
      assert.equal(await page.locator('main :is(button, input, select):visible:not(.find *), .tools:visible').count(), 0, path);
      const figures = page.locator('figure.chart');
      assert.equal(await figures.locator('.chart-svg:visible').count(), await figures.count(), path);
      // What is hidden is an empty place for tools, or the list that the browser keeps; tools come with the script.
      assert.equal(await page.locator('button:not(.find *, .following *), :is(.tools, .page-tools, [data-follow]):not(:empty)').count(), 0, path);
      assert.equal(await page.locator('[hidden]:not(.tools, .page-tools, [data-follow], .following, .following *)').count(), 0, path);
      const closed = page.locator('main details:not([open]) > summary');
      while (await closed.count()) await closed.first().click();
      assert.equal(await page.locator('main table:not(:visible)').count(), 0, path);
    }
    assert.deepEqual(faults(), []);
    await close();
  }
});

const refusals = {
  'is blocked': (route) => route.abort('blockedbyclient'),
  'is missing': (route) => route.fulfill({ status: 404, body: 'no' }),
  'is something else': (route) => route.fulfill({ status: 200, contentType: 'application/wasm', body: '<html>' }),
};
for (const [what, refuse] of Object.entries(refusals)) {
  test(`where the chart program ${what}, the still pictures stay and can be saved`, async () => {
    const { page, close } = await place.open(null);
    const thrown = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    await page.route(WASM, refuse);
    const asked = page.waitForRequest(WASM);
    await page.goto(place.url);
    await page.locator('#outcomes').scrollIntoViewIfNeeded();
    await asked;
    const svg = await download(page, () => page.locator('#outcomes [data-chart-action=svg]').click());
    assert.match(svg.bytes.toString(), /^<\?xml[^>]*>\s*<svg[^>]*>[\s\S]*fill="rgb/);
    // Alone it still says what it is, and that the city is invented.
    assert.match(svg.bytes.toString().replace(/<[^>]*>/g, ''), /办理结果[\s\S]*数据截至[\s\S]*虚构示例/);
    const png = await download(page, () => page.locator('#outcomes [data-chart-action=png]').click());
    assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
    const csv = await download(page, () => page.locator('#outcomes [data-chart-action=csv]').click());
    assert.match(csv.bytes.toString(), /^\ufeff.+,.+\r\n/);
    assert.equal(await page.locator('.chart-svg:visible').count(), await page.locator('figure.chart').count());
    assert.equal(await page.locator('.chart-stage canvas').count(), 0);
    assert.deepEqual(thrown, []);
    await close();
  });
}

test('served as bytes of no type, the chart program still draws', async () => {
  const { page, faults, close } = await place.open(null);
  await page.route(WASM, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-type': 'application/octet-stream' } });
  });
  await page.goto(place.url);
  assert.ok((await drawn(page)) >= 4);
  assert.deepEqual(faults(), []);
  await close();
});

test('a live chart is saved as SVG, PNG and CSV', async () => {
  const { page, close } = await place.open();
  await drawn(page);
  for (const [ending, start] of [['svg', '<?xml'], ['png', '\u0089PNG'], ['csv', '\u00ef\u00bb\u00bf']]) {
    const { name, bytes } = await download(page, () => page.locator(`#outcomes [data-chart-action=${ending}]`).click());
    assert.equal(name, `outcomes.${ending}`);
    assert.equal(bytes.toString('latin1').slice(0, start.length), start);
    // Lines may break anywhere: the words are looked for without the elements between.
    const words = bytes.toString().replace(/<[^>]*>/g, '');
    if (ending === 'svg') assert.match(words, /办理结果[\s\S]*数据截至[\s\S]*虚构示例/);
  }
  await close();
});

test('opened from a folder, pages are silent and whole, and their tools work', async () => {
  const folder = `${pathToFileURL(join(DIST, 'demo-city'))}/`;
  for (const lang of ['zh', 'en']) {
    const context = await place.chrome.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const faults = listen(page, folder);
    for (const [kind, path] of Object.entries(kinds('demo-city', lang))) {
      // The page for lost readers takes its addresses from the base path of a server.
      if (kind === '404') continue;
      await page.goto(folder + path);
      await ready(page);
      const figures = page.locator('figure.chart');
      assert.equal(await figures.locator('.chart-svg:visible').count(), await figures.count(), path);
    }
    await page.goto(`${folder}${lang === 'en' ? 'en/' : ''}index.html`);
    const png = await download(page, () => page.locator('#outcomes [data-chart-action=png]').click());
    assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
    await page.locator('[data-tool=contrast]').click();
    await page.locator('.nav a').nth(1).click();
    await ready(page);
    assert.equal(await page.locator('html').getAttribute('data-contrast'), 'high');
    assert.deepEqual(faults(), []);
    await context.close();
  }
});
