// Hand-written canvas code for the same pictures, as one writes it for these charts alone: the
// layout is worked out once a width, painting sets each style once for all that share it.
import { offer } from '/pages/stage.mjs';
import * as heat from '/pages/hand-heat.mjs';
import * as line from '/pages/hand-line.mjs';
import * as reduced from '/pages/hand-reduced.mjs';
import * as stack from '/pages/hand-stack.mjs';

/** Widths of texts, by those of their characters, each measured once a font. */
const known = new Map();
function measure(context, font) {
  context.font = font;
  if (!known.has(font)) known.set(font, new Map());
  const widths = known.get(font);
  return (text) => {
    let sum = 0;
    for (const character of text) {
      let width = widths.get(character);
      if (width === undefined) widths.set(character, (width = context.measureText(character).width));
      sum += width;
    }
    return sum;
  };
}

const KINDS = { heat, line, reduced, stack };

offer((host, work) => {
  const { layout, paint } = KINDS[work.kind];
  const canvas = document.createElement('canvas');
  canvas.style.width = '100%';
  host.append(canvas);
  const context = canvas.getContext('2d');
  let plan;
  let size = '';
  const lay = (width) => {
    plan = layout(work.data, width, (size) => measure(context, `${size}px ${work.fonts}`));
  };
  const draw = (theme) => {
    const [width, height] = [Math.round(plan.width * work.ratio), Math.round(plan.height * work.ratio)];
    if (size !== `${width} ${height}`) {
      [canvas.width, canvas.height] = [width, height];
      size = `${width} ${height}`;
    }
    context.setTransform(work.ratio, 0, 0, work.ratio, 0, 0);
    const colours = work.colours[theme];
    context.fillStyle = colours.surface;
    context.fillRect(0, 0, plan.width, plan.height);
    paint(context, plan, colours, work);
  };
  lay(work.width);
  draw(0);
  return {
    height: plan.height,
    canvas: () => canvas,
    recolour: (i) => draw(i % 2),
    relayout(i) {
      lay(work.width - (i % 2));
      draw(0);
    },
  };
});
