// What an answer takes in a browser: node times.mjs CHROMIUM PACKAGES WEB FACTS CHOICES, the folders of
// the test packages and of the engine, and the two files. Prints the median and the worst in ms.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [executablePath, packages, web, facts, choices] = process.argv.slice(2);
const { chromium } = createRequire(join(packages, 'package.json'))('playwright-core');
const files = {
  '/': ['text/html', Buffer.from('<!doctype html><title>times</title>')],
  '/engine.js': ['text/javascript', readFileSync(join(web, 'engine.js'))],
  '/engine_bg.wasm': ['application/wasm', readFileSync(join(web, 'engine_bg.wasm'))],
  '/facts.bin': ['application/octet-stream', readFileSync(facts)],
};
const server = createServer(({ url }, answer) => {
  const [type, body] = files[url] ?? ['text/plain', ''];
  answer.writeHead(files[url] ? 200 : 204, { 'content-type': type }).end(body);
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const times = await page.evaluate(async (asked) => {
  const glue = await import('/engine.js');
  await glue.default({ module_or_path: '/engine_bg.wasm' });
  const engine = new glue.Explorer(new Uint8Array(await (await fetch('/facts.bin')).arrayBuffer()), '');
  // The first answers also pay for compiling.
  for (const choice of asked.slice(0, 20)) engine.answer(choice);
  return asked.map((choice) => {
    const start = performance.now();
    JSON.parse(engine.answer(choice));
    for (let at = 0; at < 5; at += 1) engine.chart(at);
    return performance.now() - start;
  });
}, readFileSync(choices, 'utf8').split('\n'));
await browser.close();
server.close();
times.sort((a, b) => a - b);
console.log(`${times.at(Math.floor(times.length / 2)).toFixed(2)} ${times.at(-1).toFixed(2)}`);
