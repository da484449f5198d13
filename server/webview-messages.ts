import { type Framework, frameworks } from '../engine/framework';
import { pointSets, type PointSet } from '../engine/data/point-sets';
import {
  regularisers,
  type RateSearch,
  type Regulariser,
} from '../engine/experiments/training-pair';
import type { Neighbour, SimulationInput } from '../engine/simulation-input';
import {
  isBoolean,
  isCount,
  isFiniteNumber,
  isList,
  isOneOf,
  isOptional,
  isPageId,
  isRate,
  isRecord,
  isText,
  isWithin,
} from './message-checks';

/** What the host tells the simulator view. */
export type ToWebview =
  | {
      readonly kind: 'show';
      readonly input: SimulationInput;
      /** What a shared link sets besides the layer. */
      readonly settings?: ViewSettings;
    }
  /** The layer can no longer be found in the code; the view keeps what it shows and says so. */
  | { readonly kind: 'lost' }
  /** What became of something that the view asked for, announced to the reader. */
  | { readonly kind: 'notice'; readonly text: string; readonly failed: boolean };

/** What the simulator view asks of the host. */
export type FromWebview =
  | { readonly kind: 'ready' }
  | { readonly kind: 'applyRate'; readonly rate: number }
  | { readonly kind: 'reveal' }
  | { readonly kind: 'explain'; readonly rule: string }
  | { readonly kind: 'copy'; readonly text: string }
  /** Asks for a link that shows this layer under these settings to somebody else. */
  | { readonly kind: 'share'; readonly settings: ViewSettings }
  | {
      readonly kind: 'save';
      readonly name: string;
      readonly encoding: 'text' | 'base64';
      readonly data: string;
    };

/** What the reader has changed, small enough to be kept by the editor over a reload. */
export interface SavedState {
  readonly version: 1;
  readonly input: SimulationInput;
  readonly settings: ViewSettings;
}

/** The controls of the view; what is absent follows the code. */
export interface ViewSettings {
  readonly rate?: number;
  readonly width?: number;
  readonly seed: number;
  readonly passes: number;
  /** The pass that is looked at, from 1. */
  readonly pass: number;
  /** What the model is used for while we look; each scene has its own first choice. */
  readonly phase?: Phase;
  /** Pairwise correlation of the inputs of a linear map between dropout and BatchNorm. */
  readonly correlation: number;
  /** The unit that is looked at, from 1. */
  readonly unit: number;
  readonly copyAs: CopyTarget;
  readonly training: TrainingSettings;
}

/** What is trained, and against what. */
export interface TrainingSettings {
  readonly points: PointSet;
  readonly own: Regulariser;
  readonly rival: Regulariser;
  /** Multiple of the usual penalties, from 0.01 to 100. */
  readonly strength: number;
  readonly search: RateSearch['way'];
}

/** Whether the model trains or is evaluated. */
export type Phase = 'training' | 'evaluation';

/** The frameworks that a layer can be copied as. */
export const copyTargets = ['pytorch', 'keras', 'flax', 'tfjs'] as const;

/** One of the frameworks that a layer can be copied as. */
export type CopyTarget = (typeof copyTargets)[number];

/** The largest values that the view computes with, whatever the code or a message says. */
export const limits = {
  width: 4096,
  passes: 2000,
  seed: 2 ** 32 - 1,
  followers: 64,
  findings: 32,
  text: 2000,
  copy: 200_000,
  save: 20_000_000,
} as const;

/** The settings of a view that nobody has touched. */
export const untouched: ViewSettings = {
  seed: 42,
  passes: 200,
  pass: 1,
  correlation: 0,
  unit: 1,
  copyAs: 'pytorch',
  training: { points: 'moons', own: 'dropout', rival: 'nothing', strength: 1, search: 'grid' },
};

/** The message to the view, or undefined where it is not exactly one that the host may send. */
export function readToWebview(message: unknown): ToWebview | undefined {
  if (!isRecord(message)) return undefined;
  if (message.kind === 'lost') return { kind: 'lost' };
  if (message.kind === 'show') {
    const input = readInput(message.input);
    if (message.settings === undefined) return input && { kind: 'show', input };
    const settings = readSettings(message.settings);
    return input && settings && { kind: 'show', input, settings };
  }
  if (message.kind === 'notice' && isText(message.text) && typeof message.failed === 'boolean') {
    return { kind: 'notice', text: message.text, failed: message.failed };
  }
  return undefined;
}

/** The message to the host, or undefined where it is not exactly one that the view may send. */
export function readFromWebview(message: unknown): FromWebview | undefined {
  if (!isRecord(message)) return undefined;
  switch (message.kind) {
    case 'ready':
    case 'reveal':
      return { kind: message.kind };
    case 'applyRate':
      return isRate(message.rate) ? { kind: 'applyRate', rate: message.rate } : undefined;
    case 'explain':
      return isPageId(message.rule) ? { kind: 'explain', rule: message.rule } : undefined;
    case 'copy':
      return isText(message.text, limits.copy) ? { kind: 'copy', text: message.text } : undefined;
    case 'share': {
      const settings = readSettings(message.settings);
      return settings && { kind: 'share', settings };
    }
    case 'save':
      return readSave(message);
    default:
      return undefined;
  }
}

/** A state that the editor kept, or undefined where it is damaged or of another version. */
export function readState(state: unknown): SavedState | undefined {
  if (!isRecord(state) || state.version !== 1) return undefined;
  const input = readInput(state.input);
  const settings = readSettings(state.settings);
  return input && settings && { version: 1, input, settings };
}

/** The layer that a message carries, or undefined where a part of it is of the wrong kind. */
export function readInput(value: unknown): SimulationInput | undefined {
  if (!isRecord(value) || !isFramework(value.framework)) return undefined;
  const { framework, api, title, variant, rate, rateText, model, mode, source, producer } = value;
  const { width, rank, followers, findings, flagged, layerless, outcome, partner } = value;
  if (!isText(api) || !isText(title) || !isText(variant) || !isText(rateText, limits.text, 0)) {
    return undefined;
  }
  if (!isMode(mode) || !isOptional(model, isText) || !isSource(source)) return undefined;
  if (!isOptional(flagged, isSpan) || !isOptional(layerless, isBoolean)) return undefined;
  if (!isOptional(outcome, isText) || !isOptional(partner, isNeighbour)) return undefined;
  if (!isOptional(rate, isFiniteNumber) || !isOptional(producer, isNeighbour)) return undefined;
  if (!isOptional(width, isCount) || !isOptional(rank, isCount)) return undefined;
  if (!isList(followers, isNeighbour) || !isList(findings, isFinding)) return undefined;
  return {
    ...{ framework, api, title, variant, rate, rateText, mode, source, model },
    ...{ width, rank, producer, flagged, layerless, outcome, partner },
    followers: followers.slice(0, limits.followers),
    findings: findings.slice(0, limits.findings),
  };
}

function readSettings(value: unknown): ViewSettings | undefined {
  if (!isRecord(value)) return undefined;
  const { rate, width, seed, passes, pass, phase, correlation, unit, copyAs } = value;
  const training = readTraining(value.training);
  if (!isOptional(rate, isRate) || !isOptional(width, isWithin(1, limits.width))) return undefined;
  if (!isOptional(phase, isPhase) || !isRate(correlation)) return undefined;
  if (!isWithin(0, limits.seed)(seed) || !isWithin(1, limits.passes)(passes)) return undefined;
  if (!isWithin(1, limits.passes)(pass) || !isWithin(1, limits.width)(unit)) return undefined;
  if (!isCopyTarget(copyAs) || !training) return undefined;
  return { rate, width, seed, passes, pass, phase, correlation, unit, copyAs, training };
}

function readTraining(value: unknown): TrainingSettings | undefined {
  if (!isRecord(value)) return undefined;
  const { points, own, rival, strength, search } = value;
  if (!isOneOf(pointSets, points) || !isOneOf(regularisers, own)) return undefined;
  if (!isOneOf(regularisers, rival) || !isFiniteNumber(strength)) return undefined;
  if (strength < 0.01 || strength > 100 || !isOneOf(['grid', 'random'] as const, search)) {
    return undefined;
  }
  return { points, own, rival, strength, search };
}

function readSave(message: Record<string, unknown>): FromWebview | undefined {
  const { name, encoding, data } = message;
  if (!isText(name, 80) || !/^[a-z0-9][a-z0-9-]*\.(svg|png|csv|json)$/.test(name)) return undefined;
  if ((encoding !== 'text' && encoding !== 'base64') || !isText(data, limits.save))
    return undefined;
  return { kind: 'save', name, encoding, data };
}

function isFramework(value: unknown): value is Framework {
  return frameworks.includes(value as Framework);
}

function isMode(value: unknown): value is SimulationInput['mode'] {
  return ['module', 'on', 'off', 'argument', 'none', 'unknown'].includes(value as string);
}

function isPhase(value: unknown): value is Phase {
  return value === 'training' || value === 'evaluation';
}

function isCopyTarget(value: unknown): value is CopyTarget {
  return isOneOf(copyTargets, value);
}

function isSource(value: unknown): value is SimulationInput['source'] {
  return isRecord(value) && isText(value.uri) && isSpan(value);
}

function isSpan(value: unknown): value is { readonly start: number; readonly end: number } {
  if (!isRecord(value)) return false;
  const { start, end } = value;
  return isWithin(0, Infinity)(start) && isWithin(0, Infinity)(end) && start <= end;
}

function isNeighbour(value: unknown): value is Neighbour {
  return (
    isRecord(value) &&
    isText(value.kind) &&
    isText(value.title) &&
    isOptional(value.rate, isFiniteNumber)
  );
}

function isFinding(value: unknown): value is SimulationInput['findings'][number] {
  return (
    isRecord(value) && isPageId(value.rule) && isText(value.severity) && isText(value.message, 4000)
  );
}
