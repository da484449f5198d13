import type { Neighbour } from '../../engine/simulation-input';
import type { LayerKind } from '../model/fact';
import type { Call, Layer, Model } from '../model/model';
import { likelyConstant } from '../model/walks/constants';
import { consumersOf, producerOf, stepAt, type Placed } from '../model/walks/steps';
import { readRate, type Use } from './dropout-places';

/** What stands around one use of a layer, as far as the code was read. */
export interface Surroundings {
  readonly producer?: Neighbour;
  /** The nearest first, along the only way that the values take. */
  readonly followers: readonly Neighbour[];
  /** Units, or channels, of the tensor that goes in. */
  readonly width?: number;
  /** The width counts channels of maps, each of which holds many values. */
  readonly channels: boolean;
  readonly rank?: number;
}

/** How far along the values a neighbour is still named. */
const longestWay = 4;

/** Reads producer, followers, width and rank around one use. */
export function surroundingsOf({ model, index }: Use): Surroundings {
  const here = stepAt(model, index);
  const before = here && producerOf(model, here);
  const after = here ? followersOf(model, here) : [];
  const width = widthInto(model, before) ?? widthAskedBy(after);
  return {
    ...(before && { producer: neighbour(before.layer) }),
    followers: after.map((step) => neighbour(step.layer)),
    ...(width && { width: width.count }),
    channels: width?.channels ?? false,
    rank: rankOf(model, before),
  };
}

/** A layer or call as a person would write it, without the tensor that goes in: `nn.BatchNorm1d(64)`. */
export function titleOf(call: Call): string {
  const args = Object.values(call.args)
    .filter((arg) => arg.name !== 'input')
    .map((arg) => {
      const named = arg.position === 'keyword' || arg.name === call.fact.rate;
      return named ? `${arg.name}=${arg.text}` : arg.text;
    });
  return shorten(`${call.written}(${args.join(', ')})`);
}

interface Width {
  readonly count: number;
  readonly channels: boolean;
}

const keepsWidth: ReadonlySet<LayerKind> = new Set<LayerKind>([
  'dropout',
  'batchNorm',
  'layerNorm',
  'activation',
  'identity',
  'add',
  'multiply',
  'maxPool',
  'averagePool',
]);

/** The steps behind this one, as long as there is a single way. */
function followersOf(model: Model, here: Placed): readonly Placed[] {
  const way: Placed[] = [];
  for (let at = here; way.length < longestWay;) {
    const [only, ...others] = consumersOf(model, at.index);
    if (!only || others.length > 0 || only.index <= at.index) break;
    way.push(only);
    at = only;
  }
  return way;
}

function widthInto(model: Model, before: Placed | undefined): Width | undefined {
  for (let at = before, left = 20; at && left > 0; left--) {
    const count = numberArgument(at.layer.call, at.layer.call?.fact.outputWidth);
    if (count !== undefined) return { count, channels: holdsMaps(at.layer) };
    if (!keepsWidth.has(at.layer.kind)) return undefined;
    at = producerOf(model, at);
  }
  return undefined;
}

/** The width that the next layer asks for, where nothing between changes it. */
function widthAskedBy(followers: readonly Placed[]): Width | undefined {
  for (const { layer } of followers) {
    const count = numberArgument(layer.call, layer.call?.fact.inputWidth);
    if (count !== undefined) return { count, channels: holdsMaps(layer) };
    if (!keepsWidth.has(layer.kind)) return undefined;
  }
  return undefined;
}

function holdsMaps({ kind, call }: Layer): boolean {
  const rank = call?.fact.outputRank;
  return kind === 'convolution' || (typeof rank === 'number' && rank >= 4);
}

function rankOf(model: Model, before: Placed | undefined): number | undefined {
  for (let at = before, left = 20; at && left > 0; left--) {
    const rank = at.layer.call?.fact.outputRank;
    if (typeof rank === 'number') return rank;
    if (rank === undefined) return undefined;
    at = producerOf(model, at);
  }
  return undefined;
}

function numberArgument(call: Call | undefined, name: string | undefined): number | undefined {
  const arg = name === undefined ? undefined : call?.args[name];
  const value = arg && likelyConstant(arg.value);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

/** What a layer is and what it is called. */
export function neighbour(layer: Layer): Neighbour {
  const { kind, call, class: className, name } = layer;
  const title = call ? titleOf(call) : (className ?? plainNames[kind] ?? name);
  const rate = kind === 'dropout' && call ? readRate(call).rate : undefined;
  return { kind, title: title || 'something unread', ...(rate !== undefined && { rate }) };
}

const plainNames: Partial<Record<LayerKind, string>> = {
  add: 'sum',
  multiply: 'product',
  concatenate: 'concatenation',
  reshape: 'reshape',
  identity: 'identity',
};

/** On one line, and no longer than a title may be. */
export function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length <= 60 ? flat : `${flat.slice(0, 57)}…`;
}
