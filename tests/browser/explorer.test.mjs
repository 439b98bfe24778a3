// The analysis page: each choice changes chart, sentence, table, list and address; by mouse and keys.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, download, drawn, room } from './room.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const live = (page) => page.locator('#explorer[data-ready]').waitFor();
const text = (page, selector) => page.locator(selector).first().innerText();
const query = (page) => new URL(page.url()).search;

async function opened(path = 'analysis.html', options = {}) {
  const room = await place.open(path, options);
  await live(room.page);
  return room;
}

// Waits until the answer is another one.
async function another(page, act) {
  const before = await text(page, '#answer .finding');
  await act();
  await page.waitForFunction((was) => document.querySelector('#answer .finding').textContent !== was, before);
  return text(page, '#answer .finding');
}

// Presses Tab until the control of this selector has the focus.
async function tabTo(page, selector) {
  for (let pressed = 0; pressed < 200; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`Tab does not reach ${selector}`);
}

// Walks a list with the focus on it to one of its values.
async function choose(page, name, value, key) {
  const list = page.locator(`select[name=${name}]`);
  for (let pressed = 0; (await list.inputValue()) !== value; pressed += 1) {
    assert.ok(pressed < 40, `${value} is not reached`);
    await page.keyboard.press(key);
  }
}

test('by the keyboard alone: measure, grouping, a filter, and its removal', async () => {
  const { page, faults, close } = await opened();
  await tabTo(page, 'select[name=measure]');
  await choose(page, 'measure', 'satisfaction-rate', 'ArrowDown');
  assert.match(query(page), /measure=satisfaction-rate/);
  await tabTo(page, 'select[name=by]');
  await choose(page, 'by', 'session', 'ArrowUp');
  assert.match(query(page), /by=session/);
  assert.equal(await text(page, '.explore-numbers th'), '届次');
  await tabTo(page, '.explore-filters details:nth-of-type(2) > summary');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const filtered = await another(page, () => page.keyboard.press('Space'));
  assert.match(query(page), /kind=suggestion/);
  assert.match(await text(page, '#answer .scope'), /类别（建议）/);
  assert.equal(await page.locator('.explore-form [role=status], #explorer > [role=status], .explore-answer [role=status]').first().textContent(), filtered);
  await tabTo(page, '.chip');
  await another(page, () => page.keyboard.press('Enter'));
  assert.doesNotMatch(query(page), /kind=/);
  assert.ok(await page.evaluate(() => document.activeElement !== document.body));
  assert.deepEqual(faults(), []);
  await close();
});

test('the address holds the choice; back and forward lead through the choices', async () => {
  const { page, close } = await opened();
  const first = await text(page, '#answer .finding');
  const second = await another(page, () => page.locator('[name=measure]').selectOption('resolution-rate'));
  const third = await another(page, () => page.locator('[name=by]').selectOption('quarter'));
  assert.equal(query(page), '?measure=resolution-rate&by=quarter');
  await another(page, () => page.goBack());
  assert.equal(await text(page, '#answer .finding'), second);
  await another(page, () => page.goBack());
  assert.equal(await text(page, '#answer .finding'), first);
  assert.equal(query(page), '');
  await another(page, () => page.goForward());
  await another(page, () => page.goForward());
  assert.equal(await text(page, '#answer .finding'), third);
  assert.equal(await page.locator('[name=by]').inputValue(), 'quarter');
  await page.reload();
  await live(page);
  assert.equal(await text(page, '#answer .finding'), third);
  await close();
});

test('a mark of a linked chart filters the others, and again takes it back', async () => {
  const { page, close } = await opened();
  await drawn(page);
  const stage = page.locator('#by-evaluation .chart-stage');
  const units = await page.locator('#by-unit .finding').innerText();
  await stage.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await another(page, () => page.keyboard.press('Enter'));
  assert.match(query(page), /evaluation=/);
  assert.notEqual(await page.locator('#by-unit .finding').innerText(), units);
  assert.equal(await page.locator('.chip').count(), 1);
  assert.equal(page.url().includes('/units/'), false);
  await page.locator('#by-evaluation summary').click();
  const picked = page.locator('#by-evaluation a.pick', { hasText: '✓' });
  await another(page, () => picked.click());
  assert.equal(query(page), '');
  // A period is picked as first and last month.
  await page.locator('#by-time summary').click();
  await another(page, () => page.locator('#by-time a.pick').nth(1).click());
  assert.match(query(page), /from=\d{4}-\d\d&to=\d{4}-\d\d/);
  assert.match(await text(page, '.chip'), /^交办自 \d{4}年\d+月$/);
  await page.locator('[data-clear]').click();
  assert.equal(query(page), '');
  // A key of the legend is a filter too.
  await stage.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await another(page, () => page.keyboard.press('Enter'));
  assert.equal(query(page), '?evaluation=satisfied');
  await close();
});

test('every mark of a linked chart is a filter, the keys of its legend and the names of its rows too', async () => {
  const { page, close } = await opened();
  await drawn(page);
  for (const name of ['unit', 'class', 'evaluation', 'time']) {
    const stage = page.locator(`#by-${name} .chart-stage`);
    const spoken = () => page.locator(`#by-${name} .chart-live`).textContent();
    await stage.focus();
    const met = new Set();
    for (let row = 0; row < 3; row += 1) {
      await page.keyboard.press('Home');
      for (let up = 0; up < row; up += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      for (let column = 0; column < 3; column += 1) {
        const mark = await spoken();
        // The sum of all parts is no filter.
        if (!met.has(mark) && !mark.startsWith('合计，合计')) {
          await page.keyboard.press('Enter');
          assert.match(query(page), name === 'time' ? /from=/ : new RegExp(`${name}=`), `${name}: ${mark}`);
          await page.locator('[data-clear]').click();
          await stage.focus();
        }
        met.add(mark);
        await page.keyboard.press('Home');
        for (let up = 0; up < row; up += 1) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowUp');
        for (let on = 0; on <= column; on += 1) await page.keyboard.press('ArrowRight');
      }
    }
    assert.ok(met.size > 2, [...met].join('; '));
  }
  await close();
});

test('a key of the classes filters, and the other charts follow', async () => {
  const { page, close } = await opened();
  await drawn(page);
  const stage = page.locator('#by-class .chart-stage');
  await stage.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  assert.match(await page.locator('#by-class .chart-live').textContent(), /^B类/);
  const units = await page.locator('#by-unit .finding').innerText();
  await another(page, () => page.keyboard.press('Enter'));
  assert.equal(query(page), '?class=B');
  assert.notEqual(await page.locator('#by-unit .finding').innerText(), units);
  await close();
});

test('what the source does not say is a value to pick, in the form, the numbers and the address', async () => {
  const { page, close } = await opened('analysis.html?measure=items&by=evaluation');
  const group = page.locator('[data-filter=evaluation]');
  await page.locator('details', { has: group }).locator('summary').click();
  assert.equal(await group.locator('label').last().innerText(), '未载明或不公开');
  const row = page.locator('.explore-numbers tbody tr', { hasText: '未载明或不公开' });
  const count = await row.locator('td').innerText();
  await another(page, () => row.locator('a').click());
  assert.equal(query(page), '?measure=items&by=evaluation&evaluation=not-stated');
  assert.match(await text(page, '#answer .scope'), /评价（未载明或不公开）/);
  assert.match(await text(page, '.explore-records .counts'), new RegExp(`共 ${count} 件`));
  assert.match(await page.locator('#by-evaluation .chart-table tbody').textContent(), /✓ 未载明或不公开0/);
  await page.reload();
  await live(page);
  assert.ok(await group.locator('input[value=not-stated]').isChecked());
  await close();
});

test('the listed items come as CSV, all of them, as the site has them', async () => {
  const { page, close } = await opened('analysis.html?kind=proposal&evaluation=satisfied');
  await page.locator('.explore-records tbody tr').first().waitFor();
  const [, total] = /共 (\d+) 件/.exec(await text(page, '.explore-records .counts'));
  assert.ok(Number(total) > 50);
  const csv = await download(page, () => page.locator('.explore-records [data-csv]').click());
  assert.equal(csv.name, 'selected-items.csv');
  assert.deepEqual([...csv.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const rows = (bytes) => bytes.toString().replace('\ufeff', '').trimEnd().split('\r\n').map((line) => line.split(','));
  const [head, ...lines] = rows(csv.bytes);
  assert.equal(lines.length, Number(total));
  const [columns, ...all] = rows(readFileSync(join(DIST, 'demo-city/data/items.csv')));
  const known = new Map(all.map((cells) => [cells[0], cells]));
  for (const line of lines) {
    assert.deepEqual(line, head.map((name) => known.get(line[0])[columns.indexOf(name)]));
    assert.equal(line[head.indexOf('kind')], 'proposal');
  }
  await close();
});

test('where a block of the list can not be read, the page says so and gives no half of it', async () => {
  const { page, close } = await place.open(null);
  await page.route('**/items-2.json', (route) => route.abort());
  await page.goto(`${place.url}analysis.html`);
  await live(page);
  await page.locator('.explore-records tbody tr').first().waitFor();
  assert.equal(await page.locator('.explore-records tbody tr').count(), 50);
  assert.equal(await page.locator('p[data-failed]').isVisible(), false);
  let files = 0;
  page.on('download', () => (files += 1));
  await page.locator('.explore-records [data-csv]').click();
  await page.locator('p[data-failed]:visible').waitFor();
  assert.equal(files, 0);
  await page.unroute('**/items-2.json');
  const csv = await download(page, () => page.locator('.explore-records [data-csv]').click());
  assert.equal(csv.bytes.toString().trimEnd().split('\r\n').length, 601);
  assert.equal(await page.locator('p[data-failed]').isVisible(), false);
  await close();
});

test('without the charts’ program there is no picture of another choice, to see or to save', async () => {
  const { page, close } = await place.open(null);
  await page.route('**/web_charts_bg.wasm', (route) => route.abort());
  await page.goto(`${place.url}analysis.html`);
  await live(page);
  const svg = await download(page, () => page.locator('#answer [data-chart-action=svg]').click());
  assert.match(svg.bytes.toString(), /按期办复率（按承办单位）/);
  await another(page, () => page.locator('[name=measure]').selectOption('resolution-rate'));
  await page.locator('#answer .chart-stage p').waitFor();
  assert.match(await text(page, '#answer .chart-stage'), /图没有画出来/);
  assert.equal(await page.locator('.explore figure svg').count(), 0);
  assert.equal(await page.locator('.explore [data-chart-action]:visible').count(), 0);
  assert.equal(await page.locator('.explore-numbers tbody tr').count() > 5, true);
  await close();
});

test('the numbers, their CSV and the list of items say the same', async () => {
  const { page, close } = await opened('analysis.html?measure=items&by=kind');
  const rows = await page.locator('.explore-numbers tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  const counts = rows.map(([, count]) => Number(count.replaceAll(',', '')));
  assert.equal(counts.at(-1), counts.slice(0, -1).reduce((sum, count) => sum + count, 0));
  const csv = await download(page, () => page.locator('.explore-numbers [data-csv]').click());
  assert.equal(csv.name, 'items-kind.csv');
  const lines = csv.bytes.toString().replace('\ufeff', '').trimEnd().split('\r\n').map((line) => line.split(','));
  assert.deepEqual(lines.slice(1), rows);
  await page.locator('.explore-records tbody tr').first().waitFor();
  assert.equal(await page.locator('.explore-records tbody tr').count(), 50);
  const [, total] = /共 (\d+) 件/.exec(await text(page, '.explore-records .counts'));
  assert.ok(Number(total) >= counts.at(-1));
  const before = await text(page, '.explore-records tbody th a');
  await page.locator('.explore-records [data-step="1"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((was) => document.querySelector('.explore-records tbody th a').textContent !== was, before);
  assert.match(query(page), /page=2/);
  assert.match(await page.locator('.explore-answer [role=status]').textContent(), /第 51–100 件/);
  await page.locator('.explore-records tbody a').first().click();
  await page.waitForURL(/\/items\/[^/]+\/[^/]+\.html/);
  await close();
});

test('every listed item is one that was asked for', async () => {
  const { page, close } = await opened('analysis.html?by=whole&timeliness=overdue');
  await page.locator('.explore-records tbody tr').first().waitFor();
  const hrefs = await page.locator('.explore-records tbody a').evaluateAll((links) => links.map((a) => a.href));
  for (const href of hrefs.slice(0, 5)) {
    await page.goto(href);
    assert.match(await page.locator('main').innerText(), /逾期|已超/, href);
  }
  await close();
});

for (const [what, refuse] of Object.entries({
  'is blocked': (route) => route.abort('blockedbyclient'),
  'is something else': (route) => route.fulfill({ status: 200, contentType: 'application/wasm', body: '<html>' }),
})) {
  test(`where the engine ${what}, the main cuts stay`, async () => {
    const { page, close } = await place.open(null);
    const thrown = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    await page.route('**/engine_bg.wasm', refuse);
    await page.goto(`${place.url}analysis.html?measure=items`);
    await page.locator('.explore-not table').first().waitFor();
    assert.equal(await page.locator('.explore-form').count(), 0);
    assert.ok((await page.locator('.explore-not table:visible').count()) >= 3);
    assert.deepEqual(thrown, []);
    await close();
  });
}

test('the engine is loaded on its own page only', async () => {
  const { page, close } = await place.open(null);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(place.url);
  await drawn(page);
  assert.deepEqual(asked.filter((url) => /engine|explorer/.test(url)), []);
  await close();
});

test('on a phone the page fits, and a touch on the numbers filters', async () => {
  const { page, faults, close } = await opened('en/analysis.html', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await page.locator('.explore-numbers a.pick').first().tap();
  await page.locator('.chip').waitFor();
  assert.match(query(page), /unit=/);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  assert.deepEqual(faults(), []);
  await close();
});
