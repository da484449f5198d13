import assert from 'node:assert/strict';
import test from 'node:test';
import { drawMasks } from '../../engine';
import { maskPicture, pictureMasks } from '../../server/service/picture';
import type { HoverLook } from '../../server/service/service-types';

const themes: readonly HoverLook['theme'][] = [
  'light',
  'dark',
  'high contrast',
  'high contrast light',
];

/** Background of hovers in the default themes. */
const backgrounds: Record<HoverLook['theme'], string> = {
  light: '#f8f8f8',
  dark: '#202020',
  'high contrast': '#000000',
  'high contrast light': '#ffffff',
};

function svgOf(picture: string): string {
  const encoded = /base64,([^|]+)\|/.exec(picture)?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString('utf8');
}

test('the picture shows three masks as torch draws them for seed 0', () => {
  const masks = drawMasks({
    framework: 'torch',
    api: 'dropout',
    seed: 0n,
    rate: 0.3,
    shape: [12],
    calls: 3,
  }).masks;
  assert.deepEqual(pictureMasks(0.3, 12), masks);
  const picture = maskPicture('element', 0.3, 12, 'dark');
  const kept = masks.flatMap((mask) => [...mask]).reduce((sum, one) => sum + one, 0);
  const svg = svgOf(picture);
  assert.equal(svg.match(/<circle /g)?.length, kept);
  assert.equal(svg.match(/<path /g)?.length, 36 - kept);
});

test('the text alternative shows the same masks in letters', () => {
  const picture = maskPicture('channel', 0.5, 4, 'light');
  const rows = pictureMasks(0.5, 4).map((mask) => [...mask].map((m) => (m ? '●' : '○')).join(''));
  assert.ok(
    picture.startsWith(
      `![Masks of three passes over 4 channels, ● kept, ○ dropped: ${rows.join(' ')}](data:`,
    ),
    picture,
  );
});

test('a picture is at most 300 wide and 60 high, and a wide layer shows its first units', () => {
  const [, width, height] =
    /\|width=(\d+),height=(\d+)\)$/.exec(maskPicture('element', 0.5, 4096, 'dark')) ?? [];
  assert.ok(Number(width) <= 300);
  assert.ok(Number(height) <= 60);
});

test('every theme has its own colours, which stand out from its background', () => {
  const seen = new Set<string>();
  for (const theme of themes) {
    const svg = svgOf(maskPicture('element', 0.5, 16, theme));
    const used = [
      ...new Set([...svg.matchAll(/(?:fill|stroke)="(#\w+)"/g)].map((m) => m[1] ?? '')),
    ];
    seen.add(used.join());
    for (const colour of used) {
      const ratio = contrast(colour, backgrounds[theme]);
      assert.ok(ratio >= 3, `${theme}: ${colour} has ${ratio.toFixed(2)}`);
    }
    const text = /<text [^>]*fill="(#\w+)"/.exec(svg)?.[1] ?? '';
    assert.ok(contrast(text, backgrounds[theme]) >= 4.5, `${theme}: text ${text}`);
  }
  assert.equal(seen.size, themes.length);
});

/** Contrast ratio as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
