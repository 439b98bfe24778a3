// Lighthouse on its mobile preset, page by page, on a built site that `banli preview` serves: input {program, site,
// chromium, rounds, pages: [[name, path]]}; on standard output the scores of every round and what was marked down.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const { program, site, chromium, rounds, pages } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const KINDS = ['performance', 'accessibility', 'best-practices', 'seo'];

const preview = spawn(program, ['preview', site, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
process.once('exit', () => preview.kill());
const address = await new Promise((found, failed) => {
  for (const stream of [preview.stdout, preview.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      const [url] = /http:\/\/[\d.]+:\d+\/\S*/.exec(line) ?? [];
      if (url) found(url);
    });
  }
  preview.once('exit', () => failed(new Error('the preview ended')));
});

const browser = await launch({ chromePath: chromium, chromeFlags: FLAGS, logLevel: 'silent' });
const results = [];
try {
  for (const [name, path] of pages) {
    const all = [];
    const marked = new Set();
    for (let round = 0; round < rounds; round += 1) {
      process.stderr.write(`${name}, round ${round + 1}\n`);
      const { lhr } = await lighthouse(address + path, { port: browser.port, output: 'json', logLevel: 'silent', onlyCategories: KINDS });
      if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
      all.push(Object.fromEntries(KINDS.map((kind) => [kind, Math.round(lhr.categories[kind].score * 100)])));
      for (const kind of KINDS) {
        for (const { id, weight } of lhr.categories[kind].auditRefs) {
          const { score, title, displayValue } = lhr.audits[id];
          if (weight > 0 && score !== null && score < 0.9) marked.add(`${kind}: ${title}${displayValue ? ` (${displayValue})` : ''}`);
        }
      }
    }
    results.push({ name, path, rounds: all, marked: [...marked].sort() });
  }
} finally {
  browser.kill();
  preview.kill();
}
process.stdout.write(`${JSON.stringify({ version: JSON.parse(readFileSync(new URL('node_modules/lighthouse/package.json', import.meta.url))).version, pages: results })}\n`);
