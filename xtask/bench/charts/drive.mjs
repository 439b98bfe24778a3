// Measures the charts beside their peers in one browser and prints one JSON object:
// node drive.mjs INPUT.json, as `cargo xtask bench charts` writes it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { PEERS, bundle } from './bundle.mjs';
import { cold, pointed, recoloured } from './load.mjs';
import { redraw } from './redraw.mjs';
import { serve } from './serve.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const input = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const bundles = join(input.room, 'bundles');
const say = (text) => process.stderr.write(`${text}\n`);

await bundle(bundles);
const server = await serve({ pages: join(here, 'pages'), bundles, room: input.room, web: input.web, assets: input.assets });
const { url } = server;
const browser = await chromium.launch({
  executablePath: input.chromium,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const contenders = [
  ['ours', 'pages/ours.mjs'],
  ['hand', 'pages/hand.mjs'],
  ...Object.keys(PEERS).map((name) => [name, `bundles/${name}.mjs`]),
];
const pages = ['ours', 'echarts'].map((name) => [name, `${url}room/${name}.html`]);
const [[, own]] = pages;
const found = {
  versions: { chromium: browser.version(), ...PEERS },
  redraw: await redraw(browser, url, input, contenders, say),
  cold: await cold(browser, pages, input.charts, input.rounds, say),
  recoloured: await recoloured(browser, own, input.charts),
  pointed: await pointed(browser, `${url}room/pointer.html`, input.rounds, say),
};
await browser.close();
server.stop();
process.stdout.write(`${JSON.stringify(found)}\n`);
