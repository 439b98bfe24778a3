// What a further answer takes in a browser once its files are there: node times.mjs CHROMIUM PACKAGES
// WEB INDEX QUERIES, the folders of the test packages, of the engine and of the index, and a file with
// a query a line. Prints the median and the worst in ms.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, normalize } from 'node:path';

const [executablePath, packages, web, index, queries] = process.argv.slice(2);
const { chromium } = createRequire(join(packages, 'package.json'))('playwright-core');
const types = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
const server = createServer(({ url }, answer) => {
  const path = normalize(url);
  const file = [join(web, path), join(index, path)].find((one) => path !== '/' && existsSync(one));
  const type = types[path.slice(path.lastIndexOf('.'))] ?? (file ? 'application/octet-stream' : 'text/html');
  answer.writeHead(200, { 'content-type': type }).end(file ? readFileSync(file) : '<!doctype html><title>times</title>');
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.addScriptTag({ url: '/finder.js' });
const times = await page.evaluate(async (asked) => {
  await window.eval('wasm_bindgen')({ module_or_path: '/finder_bg.wasm' });
  const bytes = async (path) => new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer());
  const { Finder } = window.eval('wasm_bindgen');
  const finder = new Finder(await bytes('directory.bin'), 'found\t{$count}\nhit\t<li>{$number} {$title} {$passage}</li>');
  const times = [];
  for (const query of asked) {
    for (let needs = finder.ask(`q\t${query}`); needs; needs = finder.go_on()) {
      await Promise.all(needs.split('\n').map(async (path) => finder.give(path, await bytes(path))));
    }
    finder.ask('q\t');
    const start = performance.now();
    finder.ask(`q\t${query}`);
    document.body.innerHTML = finder.shown().split('\x01')[1];
    times.push(performance.now() - start);
  }
  return times;
}, readFileSync(queries, 'utf8').split('\n'));
await browser.close();
server.close();
times.sort((a, b) => a - b);
console.log(`${times.at(Math.floor(times.length / 2)).toFixed(2)} ${times.at(-1).toFixed(2)}`);
