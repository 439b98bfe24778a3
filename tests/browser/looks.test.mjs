// Every kind of chart in every look, on a full screen, as a table, copied; and what drawing it costs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { look, until } from './canvas.mjs';
import { drawn, room } from './room.mjs';

let place;
before(async () => {
  place = await room('gallery');
});
after(() => place.close());

const GOLDEN = new URL('../goldens/canvas-calls.txt', import.meta.url);
const FIGURES = 25;

async function opened(options = {}) {
  const room = await place.open('', options);
  assert.equal(await drawn(room.page), FIGURES);
  return room;
}

const looks = (page) => page.locator('.chart-canvas').all().then((all) => Promise.all(all.map(look)));
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const choose = (page, name, value) => page.evaluate(([key, chosen]) => { document.documentElement.dataset[key] = chosen; }, [name, value]);

test('every chart is drawn in light, dark and high contrast', async () => {
  const { page, close } = await opened();
  const light = await looks(page);
  const corners = (all) => [...new Set(all.map(({ corner }) => corner))].join();
  assert.equal(corners(light), '#ffffff');
  assert.deepEqual(light.filter(({ colours, ink }) => colours < 3 || ink < 0.005), []);
  const others = (all) => all.filter(({ sum }, i) => sum !== light[i].sum).length;
  await page.emulateMedia({ colorScheme: 'dark' });
  await until(() => looks(page), (all) => corners(all) === '#14181d' && others(all) === FIGURES, 'dark by the system');
  await choose(page, 'contrast', 'high');
  await until(() => looks(page), (all) => corners(all) === '#000000', 'dark in high contrast');
  await choose(page, 'theme', 'light');
  await until(() => looks(page), (all) => corners(all) === '#ffffff' && others(all) === FIGURES, 'light in high contrast');
  await choose(page, 'contrast', '');
  await until(() => looks(page), (all) => others(all) === 0, 'light again');
  await close();
});

test('in forced colours the still pictures stay, and answer as pictures', async () => {
  const { page, faults, close } = await place.open('', { forcedColors: 'active' });
  const stages = page.locator('.chart-stage');
  for (const stage of await stages.all()) await stage.scrollIntoViewIfNeeded();
  await until(() => page.locator('.chart-canvas').count(), (count) => count === FIGURES, 'the program came');
  assert.equal(await page.locator('.chart-svg:visible').count(), FIGURES);
  assert.equal(await page.locator('canvas:visible').count(), 0);
  // No keys are promised where none are answered.
  assert.equal(await page.locator('.chart-stage[role=application]').count(), 0);
  await page.emulateMedia({ forcedColors: 'none' });
  assert.equal(await drawn(page), FIGURES);
  assert.equal(await page.locator('.chart-stage[role=application]').count(), FIGURES);
  await page.emulateMedia({ forcedColors: 'active' });
  await until(() => page.locator('canvas:visible').count(), (count) => count === 0, 'still again');
  assert.equal(await page.locator('.chart-svg:visible').count(), FIGURES);
  assert.equal(await page.locator('.chart-stage[role=application]').count(), 0);
  assert.deepEqual(faults(), []);
  await close();
});

test('on paper every chart is a still picture', async () => {
  const { page, close } = await opened({ viewport: { width: 720, height: 1000 } });
  await page.locator('#c0 .chart-stage').hover();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.chart-svg:visible').count(), FIGURES);
  assert.equal(await page.locator('canvas:visible, .chart-tip:visible, .chart-reach:visible, button:visible').count(), 0);
  assert.equal(await wide(page), 0);
  await close();
});

test('at 320 px and with text at 200 % the page does not scroll sideways', async () => {
  const { page, close } = await opened({ viewport: { width: 320, height: 640 } });
  assert.equal(await wide(page), 0);
  const narrow = await looks(page);
  assert.deepEqual(narrow.filter(({ box, ink }) => box[0] > 320 || ink < 0.005), []);
  // Tooltips stay on the page too.
  for (const stage of await page.locator('.chart-stage').all()) {
    await stage.focus();
    for (const key of ['Home', 'End']) {
      await page.keyboard.press(key);
      assert.equal(await wide(page), 0, `${await stage.locator('xpath=..').getAttribute('id')} ${key}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  await drawn(page);
  const large = await until(() => looks(page), (all) => all.every(({ box }) => box[0] > 640), 'as wide as twice the text');
  assert.equal(await wide(page), 0);
  assert.deepEqual(large.filter(({ ink }) => ink < 0.005), []);
  await close();
});

test('on a full screen a chart is drawn anew, larger; the button and the browser’s own way out lead back', async () => {
  const { page, close } = await opened();
  const canvas = page.locator('#c4 canvas');
  const whole = await look(canvas);
  const held = () => page.evaluate(() => document.fullscreenElement?.id ?? '');
  const button = page.locator('#c4 [data-chart-action=full]');
  await button.click();
  await until(held, (id) => id === 'c4', 'on a full screen');
  const full = await until(() => look(canvas), ({ width }) => width > whole.width, 'wider');
  assert.ok(Math.abs(full.width - full.box[0]) <= 1, JSON.stringify(full));
  await button.click();
  await until(held, (id) => id === '', 'left by the button');
  await until(() => look(canvas), ({ sum }) => sum === whole.sum, 'as before');
  await button.click();
  await until(held, (id) => id === 'c4', 'again');
  // What a page hears when the browser ends it at Escape, a key that no test can press there.
  await page.evaluate(() => document.exitFullscreen());
  await until(() => look(canvas), ({ sum }) => sum === whole.sum, 'as before');
  await close();
});

test('a chart is copied as a picture', async () => {
  const { page, context, close } = await opened();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#c4 [data-chart-action=copy]').click();
  await until(() => page.locator('#c4 .chart-live').textContent(), (said) => said === '图片已复制', 'said so');
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const picture = await createImageBitmap(await item.getType('image/png'));
    return { types: item.types, width: picture.width };
  });
  assert.deepEqual(copied.types, ['image/png']);
  assert.ok(copied.width >= 1000, JSON.stringify(copied));
  await close();
});

test('tables in place of charts are remembered, and left again', async () => {
  const { page, close } = await opened();
  const button = page.locator('#c0 [data-tool=charts]');
  const shown = async () => [await page.locator('.chart-stage:visible').count(), await page.locator('.chart-table table:visible').count()];
  await button.click();
  assert.deepEqual(await until(shown, ([stages]) => stages === 0, 'tables'), [0, FIGURES]);
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  assert.equal(await wide(page), 0);
  await page.reload();
  assert.deepEqual(await until(shown, ([, tables]) => tables === FIGURES, 'tables again'), [0, FIGURES]);
  await button.click();
  assert.deepEqual(await until(shown, ([stages]) => stages === FIGURES, 'charts'), [FIGURES, 0]);
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
  assert.equal(await drawn(page), FIGURES);
  await page.reload();
  assert.equal(await drawn(page), FIGURES);
  await close();
});

// Counts for each chart what is asked of its canvas, which is drawn before it lies in the page. A
// pattern's tile, a canvas of a few pixels, belongs to the chart that is being drawn.
function countCalls() {
  const proto = CanvasRenderingContext2D.prototype;
  const counts = new Map();
  let now;
  const count = ({ canvas }, what) => {
    if (canvas.width > 32) now = canvas;
    if (!counts.has(now)) counts.set(now, { calls: 0, settings: 0, measured: 0 });
    counts.get(now)[what] += 1;
  };
  for (const [name, { value, get, set }] of Object.entries(Object.getOwnPropertyDescriptors(proto))) {
    if (typeof value === 'function' && name !== 'constructor') {
      proto[name] = function counted(...given) {
        count(this, name === 'measureText' ? 'measured' : 'calls');
        return value.apply(this, given);
      };
    } else if (set) {
      Object.defineProperty(proto, name, {
        get,
        set(given) {
          count(this, 'settings');
          set.call(this, given);
        },
      });
    }
  }
  window.counts = () => Object.fromEntries([...counts].map(([of, count]) => [of.closest('figure').id, count]));
}

async function counted() {
  const room = await place.open(null);
  await room.page.addInitScript(countCalls);
  await room.page.goto(place.url);
  assert.equal(await drawn(room.page), FIGURES);
  return room;
}

test('each chart is drawn once, with as many calls as it always was; BLESS=1 writes them anew', async () => {
  const { page, close } = await counted();
  const lines = await page.evaluate(() => [...document.querySelectorAll('figure.chart')].map((figure) => {
    const { calls, settings, measured } = window.counts()[figure.id];
    const title = figure.querySelector('.chart-title').textContent;
    return `${figure.id} ${title}: ${calls} calls, ${settings} settings, ${measured} texts measured\n`;
  }));
  const text = lines.join('');
  if (process.env.BLESS) writeFileSync(GOLDEN, text);
  assert.equal(text, readFileSync(GOLDEN, 'utf8'));
  // What is pointed at is drawn over the canvas, never on it.
  for (const id of ['c0', 'c4', 'c7', 'c17']) {
    await page.locator(`#${id} .chart-stage`).hover();
    await page.locator(`#${id} .chart-tip`).waitFor();
    await page.keyboard.press('Escape');
  }
  assert.deepEqual(await page.evaluate(() => Object.values(window.counts()).reduce((sum, { calls }) => sum + calls, 0)),
    lines.reduce((sum, line) => sum + Number(/(\d+) calls/.exec(line)[1]), 0));
  await close();
});

// How often a page is laid out while it takes another theme and `drawn` comes true.
async function layouts({ page, context }, drawn) {
  const tools = await context.newCDPSession(page);
  await tools.send('Performance.enable');
  const count = async () => (await tools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'LayoutCount').value;
  const settled = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await settled();
  const before = await count();
  await choose(page, 'theme', 'dark');
  await drawn();
  await settled();
  return (await count()) - before;
}

test('another theme draws each chart anew and lays nothing out for it', async () => {
  // The page itself may be laid out by its colours' change.
  const still = await place.open(null);
  await still.page.route('**/charts.js', (route) => route.abort());
  await still.page.goto(place.url);
  const own = await layouts(still, () => {});
  await still.close();
  const live = await counted();
  const calls = () => live.page.evaluate(() => Object.values(window.counts()).map((of) => of.calls));
  const first = await calls();
  const again = () => until(calls, (now) => now.every((count, i) => count === 2 * first[i]), 'drawn again');
  assert.equal(await layouts(live, again), own);
  await live.close();
});
