import type { Severity } from '../model/finding';
import type { Intent } from '../model/model';

/** Every setting once: name, type, default and words. The manifest, the docs and the readers come from here. */
export const settingRows = {
  enable: {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Look for dropout faults in this workspace.',
    files: true,
  },
  'rules.severity': {
    type: 'severities',
    default: {},
    scope: 'resource',
    description:
      'Severity per rule: `error`, `warning`, `information`, `hint` or `off`. A rule that is not named keeps its default.',
    files: true,
  },
  'rules.options': {
    type: 'options',
    default: {},
    scope: 'resource',
    description:
      'Options per rule, as its page lists them: `{ "extreme-rate": { "threshold": 0.95 } }`.',
    files: true,
  },
  'intent.monteCarlo': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description:
      'Monte-Carlo dropout and prenets are meant: leave dropout alone that is on in an evaluation where names speak of them.',
    files: true,
  },
  'intent.sideModels': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description:
      'Models beside the one that is trained are run in the mode they need: teachers, moving averages, target networks, generators, discriminators, policies.',
    files: true,
  },
  'intent.stoppedDropout': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description:
      'Training without dropout is meant in reinforcement learning from feedback, in attacks, in distillation and in saliency maps.',
    files: true,
  },
  'intent.preparation': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description:
      'Passes in training mode without a gradient are meant where they estimate batch statistics, warm up, profile or collect data.',
    files: true,
  },
  select: {
    type: 'strings',
    default: [],
    scope: 'resource',
    description: 'Report only these rules or groups. Empty: all.',
    files: true,
  },
  ignore: {
    type: 'strings',
    default: [],
    scope: 'resource',
    description: 'Never report these rules or groups.',
    files: true,
  },
  exclude: {
    type: 'strings',
    default: [],
    scope: 'resource',
    description:
      'Glob patterns, relative to the workspace folder, of files that are not looked at.',
    files: true,
  },
  'hover.enable': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Explain dropout layers and flagged calls when the mouse rests on them.',
    files: false,
  },
  'hover.picture': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Show a picture of the mask in the hover.',
    files: false,
  },
  'codeLens.enable': {
    type: 'boolean',
    default: false,
    scope: 'resource',
    description:
      'Show a line above each dropout layer with its numbers and a link to the simulator.',
    files: false,
  },
  'inlayHints.enable': {
    type: 'boolean',
    default: false,
    scope: 'resource',
    description: 'Show what a rate means behind it.',
    files: false,
  },
  'index.enable': {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description:
      'Read all Python files and notebooks of the workspace in the background, so that findings know how files use each other.',
    files: false,
  },
  reportUnusedSuppressions: {
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Report `dropout-lens: ignore` comments that suppress nothing.',
    files: true,
  },
} as const satisfies Record<string, SettingRow>;

export interface SettingRow {
  readonly type: 'boolean' | 'strings' | 'severities' | 'options';
  readonly default: unknown;
  readonly scope: 'resource' | 'window';
  readonly description: string;
  /** Also read from `pyproject.toml` and `dropout-lens.json`. */
  readonly files: boolean;
}

/** The settings in force for one document, complete and valid. */
export interface Settings {
  readonly enable: boolean;
  readonly severity: Readonly<Record<string, Severity>>;
  readonly options: Readonly<Record<string, Readonly<Record<string, number | boolean>>>>;
  readonly intent: Intent;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly exclude: readonly string[];
  readonly hover: boolean;
  readonly hoverPicture: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  readonly index: boolean;
  readonly reportUnusedSuppressions: boolean;
}
