// A page with six charts, loaded cold on a slowed processor; then what its reader does with it.
import { between, isLayout, traced } from './trace.mjs';

const SLOWED = 4;

/** Notes when the first text on any canvas, and so the first chart, is on the screen. */
function notice() {
  const prototype = CanvasRenderingContext2D.prototype;
  const { fillText } = prototype;
  prototype.fillText = function (...given) {
    prototype.fillText = fillText;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => {
        globalThis.firstDrawn = performance.now();
      };
      after.port2.postMessage(0);
    });
    return fillText.apply(this, given);
  };
}

const drawn = (count) => {
  const canvases = [...document.querySelectorAll('canvas')].filter((canvas) => canvas.clientHeight > 0);
  return canvases.length >= count && globalThis.firstDrawn > 0;
};

async function once(browser, address, count) {
  // All charts are in view, so that none waits to be scrolled to.
  const context = await browser.newContext({ viewport: { width: 1000, height: 4000 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.addInitScript(notice);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(address);
  await page.waitForFunction(drawn, count, { polling: 100 });
  // What is put off until nothing else is to be done belongs to the load.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  const { metrics } = await session.send('Performance.getMetrics');
  const task = metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const seen = await page.evaluate(() => ({ first: globalThis.firstDrawn, still: globalThis.stillSeen ?? null }));
  await context.close();
  return { task, ...seen };
}

/** `{ page: { task: [ms], first: [ms], still: [ms] } }` for the pages `[name, address]`. */
export async function cold(browser, pages, count, rounds, say) {
  const results = Object.fromEntries(pages.map(([name]) => [name, { task: [], first: [], still: [] }]));
  for (let round = 0; round <= rounds; round += 1) {
    say(`cold load, round ${round} of ${rounds}`);
    for (const [name, address] of round % 2 ? pages : [...pages].reverse()) {
      const seen = await once(browser, address, count);
      for (const figure of round > 0 ? ['task', 'first', 'still'] : []) {
        if (seen[figure] !== null) results[name][figure].push(seen[figure]);
      }
    }
  }
  return results;
}

/** Layouts that our scripts force when the page's colours change. */
export async function recoloured(browser, address, count) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 4000 } });
  await page.addInitScript(notice);
  await page.goto(address);
  await page.waitForFunction(drawn, count);
  const events = await traced(browser, () =>
    page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      await frame();
      performance.mark('recolour begin');
      document.documentElement.dataset.theme = 'dark';
      await frame();
      await frame();
      performance.mark('recolour end');
    }));
  await page.context().close();
  const { inside } = between(events, 'recolour');
  const scripts = inside.filter(({ name }) => name === 'FireAnimationFrame');
  const forced = ({ ts }) => scripts.some((script) => ts >= script.ts && ts < script.ts + script.dur);
  return inside.filter((event) => isLayout(event) && forced(event)).length;
}

/** CPU time from a pointer's move to its tooltip laid out, in ms, a value a round. */
export async function pointed(browser, address, rounds, say) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 4000 } });
  await page.addInitScript(notice);
  await page.goto(address);
  await page.waitForFunction(drawn, 1);
  const moves = 50;
  const found = [];
  for (let round = 0; round <= rounds; round += 1) {
    say(`pointer, round ${round} of ${rounds}`);
    const events = await traced(browser, () => page.evaluate(([times, mark]) => new Promise((done) => {
      const stage = document.querySelector('.chart-stage');
      const tip = document.querySelector('.chart-tip');
      const box = stage.getBoundingClientRect();
      setTimeout(() => {
        performance.mark(`${mark} begin`);
        for (let i = 1; i <= times; i += 1) {
          const clientX = box.left + box.width * (0.12 + (0.7 * ((i * 37) % times)) / times);
          const clientY = box.top + 20 + (200 * ((i * 23) % times)) / times;
          stage.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, pointerType: 'mouse', bubbles: true }));
          if (tip.hidden || tip.offsetHeight === 0) throw new Error('no tooltip');
        }
        performance.mark(`${mark} end`);
        done();
      });
    }), [moves, `pointer ${round}`]));
    if (round > 0) found.push(between(events, `pointer ${round}`).cpu / moves);
  }
  await page.context().close();
  return found;
}
