// WCAG 2.2 AA and good practice, as far as a program can tell, on every kind of page in every look.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawn, room } from './room.mjs';
import { faultless, faultsOf } from './wcag.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  'on a phone': phone,
};
const colours = {
  ...looks,
  'in forced colours': { forcedColors: 'active' },
  'in high contrast with the largest text': { chosen: { contrast: 'high', text: 'larger' } },
  'in dark high contrast': { chosen: { contrast: 'high', theme: 'dark' } },
  'in reading mode': { chosen: { reading: 'on' } },
};

for (const [look, options] of Object.entries(colours)) {
  test(`axe finds nothing on any kind of page ${look}`, () => faultless(place, options));
}

for (const look of ['light', 'dark', 'on a phone']) {
  test(`axe finds nothing on every kind of chart ${look}`, async (t) => {
    const gallery = await room('gallery');
    t.after(() => gallery.close());
    const { page } = await gallery.open('', looks[look]);
    await drawn(page);
    assert.deepEqual(await faultsOf(page), []);
    // With a tooltip open, and as tables.
    await page.locator('#c4 .chart-stage').focus();
    await page.keyboard.press('Home');
    assert.deepEqual(await faultsOf(page), []);
    await page.locator('#c4 [data-tool=charts]').click();
    assert.deepEqual(await faultsOf(page), []);
  });
}
