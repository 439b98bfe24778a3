// WCAG 2.2 AA and good practice on every kind of chart, with its tooltip open and as a table.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawn, room } from './room.mjs';
import { faultsOf } from './wcag.mjs';

let gallery;
before(async () => {
  gallery = await room('gallery');
});
after(() => gallery.close());

const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  'on a phone': { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

for (const [look, options] of Object.entries(looks)) {
  test(`axe finds nothing on every kind of chart ${look}`, async () => {
    const { page, close } = await gallery.open('', options);
    await drawn(page);
    assert.deepEqual(await faultsOf(page), []);
    await page.locator('#c4 .chart-stage').focus();
    await page.keyboard.press('Home');
    assert.deepEqual(await faultsOf(page), []);
    await page.locator('#c4 [data-tool=charts]').click();
    assert.deepEqual(await faultsOf(page), []);
    await close();
  });
}
