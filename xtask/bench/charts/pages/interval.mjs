// The 95 % Wilson score interval of num / den, in percent: what the peers' intervals are made of.

export function wilson(num, den) {
  const z = 1.959963984540054;
  const p = num / den;
  const middle = p + (z * z) / (2 * den);
  const half = z * Math.sqrt((p * (1 - p)) / den + (z * z) / (4 * den * den));
  const scale = 1 + (z * z) / den;
  return [(100 * Math.max(0, middle - half)) / scale, (100 * Math.min(scale, middle + half)) / scale];
}
