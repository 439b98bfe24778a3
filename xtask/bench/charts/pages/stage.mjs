// The stage each contender draws on: it makes its charts, repeats what is asked in one task
// between two marks, and counts what is called on the canvas.

const PROTOTYPE = CanvasRenderingContext2D.prototype;

/** Rasters what was drawn: without it a browser keeps the calls for later. The same for all. */
const flush = (canvas) => canvas.getContext('2d').getImageData(0, 0, 1, 1);

/** Calls and settings on any canvas while `act` runs. */
function counted(act) {
  let calls = 0;
  const own = Object.getOwnPropertyDescriptors(PROTOTYPE);
  for (const [name, property] of Object.entries(own)) {
    if (name === 'constructor' || name === 'canvas' || !property.configurable) continue;
    const wrapped = { ...property };
    if (typeof property.value === 'function') {
      wrapped.value = function (...given) {
        calls += 1;
        return property.value.apply(this, given);
      };
    } else if (property.set) {
      wrapped.set = function (value) {
        calls += 1;
        property.set.call(this, value);
      };
    } else continue;
    Object.defineProperty(PROTOTYPE, name, wrapped);
  }
  try {
    act();
  } finally {
    for (const [name, property] of Object.entries(own)) {
      if (property.configurable) Object.defineProperty(PROTOTYPE, name, property);
    }
  }
  return calls;
}

/**
 * Offers a contender to the driver. `make(host, work)` draws one case into `host` and gives back
 * what can be repeated, `{ canvas, height, recolour(n), relayout(n), plain(n) }`: the other colours, another
 * width, and where a library can, the same again; nothing if it has no such chart.
 */
export function offer(make) {
  const made = new Map();
  globalThis.contender = {
    async prepare(work) {
      const host = document.createElement('div');
      host.style.width = `${work.width}px`;
      host.style.height = `${work.height}px`;
      document.body.append(host);
      const chart = await make(host, work);
      if (!chart) return null;
      made.set(work.id, chart);
      const calls = counted(() => chart.recolour(0));
      return { height: chart.height ?? work.height, calls, plain: Boolean(chart.plain) };
    },

    /** Repeats an act in one task; its CPU time lies between the two marks. */
    batch(id, act, times, name) {
      const chart = made.get(id);
      return new Promise((done) => {
        setTimeout(() => {
          performance.mark(`${name} begin`);
          for (let i = 1; i <= times; i += 1) {
            chart[act](i);
            flush(chart.canvas());
          }
          performance.mark(`${name} end`);
          done();
        });
      });
    },
  };
}
