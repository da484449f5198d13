import type { FromWebview } from '../server/webview-messages';
import type { ComputedView } from './compute';

/** A file for the host to save. */
export type ExportedFile = Extract<FromWebview, { kind: 'save' }>;

/** The table under the comparison with all digits, and the conditions it holds under. */
export function numbersFile({ scene, sceneId, situation }: ComputedView): ExportedFile {
  const { rate, width, seed, passes, phase } = situation;
  const rows: (string | number)[][] = [
    ['quantity', scene.yours.title, scene.other.title],
    ...scene.numbers.map(({ name, yours, other }) => [name, yours, other]),
    ...Object.entries({ rate, width, seed, passes, phase }).map(([name, value]) => [name, value]),
  ];
  const data = rows.map((row) => row.map(cell).join(',')).join('\n');
  return { kind: 'save', name: `${sceneId}.csv`, encoding: 'text', data: `${data}\n` };
}

/** The pictures of both sides in the colours of the theme, as they stand. */
export function pictureFile(
  { sceneId }: ComputedView,
  pictures: readonly SVGElement[],
): ExportedFile {
  const copies = pictures.map(withOwnColours);
  const { svg } = sheetOf(pictures, copies);
  return { kind: 'save', name: `${sceneId}.svg`, encoding: 'text', data: svg };
}

/** The same as pixels, at twice the size. */
export async function bitmapFile(
  { sceneId }: ComputedView,
  pictures: readonly SVGElement[],
): Promise<ExportedFile> {
  const { svg, width, height } = sheetOf(pictures, pictures.map(withOwnColours));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const data = canvas.toDataURL().replace(/^.*,/, '');
  return { kind: 'save', name: `${sceneId}.png`, encoding: 'base64', data };
}

function cell(value: string | number): string {
  return typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;
}

// Outside the page there is no style sheet, so every element takes its colours along.
function withOwnColours(picture: SVGElement): SVGElement {
  const copy = picture.cloneNode(true) as SVGElement;
  const originals = [picture, ...picture.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const style = getComputedStyle(originals[index] as Element);
    for (const name of styled) element.setAttribute(name, style.getPropertyValue(name));
  });
  return copy;
}

const styled = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['paint-order', 'font-family', 'font-size', 'text-anchor'],
];

function sheetOf(pictures: readonly SVGElement[], copies: readonly SVGElement[]) {
  const air = 24;
  let width = air;
  let height = 0;
  copies.forEach((copy, index) => {
    const box = (pictures[index] as SVGElement).getBoundingClientRect();
    copy.setAttribute('x', String(width));
    copy.setAttribute('y', String(air));
    width += Math.ceil(box.width) + air;
    height = Math.max(height, Math.ceil(box.height) + 2 * air);
  });
  const inside = copies.map((copy) => new XMLSerializer().serializeToString(copy)).join('');
  const paper = getComputedStyle(document.body).backgroundColor;
  const size = `width="${width}" height="${height}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="${paper}"/>${inside}</svg>`;
  return { svg, width, height };
}
