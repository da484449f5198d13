import type { FromWebview } from '../../server/webview-messages';

/** A file for the host to save. */
export type ExportedFile = Extract<FromWebview, { kind: 'save' }>;

/** What can be exported of a part of the view. */
export interface Exportable {
  /** Words and hyphens, without an ending. */
  readonly name: string;
  /** The first row names the columns; numbers with all their digits. */
  readonly rows: readonly (readonly (string | number)[])[];
  /** Everything behind it, for programs to read. */
  readonly data: object;
  /** Where its pictures stand. */
  readonly pictures: string;
}

/** The numbers as a table. */
export function tableFile({ name, rows }: Exportable): ExportedFile {
  const data = rows.map((row) => row.map(cell).join(',')).join('\n');
  return { kind: 'save', name: `${name}.csv`, encoding: 'text', data: `${data}\n` };
}

/** All the data; arrays of numbers become lists. */
export function dataFile({ name, data }: Exportable): ExportedFile {
  const plain = (_: string, value: unknown): unknown =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
  const text = `${JSON.stringify(data, plain, 1)}\n`;
  return { kind: 'save', name: `${name}.json`, encoding: 'text', data: text };
}

/** The pictures in the colours of the theme, as they stand. */
export function pictureFile({ name, pictures }: Exportable): ExportedFile {
  const { svg } = sheetOf(pictures);
  return { kind: 'save', name: `${name}.svg`, encoding: 'text', data: svg };
}

/** The same as pixels, at twice the size. */
export async function bitmapFile({ name, pictures }: Exportable): Promise<ExportedFile> {
  const { svg, width, height } = sheetOf(pictures);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const data = canvas.toDataURL().replace(/^.*,/, '');
  return { kind: 'save', name: `${name}.png`, encoding: 'base64', data };
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

function sheetOf(selector: string): Sheet {
  const pictures = [...document.querySelectorAll<SVGElement>(selector)];
  const copies = pictures.map(withOwnColours);
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

interface Sheet {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}
