// Every kind of page, in both languages and under a sub-path, is silent and asks only its own host.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawn, kinds, ready, room, SITES } from './room.mjs';

const rooms = {};
before(async () => {
  for (const site of SITES) rooms[site] = await room(site);
});
after(() => Promise.all(Object.values(rooms).map((each) => each.close())));

for (const site of SITES) {
  for (const lang of ['zh', 'en']) {
    test(`${site} in ${lang}: no word in the console, no failed or foreign request, no breach of the policy`, async () => {
      const { page, faults, close } = await rooms[site].open(null);
      const breaches = [];
      await page.exposeFunction('breach', (what) => breaches.push(what));
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => window.breach(`${event.violatedDirective} ${event.blockedURI}`));
      });
      for (const path of Object.values(kinds(site, lang))) {
        const answer = await page.goto(rooms[site].url + path);
        assert.equal(answer.status(), 200, path);
        assert.match(answer.headers()['content-security-policy'], /script-src 'self' 'wasm-unsafe-eval';/);
        await ready(page);
        await drawn(page);
        assert.equal(await page.locator('html').getAttribute('lang'), lang === 'zh' ? 'zh-CN' : 'en', path);
        assert.equal(await page.locator('h1').count(), 1, `one heading: ${path}`);
        assert.deepEqual(await page.locator('body').innerText().then((text) => text.match(/\[[a-z]+-[a-z-]+\]|\{\$\w+\}/g)), null, path);
      }
      assert.deepEqual(faults(), []);
      assert.deepEqual(breaches, []);
      await close();
    });
  }

  test(`${site}: each page leads to itself in the other language and back`, async () => {
    const { page, close } = await rooms[site].open(null);
    const { url } = rooms[site];
    for (const [kind, path] of Object.entries(kinds(site))) {
      // An embedded chart is in the language of the page around it.
      if (kind === '404' || kind === 'embed') continue;
      await page.goto(url + path);
      await page.locator('a.language[hreflang=en]').click();
      assert.equal(page.url(), `${url}en/${path}`);
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
      await page.locator('a.language[hreflang=zh-CN]').click();
      assert.equal(page.url(), url + path);
    }
    await close();
  });
}

test('under a sub-path everything is found, charts too', async (t) => {
  const place = await room('demo-city', '/a/b/');
  t.after(() => place.close());
  assert.match(place.url, /\/a\/b\/$/);
  for (const lang of ['zh', 'en']) {
    const { page, faults, close } = await place.open(null);
    for (const [kind, path] of Object.entries(kinds('demo-city', lang))) {
      if (kind === '404') continue;
      await page.goto(place.url + path);
      await ready(page);
      await drawn(page);
      const inside = page.locator('a[href]').evaluateAll((links) => links.map((a) => String(a.href.baseVal ?? a.href)));
      const { origin } = new URL(place.url);
      assert.deepEqual((await inside).filter((to) => to.startsWith(origin) && !to.startsWith(place.url)), [], path);
    }
    assert.deepEqual(faults(), []);
    await close();
  }
});

test('an address that leads nowhere shows the page that says so', async () => {
  const { page, close } = await rooms['demo-city'].open('units/nowhere.html');
  assert.equal(await page.locator('h1').count(), 1);
  assert.equal(await page.locator('.site-name').evaluate((link) => link.pathname), '/index.html');
  await ready(page);
  await close();
});
