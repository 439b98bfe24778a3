// Hostile texts in every field of an export: in a browser they are texts, and nothing breaks.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BIN, DIST, drawn, ready, room } from './room.mjs';

const TEXTS = {
  markup: '"><img src=x onerror="document.title=1"><script>document.title=1</script></title><x-hostile>\'{{ 7*7 }}{$title}',
  directions: '\u202Egnp.exe\u202C\u2066a\0\u001B[31m javascript:alert(1)',
  length: '长'.repeat(10_000),
  'one word': 'w'.repeat(10_000),
};
const PAGES = ['', 'items/s/i.html', 'items/', 'units/', 'units/u.html', 'proposers/', 'analysis.html', 'waiting.html', 'commitments.html', 'reports/r.html', 'search.html?q=1'];

const folder = join(DIST, '..', 'target');
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(folder, 'hostile-'));
after(() => rmSync(work, { recursive: true, force: true }));

const written = readFileSync(fileURLToPath(new URL('../tests/hostile/export.json', import.meta.url)), 'utf8');

function build(name, text) {
  const data = JSON.parse(written, (_, value) => (typeof value === 'string' ? value.replace(/§.*?§/g, () => text) : value));
  for (let at = 0; at < 12; at++) data.items.push({ ...data.items[0], id: `i${at}` });
  const file = join(work, 'export.json');
  // The export names an attachment.
  writeFileSync(join(work, 'attached.txt'), '平');
  writeFileSync(file, JSON.stringify(data));
  const out = join(work, name.replace(' ', '-'));
  const made = spawnSync(BIN, ['build', '-o', out, file], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr.slice(0, 2000));
  return relative(DIST, out);
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name}: pages hold it as text, wait for nothing and are no wider than the window`, async () => {
    const place = await room(build(name, text));
    try {
      const { page, faults, close } = await place.open(null);
      await page.setViewportSize({ width: 390, height: 800 });
      for (const path of PAGES) {
        const answer = await page.goto(place.url + path);
        assert.equal(answer.status(), 200, path);
        await ready(page);
        await drawn(page);
        const found = await page.evaluate(() => ({
          title: document.title,
          strange: document.querySelectorAll('x-hostile, img, main script:not([type="application/ld+json"])').length,
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          leads: [...document.querySelectorAll('[href], [src], [action]')]
            .map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? one.getAttribute('action'))
            .filter((way) => /^\s*[a-z]+:/i.test(way) && !/^(https?|mailto|tel):/.test(way)),
        }));
        assert.notEqual(found.title, '1', path);
        assert.equal(found.strange, 0, path);
        assert.deepEqual(found.leads, [], path);
        assert.ok(found.wide <= 0, `${path} is ${found.wide} px wider than the window`);
      }
      assert.deepEqual(faults(), []);
      await close();
    } finally {
      await place.close();
    }
  });
}
