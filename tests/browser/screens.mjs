// Takes pictures of pages to look at: node screens.mjs FOLDER [SITE] [PATH…]; with TOP=1 the first
// screenful only.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { browser, drawn, kinds, serve } from './room.mjs';

const [folder, site = 'demo-city', ...asked] = process.argv.slice(2);
if (!folder) throw new Error('usage: node screens.mjs FOLDER [SITE] [PATH…]');
mkdirSync(folder, { recursive: true });
const paths = asked.length ? asked : Object.values(kinds(site));
const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const ways = {
  desktop: { context: desktop },
  phone: { context: phone },
  dark: { context: { ...desktop, colorScheme: 'dark' } },
  print: { context: { viewport: { width: 720, height: 1020 } }, media: 'print' },
  'no-js': { context: { ...desktop, javaScriptEnabled: false } },
};

const preview = await serve(site);
const chrome = await browser();
for (const [way, { context, media }] of Object.entries(ways)) {
  const opened = await chrome.newContext(context);
  const page = await opened.newPage();
  for (const path of paths) {
    await page.goto(preview.url + path);
    if (context.javaScriptEnabled !== false) await drawn(page);
    await page.evaluate(() => scrollTo(0, 0));
    if (media) await page.emulateMedia({ media });
    const name = `${path.replace(/\.html$/, '').replaceAll('/', '-')}.${way}.png`;
    await page.screenshot({ path: join(folder, name), fullPage: !process.env.TOP });
    if (media) await page.emulateMedia({ media: 'screen' });
  }
  await opened.close();
}
await chrome.close();
await preview.stop();
