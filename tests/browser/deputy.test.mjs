// What a deputy does with a phone: looks where a suggestion stands, calls the unit, prints the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { room } from './room.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const LATE = 'items/congress-8-5/y25-0174.html';
const ANSWERED = 'items/congress-8-3/y23-0011.html';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const pages = async (page) => (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;

test('from the list of proposers to a late reply and the phone of the unit that owes it', async () => {
  const { page, faults, close } = await place.open('proposers/index.html', PHONE);
  await page.locator('main').getByRole('searchbox').fill('戚源');
  await page.waitForFunction(() => document.querySelector('table[data-list] tbody tr[hidden]'));
  await page.locator('table[data-list] tbody tr:visible a').first().click();
  // What needs attention stands first.
  const first = page.locator('main section', { has: page.locator('table.items') }).first();
  assert.match(await first.locator('h2').innerText(), /^逾期未答复 \d+ 件$/);
  assert.match(await first.locator('tbody tr').first().innerText(), /已超 \d+ 天/);
  await first.locator(`a[href$="${LATE.split('/').pop()}"]`).click();
  const where = page.locator('.where');
  assert.match(await where.locator('.late').innerText(), /^市市场监督管理局应于2025年11月9日前答复，截至2025年11月30日仍未答复，已超期 21 天。$/);
  assert.equal(await where.getByRole('link', { name: '0000-1002877' }).getAttribute('href'), 'tel:00001002877');
  assert.match(await where.locator('.next').innerText(), /尽快书面答复提出人/);
  assert.deepEqual(faults(), []);
  await close();
});

test('same names are kept apart, each with the way to the other', async () => {
  const { page, close } = await place.open('proposers/d-0001.html', PHONE);
  const own = await page.locator('.facts dd').first().innerText();
  const other = page.locator('main .notice a');
  assert.equal(await other.count(), 1);
  assert.ok(!(await other.innerText()).includes(own));
  await other.click();
  await page.waitForURL(/d-0002\.html$/);
  assert.ok((await page.locator('main .notice a').innerText()).includes(own));
  await close();
});

test('the reply stands before everything else that was done', async () => {
  const { page, close } = await place.open(ANSWERED);
  const heads = await page.locator('article.item > section > h2').allInnerTexts();
  assert.deepEqual(heads.slice(0, 4), ['现在办到哪一步', '答复', '基本情况', '办理情况']);
  await page.getByText('有意见、发现错误怎么办').click();
  await page.locator('.object a').click();
  await page.waitForURL(/about\.html#object$/);
  await close();
});

test('an item prints on one page, and whole where that is asked for', async () => {
  const { page, close } = await place.open(ANSWERED);
  assert.equal(await pages(page), 1);
  await page.evaluate(() => {
    window.print = () => {
      window.printed = document.documentElement.dataset.print;
    };
  });
  await page.getByRole('button', { name: '打印完整记录' }).click();
  assert.equal(await page.evaluate(() => window.printed), 'all');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.print), undefined);
  await page.evaluate(() => {
    document.documentElement.dataset.print = 'all';
  });
  assert.ok((await pages(page)) > 1);
  await page.goto(place.url + LATE);
  assert.equal(await pages(page), 1);
  await close();
});
