// Redraws, all contenders in turn: CPU time of the main thread with the raster forced, and what is
// called on the canvas.
import { between, traced } from './trace.mjs';

/** What is repeated: other colours, another width, and where a library can, the same again. */
const ACTS = ['recolour', 'relayout', 'plain'];

async function stage(browser, url, script, ratio) {
  const context = await browser.newContext({ viewport: { width: 800, height: 900 }, deviceScaleFactor: ratio });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${url}pages/stage.html`);
  await page.addScriptTag({ type: 'module', url: `${url}${script}` });
  await page.waitForFunction(() => globalThis.contender).catch((error) => {
    throw new Error(`${script}: ${[...faults, error.message].join('; ')}`);
  });
  return page;
}

/** `{ case: { contender: { calls, layouts, recolour: [ms], relayout: [ms], plain: [ms] } } }`, a value a round. */
export async function redraw(browser, url, input, contenders, say) {
  const pages = new Map();
  for (const [name, script] of contenders) pages.set(name, await stage(browser, url, script, input.ratio));
  const results = {};
  for (const work of input.cases) {
    const { id } = work;
    results[id] = {};
    // Ours first: all others are as tall.
    for (const [name, page] of pages) {
      const made = await page.evaluate((given) => contender.prepare(given), work);
      if (!made) continue;
      work.height = work.wire && name !== 'ours' ? work.height : made.height;
      const times = { recolour: [], relayout: [], plain: made.plain ? [] : undefined };
      results[id][name] = { calls: made.calls, layouts: { recolour: 0, relayout: 0, plain: 0 }, ...times };
    }
  }
  for (let round = 0; round <= input.rounds; round += 1) {
    say(`redraw, round ${round} of ${input.rounds}`);
    const batches = [];
    const events = await traced(browser, async () => {
      for (const { id, times } of input.cases) {
        for (const act of ACTS) {
          const names = Object.keys(results[id]).filter((name) => results[id][name][act]);
          // Each contender is first in its turn.
          for (let i = 0; i < names.length; i += 1) {
            const name = names[(i + round) % names.length];
            const mark = `${id} ${act} ${name} ${round}`;
            await pages.get(name).evaluate((given) => contender.batch(...given), [id, act, times, mark]);
            batches.push({ id, act, name, mark, times });
          }
        }
      }
    });
    // The first round warms up.
    for (const { id, act, name, mark, times } of round > 0 ? batches : []) {
      const { cpu, layouts } = between(events, mark);
      results[id][name][act].push(cpu / times);
      results[id][name].layouts[act] += layouts;
    }
  }
  for (const page of pages.values()) await page.context().close();
  return results;
}
