/** The integral of a smooth function over [from, to] by Gauss–Legendre panels of ten points each. */
export function integrate(
  integrand: (x: number) => number,
  from: number,
  to: number,
  panels: number,
): number {
  const half = (to - from) / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = from + (2 * panel + 1) * half;
    for (let k = 0; k < nodes.length; k++) {
      const offset = half * (nodes[k] ?? 0);
      sum += (weights[k] ?? 0) * (integrand(middle - offset) + integrand(middle + offset));
    }
  }
  return sum * half;
}

const nodes = [
  0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845,
  0.9739065285171717,
];
const weights = [
  0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806,
  0.06667134430868814,
];
