/** The 20 bytes of the SHA-1 digest of a byte string (FIPS 180). */
export function sha1(message: Uint8Array): Uint8Array {
  const padded = pad(message);
  const digest = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const schedule = new Int32Array(80);
  for (let start = 0; start < padded.byteLength; start += 64) {
    expand(padded, start, schedule);
    compress(digest, schedule);
  }
  const bytes = new DataView(new ArrayBuffer(20));
  digest.forEach((word, i) => bytes.setInt32(4 * i, word));
  return new Uint8Array(bytes.buffer);
}

/** The UTF-8 bytes of a string; lone surrogates become the replacement character. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const raw = character.codePointAt(0) ?? 0;
    const point = raw >= 0xd800 && raw <= 0xdfff ? 0xfffd : raw;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), trail(point));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), trail(point >> 6), trail(point));
    else {
      bytes.push(0xf0 | (point >> 18), trail(point >> 12), trail(point >> 6), trail(point));
    }
  }
  return Uint8Array.from(bytes);
}

function trail(point: number): number {
  return 0x80 | (point & 0x3f);
}

function pad(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 9) / 64);
  const bytes = new Uint8Array(64 * blocks);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(message.length / 536870912));
  view.setUint32(bytes.length - 4, message.length * 8);
  return view;
}

function expand(padded: DataView, start: number, schedule: Int32Array): void {
  for (let t = 0; t < 16; t++) schedule[t] = padded.getInt32(start + 4 * t);
  const at = (t: number): number => schedule[t] as number;
  for (let t = 16; t < 80; t++) {
    schedule[t] = rotated(at(t - 3) ^ at(t - 8) ^ at(t - 14) ^ at(t - 16), 1);
  }
}

function compress(digest: Int32Array, schedule: Int32Array): void {
  let [a, b, c, d, e] = digest as unknown as [number, number, number, number, number];
  for (let t = 0; t < 80; t++) {
    const next = (rotated(a, 5) + choice(t, b, c, d) + e + (schedule[t] as number)) | 0;
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next;
  }
  [a, b, c, d, e].forEach((word, i) => (digest[i] = (digest[i] as number) + word));
}

function choice(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
