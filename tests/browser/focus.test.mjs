// The Tab key through a page of every kind: each stop shows that it has the focus, no bar lies over it, and it is large
// enough to be hit (WCAG 2.2: 2.4.7, 2.4.11, 2.5.8).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ready, room, written } from './room.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

// Pages that are gone through at the same time, and stops that a page may have.
const AT_ONCE = 3;
const MOST = 400;
const TAB = { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };

/* Runs in the page. Rows that repeat are taken away, and after the first page what stands around all of them; then
   every stop is looked at when it is left, laid out and scrolled to as the reader has seen it. */
function watch(isFirst) {
  const faults = (window.faults = new Set());
  window.stops = 0;
  for (const extra of document.querySelectorAll('tbody > tr:nth-child(n+4), main li:nth-child(n+5), .item-list > :nth-child(n+5), .facet li:nth-child(n+4)')) extra.remove();
  if (!isFirst) for (const around of document.querySelectorAll('.masthead, .nav, .footer, .tools')) around.remove();
  const named = (one) => `${one.tagName.toLowerCase()}.${one.className.baseVal ?? one.className} “${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 24)}”`;

  const channels = (colour) => (/rgba?\(([^)]+)\)/.exec(colour)?.[1] ?? '0,0,0,0').split(/[\s,/]+/).map(Number);
  const bright = (colour) => {
    const [r, g, b] = channels(colour).map((value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0.5) return colour;
    }
    return 'rgb(255,255,255)';
  };
  // An outline of two pixels or more that stands out three to one from what it is drawn on.
  const shown = (one) => {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(one);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return false;
    const [dark, light] = [bright(outlineColor), bright(ground(parseFloat(outlineOffset) < 0 ? one : one.parentElement))].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05) >= 3;
  };
  // Whether the page shows any of it, and nothing else lies over all of that.
  const free = (one) =>
    [...one.getClientRects()].some((box) => {
      const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
      const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
      if (right - left < 1 || bottom - top < 1) return false;
      return [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
        const there = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
        return there && (one.contains(there) || there.contains(one) && !there.matches('.speaking') || one.labels && [...one.labels].some((label) => label.contains(there)));
      }));
    });

  window.look = () => {
    const one = document.activeElement;
    if (!one || one === document.body) return;
    window.stops += 1;
    if (!shown(one)) faults.add(`not seen to have the focus: ${named(one)}`);
    if (!free(one)) faults.add(`covered or outside: ${named(one)}`);
  };
  addEventListener('keydown', window.look, true);
}

/* Runs in the page: targets under 24 by 24 pixels that are no part of a sentence, and so close to another that a circle
   of 24 pixels on their middle meets it. */
function small() {
  // What is kept for the ear is no target until the focus brings it out.
  const clipped = (one) => one && (getComputedStyle(one).clipPath !== 'none' || clipped(one.parentElement));
  const shownAt = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !clipped(one);
  const targets = [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')].filter(shownAt);
  const spoken = (one) =>
    getComputedStyle(one).display === 'inline' &&
    [...one.parentElement.childNodes].some((node) => node !== one && node.textContent.trim() && (node.nodeType === 3 || getComputedStyle(node).display === 'inline'));
  const boxes = targets.map((one) => one.getBoundingClientRect());
  const isSmall = boxes.map((box) => box.width < 24 || box.height < 24);
  const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  return targets
    .filter((one, at) => {
      if (!isSmall[at] || spoken(one) || one.closest('svg') || one.labels?.length) return false;
      const [x, y] = middle(boxes[at]);
      return targets.some((other, to) => {
        if (other === one || other.contains(one) || one.contains(other)) return false;
        const box = boxes[to];
        const [ox, oy] = middle(box);
        const near = Math.hypot(Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0)) < 12;
        return near || (isSmall[to] && Math.hypot(ox - x, oy - y) < 24);
      });
    })
    .map((one) => `small and close to another: ${one.tagName.toLowerCase()}.${one.className.baseVal ?? one.className} in ${one.parentElement.className || one.parentElement.tagName} “${one.textContent.trim().slice(0, 24)}”`);
}

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 } };
const ways = {
  'on a desktop': desktop,
  'on a phone': phone,
  'on a desktop with the largest text': { ...desktop, text: 'larger' },
  'on a phone with the largest text': { ...phone, text: 'larger' },
};

for (const [way, { text, ...options }] of Object.entries(ways)) {
  test(`every stop of the Tab key is seen, free and large enough ${way}`, async () => {
    const { context, close } = await place.open(null, { ...options, reducedMotion: 'reduce' });
    if (text) await context.addInitScript((value) => localStorage.setItem('banli-reading', JSON.stringify({ text: value })), text);
    const paths = Object.values(written('demo-city'));
    assert.ok(paths.length > 20, `${paths.length} kinds of pages`);
    const broken = {};
    let stops = 0;
    let isFirst = true;
    const walk = async () => {
      const page = await context.newPage();
      const keys = await context.newCDPSession(page);
      // Charts are drawn by a test of their own; their stages are stops all the same.
      await page.route('**/*.wasm', (route) => route.abort('blockedbyclient'));
      for (let path = paths.pop(); path; path = paths.pop()) {
        await page.goto(place.url + path);
        await ready(page);
        for (const fault of await page.evaluate(small)) (broken[fault] ??= []).push(path);
        await page.evaluate(watch, isFirst);
        isFirst = false;
        let last = -1;
        for (let count = 0; count < MOST && count !== last; ) {
          last = count;
          await Promise.all(Array.from({ length: 25 }, () => keys.send('Input.dispatchKeyEvent', TAB)));
          count = await page.evaluate(() => window.stops);
        }
        stops += last;
        for (const fault of await page.evaluate(() => [...window.faults])) (broken[fault] ??= []).push(path);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, walk));
    assert.ok(stops > 400, `${stops} stops`);
    assert.equal(Object.entries(broken).map(([fault, at]) => `${fault}\n    on ${at.join(', ')}`).join('\n'), '');
    await close();
  });
}

test('the bar of reading aloud lies over no stop, however high it is', async () => {
  const { page, close } = await place.open(null, { viewport: { width: 390, height: 700 }, reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    localStorage.setItem('banli-reading', JSON.stringify({ text: 'larger' }));
    // A voice that goes on and on, so that the bar stays.
    const speech = Object.assign(new EventTarget(), { getVoices: () => [{ name: 'x', lang: 'zh-CN', localService: true }], speak() {}, cancel() {} });
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    window.SpeechSynthesisUtterance = class {};
  });
  await page.goto(place.url + written('demo-city').item);
  await ready(page);
  await page.locator('button[data-aloud]').dispatchEvent('click');
  await page.locator('.speaking').waitFor();
  await page.evaluate(watch, true);
  await page.evaluate(() => document.querySelector('main a').focus());
  for (let pressed = 0; pressed < 60; pressed += 1) await page.keyboard.press('Tab');
  assert.ok((await page.evaluate(() => window.stops)) >= 40);
  assert.deepEqual(await page.evaluate(() => [...window.faults].filter((fault) => fault.startsWith('covered'))), []);
  await close();
});
