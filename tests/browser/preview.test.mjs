// The preview of an export that is being worked on: a page follows what is saved, faults lie over it, and
// all of it under the policy of production, silently.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { BIN, browser, listen } from './room.mjs';

const folder = mkdtempSync(join(tmpdir(), 'banli-preview-'));
const file = join(folder, 'export.json');
const good = spawnSync(BIN, ['sample', '--items', '30'], { encoding: 'utf8' }).stdout;
let child, chromium, url;

before(async () => {
  writeFileSync(file, good);
  child = spawn(BIN, ['preview', '--port', '0', '--lang', 'zh', file], { stdio: ['ignore', 'pipe', 'ignore'] });
  url = await new Promise((found) => {
    createInterface({ input: child.stdout }).on('line', (line) => found(/http:\S+/.exec(line)[0]));
  });
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('a page follows what is saved, and faults lie over the last good one', async () => {
  const page = await chromium.newPage();
  const faults = listen(page, url);
  await page.goto(`${url}items/index.html`);
  await page.locator('.banli-preview-bar').waitFor();
  const heading = page.locator('main h1');
  await heading.waitFor();

  writeFileSync(`${file}.new`, good.replaceAll('关于', '关於'));
  renameSync(`${file}.new`, file);
  await page.getByText('关於').first().waitFor();

  writeFileSync(file, good.slice(0, good.length / 2));
  const over = page.locator('.banli-preview-faults');
  await over.waitFor();
  assert.match(await over.innerText(), /E0103[\s\S]*export\.json，第 \d+ 行/);
  if (process.env.BANLI_PICTURES) await page.screenshot({ path: join(process.env.BANLI_PICTURES, 'faults.png') });
  await page.keyboard.press('Escape');
  assert.equal(await over.count(), 0);
  assert.equal(await page.getByText('关於').first().isVisible(), true, 'the last good page is there');

  writeFileSync(file, good.replaceAll('关于', '有关'));
  await page.getByText('有关').first().waitFor();
  assert.equal(await over.count(), 0);
  if (process.env.BANLI_PICTURES) await page.screenshot({ path: join(process.env.BANLI_PICTURES, 'bar.png') });
  assert.deepEqual(faults(), []);
  await page.close();
});
