import { drawMasks } from '../../engine';
import type { DropoutVariant } from '../model/fact';
import { unitOf } from './effect';
import type { HoverLook } from './service-types';

/** Seed of the masks in hovers: what `torch.manual_seed(0)` gives on the CPU. */
export const pictureSeed = 0n;

const passes = 3;
const mostMarks = 20;
const cell = 12;
const rowHeight = 17;
const labelWidth = 46;

/** A picture of the first masks of a layer as an image of a Markdown text, with its text alternative. */
export function maskPicture(
  variant: DropoutVariant | undefined,
  rate: number,
  width: number | undefined,
  theme: HoverLook['theme'],
): string {
  const masks = pictureMasks(rate, width);
  const svg = drawSvg(masks, colours[theme]);
  const { width: w, height: h } = sizeOf(masks);
  const source = `data:image/svg+xml;base64,${base64(svg)}|width=${w},height=${h}`;
  return `![${alternative(masks, variant)}](${source})`;
}

/** Masks of three successive passes as torch's CPU generator draws them: 1 kept, 0 dropped. */
export function pictureMasks(rate: number, width: number | undefined): readonly Uint8Array[] {
  const marks = Math.min(width ?? 16, mostMarks);
  return drawMasks({
    framework: 'torch',
    api: 'dropout',
    seed: pictureSeed,
    rate,
    shape: [marks],
    calls: passes,
  }).masks;
}

/** The masks in Unicode: ● kept, ○ dropped. */
function alternative(masks: readonly Uint8Array[], variant: DropoutVariant | undefined): string {
  const rows = masks.map((mask) => [...mask].map((kept) => (kept ? '●' : '○')).join(''));
  const { many } = unitOf(variant);
  return `Masks of three passes over ${masks[0]?.length ?? 0} ${many}, ● kept, ○ dropped: ${rows.join(' ')}`;
}

interface Colours {
  readonly kept: string;
  readonly dropped: string;
  readonly text: string;
}

const colours: Record<HoverLook['theme'], Colours> = {
  light: { kept: '#005fb8', dropped: '#6e6e6e', text: '#3b3b3b' },
  dark: { kept: '#4daafc', dropped: '#9d9d9d', text: '#cccccc' },
  'high contrast': { kept: '#21a6ff', dropped: '#ffffff', text: '#ffffff' },
  'high contrast light': { kept: '#0f4a85', dropped: '#292929', text: '#292929' },
};

function sizeOf(masks: readonly Uint8Array[]): { readonly width: number; readonly height: number } {
  return {
    width: labelWidth + (masks[0]?.length ?? 0) * cell + 2,
    height: masks.length * rowHeight + 2,
  };
}

function drawSvg(masks: readonly Uint8Array[], { kept, dropped, text }: Colours): string {
  const { width, height } = sizeOf(masks);
  const rows = masks.map((mask, pass) => {
    const y = pass * rowHeight + rowHeight / 2 + 1;
    const label = `<text x="0" y="${y + 4}" fill="${text}" font-size="11">pass ${pass + 1}</text>`;
    const marks = [...mask].map((isKept, i) => {
      const x = labelWidth + i * cell + cell / 2;
      return isKept
        ? `<circle cx="${x}" cy="${y}" r="4.5" fill="${kept}"/>`
        : `<path d="M${x - 3} ${y - 3}l6 6m0-6l-6 6" stroke="${dropped}" stroke-width="1.3"/>`;
    });
    return label + marks.join('');
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="system-ui,sans-serif">${rows.join('')}</svg>`
  );
}

const base64Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of a text of ASCII letters; the service runs where neither Node nor a browser is at hand. */
function base64(ascii: string): string {
  let result = '';
  for (let i = 0; i < ascii.length; i += 3) {
    const [a, b, c] = [ascii.charCodeAt(i), ascii.charCodeAt(i + 1), ascii.charCodeAt(i + 2)];
    const bits = ((a ?? 0) << 16) | ((b || 0) << 8) | (c || 0);
    result += base64Letters.charAt(bits >> 18) + base64Letters.charAt((bits >> 12) & 63);
    result += i + 1 < ascii.length ? base64Letters.charAt((bits >> 6) & 63) : '=';
    result += i + 2 < ascii.length ? base64Letters.charAt(bits & 63) : '=';
  }
  return result;
}
