// What a canvas holds, for tests that compare pictures.
import assert from 'node:assert/strict';

/**
 * Sizes of a canvas, how many colours it has, the share of pixels that are
 * not its ground, the colour of its corner, and a checksum.
 */
export const look = (canvas) =>
  canvas.evaluate((element) => {
    const { width, height } = element;
    const { data } = element.getContext('2d').getImageData(0, 0, width, height);
    const pixels = new Uint32Array(data.buffer);
    const seen = new Map();
    for (const pixel of pixels) seen.set(pixel, (seen.get(pixel) ?? 0) + 1);
    // Neighbours of a pair that a picture enlarged twice would show alike.
    let fine = 0;
    for (let y = 0; y < height; y += 2) {
      for (let x = 0; x + 1 < width; x += 2) fine += pixels[y * width + x] === pixels[y * width + x + 1] ? 0 : 1;
    }
    let sum = 0;
    for (const pixel of pixels) sum = (Math.imul(sum, 31) + pixel) | 0;
    const box = element.getBoundingClientRect();
    const ground = Math.max(...seen.values());
    // The corner's colour, as a style sheet writes it.
    const corner = [0, 8, 16].map((bits) => ((pixels[0] >>> bits) & 255).toString(16).padStart(2, '0')).join('');
    return { width, height, box: [box.width, box.height], colours: seen.size, ink: 1 - ground / pixels.length, fine, sum, corner: `#${corner}` };
  });

/** Reads again and again until what is read is as wanted. */
export async function until(read, wanted, what) {
  const end = Date.now() + 15000;
  for (;;) {
    const found = await read();
    if (wanted(found)) return found;
    if (Date.now() > end) assert.fail(`${what}: ${JSON.stringify(found)}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
