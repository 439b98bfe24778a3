// What a reader follows: kept in the browser, listed with what changed, carried from browser to
// browser as a file, and never sent anywhere.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DIST, download, kinds, ready, room } from './room.mjs';
import { faultsOf } from './wcag.mjs';

let place;
const { item, proposer, unit } = kinds('demo-city');
const KEY = 'banli-following /';
before(async () => {
  place = await room();
});
after(() => place.close());

const button = (page) => page.locator('[data-follow] button');
const rows = (page) => page.locator('.following > ul > li');
const status = (page) => page.locator('.following [role=status]');

// Waits until the page's feed was read and kept; in a folder there is only the day.
async function follow(page, path, url = place.url) {
  await page.goto(url + path);
  await button(page).click();
  const known = url.startsWith('http') ? 'seen' : 'day';
  const kept = ([key, named, known]) => JSON.parse(localStorage.getItem(key) ?? '[]').some((one) => named.endsWith(one.page) && one[known]);
  await page.waitForFunction(kept, [await keyOf(page), path, known]);
  // Pages of a folder may lie in several processes of the browser, which tell each other a moment later.
  if (known === 'day') await page.waitForTimeout(500);
}

const keyOf = (page) => page.evaluate(() => Object.keys(localStorage).find((key) => key.startsWith('banli-following')));

// Waits until every feed was read.
async function list(page, path = 'following.html', url = place.url) {
  await page.goto(url + path);
  await page.waitForFunction(() => [...document.querySelectorAll('.following .meta')].every((one) => !/上次得知|Last known/.test(one.textContent)));
}

async function change(page, edit) {
  await page.evaluate(([key, text]) => {
    const entries = JSON.parse(localStorage.getItem(key));
    new Function('entries', text)(entries);
    localStorage.setItem(key, JSON.stringify(entries));
  }, [KEY, edit]);
}

test('by keys an item is followed, listed with its state, and let go', async () => {
  const { page, faults, close } = await place.open(item);
  await button(page).focus();
  await page.keyboard.press('Space');
  assert.equal(await button(page).getAttribute('aria-pressed'), 'true');
  assert.match(await page.locator('[data-follow] [role=status]').innerText(), /只保存在这个浏览器里/);
  const state = await page.locator('.where .badge').getAttribute('class');
  const title = await page.locator('h1').innerText();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/following.html');
  await rows(page).first().waitFor();
  assert.equal(await rows(page).count(), 1);
  await page.getByText('上次看过之后没有变化').waitFor();
  assert.ok((await rows(page).locator('a').innerText()).includes(title));
  assert.equal(await rows(page).locator('.badge').getAttribute('class'), state);
  await rows(page).getByRole('button').focus();
  await page.keyboard.press('Enter');
  assert.equal(await rows(page).count(), 0);
  assert.match(await status(page).innerText(), /已取消关注/);
  assert.ok(await page.getByText('还没有关注任何内容').isVisible());
  await page.goto(place.url + item);
  assert.equal(await button(page).getAttribute('aria-pressed'), 'false');
  assert.deepEqual(faults(), []);
  await close();
});

test('what happened since the last look is told until it was looked at', async () => {
  const { page, faults, close } = await place.open(null);
  for (const path of [item, proposer, unit]) await follow(page, path);
  await list(page);
  assert.match(await status(page).innerText(), /共关注 3 项，其中 0 项有变化/);
  // As if the reader had looked before the two latest things happened to the item, and earlier still at the unit.
  await change(page, `for (const one of entries) {
    if (one.page.startsWith('items/')) one.seen.splice(0, 2);
    if (one.page.startsWith('units/')) one.seen.splice(0, 9);
  }`);
  await list(page);
  assert.match(await status(page).innerText(), /共关注 3 项，其中 2 项有变化/);
  const feed = readFileSync(join(DIST, 'demo-city', item.replace(/html$/, 'atom')), 'utf8');
  const told = [...feed.matchAll(/<entry>[^]*?<title>([^<]*)/g)].map(([, title]) => title).slice(0, 2);
  const of = rows(page).filter({ has: page.locator(`a[href="${item}"]`) });
  const lines = await of.locator('ol li').evaluateAll((all) => all.map((line) => line.lastChild.textContent));
  assert.deepEqual(lines, told);
  const long = rows(page).filter({ has: page.locator(`a[href="${unit}"]`) });
  assert.equal(await long.locator('ol li').count(), 5);
  assert.match(await long.locator('.meta').innerText(), /另有 4 项变化/);
  assert.deepEqual(await faultsOf(page), []);
  // What is new stands first; another look changes nothing, opening the page does.
  assert.notEqual(await rows(page).last().locator('a').getAttribute('href'), unit);
  await list(page);
  assert.equal(await of.locator('ol li').count(), 2);
  const visited = page.waitForResponse((answer) => answer.url().endsWith('.atom'));
  await page.goto(place.url + item);
  await visited;
  await page.waitForFunction(([key, count]) => JSON.parse(localStorage.getItem(key)).find(({ page }) => page.startsWith('items/')).seen.length === count, [KEY, (feed.match(/<entry>/g) ?? []).length]);
  await list(page);
  assert.match(await status(page).innerText(), /其中 1 项有变化/);
  await page.getByRole('button', { name: '全部标为已看' }).click();
  assert.match(await status(page).innerText(), /其中 0 项有变化/);
  await list(page);
  assert.match(await status(page).innerText(), /其中 0 项有变化/);
  // The English pages know the same list, in their own words.
  await list(page, 'en/following.html');
  assert.equal(await status(page).innerText(), 'You follow 3; changed: 0.');
  assert.match(await rows(page).locator(`a[href="${item}"]`).innerText(), /^No\. /);
  await page.goto(`${place.url}en/${item}`);
  assert.equal(await button(page).getAttribute('aria-pressed'), 'true');
  assert.deepEqual(faults(), []);
  await close();
});

test('a list goes into a file and comes back; other files are refused with the reason', async () => {
  const { page, close } = await place.open(null);
  for (const path of [item, unit]) await follow(page, path);
  await list(page);
  const { name, bytes } = await download(page, () => page.getByRole('button', { name: '导出清单' }).click());
  assert.equal(name, 'following.json');
  const file = JSON.parse(bytes);
  assert.deepEqual([file.banli, file.version, file.site, file.list.length], ['following', 1, 'yunling', 2]);
  const give = async (text, said) => {
    const path = join(tmpdir(), `following-${process.pid}.json`);
    writeFileSync(path, text);
    await page.locator('[data-import]').setInputFiles(path);
    await page.waitForFunction((words) => document.querySelector('.following [role=status]').textContent.includes(words), said);
  };
  await rows(page).first().getByRole('button').click();
  await give(bytes, '导入了 1 项，另有 1 项原已在清单中');
  assert.equal(await rows(page).count(), 2);
  await page.evaluate(() => localStorage.clear());
  await list(page);
  await give(bytes, '导入了 2 项');
  assert.equal(await rows(page).count(), 2);
  await give('{', '这个文件不是');
  await give(JSON.stringify({ list: [] }), '这个文件不是');
  await give(JSON.stringify({ ...file, version: 2 }), '更新的程序');
  await give(JSON.stringify({ ...file, site: 'elsewhere' }), '另一个网站');
  const odd = [{ page: 'javascript:alert(1)', title: 'x' }, { page: '../../x.html', title: 'x' }, { page: 'units/nowhere.html', title: '<b>', seen: 3 }, null];
  await give(JSON.stringify({ ...file, list: [...odd, { page: 'units/nowhere.html', title: '<b>没有</b>' }] }), '导入了 1 项');
  await page.getByText('本站已没有这一页').waitFor();
  assert.equal(await rows(page).count(), 3);
  assert.equal(await rows(page).last().locator('a').innerText(), '<b>没有</b>');
  await close();
});

test('from a folder the list shows what was last known', async () => {
  const { page, close } = await place.open(null);
  const folder = `${pathToFileURL(join(DIST, 'demo-city'))}/`;
  await follow(page, item, folder);
  const [title, state] = await Promise.all([page.locator('h1').innerText(), page.locator('.where .badge').innerText()]);
  await page.locator('[data-follow] a').click();
  await page.locator('[data-folder]:visible').waitFor();
  assert.equal(await rows(page).locator('a').innerText(), title);
  assert.ok((await rows(page).locator('.badge').innerText()).includes(state));
  assert.match(await rows(page).locator('.meta').innerText(), /上次得知，数据截至2025年11月30日/);
  await rows(page).locator('a').click();
  assert.equal(await page.locator('h1').innerText(), title);
  await close();
});

test('two sites of one host keep their lists apart', async (t) => {
  const deep = await room('demo-city', '/a/b/');
  t.after(() => deep.close());
  const { page, close } = await deep.open(null);
  await follow(page, item, deep.url);
  assert.equal(await keyOf(page), 'banli-following /a/b/');
  await list(page, 'following.html', deep.url);
  assert.equal(await rows(page).count(), 1);
  await close();
});

test('where the browser keeps nothing, the reader is told so', async () => {
  const { page, close } = await place.open(null);
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('refused', 'QuotaExceededError');
    };
  });
  await page.goto(place.url + item);
  await button(page).click();
  assert.equal(await button(page).getAttribute('aria-pressed'), 'false');
  assert.match(await page.locator('[data-follow] [role=status]').innerText(), /不允许保存/);
  await page.goto(`${place.url}following.html`);
  await ready(page);
  assert.ok(await page.locator('p[data-refused]').isVisible());
  await close();
});

test('without scripts there is no button, and the page says what to do instead', async () => {
  const { page, close } = await place.open(item, { javaScriptEnabled: false });
  assert.ok(!(await button(page).isVisible()));
  assert.ok(await page.getByRole('link', { name: '订阅更新' }).isVisible());
  await page.goto(`${place.url}following.html`);
  assert.match(await page.locator('.no-script').innerText(), /书签/);
  assert.ok(!(await page.locator('.following').isVisible()));
  await close();
});
