// The search: by number, name, two characters and a phrase; marks, facets, the address; nothing found;
// by keys; from a folder, under a sub-path, and without scripts.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { DIST, room } from './room.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const param = (query) => `?${new URLSearchParams(query)}`;
const answered = (page, query) => page.waitForFunction((wanted) => document.querySelector('#search')?.dataset.ready === wanted, param(query));
const count = async (page) => Number(/\d+/.exec(await page.locator('.search-said').innerText())?.[0] ?? 0);
const first = (page) => page.locator('.hits > li').first();

async function opened(query) {
  const found = await place.open(`search.html${param(query)}`);
  await answered(found.page, query);
  return found;
}

test('a number is found first, however it is written', async () => {
  for (const q of ['第056号', '056', '56', '５６号', '56号建议']) {
    const { page, faults, close } = await opened({ q });
    assert.match(await first(page).locator('.hit-number').innerText(), /第0?56号/, q);
    assert.deepEqual(faults(), []);
    await close();
  }
});

test('a name finds all its items before those that only mention it', async () => {
  const { page, faults, close } = await place.open('proposers/index.html');
  const name = (await page.locator('main tbody a').first().innerText()).trim();
  assert.match(name, /^\p{Script=Han}{2,4}$/u);
  await page.goto(`${place.url}search.html${param({ q: name })}`);
  await answered(page, { q: name });
  assert.ok((await count(page)) > 0, name);
  assert.equal(await first(page).locator('.hit-meta mark').first().innerText(), name);
  assert.deepEqual(faults(), []);
  await close();
});

test('while a word is typed hits come, marked where it stands, and the address follows', async () => {
  const { page, faults, close } = await place.open('index.html');
  await page.locator('.find input').fill('停车');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\.html\?q=/);
  await answered(page, { q: '停车' });
  const two = await count(page);
  assert.ok(two > 10);
  assert.equal(await page.locator('.hits > li').count(), 10);
  for (const hit of await page.locator('.hits > li').all()) assert.equal(await hit.locator('mark').first().innerText(), '停车');
  await page.locator('#q').press('End');
  await page.keyboard.type('秩序');
  await answered(page, { q: '停车秩序' });
  assert.ok((await count(page)) < two);
  assert.equal(await first(page).locator('mark').first().innerText(), '停车秩序');
  // A phrase is more than its pairs.
  await page.locator('#q').fill('停车秩');
  await answered(page, { q: '停车秩' });
  assert.ok((await count(page)) > 0);
  await page.locator('#q').fill('停车');
  await answered(page, { q: '停车' });
  await page.locator('[data-ten]').click();
  await page.waitForFunction(() => document.querySelectorAll('.hits > li').length > 10);
  assert.equal(await page.evaluate(() => document.activeElement.closest('li') === document.querySelectorAll('.hits > li')[10]), true);
  await first(page).locator('a').click();
  await page.waitForURL(/\/items\//);
  assert.match(await page.locator('main').innerText(), /停车/);
  assert.deepEqual(faults(), []);
  await close();
});

test('facets count hits, narrow them, stand in the address, and go back with it', async () => {
  const { page, faults, close } = await opened({ q: '停车' });
  const all = await count(page);
  const state = page.locator('[data-facet=state]');
  const counts = (await state.locator('.count').allInnerTexts()).map(Number);
  assert.equal(counts.reduce((sum, one) => sum + one, 0), all);
  await state.locator('label', { hasText: '已办结' }).click();
  await answered(page, { q: '停车', state: 'closed' });
  assert.equal(await count(page), Number(await state.locator('label', { hasText: '已办结' }).locator('.count').innerText()));
  for (const badge of await page.locator('.hits .badge').allInnerTexts()) assert.equal(badge, '已办结');
  await page.locator('[name=sort]').selectOption('old');
  await answered(page, { q: '停车', state: 'closed', sort: 'old' });
  await page.goBack();
  await answered(page, { q: '停车', state: 'closed' });
  await page.goBack();
  await answered(page, { q: '停车' });
  assert.equal(await count(page), all);
  assert.equal(await state.locator('input:checked').count(), 0);
  await page.goForward();
  await answered(page, { q: '停车', state: 'closed' });
  await page.reload();
  await answered(page, { q: '停车', state: 'closed' });
  assert.equal(await state.locator('input:checked').count(), 1);
  assert.deepEqual(faults(), []);
  await close();
});

test('nothing found says which words, and what else to do', async () => {
  const { page, faults, close } = await opened({ q: '停车 龘靐' });
  assert.match(await page.locator('.search-said').innerText(), /“龘靐”/);
  assert.doesNotMatch(await page.locator('.search-said').innerText(), /停车/);
  assert.equal(await page.locator('.search-none:visible').count(), 1);
  assert.ok((await page.locator('.search-lists a:visible').count()) >= 4);
  assert.deepEqual(faults(), []);
  await close();
});

test('by the keyboard alone: the box of a page, the hits, a facet, whose box keeps the focus', async () => {
  const { page, close } = await place.open('methods.html');
  for (let pressed = 0; !(await page.evaluate(() => document.activeElement.matches('.find input'))); pressed += 1) {
    assert.ok(pressed < 20, 'Tab does not reach the box');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('停车');
  await page.keyboard.press('Enter');
  await answered(page, { q: '停车' });
  assert.equal(await page.locator('.search-said').getAttribute('role'), 'status');
  const box = page.locator('[data-facet=kind] input').first();
  await box.focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('#search').dataset.ready.includes('kind='));
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-facet=kind] input:checked')));
  await close();
});

test('under a sub-path and in English it finds the same', async () => {
  const { page, close } = await opened({ q: '停车' });
  const here = await page.locator('.hits > li').count();
  const total = await count(page);
  await close();
  const below = await room('demo-city', '/a/b/');
  const english = await below.open(`en/search.html${param({ q: '停车' })}`);
  await answered(english.page, { q: '停车' });
  assert.equal(await count(english.page), total);
  assert.equal(await english.page.locator('.hits > li').count(), here);
  assert.match(await first(english.page).innerText(), /No\. /);
  await english.page.locator('.hits a').first().click();
  await english.page.waitForURL(/\/a\/b\/en\/items\//);
  assert.deepEqual(english.faults(), []);
  await english.close();
  await below.close();
});

test('from a folder it finds by number, name, unit and title', async () => {
  const { page, close } = await place.open(null);
  const thrown = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  const address = pathToFileURL(join(DIST, 'demo-city', 'search.html')).href;
  for (const [q, shown] of [['56', /第0?56号/], ['停车秩序', /停车秩序/], ['市教育局', /市教育局/]]) {
    await page.goto(address + param({ q }));
    await answered(page, { q });
    assert.ok((await count(page)) > 0, q);
    assert.match(await first(page).innerText(), shown);
  }
  assert.equal(await page.locator('.search-local:visible').count(), 1);
  await page.locator('.hits a').first().click();
  await page.waitForURL(/\/items\/.+\.html$/);
  assert.deepEqual(thrown, []);
  await close();
});

test('without scripts the box leads to the lists', async () => {
  const { page, faults, close } = await place.open('units/index.html', { javaScriptEnabled: false });
  await page.locator('.find input').fill('停车');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\.html\?q=/);
  assert.equal(await page.locator('.search-not:visible').count(), 1);
  assert.equal(await page.locator('main :is(input, button):visible').count(), 0);
  const lists = await page.locator('.search-lists a').evaluateAll((links) => links.map((link) => link.href));
  assert.equal(lists.length, 5);
  for (const list of lists) assert.equal((await page.request.get(list)).status(), 200, list);
  assert.deepEqual(faults(), []);
  await close();
});

test('where the engine is blocked the page says so and keeps its lists', async () => {
  const { page, close } = await place.open(null);
  // Without the packed engine there is still the plain one.
  await page.route('**/finder.bin', (route) => route.abort('blockedbyclient'));
  await page.goto(`${place.url}search.html${param({ q: '停车' })}`);
  await answered(page, { q: '停车' });
  await page.route('**/finder_bg.wasm', (route) => route.abort('blockedbyclient'));
  await page.goto(`${place.url}search.html${param({ q: '停车' })}`);
  await page.locator('.search-said', { hasText: '没能打开' }).waitFor();
  assert.ok((await page.locator('.search-lists a:visible').count()) >= 4);
  await close();
});
