// The room all browser tests share: the built sites, the preview that serves them, one browser.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const given = (name, otherwise) => resolve(here, process.env[name] || otherwise);
export const DIST = given('BANLI_DIST', '../../dist');
// A page with every kind of chart; `cargo xtask gallery` writes it.
const GALLERY = given('BANLI_GALLERY', '../../target/gallery');
export const BIN = given('BANLI_BIN', '../../target/release/banli');

/** The example sites that are built. */
export const SITES = ['demo-city', 'xianning-2022'].filter((site) => existsSync(join(DIST, site, 'index.html')));
if (SITES.length < 2) throw new Error(`the example sites are not in ${DIST}: run cargo xtask site first`);

/** Serves a site, or the `gallery`; `stop` ends it. */
export async function serve(site = 'demo-city', base = '/') {
  const folder = site === 'gallery' ? GALLERY : join(DIST, site);
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`no page in ${folder}: run cargo xtask ${site === 'gallery' ? site : 'site'} first`);
  const child = spawn(BIN, ['preview', folder, '--port', '0', '--base', base], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill());
  const address = await new Promise((found, failed) => {
    const said = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const [url] = /http:\/\/[\d.]+:\d+\/\S*/.exec(line) ?? [];
        if (url) found(url);
      });
    }
    child.once('error', failed);
    child.once('exit', () => failed(new Error(`the preview ended: ${said.join('\n')}`)));
  });
  const stop = () =>
    new Promise((done) => {
      if (child.exitCode !== null) return done();
      child.once('exit', done);
      child.kill('SIGKILL');
    });
  return { url: address, stop };
}

/** A browser with an empty profile. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.BANLI_CHROMIUM || '/usr/bin/chromium',
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
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

const KINDS = {
  home: /^index\.html$/,
  items: /^items\/index\.html$/,
  item: /^items\/[^/]+\/[^/]+\.html$/,
  units: /^units\/index\.html$/,
  unit: /^units\/[^/]+\.html$/,
  proposers: /^proposers\/index\.html$/,
  proposer: /^proposers\/[^/]+\.html$/,
  sessions: /^sessions\/index\.html$/,
  session: /^sessions\/[^/]+\.html$/,
  categories: /^categories\/index\.html$/,
  category: /^categories\/[^/]+\.html$/,
  data: /^data\/index\.html$/,
  'data file': /^data\/[^/]+\.html$/,
  reports: /^reports\/index\.html$/,
  report: /^reports\/[^/]+\.html$/,
  embed: /^embed\/[^/]+\.html$/,
};

/**
 * One page of every kind that a site has, `{ kind: path }`; of several the longest, which shows
 * most. Single pages (waiting, methods, …) are a kind of their own.
 */
export function kinds(site, lang = 'zh') {
  const folder = lang === 'zh' ? join(DIST, site) : join(DIST, site, lang);
  const found = {};
  const size = {};
  for (const path of files(folder)) {
    if (lang === 'zh' && path.startsWith('en/')) continue;
    if (/page-\d+\.html$/.test(path) || /^(waiting|commitments)\//.test(path)) continue;
    const alone = /^([^/]+)\.html$/.exec(path)?.[1];
    const kind = Object.keys(KINDS).find((name) => KINDS[name].test(path)) ?? alone;
    if (!kind) continue;
    const long = readFileSync(join(folder, path)).length;
    if (long <= (size[kind] ?? 0)) continue;
    found[kind] = (lang === 'zh' ? '' : `${lang}/`) + path;
    size[kind] = long;
  }
  return found;
}

/** The pages of a kind list that a test may open: path by kind, without the ones still to be written. */
export function written(site, lang) {
  const all = Object.entries(kinds(site, lang));
  return Object.fromEntries(all.filter(([, path]) => !isUnwritten(readFileSync(join(DIST, site, path), 'utf8'))));
}

// A page that is planned and not written has its path for a heading.
const isUnwritten = (html) => /<h1>[^<]*\.html<\/h1>/.test(html);

/** Listens to a page; `faults()` lists what a silent page must not have said or asked. */
export function listen(page, url) {
  const faults = [];
  const host = new URL(url).host;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.type()}: ${message.text()} (${page.url()})`);
  });
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message} (${page.url()})`));
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (!['data:', 'blob:'].includes(asked.protocol) && asked.host !== host) faults.push(`foreign: ${request.url()}`);
  });
  return () => faults;
}

/** Waits until every chart is drawn, each brought into view, and gives back how many there are. */
export async function drawn(page) {
  const stages = page.locator('.chart-stage');
  const count = await stages.count();
  for (let i = 0; i < count; i += 1) {
    await stages.nth(i).scrollIntoViewIfNeeded();
    await stages.nth(i).locator('canvas:visible').waitFor();
  }
  return count;
}

/** Waits until the page's program has read the page. */
export const ready = (page) => page.locator('.page-tools:not([hidden]), html[data-embed][data-js]').first().waitFor();

/** One preview and one browser for all tests of a file; `open` gives a page in a context of its own. */
export async function room(site = 'demo-city', base = '/') {
  // One after the other: a browser whose preview failed would stay, and the file with it.
  const preview = await serve(site, base);
  const chrome = await browser();
  return {
    url: preview.url,
    chrome,
    async open(path = '', options = {}) {
      const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      context.setDefaultTimeout(20000);
      const page = await context.newPage();
      const faults = listen(page, preview.url);
      if (path !== null) await page.goto(preview.url + path);
      return { page, context, faults, close: () => context.close() };
    },
    async close() {
      await chrome.close();
      await preview.stop();
    },
  };
}

/** The text of a download that `act` starts, and its name. */
export async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
