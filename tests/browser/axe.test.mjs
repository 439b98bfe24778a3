// WCAG 2.2 AA and good practice, as far as a program can tell, on every kind of page in every look.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawn, kinds, ready, room } from './room.mjs';
import { faultsOf } from './wcag.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const some = ['home', 'items', 'item', 'units', 'unit', 'methods', 'search', 'analysis'];
const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  'on a phone': phone,
  'in English': { lang: 'en' },
  'in forced colours': { forcedColors: 'active', only: some },
  'in high contrast with the largest text': { chosen: { contrast: 'high', text: 'larger' }, only: some },
  'in dark high contrast': { chosen: { contrast: 'high', theme: 'dark' }, only: some },
  'in reading mode': { chosen: { reading: 'on' }, only: some },
  'without scripts': { scripts: false, only: some },
};

for (const [look, { lang = 'zh', only, chosen, scripts = true, ...options }] of Object.entries(looks)) {
  test(`axe finds nothing ${look}`, async () => {
    const { page, close } = await place.open(null, options);
    if (chosen) await page.addInitScript((value) => localStorage.setItem('banli-reading', value), JSON.stringify(chosen));
    if (!scripts) await page.route('**/*.js', (route) => route.abort('blockedbyclient'));
    const broken = {};
    for (const [kind, path] of Object.entries(kinds('demo-city', lang))) {
      if (only && !only.includes(kind)) continue;
      await page.goto(place.url + path);
      if (scripts) {
        await ready(page);
        if (!options.forcedColors) await drawn(page);
      }
      for (const fault of await faultsOf(page)) (broken[fault] ??= []).push(path);
    }
    const list = Object.entries(broken).map(([fault, paths]) => `${fault}\n    on ${paths.join(', ')}`);
    assert.equal(list.join('\n'), '');
    await close();
  });
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
