// Belongs to `banli preview` and never to a site: waits for news of the desk, then loads the page anew,
// or lays what is wrong over it. Only the page that is looked at waits.
'use strict';
(() => {
  const script = document.currentScript;
  const room = new URL('.', script.src);
  let seen = Number(script.dataset.turn);

  const visible = () =>
    new Promise((done) => {
      if (!document.hidden) return done();
      document.addEventListener('visibilitychange', function look() {
        if (document.hidden) return;
        document.removeEventListener('visibilitychange', look);
        done();
      });
    });

  // A page that is left for another tab must not hold one of the few connections.
  const ask = async () => {
    const stop = new AbortController();
    const leave = () => document.hidden && stop.abort();
    document.addEventListener('visibilitychange', leave);
    try {
      const answer = await fetch(new URL(`news?seen=${seen}`, room), { signal: stop.signal });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    } finally {
      document.removeEventListener('visibilitychange', leave);
    }
  };

  const cover = async () => {
    const answer = await fetch(new URL('faults', room));
    if (!answer.ok) return;
    document.querySelector('.banli-preview-faults')?.remove();
    document.body.insertAdjacentHTML('beforeend', await answer.text());
    wire();
  };

  const wire = () => {
    const faults = document.querySelector('.banli-preview-faults');
    faults?.querySelector('button')?.addEventListener('click', () => faults.remove());
  };

  document.addEventListener('keydown', (event) => {
    const faults = document.querySelector('.banli-preview-faults');
    if (event.key === 'Escape' && faults?.querySelector('button')) faults.remove();
  });

  const listen = async () => {
    wire();
    for (;;) {
      await visible();
      const news = await ask();
      if (!news) {
        await new Promise((done) => setTimeout(done, 1000));
      } else if (news.turn !== seen) {
        seen = news.turn;
        if (!news.trouble) return location.reload();
        await cover();
      }
    }
  };
  listen();
})();
