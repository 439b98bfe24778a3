// Reads a page aloud by the browser's own voice, sentence by sentence, marking where it is. site.js
// fetches this when a reader first asks. Nothing is sent anywhere by the page; a voice that needs the
// network is only taken once the reader has agreed.
'use strict';

(() => {
  const bar = document.querySelector('.speaking');
  const status = bar.querySelector('[role=status]');
  const speed = bar.querySelector('select');
  const button = (name) => bar.querySelector(`[data-speak="${name}"]`);
  const main = document.getElementById('main');
  const lang = document.documentElement.lang;
  // What is read as a whole; of nested ones the innermost.
  const BLOCKS = 'h1,h2,h3,h4,h5,h6,p,li,dt,dd,caption,th,td,figcaption,summary';
  const SKIPPED = 'nav,svg,button,select,form,canvas,[hidden],[aria-hidden=true],.page-tools,.chart-tools,.chart-stage,.code,.code-printed,.list-tools';

  let parts = [];
  let at = 0;
  let agreed = false;
  let start = null;

  const isSeen = (element) => !element.closest(SKIPPED) && (element.checkVisibility?.() ?? element.offsetParent !== null);

  // The text of a block without what is skipped in it, cut into sentences: a long text as one utterance
  // ends early in some browsers.
  function sentences(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode()) {
      const { parentElement } = walker.currentNode;
      if (parentElement.closest(BLOCKS) === block && isSeen(parentElement)) text += walker.currentNode.data;
    }
    const clean = text.replace(/\s+/g, ' ').trim();
    return (clean.match(/[^。！？；.!?;]+(?:[。！？；.!?;]+["”’）)]*|$)/g) ?? []).map((one) => one.trim()).filter((one) => /[\p{L}\p{N}]/u.test(one));
  }

  function collect() {
    parts = [...main.querySelectorAll(BLOCKS)]
      .filter(isSeen)
      .flatMap((block) => sentences(block).map((text) => ({ block, text, lang: block.closest('[lang]')?.lang || lang })));
  }

  function voiceFor(language) {
    const fits = speechSynthesis.getVoices().filter((voice) => voice.lang.replace('_', '-').toLowerCase().split('-')[0] === language.toLowerCase().split('-')[0]);
    return fits.find((voice) => voice.localService) ?? fits[0];
  }

  function mark(block) {
    for (const marked of main.querySelectorAll('.is-spoken')) marked.classList.remove('is-spoken');
    block?.classList.add('is-spoken');
    block?.scrollIntoView({ block: 'nearest' });
  }

  function show(state) {
    bar.hidden = state === 'ended';
    button('pause').hidden = state !== 'reading';
    button('go-on').hidden = state === 'reading';
    status.textContent = status.dataset[state] ?? '';
    // What has the focus is never behind the bar, however high that is, at the end of the page neither.
    const room = bar.hidden ? '' : `${bar.offsetHeight + 12}px`;
    document.documentElement.style.scrollPaddingBlockEnd = room;
    document.body.style.paddingBlockEnd = room;
  }

  function stop() {
    at = parts.length;
    speechSynthesis.cancel();
    mark(null);
    show('ended');
    start?.focus();
  }

  function next() {
    const part = parts[at];
    if (!part) return stop();
    const spoken = new SpeechSynthesisUtterance(part.text);
    spoken.lang = part.lang;
    spoken.voice = voiceFor(part.lang) ?? null;
    spoken.rate = Number(speed.value);
    const here = at;
    // An utterance that was broken off ends too: only the one that is at hand leads on.
    spoken.onend = () => {
      if (at !== here || bar.hidden) return;
      at += 1;
      next();
    };
    spoken.onerror = ({ error }) => {
      if (at === here && !['interrupted', 'canceled'].includes(error)) refuse('failed');
    };
    mark(part.block);
    speechSynthesis.speak(spoken);
  }

  function refuse(why) {
    speechSynthesis.cancel();
    mark(null);
    show(why);
    button('go-on').hidden = why !== 'remote';
  }

  function read() {
    const voice = voiceFor(lang);
    if (!voice) return refuse('none');
    if (!voice.localService && !agreed) return refuse('remote');
    show('reading');
    next();
  }

  // Voices may come a moment after they are first asked for.
  function whenVoices(then) {
    if (speechSynthesis.getVoices().length) return then();
    const once = () => {
      clearTimeout(wait);
      speechSynthesis.removeEventListener('voiceschanged', once);
      then();
    };
    const wait = setTimeout(once, 1500);
    speechSynthesis.addEventListener('voiceschanged', once);
  }

  // The words of the reader's own choice are read alone.
  function begin(pressed) {
    start = pressed;
    const chosen = String(getSelection()).trim();
    collect();
    at = 0;
    if (chosen) {
      const { anchorNode } = getSelection();
      parts = [{ block: anchorNode?.parentElement?.closest(BLOCKS) ?? null, text: chosen, lang }];
    }
    speechSynthesis.cancel();
    show('waiting');
    button('go-on').hidden = true;
    whenVoices(() => {
      read();
      (bar.querySelector('button:not([hidden])') ?? bar).focus();
    });
  }

  bar.addEventListener('click', ({ target }) => {
    const name = target.closest('[data-speak]')?.dataset.speak;
    if (name === 'stop') stop();
    if (name === 'pause') {
      const here = at;
      // Breaking off and reading the sentence again is what every browser can do.
      at = -1;
      speechSynthesis.cancel();
      at = here;
      show('paused');
      button('go-on').focus();
    }
    if (name === 'go-on') {
      agreed = true;
      read();
      button('pause').focus();
    }
  });
  speed.addEventListener('change', () => {
    if (button('pause').hidden) return;
    const here = at;
    at = -1;
    speechSynthesis.cancel();
    at = here;
    next();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !bar.hidden) stop();
  });
  addEventListener('pagehide', () => speechSynthesis.cancel());

  window.banliSpeak = begin;
})();
