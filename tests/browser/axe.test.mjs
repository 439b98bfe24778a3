// WCAG 2.2 AA and good practice, as far as a program can tell, on every kind of page in every look.
import { after, before, test } from 'node:test';
import { room } from './room.mjs';
import { faultless } from './wcag.mjs';

let place;
before(async () => {
  place = await room();
});
after(() => place.close());

const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  'on a phone': { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  'in forced colours': { forcedColors: 'active' },
  'in high contrast with the largest text': { chosen: { contrast: 'high', text: 'larger' } },
  'in dark high contrast': { chosen: { contrast: 'high', theme: 'dark' } },
  'in reading mode': { chosen: { reading: 'on' } },
};

for (const [look, options] of Object.entries(looks)) {
  test(`axe finds nothing on any kind of page ${look}`, () => faultless(place, options));
}
