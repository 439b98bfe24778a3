// WCAG 2.2 AA and good practice on every kind of page, narrow, large, in English, on paper and without scripts.
import { after, before, test } from 'node:test';
import { room } from './room.mjs';
import { faultless } from './wcag.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const ways = {
  'in English': { lang: 'en' },
  'at 320 px': { viewport: { width: 320, height: 640 } },
  'with text at 200 %': { text: '200%' },
  'on paper': { viewport: { width: 720, height: 1000 }, media: 'print' },
  'without scripts': { scripts: false },
};

for (const [way, options] of Object.entries(ways)) {
  test(`axe finds nothing on any kind of page ${way}`, () => faultless(place, options));
}
