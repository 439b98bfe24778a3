// Reading aloud: in order, sentence by sentence, with the place marked; paused, gone on with, stopped; nothing goes to a
// voice on the network unasked. The browser of the tests has no voice, so one is played.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ready, room } from './room.mjs';
import { faultsOf } from './wcag.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

// A page whose browser has these voices; `held` keeps each utterance until the test ends it.
async function opened(path, voices, held = false) {
  const { page, faults, close } = await place.open(null, {});
  await page.addInitScript(([known, hold]) => {
    window.said = [];
    class Utterance {
      constructor(text) { this.text = text; }
    }
    let current = null;
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => known,
      speak(one) {
        current = one;
        window.said.push({ text: one.text, lang: one.lang, rate: one.rate, voice: one.voice?.name });
        if (!hold) setTimeout(() => current === one && one.onend(), 1);
      },
      cancel() {
        const broken = current;
        current = null;
        if (broken) setTimeout(() => broken.onerror({ error: 'canceled' }), 1);
      },
    });
    window.endOne = () => current?.onend();
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    window.SpeechSynthesisUtterance = Utterance;
  }, [voices, held]);
  await page.goto(place.url + path);
  await ready(page);
  return { page, faults, close, start: page.locator('button[data-aloud]'), bar: page.locator('.speaking') };
}

const local = [
  { name: 'Anna', lang: 'en-US', localService: true },
  { name: '远', lang: 'zh-CN', localService: false },
  { name: '近', lang: 'zh-CN', localService: true },
];

test('a page is read in its order by a voice of the device, and the bar goes when it ends', async () => {
  const { page, faults, close, start, bar } = await opened('accessibility.html', local);
  await start.click();
  await page.waitForFunction(() => window.said.length > 5);
  await bar.waitFor({ state: 'hidden' });
  const said = await page.evaluate(() => window.said);
  const heading = await page.locator('h1').textContent();
  assert.equal(said[0].text, heading.trim());
  assert.ok(said.every(({ voice }) => voice === '近'), 'the voice of the device');
  const whole = (await page.locator('main').innerText()).replace(/\s+/g, '');
  let at = 0;
  for (const { text } of said) {
    const found = whole.indexOf(text.replace(/\s+/g, ''), at);
    assert.ok(found >= at, `out of order or not on the page: ${text}`);
    at = found;
  }
  assert.ok(!said.some(({ text }) => text.includes('打印本页')), 'no controls');
  assert.equal(await page.locator('.is-spoken').count(), 0);
  assert.deepEqual(faults(), []);
  await close();
});

test('by keyboard: paused, gone on with at the same sentence, faster, stopped; the focus comes back', async () => {
  const { page, close, start, bar } = await opened('methods.html', local, true);
  await start.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.said.length === 1);
  await page.evaluate(() => window.endOne());
  await page.waitForFunction(() => window.said.length === 2);
  assert.equal(await page.locator('.is-spoken').count(), 1);
  const focused = () => page.evaluate(() => document.activeElement.dataset.speak ?? document.activeElement.dataset.aloud);
  assert.equal(await focused(), 'pause');
  assert.deepEqual(await faultsOf(page), []);
  await page.keyboard.press('Enter');
  assert.equal(await bar.locator('[role=status]').textContent(), '已暂停');
  assert.equal(await focused(), 'go-on');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.said.length === 3);
  await bar.locator('select').selectOption('1.4');
  await page.waitForFunction(() => window.said.length === 4);
  const said = await page.evaluate(() => window.said);
  assert.equal(said[2].text, said[1].text);
  assert.equal(said[3].text, said[1].text);
  assert.equal(said[3].rate, 1.4);
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'hidden' });
  assert.equal(await focused(), '');
  await page.waitForTimeout(50);
  assert.equal(await page.evaluate(() => window.said.length), 4, 'nothing more is said');
  await close();
});

test('the words that were selected are read alone', async () => {
  const { page, close, start } = await opened('methods.html', local);
  const first = page.locator('main p').nth(1);
  await first.selectText();
  const wanted = (await page.evaluate(() => String(getSelection()))).trim();
  await start.evaluate((button) => button.click());
  await page.waitForFunction(() => window.said.length > 0);
  await page.waitForTimeout(50);
  assert.deepEqual((await page.evaluate(() => window.said)).map(({ text }) => text), [wanted]);
  await close();
});

test('a voice that needs the network is asked for first; without any the page says so', async () => {
  const far = await opened('methods.html', [local[1]], true);
  await far.start.click();
  await far.bar.getByText('联网语音').waitFor();
  assert.equal(await far.page.evaluate(() => window.said.length), 0);
  await far.bar.locator('[data-speak="go-on"]').click();
  await far.page.waitForFunction(() => window.said.length === 1);
  await far.close();
  const none = await opened('en/methods.html', [local[2]]);
  await none.start.click();
  await none.bar.getByText('no English voice').waitFor();
  assert.equal(await none.page.evaluate(() => window.said.length), 0);
  await none.close();
});
