// A running chart: its canvas in place of the still picture, and what a reader does with it by mouse,
// touch and keys. Keys: arrows, Home, End, Enter (records, or a series off and on), + and −
// (closer, wider), Escape. Hover and focus draw over the canvas, never on it.
// A plain script before charts.js, which makes these.

'use strict';

(() => {
  const root = document.documentElement;
  const forced = matchMedia('(forced-colors: active)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const STEPS = { ArrowLeft: 0, ArrowRight: 1, ArrowUp: 2, ArrowDown: 3, Home: 4, End: 5 };
  // With fewer periods there is nothing to look closer at.
  const MANY = 24;

  // What a chart is laid out for: its width, and the size of the reader's text.
  const roomOf = (figure) => ({
    width: Math.round(figure.querySelector('.chart-stage').clientWidth),
    rem: parseFloat(getComputedStyle(root).fontSize),
  });

  // Bit 0: dark, bit 1: strong contrast.
  function theme() {
    const chosen = root.dataset.theme;
    const isDark = chosen === 'dark' || (chosen !== 'light' && dark.matches);
    return (isDark ? 1 : 0) | (root.dataset.contrast === 'high' ? 2 : 0);
  }

  function make(tag, name) {
    const element = document.createElement(tag);
    element.className = name;
    element.hidden = true;
    return element;
  }

  class Live {
    // The first drawing is made outside the page, for a room that is measured already: so many
    // charts come alive without the page being laid out between them.
    constructor(figure, glue, spec, room) {
      this.figure = figure;
      this.glue = glue;
      this.stage = figure.querySelector('.chart-stage');
      this.live = figure.querySelector('.chart-live');
      this.role = this.stage.getAttribute('role') ?? '';
      this.chart = new glue.Chart(spec);
      this.mark = -1;
      this.fingers = new Map();
      this.canvas = make('canvas', 'chart-canvas');
      this.canvas.setAttribute('aria-hidden', 'true');
      this.reach = make('div', 'chart-reach');
      this.tip = make('div', 'chart-tip');
      this.tip.setAttribute('aria-hidden', 'true');
      if (!this.draw(room)) throw new Error('not drawn');
      this.stage.append(this.canvas, this.reach, this.tip);
      this.listen();
      this.offer();
    }

    // Other data in the same place.
    set(spec) {
      this.chart.free();
      this.chart = new this.glue.Chart(spec);
      this.drawn = '';
      this.hide();
      this.draw();
      this.offer();
    }

    draw({ width, rem } = roomOf(this.figure)) {
      const { stage, canvas } = this;
      if (forced.matches && stage.querySelector('svg')) return this.still();
      if (width < 1) return true;
      const ratio = Math.min(devicePixelRatio || 1, 4);
      // As wide as the still picture and enlarged as it is, so that nothing moves when it takes its
      // place; on a narrow screen and on a full one laid out anew, larger with the reader's text.
      const full = document.fullscreenElement === this.figure;
      const still = !full && width >= 30 * rem && stage.querySelector('svg')?.viewBox.baseVal.width;
      const across = still || Math.max(240, Math.round((16 * width) / rem));
      const key = `${width} ${across} ${ratio} ${theme()}`;
      if (key === this.drawn && !canvas.hidden) return true;
      const scale = width / across;
      const height = this.chart.draw(canvas, across, ratio * scale, theme()) * scale;
      if (!(height > 0)) return this.still() && false;
      this.drawn = key;
      this.scale = scale;
      canvas.style.height = `${height}px`;
      canvas.hidden = false;
      stage.classList.add('is-live');
      stage.setAttribute('role', 'application');
      if (this.mark >= 0) this.show(this.mark);
      return true;
    }

    redraw() {
      this.drawn = '';
      this.draw();
    }

    // Forced colours, or nothing drawn: the SVG, whose colours the browser knows to change.
    still() {
      this.canvas.hidden = true;
      this.stage.classList.remove('is-live');
      // No keys are promised where none are answered.
      this.stage.setAttribute('role', this.role);
      this.hide();
      return true;
    }

    listen() {
      const { stage } = this;
      stage.tabIndex = 0;
      if (!stage.hasAttribute('aria-label') && !stage.hasAttribute('aria-labelledby')) {
        const caption = this.figure.querySelector('figcaption');
        if (caption) stage.setAttribute('aria-label', caption.textContent.trim());
      }
      stage.addEventListener('pointermove', (event) => this.pinch(event) || this.drag(event) || this.point(event));
      stage.addEventListener('pointerdown', (event) => {
        const before = this.mark;
        this.point(event);
        this.again = before >= 0 && before === this.mark;
        this.from = this.closer() && event.isPrimary ? { x: event.clientX, window: this.chart.window(), at: this.category(event) } : undefined;
        this.moved = false;
        if (event.pointerType === 'touch' && this.closer()) this.lay(event);
      });
      addEventListener('pointerup', (event) => this.drop(event));
      addEventListener('pointercancel', (event) => {
        this.fingers.delete(event.pointerId);
        this.from = undefined;
      });
      stage.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && this.hide());
      // The first touch reads, the second follows; a key of the legend answers at once.
      stage.addEventListener('click', (event) => {
        if (this.moved) return;
        if (event.pointerType !== 'touch' || this.again || this.pick()[2] === 1) this.open();
      });
      stage.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
      stage.addEventListener('keydown', (event) => this.key(event));
      stage.addEventListener('blur', () => this.hide());
      new ResizeObserver(() => this.later()).observe(stage);
    }

    later() {
      this.waiting ??= requestAnimationFrame(() => {
        this.waiting = undefined;
        this.draw();
      });
    }

    say(text) {
      if (this.live && text) this.live.textContent = text;
    }

    // A place in the picture, in its own pixels.
    place(event) {
      const box = this.canvas.getBoundingClientRect();
      return [(event.clientX - box.left) / this.scale, (event.clientY - box.top) / this.scale];
    }

    category(event) {
      return this.chart.category_at(this.place(event)[0]);
    }

    pick() {
      return this.mark < 0 ? [-1, -1, 0] : this.chart.mark_pick(this.mark);
    }

    point(event) {
      if (this.canvas.hidden) return;
      const mark = this.chart.hit(...this.place(event));
      if (mark < 0) this.hide();
      else if (mark !== this.mark || this.tip.hidden) this.show(mark);
    }

    // Looking closer: how many periods there are and which of them are seen.

    closer() {
      return this.chart.periods() > MANY;
    }

    offer() {
      this.stage.classList.toggle('can-zoom', this.closer());
      const [from, to] = this.chart.window();
      for (const button of this.figure.querySelectorAll('[data-chart-action]')) {
        const action = button.dataset.chartAction;
        if (['in', 'out', 'whole'].includes(action)) button.hidden = !this.closer();
        if (action === 'out' || action === 'whole') button.disabled = to - from >= this.chart.periods();
        if (action === 'in') button.disabled = to - from <= 3;
      }
    }

    zoom(from, to) {
      const all = this.chart.periods();
      const wide = Math.max(3, Math.min(all, Math.round(to - from)));
      const start = Math.max(0, Math.min(all - wide, Math.round(from)));
      const [first, last] = this.chart.window();
      if (start === first && start + wide === last) return;
      this.hide();
      this.chart.zoom(start, start + wide);
      this.redraw();
      this.offer();
      this.say(this.chart.window_text());
    }

    // Half or double the stretch, around the mark reached or its middle.
    scaleBy(factor, around) {
      const [from, to] = this.chart.window();
      const reached = around ?? this.pick()[1];
      const middle = reached >= 0 ? reached + 0.5 : (from + to) / 2;
      this.zoom(middle - (middle - from) * factor, middle + (to - middle) * factor);
    }

    // Across the picture: a whole one is looked at where the pointer went, a stretch of one is moved.
    drag(event) {
      if (!this.from || !event.buttons) return false;
      const way = event.clientX - this.from.x;
      if (Math.abs(way) < 8 && !this.moved) return false;
      this.moved = true;
      const [from, to] = this.from.window;
      if (to - from < this.chart.periods()) {
        const step = (to - from) / (this.canvas.clientWidth || 1);
        const start = Math.round(from - way * step);
        this.zoom(start, start + to - from);
      } else {
        const at = this.place(event)[0] * this.scale;
        const start = this.place({ clientX: this.from.x, clientY: 0 })[0] * this.scale;
        this.tip.hidden = true;
        this.outline(Math.min(at, start), 0, Math.abs(at - start), this.canvas.clientHeight);
      }
      return true;
    }

    // A finger is put down; the second begins a pinch around their middle.
    lay({ pointerId, clientX }) {
      this.fingers.set(pointerId, clientX);
      if (this.fingers.size !== 2) return;
      const [a, b] = this.fingers.values();
      this.from = undefined;
      this.hide();
      this.pinched = { apart: Math.abs(a - b), window: this.chart.window(), at: this.category({ clientX: (a + b) / 2, clientY: 0 }) + 0.5 };
    }

    pinch({ pointerId, clientX }) {
      if (!this.fingers.has(pointerId)) return false;
      this.fingers.set(pointerId, clientX);
      if (this.fingers.size !== 2) return false;
      this.moved = true;
      const [a, b] = this.fingers.values();
      const { apart, window: [from, to], at } = this.pinched;
      const factor = apart / Math.max(1, Math.abs(a - b));
      this.zoom(at - (at - from) * factor, at + (to - at) * factor);
      return true;
    }

    drop(event) {
      this.fingers.delete(event.pointerId);
      const { from } = this;
      this.from = undefined;
      if (!from || !this.moved) return;
      const [first, last] = from.window;
      const at = this.category(event);
      if (last - first >= this.chart.periods() && at >= 0 && from.at >= 0) this.zoom(Math.min(at, from.at), Math.max(at, from.at) + 1);
      else this.hide();
    }

    wheel(event) {
      if (!this.closer() || !(event.ctrlKey || event.shiftKey)) return;
      event.preventDefault();
      const [from, to] = this.chart.window();
      if (event.ctrlKey) this.scaleBy(event.deltaY < 0 ? 0.5 : 2, this.category(event));
      else this.zoom(from + Math.sign(event.deltaY || event.deltaX), to + Math.sign(event.deltaY || event.deltaX));
    }

    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || this.canvas.hidden) return;
      if (event.key === 'Escape') {
        if (this.mark < 0 && !this.reset()) return;
        this.hide();
      } else if (event.key === 'Enter' || event.key === ' ') {
        if (!this.open()) return;
      } else if ((event.key === '+' || event.key === '=') && this.closer()) {
        this.scaleBy(0.5);
      } else if (event.key === '-' && this.closer()) {
        this.scaleBy(2);
      } else if (event.key in STEPS) {
        this.show(this.chart.step(this.mark, STEPS[event.key]));
        if (this.mark >= 0) this.say(this.chart.mark_spoken(this.mark));
        this.reach.scrollIntoView({ block: 'nearest' });
      } else return;
      event.preventDefault();
    }

    // Back to all periods; whether anything changed.
    reset() {
      const [from, to] = this.chart.window();
      if (to - from >= this.chart.periods()) return false;
      this.zoom(0, this.chart.periods());
      return true;
    }

    // What a mark is for: a series off and on, or its records.
    open() {
      const [series, category, isKey] = this.pick();
      if (this.mark < 0) return false;
      const picked = new CustomEvent('chart:pick', { bubbles: true, cancelable: true, detail: { series, category } });
      if (!this.figure.dispatchEvent(picked)) return true;
      if (isKey) {
        const [x, y, w, h] = this.chart.mark_rect(this.mark);
        const [name] = this.chart.mark_text(this.mark).split('\n');
        this.chart.toggle(series);
        this.redraw();
        // The key is where it was; its number among the marks is another.
        this.show(this.chart.hit(x + w / 2, y + h / 2));
        const words = this.live?.dataset ?? {};
        this.say([name, this.chart.is_hidden(series) ? words.hidden : words.shown].filter(Boolean).join(' · '));
        return true;
      }
      const href = this.chart.mark_href(this.mark);
      if (href) location.href = href;
      return Boolean(href);
    }

    outline(x, y, w, h) {
      const { reach } = this;
      reach.hidden = false;
      reach.style.transform = `translate(${x - 2}px,${y - 2}px)`;
      reach.style.width = `${w + 4}px`;
      reach.style.height = `${h + 4}px`;
    }

    show(mark) {
      const rect = mark >= 0 ? this.chart.mark_rect(mark) : [];
      if (rect.length < 4) return this.hide();
      const { tip, stage } = this;
      const [x, y, w, h] = Array.from(rect, (v) => v * this.scale);
      this.mark = mark;
      const isKey = this.chart.mark_pick(mark)[2] === 1;
      stage.classList.toggle('has-link', isKey || Boolean(this.chart.mark_href(mark)) || 'picks' in this.figure.dataset);
      this.outline(x, y, w, h);
      tip.hidden = false;
      const line = (text, name) => {
        const p = document.createElement('p');
        p.textContent = text;
        p.className = name;
        return p;
      };
      const what = isKey ? '' : this.chart.definition();
      tip.replaceChildren(...this.chart.mark_text(mark).split('\n').map((text) => line(text, '')), ...(what ? [line(what, 'chart-what')] : []));
      const room = stage.clientWidth - tip.offsetWidth;
      const left = Math.max(0, Math.min(room, x + w / 2 - tip.offsetWidth / 2));
      const over = y - tip.offsetHeight - 8;
      // Over the mark, under it, or beside a mark as high as the picture.
      const under = y + h + 8;
      const high = under + tip.offsetHeight > this.canvas.clientHeight + tip.offsetHeight / 2;
      const aside = x + w + 8 <= room ? x + w + 8 : Math.max(0, x - tip.offsetWidth - 8);
      if (over >= 0) tip.style.transform = `translate(${left}px,${over}px)`;
      else tip.style.transform = high ? `translate(${aside}px,${Math.max(0, y)}px)` : `translate(${left}px,${under}px)`;
    }

    hide() {
      this.mark = -1;
      this.reach.hidden = this.tip.hidden = true;
      this.stage.classList.remove('has-link');
    }
  }

  banli.Live = Live;
  banli.roomOf = roomOf;
})();
