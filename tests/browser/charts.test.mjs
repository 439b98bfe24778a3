// Live charts: drawn sharp at the size of the picture they replace, and answering mouse, keys and touch.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { look, until } from './canvas.mjs';
import { drawn, room } from './room.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

// A chart whose first mark is known: where it lies, from its outline by the keyboard.
async function firstMark(page, id) {
  const stage = page.locator(`#${id} .chart-stage`);
  await stage.focus();
  await page.keyboard.press('Home');
  await stage.locator('.chart-tip').waitFor();
  const mark = await stage.locator('.chart-reach').boundingBox();
  const name = await stage.locator('.chart-tip p').first().innerText();
  await page.keyboard.press('Escape');
  await stage.locator('.chart-tip').waitFor({ state: 'hidden' });
  return { stage, name, x: mark.x + mark.width / 2, y: mark.y + mark.height / 2 };
}

test('every chart of the first page has ink, at the size of the picture it replaced', async () => {
  const still = await place.open('', { javaScriptEnabled: false });
  const sizes = await still.page.locator('.chart-svg').evaluateAll((all) => all.map((svg) => [svg.clientWidth, svg.clientHeight]));
  await still.close();
  const { page, close } = await place.open();
  assert.equal(await drawn(page), sizes.length);
  assert.ok(sizes.length >= 4);
  for (const [at, [width, height]] of sizes.entries()) {
    const found = await look(page.locator('.chart-stage canvas').nth(at));
    assert.ok(found.colours > 8 && found.ink > 0.02, JSON.stringify(found));
    assert.ok(Math.abs(found.box[0] - width) <= 1 && Math.abs(found.box[1] - height) <= 1, `${found.box} for ${width},${height}`);
  }
  assert.equal(await page.locator('.chart-svg:visible').count(), 0);
  await close();
});

test('at two device pixels each, charts are drawn with as many, not enlarged', async () => {
  const { page, close } = await place.open('', { deviceScaleFactor: 2 });
  const count = await drawn(page);
  for (let at = 0; at < count; at += 1) {
    const found = await look(page.locator('.chart-stage canvas').nth(at));
    assert.ok(Math.abs(found.width - 2 * found.box[0]) <= 2 && Math.abs(found.height - 2 * found.box[1]) <= 2, JSON.stringify(found));
    assert.ok(found.fine > 500, JSON.stringify(found));
  }
  await close();
});

test('the mouse finds a mark and leaves it; a click opens its records', async () => {
  const { page, close } = await place.open();
  await drawn(page);
  const { stage, name, x, y } = await firstMark(page, 'outcomes');
  await page.mouse.move(x, y);
  await stage.locator('.chart-tip').waitFor();
  assert.equal(await stage.locator('.chart-tip p').first().innerText(), name);
  await page.mouse.move(5, 5);
  await stage.locator('.chart-tip').waitFor({ state: 'hidden' });
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
  await page.waitForURL(/\/units\/[^/]+\.html/);
  await close();
});

test('keys walk the marks, say them, open their records and let go', async () => {
  const { page, close } = await place.open();
  await drawn(page);
  const stage = page.locator('#outcomes .chart-stage');
  const said = page.locator('#outcomes .chart-live');
  await stage.focus();
  const heard = [];
  for (const key of ['Home', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'End']) {
    await page.keyboard.press(key);
    heard.push(await said.textContent());
    assert.ok(await stage.locator('.chart-tip').isVisible(), key);
  }
  assert.ok(heard.every((text) => text.length > 5), heard.join(' | '));
  assert.notEqual(heard[1], heard[0]);
  assert.notEqual(heard[2], heard[1]);
  assert.equal(heard[4], heard[0]);
  assert.notEqual(heard[5], heard[0]);
  await page.keyboard.press('Escape');
  await stage.locator('.chart-tip').waitFor({ state: 'hidden' });
  assert.equal(page.url(), place.url);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/units\/[^/]+\.html/);
  await close();
});

test('the outline and the tooltip stay on the chart', async () => {
  const { page, close } = await place.open();
  const count = await drawn(page);
  for (let at = 0; at < count; at += 1) {
    const stage = page.locator('.chart-stage').nth(at);
    await stage.focus();
    for (const key of ['Home', 'End']) {
      await page.keyboard.press(key);
      const [box, mark, tip] = await Promise.all(['canvas', '.chart-reach', '.chart-tip'].map((part) => stage.locator(part).boundingBox()));
      for (const inner of [mark, tip]) {
        assert.ok(inner.x >= box.x - 4 && inner.x + inner.width <= box.x + box.width + 4, JSON.stringify({ at, key, box, inner }));
      }
      assert.ok(mark.y >= box.y - 4 && mark.y + mark.height <= box.y + box.height + 4, JSON.stringify({ at, key, box, mark }));
    }
  }
  await close();
});

test('a first touch reads a mark, a second opens its records', async () => {
  const { page, close } = await place.open('', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  await drawn(page);
  const { stage, name, x, y } = await firstMark(page, 'outcomes');
  await page.touchscreen.tap(x, y);
  await stage.locator('.chart-tip').waitFor();
  assert.equal(await stage.locator('.chart-tip p').first().innerText(), name);
  assert.equal(page.url(), place.url);
  await page.touchscreen.tap(x, y);
  await page.waitForURL(/\/units\/[^/]+\.html/);
  await close();
});

test('a chart is drawn again when the window, the theme or the contrast changes', async () => {
  const { page, close } = await place.open();
  await drawn(page);
  const canvas = page.locator('#time canvas, .chart canvas').first();
  const first = await look(canvas);
  await page.setViewportSize({ width: 420, height: 900 });
  const narrow = await until(() => look(canvas), (now) => now.box[0] < 420 && now.width === Math.round(now.box[0]), 'narrow');
  assert.ok(narrow.ink > 0.02);
  await page.setViewportSize({ width: 1280, height: 900 });
  await until(() => look(canvas), (now) => now.sum === first.sum, 'as before');
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await until(() => look(canvas), (now) => now.sum !== first.sum, 'dark by the system');
  await page.locator('select[data-tool=theme]').selectOption('light');
  await until(() => look(canvas), (now) => now.sum === first.sum, 'light by choice');
  await page.locator('[data-tool=contrast]').click();
  await until(() => look(canvas), (now) => now.sum !== first.sum && now.sum !== dark.sum, 'high contrast');
  await close();
});
