// Every kind of chart, plain and awkward, as a reader uses it: by keys, mouse and touch.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { look, until } from './canvas.mjs';
import { drawn, room } from './room.mjs';

let place;
before(async () => {
  place = await room('gallery');
});
after(() => place.close());

// The gallery's figures: how many series the legend switches, how many periods there are to look
// closer at, where the first mark's records are, and whether a walk over all marks is short.
const FIGURES = {
  c0: { keys: 5, href: '#u0', walk: true },
  c1: { keys: 5, href: '#u0', walk: true },
  c2: { keys: 4, walk: true },
  c3: { walk: true },
  c4: { keys: 3, walk: true },
  c5: { walk: true },
  c6: { keys: 2, periods: 30 },
  c7: { walk: true },
  c8: {},
  c9: { walk: true },
  c10: { walk: true },
  c11: { keys: 5, href: '#u0', walk: true },
  c12: { keys: 5, href: '#u0' },
  c13: { keys: 4, walk: true },
  c14: { walk: true },
  c15: { keys: 3, walk: true },
  c16: { keys: 3, periods: 30 },
  c17: { href: '#u0', walk: true },
  c18: { href: '#u0', periods: 120 },
  c19: { href: '#u0', walk: true },
  c20: { href: '#u0' },
  c21: { walk: true },
  c22: { walk: true },
  c23: { walk: true },
  c24: { keys: 4, walk: true },
};
const having = (what) => Object.entries(FIGURES).filter(([, figure]) => figure[what]);

async function opened(options = {}) {
  const room = await place.open('', options);
  assert.equal(await drawn(room.page), Object.keys(FIGURES).length);
  return room;
}

/** A chart in the reader's hands. */
function chart(page, id) {
  const figure = page.locator(`#${id}`);
  const stage = figure.locator('.chart-stage');
  const said = () => figure.locator('.chart-live').textContent();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
    return said();
  };
  const center = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  return {
    figure,
    stage,
    said,
    press,
    look: () => look(stage.locator('canvas')),
    button: (action) => figure.locator(`[data-chart-action=${action}]`),
    /** The tooltip's lines. */
    tip: () => stage.locator('.chart-tip:visible p').allInnerTexts(),
    /** What is outlined: its place with its words, and its middle in the window. */
    reached: () => stage.locator('.chart-reach').evaluate(({ style, nextSibling }) => [style.transform, style.width, style.height, nextSibling.textContent].join()),
    middle: async () => center(await stage.locator('.chart-reach').boundingBox()),
    /** Where a share of the picture's width and height is in the window. */
    at: async (x, y) => {
      const box = await stage.locator('canvas').boundingBox();
      return [box.x + box.width * x, box.y + box.height * y];
    },
    /** Presses a key until it leads no further. */
    async along(key) {
      for (let was = ''; was !== (was = await this.reached()); ) await press(key);
      return said();
    },
    /** Focus on the first mark of all. */
    async first() {
      await stage.focus();
      return press('Home', 'Home');
    },
    /** Focus on the first key of the legend. */
    async legend() {
      await this.first();
      await this.along('ArrowUp');
      return this.along('ArrowLeft');
    },
  };
}

test('Tab stops at each chart once', async () => {
  const { page, faults, close } = await opened();
  await page.evaluate(() => scrollTo(0, 0));
  const stops = {};
  for (let pressed = 0; pressed < 600; pressed += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { activeElement: now } = document;
      return now === document.body ? null : (now.closest('.chart-stage')?.closest('figure').id ?? '');
    });
    if (at === null) break;
    if (at) stops[at] = (stops[at] ?? 0) + 1;
  }
  assert.deepEqual(stops, Object.fromEntries(Object.keys(FIGURES).map((id) => [id, 1])));
  assert.deepEqual(faults(), []);
  await close();
});

test('keys lead to the ends of every chart and along it, each mark is said, Escape lets go', async () => {
  const { page, close } = await opened();
  for (const [id, { keys }] of Object.entries(FIGURES)) {
    const one = chart(page, id);
    const first = await one.first();
    assert.ok(first.length > 3, `${id}: ${first}`);
    const last = await one.press('End', 'End');
    assert.ok(last.length > 3, `${id}: ${last}`);
    if (await one.stage.evaluate((stage) => stage.querySelectorAll('.chart-svg title').length) > 1) assert.notEqual(last, first, id);
    assert.ok(!last.includes('隐藏'), `${id}: ${last}`);
    assert.equal(await one.first(), first, id);
    if (keys) assert.match(await one.legend(), /按回车键或点击可隐藏、显示$/, id);
    await one.press('Escape');
    assert.equal(await one.stage.locator('.chart-tip:visible, .chart-reach:visible').count(), 0, id);
  }
  await close();
});

// What a mouse finds, all over a picture.
const found = (stage) =>
  stage.evaluate((element) => {
    const canvas = element.querySelector('canvas');
    const box = canvas.getBoundingClientRect();
    const texts = new Set();
    for (let y = 1; y < box.height; y += 6) {
      for (let x = 1; x < box.width; x += 6) {
        const init = { clientX: box.left + x, clientY: box.top + y, pointerType: 'mouse', bubbles: true };
        canvas.dispatchEvent(new PointerEvent('pointermove', init));
        const tip = element.querySelector('.chart-tip');
        if (!tip.hidden) texts.add([...tip.querySelectorAll('p:not(.chart-what)')].map((line) => line.textContent).join('，'));
      }
    }
    return [...texts];
  });

test('whatever the mouse finds in a small chart is reached and said by arrows', async () => {
  const { page, close } = await opened();
  for (const [id] of having('walk')) {
    const one = chart(page, id);
    const heard = new Set();
    const stopped = new Set();
    await one.legend();
    for (let row = ''; row !== (row = await one.reached()); await one.press('ArrowDown'), await one.along('ArrowLeft')) {
      for (let mark = ''; mark !== (mark = await one.reached()); await one.press('ArrowRight')) {
        const text = await one.said();
        assert.ok(text.length > 3, `${id}: ${text}`);
        heard.add(text);
        stopped.add(mark);
      }
      await one.along('ArrowLeft');
    }
    // No two marks say the same.
    assert.equal(heard.size, stopped.size, id);
    const pointed = await found(one.stage);
    assert.ok(pointed.length > 0, id);
    assert.deepEqual(pointed.filter((text) => !heard.has(text)), [], id);
  }
  await close();
});

test('Enter opens a mark’s records, and tells the page of every mark', async () => {
  const { page, close } = await opened();
  await page.evaluate(() => {
    window.picks = [];
    addEventListener('chart:pick', ({ target, detail }) => window.picks.push([target.id, detail.category]));
  });
  for (const [id, { href = '' }] of Object.entries(FIGURES)) {
    await page.evaluate(() => {
      history.replaceState(null, '', location.pathname);
      window.picks = [];
    });
    await chart(page, id).first();
    await page.keyboard.press('Enter');
    assert.deepEqual(await page.evaluate(() => [location.hash, window.picks]), [href, [[id, id === 'c10' || id === 'c14' ? -1 : 0]]], id);
  }
  await close();
});

test('keys of the legend switch each series off and on; the last one stays', async () => {
  const { page, close } = await opened();
  for (const [id, { keys }] of having('keys')) {
    const one = chart(page, id);
    const whole = await one.look();
    const [name] = (await one.legend()).split('，');
    assert.equal(await one.press('Enter'), `${name} · 已隐藏`, id);
    assert.notEqual((await one.look()).sum, whole.sum, id);
    assert.equal(await one.press('Enter'), `${name} · 已显示`, id);
    assert.equal((await one.look()).sum, whole.sum, id);
    for (let key = 1; key < keys; key += 1) {
      assert.match(await one.press('Enter'), / · 已隐藏$/, id);
      await one.press('ArrowRight');
    }
    const last = await one.look();
    assert.match(await one.press('Enter'), / · 已显示$/, id);
    assert.equal((await one.look()).sum, last.sum, id);
    for (let key = 1; key < keys; key += 1) assert.match(await one.press('ArrowLeft', 'Enter'), / · 已显示$/, id);
    assert.equal((await one.look()).sum, whole.sum, id);
  }
  await close();
});

for (const [way, options] of Object.entries({ click: {}, tap: { hasTouch: true } })) {
  test(`a ${way} on the legend switches a series off and on`, async () => {
    const { page, close } = await opened(options);
    for (const [id] of having('keys')) {
      const one = chart(page, id);
      const whole = await one.look();
      const [name] = (await one.legend()).split('，');
      const [x, y] = await one.middle();
      const meet = () => (way === 'tap' ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));
      await one.press('Escape');
      await meet();
      await until(one.said, (text) => text === `${name} · 已隐藏`, id);
      assert.notEqual((await one.look()).sum, whole.sum, id);
      await meet();
      await until(one.said, (text) => text === `${name} · 已显示`, id);
      assert.equal((await one.look()).sum, whole.sum, id);
    }
    await close();
  });
}

// First and last period of what was said.
const span = (text) => text.split(' – ');

test('with many periods a reader looks closer by keys and buttons, and back', async () => {
  const { page, close } = await opened();
  for (const [id, { periods }] of Object.entries(FIGURES)) {
    const one = chart(page, id);
    const buttons = one.figure.locator('button:visible', { hasText: /^(放大|缩小|全部时间)$/ });
    assert.equal(await buttons.count(), periods ? 3 : 0, id);
    if (!periods) continue;
    const whole = await one.look();
    await one.stage.focus();
    const closer = await one.press('+');
    assert.equal(span(closer).length, 2, closer);
    assert.notEqual((await one.look()).sum, whole.sum, id);
    const all = await one.press('-');
    assert.ok(span(all)[0] !== span(closer)[0] && span(all)[1] !== span(closer)[1], `${all}, ${closer}`);
    assert.equal((await one.look()).sum, whole.sum, id);
    assert.notEqual(await one.press('+', '+'), closer, id);
    assert.equal(await one.press('Escape'), all, id);
    assert.equal((await one.look()).sum, whole.sum, id);

    const enabled = async () => Promise.all(['in', 'out', 'whole'].map((action) => one.button(action).isEnabled()));
    assert.deepEqual(await enabled(), [true, false, false], id);
    await one.button('in').click();
    await until(one.said, (text) => text === closer, id);
    assert.deepEqual(await enabled(), [true, true, true], id);
    await one.button('in').click();
    const closest = await until(one.said, (text) => text !== closer, id);
    await one.button('out').click();
    await until(one.said, (text) => text !== closest, id);
    await one.button('whole').click();
    await until(one.said, (text) => text === all, id);
    for (let pressed = 0; await one.button('in').isEnabled(); pressed += 1) {
      assert.ok(pressed < 10, id);
      await one.button('in').click();
    }
    await one.button('whole').click();
    assert.equal((await one.look()).sum, whole.sum, id);
  }
  await close();
});

// The years looked at in the chart of thirty years, as they were said.
const years = async (one, wanted, what) => span(await until(one.said, (text) => text && wanted(span(text).map(Number)), what)).map(Number);

test('the mouse selects a stretch of time and moves it; no records open', async () => {
  const { page, close } = await opened();
  const one = chart(page, 'c6');
  await one.stage.scrollIntoViewIfNeeded();
  const drag = async (from, to) => {
    await page.mouse.move(...(await one.at(from, 0.5)));
    await page.mouse.down();
    await page.mouse.move(...(await one.at((from + to) / 2, 0.5)));
    await page.mouse.move(...(await one.at(to, 0.5)));
    assert.equal(await page.evaluate(() => String(getSelection())), '');
    await page.mouse.up();
  };
  await drag(0.3, 0.6);
  const [first, last] = await years(one, () => true, 'a stretch');
  assert.ok(first > 1996 && first < 2004 && last - first > 6 && last - first < 14, `${first} – ${last}`);
  assert.equal(await one.stage.locator('.chart-reach:visible').count(), 0);
  await drag(0.7, 0.4);
  const [next, end] = await years(one, ([from]) => from !== first, 'moved on');
  assert.ok(next > first && end - next === last - first, `${next} – ${end}`);
  // From where it is, not beyond the first period.
  await drag(0.05, 0.95);
  await drag(0.05, 0.95);
  const [start, stop] = await years(one, ([from]) => from === 1992, 'moved back');
  assert.equal(stop - start, last - first);
  assert.equal(page.url(), place.url);
  await close();
});

test('two fingers look closer and wider around their middle', async () => {
  const { page, close } = await opened({ hasTouch: true });
  const fingers = await page.context().newCDPSession(page);
  const one = chart(page, 'c6');
  await one.stage.scrollIntoViewIfNeeded();
  const whole = await one.look();
  const touch = async (type, shares) => {
    const touchPoints = [];
    for (const [id, share] of shares.entries()) {
      const [x, y] = await one.at(share, 0.5);
      touchPoints.push({ id, x, y });
    }
    await fingers.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  const pinch = async (...ways) => {
    await touch('touchStart', ways[0]);
    for (const way of ways) await touch('touchMove', way);
    await touch('touchEnd', []);
  };
  await pinch([0.5, 0.6], [0.45, 0.65], [0.4, 0.7]);
  const [first, last] = await years(one, ([from, to]) => to - from < 12, 'closer');
  assert.ok(first >= 2000 && last <= 2016 && last - first >= 7, `${first} – ${last}`);
  assert.notEqual((await one.look()).sum, whole.sum);
  await pinch([0.1, 0.9], [0.3, 0.7], [0.45, 0.55]);
  await years(one, ([from, to]) => from === 1992 && to === 2021, 'wider');
  assert.equal((await one.look()).sum, whole.sum);
  assert.equal(page.url(), place.url);
  // Where there is nothing to look closer at, fingers enlarge the page as anywhere.
  const allowed = (id) => chart(page, id).stage.evaluate((stage) => getComputedStyle(stage).touchAction);
  assert.deepEqual(await Promise.all(['c4', 'c6'].map(allowed)), ['pan-y pinch-zoom', 'pan-y']);
  await close();
});

test('between the points of several lines the whole period is read, near one that one first with its interval', async () => {
  const { page, close } = await opened();
  const one = chart(page, 'c4');
  await one.first();
  const [x] = await one.middle();
  const box = await one.stage.locator('.chart-reach').boundingBox();
  await one.press('ArrowDown');
  const point = await one.middle();
  await one.press('Escape');
  await page.mouse.move(x, box.y + box.height - 4);
  const whole = await one.tip();
  assert.deepEqual(whole.slice(0, -1).map((line) => line.split('：')[0]), ['2014', '办复率', '满意率', '解决率']);
  assert.deepEqual(whole.slice(1, -1).map((line) => /\d+\/100/.test(line)), [true, true, true]);
  await page.mouse.move(...point);
  const near = await one.tip();
  assert.deepEqual(near.slice(0, 2), ['2014', whole[1]]);
  assert.match(near[2], /^95% 区间：[\d.]+% – [\d.]+%$/);
  // What the numbers are, last in each tooltip of data and in none of the legend.
  for (const lines of [whole, near]) assert.equal(lines.at(-1), '满意率＝满意÷已评价');
  await one.legend();
  assert.ok(!(await one.tip()).includes('满意率＝满意÷已评价'));
  assert.equal(await chart(page, 'c3').first().then(() => page.locator('#c3 .chart-what').count()), 0);
  await close();
});

test('a tooltip with a percentage has its counts beside it, in every kind', async () => {
  const { page, close } = await opened();
  const bare = {};
  let percentages = 0;
  for (const [id] of having('walk')) {
    for (const text of await found(chart(page, id).stage)) {
      for (const part of text.split('，').filter((each) => /\d%/.test(each) && !/区间：|^\d+%/.test(each))) {
        percentages += 1;
        if (!/\d+%\s?[（(]\d+\/\d+[）)]/.test(part)) (bare[id] ??= []).push(part);
      }
    }
  }
  assert.deepEqual(bare, {});
  assert.ok(percentages > 200, String(percentages));
  await close();
});
