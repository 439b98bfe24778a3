// What a browser's trace says: CPU time of the main thread between two marks, and layouts there.

const CATEGORIES = ['-*', 'blink.user_timing', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** Whether an event is the working out of styles or places. */
export const isLayout = ({ name }) => name === 'Layout' || name === 'UpdateLayoutTree';

/** Runs `act` under a trace of the browser; gives back its events. */
export async function traced(browser, act) {
  await browser.startTracing(undefined, { categories: CATEGORIES });
  await act();
  return JSON.parse((await browser.stopTracing()).toString()).traceEvents;
}

/** Events of the main thread between the marks `NAME begin` and `NAME end`, and its CPU time there in ms. */
export function between(events, name) {
  const mark = (end) => events.find((event) => event.name === `${name} ${end}` && event.cat.includes('user_timing'));
  const [begin, end] = [mark('begin'), mark('end')];
  if (!begin || !end) throw new Error(`the trace lacks ${name}`);
  if (!(end.tts > begin.tts)) throw new Error('this browser traces no CPU time of its threads');
  const inside = events.filter(
    (event) => event.pid === begin.pid && event.tid === begin.tid && event.ts >= begin.ts && event.ts < end.ts,
  );
  return { cpu: (end.tts - begin.tts) / 1000, inside, layouts: inside.filter(isLayout).length };
}
