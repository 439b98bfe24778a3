// The browser's engine answers every choice as the native one does, to the last byte.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DIST } from './room.mjs';

const site = join(DIST, 'demo-city');
const golden = new URL('../goldens/answers.txt', import.meta.url);

test('WebAssembly and native code give the same answers', async () => {
  const glue = await import(pathToFileURL(join(site, 'assets/engine.js')));
  glue.initSync({ module: readFileSync(join(site, 'assets/engine_bg.wasm')) });
  const folder = readdirSync(join(site, 'data')).find((name) => name.startsWith('explorer-'));
  const facts = readFileSync(join(site, 'data', folder, 'facts.bin'));
  const [, escaped] = /data-words="([^"]*)"/.exec(readFileSync(join(site, 'analysis.html'), 'utf8'));
  const plain = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  const words = escaped.replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => plain[name]);
  const engine = new glue.Explorer(facts, words);
  assert.equal(engine.size(), 600);

  const fingerprint = (json) => {
    let hash = 0xcbf29ce484222325n;
    const add = (bytes) => {
      for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    };
    add(new TextEncoder().encode(json));
    for (let at = 0; at < 5; at += 1) add(engine.chart(at));
    const items = engine.items(0, engine.size());
    add(new Uint8Array(items.buffer, items.byteOffset, items.byteLength));
    return hash.toString(16).padStart(16, '0');
  };
  const lines = readFileSync(golden, 'utf8').trimEnd().split('\n');
  assert.ok(lines.length > 500, `${lines.length} choices`);
  for (const line of lines) {
    const [choice, expected, finding] = line.split('\t');
    const json = engine.answer(choice);
    assert.equal(JSON.parse(json).finding, finding, choice);
    assert.equal(fingerprint(json), expected, choice);
  }
});

test('what is no choice, no facts and no words is answered with nothing', async () => {
  const glue = await import(pathToFileURL(join(site, 'assets/engine.js')));
  glue.initSync({ module: readFileSync(join(site, 'assets/engine_bg.wasm')) });
  const engine = new glue.Explorer(new Uint8Array([1, 2, 3]), '');
  assert.equal(engine.size(), 0);
  assert.equal(engine.answer('measure=nothing'), '');
  assert.equal(engine.chart(0).length, 0);
  assert.equal(engine.items(0, 10).length, 0);
  assert.equal(JSON.parse(engine.answer('')).items, 0);
});
