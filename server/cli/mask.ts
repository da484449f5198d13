import { parseArgs } from 'node:util';
import { drawMasks, elementCount, MaskError, maskText, type MaskDraw } from '../../engine';
import { maskRequest, type MaskOptions } from './mask-request';
import { UsageError } from './usage-error';

/** What a command leaves behind: texts for both streams and the exit code. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the `mask` command on the arguments after its name: the masks a framework draws for a seed.
 * Exit 0; wrong use, or a rate or shape that the framework rejects, gives one line on stderr and exit 2.
 */
export function runMask(args: string[]): CommandResult {
  try {
    const options = parse(args);
    const format = String(options.format ?? 'text');
    if (format !== 'json' && format !== 'text') {
      throw new UsageError(`Unknown format ${format}; it is json or text.`);
    }
    const request = maskRequest(options);
    if (options.input !== undefined && !options.outputs) {
      throw new UsageError('Option --input needs --outputs.');
    }
    const input = options.outputs
      ? inputOf(String(options.input ?? 'ones'), request.shape)
      : undefined;
    const draw = drawMasks(request, input);
    return { exitCode: 0, stdout: format === 'json' ? json(draw) : text(draw), stderr: '' };
  } catch (error) {
    if (error instanceof MaskError || error instanceof UsageError) {
      return { exitCode: 2, stdout: '', stderr: `${error.message.replace(/\s+/g, ' ')}\n` };
    }
    throw error;
  }
}

/** The options of the command, as they are parsed. */
export const maskOptions = {
  framework: { type: 'string' },
  api: { type: 'string' },
  seed: { type: 'string' },
  p: { type: 'string' },
  shape: { type: 'string' },
  calls: { type: 'string' },
  format: { type: 'string' },
  'skip-u32': { type: 'string' },
  engine: { type: 'string' },
  'key-ops': { type: 'string' },
  'no-partitionable': { type: 'boolean' },
  path: { type: 'string' },
  array: { type: 'string' },
  'prior-draws': { type: 'string' },
  'global-seed': { type: 'string' },
  'op-seed': { type: 'string' },
  'op-index': { type: 'string' },
  'python-seed': { type: 'string' },
  'seed-index': { type: 'string' },
  dtype: { type: 'string' },
  'memory-order': { type: 'string' },
  'noise-shape': { type: 'string' },
  'broadcast-dims': { type: 'string' },
  'data-format': { type: 'string' },
  input: { type: 'string' },
  outputs: { type: 'boolean' },
} as const;

function parse(args: string[]): MaskOptions {
  try {
    return parseArgs({ args: joined(args), options: maskOptions, strict: true }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.replace(/\. .*$/s, '.'));
  }
}

// parseArgs refuses a separate value that begins with a minus sign, so every value is joined to its option.
function joined(args: string[]): string[] {
  const result: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const value = args[i + 1];
    if (!takesValue(arg)) result.push(arg);
    else if (value === undefined || isOption(value)) {
      throw new UsageError(`Option ${arg} needs a value.`);
    } else {
      result.push(`${arg}=${value}`);
      i++;
    }
  }
  return result;
}

function isOption(arg: string): boolean {
  return arg.startsWith('--') && Object.hasOwn(maskOptions, arg.slice(2));
}

function takesValue(arg: string): boolean {
  return isOption(arg) && maskOptions[arg.slice(2) as keyof typeof maskOptions].type === 'string';
}

function inputOf(kind: string, shape: readonly number[]): Float32Array {
  const count = elementCount(shape);
  if (kind === 'ones') return new Float32Array(count).fill(1);
  if (kind === 'ramp') return Float32Array.from({ length: count }, (_, i) => ((i % 17) - 8) / 4);
  throw new UsageError(`Unknown input ${kind}; it is ones or ramp.`);
}

function json(draw: MaskDraw): string {
  const result = {
    masks: draw.masks.map(maskText),
    ...(draw.outputs.length > 0 ? { outputs: draw.outputs.map(hexBits) } : {}),
    generator: draw.stream,
    verdict: draw.verdict,
  };
  return `${JSON.stringify(result)}\n`;
}

function text(draw: MaskDraw): string {
  return draw.masks.map((mask) => `${maskText(mask)}\n`).join('');
}

function hexBits(values: Float32Array): string[] {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Array.from(words, (word) => word.toString(16).padStart(8, '0'));
}
