// Writes a picture of at most 256 colours as a small PNG: pictures of a workbench need few.
import zlib from 'node:zlib';

const most = 256;

/** Encodes RGBA pixels, which must be opaque, as a PNG with a palette. */
export function smallPng({ width, height, pixels }) {
  const palette = choosePalette(pixels);
  const index = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = index(colourAt(pixels, y * width + x));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', zlib.deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Median cut over the colours that occur, each weighted by how often it does. */
function choosePalette(pixels) {
  const counts = new Map();
  for (let at = 0; at < pixels.length / 4; at++) {
    const colour = colourAt(pixels, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const boxes = [[...counts.keys()]];
  while (boxes.length < most) {
    const widest = boxes
      .filter((box) => box.length > 1)
      .map((box) => ({ box, ...widestSide(box) }))
      .sort((one, other) => other.range - one.range)[0];
    if (!widest) break;
    const { box, side } = widest;
    box.sort((one, other) => parts(one)[side] - parts(other)[side]);
    boxes.splice(boxes.indexOf(box), 1, box.slice(0, box.length / 2), box.slice(box.length / 2));
  }
  return boxes.map((box) => commonest(box, counts));
}

function widestSide(box) {
  const ranges = [0, 1, 2].map((side) => {
    let low = 255;
    let high = 0;
    for (const colour of box) {
      const value = parts(colour)[side];
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  });
  const range = Math.max(...ranges);
  return { range, side: ranges.indexOf(range) };
}

/** The colour itself rather than a mean, so that plain surfaces keep theirs exactly. */
function commonest(box, counts) {
  return box.reduce((best, colour) => (counts.get(colour) > counts.get(best) ? colour : best));
}

function nearestIn(palette) {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const distance = (one, other) =>
    parts(one).reduce((sum, value, side) => sum + (value - parts(other)[side]) ** 2, 0);
  return (colour) => {
    const index = known.get(colour);
    if (index !== undefined) return index;
    let best = 0;
    palette.forEach((candidate, at) => {
      if (distance(candidate, colour) < distance(palette[best], colour)) best = at;
    });
    known.set(colour, best);
    return best;
  };
}

function colourAt(pixels, at) {
  return (pixels[at * 4] << 16) | (pixels[at * 4 + 1] << 8) | pixels[at * 4 + 2];
}

function parts(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(zlib.crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
