// WCAG 2.2 AA and good practice, as far as axe-core can tell.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { drawn, kinds, ready } from './room.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One line a fault: its rule, its place and what is wrong there. Nobody presses a link on paper. */
export async function faultsOf(page, media = 'screen') {
  await page.evaluate(axe);
  const rules = { 'target-size': { enabled: media !== 'print' } };
  const options = { runOnly: TAGS, resultTypes: ['violations'], rules };
  const found = await page.evaluate((asked) => window.axe.run(document, asked), options);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')}: ${node.any[0]?.message ?? help}`),
  );
}

// Pages that are looked at at the same time: a page waits for its charts more than it computes.
const AT_ONCE = 3;

/**
 * Looks at a page of every kind as a reader has set things: `chosen` in the page's own aids, `text` as the size of
 * text in the browser, `media` as the medium it is made for; further options are the browser's.
 */
export async function faultless(place, { lang = 'zh', chosen, text, media, scripts = true, ...options }) {
  const { context, close } = await place.open(null, options);
  if (chosen) await context.addInitScript((value) => localStorage.setItem('banli-reading', value), JSON.stringify(chosen));
  if (!scripts) await context.route('**/*.js', (route) => route.abort('blockedbyclient'));
  const paths = Object.values(kinds('demo-city', lang));
  assert.ok(paths.length > 20, `${paths.length} kinds of pages`);
  const broken = {};
  const look = async () => {
    const page = await context.newPage();
    for (let path = paths.pop(); path; path = paths.pop()) {
      await page.emulateMedia({ media: 'screen' });
      await page.goto(place.url + path);
      if (scripts) {
        await ready(page);
        if (text) await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, text);
        if (!options.forcedColors) await drawn(page);
      }
      if (media) await page.emulateMedia({ media });
      for (const fault of await faultsOf(page, media)) (broken[fault] ??= []).push(path);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  const list = Object.entries(broken).map(([fault, at]) => `${fault}\n    on ${at.join(', ')}`);
  assert.equal(list.join('\n'), '');
  await close();
}
