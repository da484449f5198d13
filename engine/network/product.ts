/** Buffers that products of matrices reuse. */
export interface ProductScratch {
  /** A transposed matrix. */
  readonly transposed: Float64Array;
  /** The non-zero factors of one row, and where the rows that they belong to start in the other matrix. */
  readonly factors: Float64Array;
  readonly starts: Int32Array;
}

/** Buffers for products with up to `terms` terms and transposed matrices of up to `size` numbers. */
export function productScratch(terms: number, size: number): ProductScratch {
  return {
    transposed: new Float64Array(size),
    factors: new Float64Array(terms + 7),
    starts: new Int32Array(terms + 7),
  };
}

/**
 * result += a·b, where a is rows × terms, b is terms × width and all are row-major.
 * Zeros in a, which ReLU and dropout leave in plenty, cost almost nothing.
 */
export function addProduct(
  a: Float64Array,
  b: Float64Array,
  result: Float64Array,
  rows: number,
  terms: number,
  width: number,
  scratch: ProductScratch,
): void {
  for (let row = 0; row < rows; row++) {
    const count = gatherNonZeros(a, row * terms, terms, width, scratch);
    addRows(b, result, row * width, width, scratch, count);
  }
}

/** Writes a matrix of rows × columns as columns × rows. */
export function transpose(
  matrix: Float64Array,
  rows: number,
  columns: number,
  result: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[column * rows + row] = matrix[row * columns + column] as number;
    }
  }
}

// Every factor is written and the place moves on only behind a non-zero one, so that there is no branch to guess.
// Zeros fill the last group of eight; they take a row that is used anyway.
function gatherNonZeros(
  a: Float64Array,
  start: number,
  terms: number,
  width: number,
  { factors, starts }: ProductScratch,
): number {
  let count = 0;
  for (let term = 0; term < terms; term++) {
    const factor = a[start + term] as number;
    factors[count] = factor;
    starts[count] = term * width;
    count += Number(factor !== 0);
  }
  for (let k = count; k % 8 !== 0; k++) {
    factors[k] = 0;
    starts[k] = starts[0] as number;
  }
  return count;
}

// Eight rows at a time, since writing the result costs as much as reading a row.
function addRows(
  b: Float64Array,
  result: Float64Array,
  start: number,
  width: number,
  { factors, starts }: ProductScratch,
  count: number,
): void {
  for (let k = 0; k < count; k += 8) {
    const f0 = factors[k] as number;
    const f1 = factors[k + 1] as number;
    const f2 = factors[k + 2] as number;
    const f3 = factors[k + 3] as number;
    const f4 = factors[k + 4] as number;
    const f5 = factors[k + 5] as number;
    const f6 = factors[k + 6] as number;
    const f7 = factors[k + 7] as number;
    const s0 = starts[k] as number;
    const s1 = starts[k + 1] as number;
    const s2 = starts[k + 2] as number;
    const s3 = starts[k + 3] as number;
    const s4 = starts[k + 4] as number;
    const s5 = starts[k + 5] as number;
    const s6 = starts[k + 6] as number;
    const s7 = starts[k + 7] as number;
    for (let i = 0; i < width; i++) {
      const p = f0 * (b[s0 + i] as number) + f1 * (b[s1 + i] as number);
      const q = f2 * (b[s2 + i] as number) + f3 * (b[s3 + i] as number);
      const r = f4 * (b[s4 + i] as number) + f5 * (b[s5 + i] as number);
      const s = f6 * (b[s6 + i] as number) + f7 * (b[s7 + i] as number);
      result[start + i] = (result[start + i] as number) + (p + q) + (r + s);
    }
  }
}
