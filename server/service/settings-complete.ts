import type { Severity } from '../model/finding';
import { settingRows, type Settings } from './settings';
import type { PartialSettings, SettingName } from './settings-check';

/** The settings in force: defaults, then each layer over those before; rules and excludes add up. */
export function completeSettings(...layers: readonly PartialSettings[]): Settings {
  const value = <T>(name: SettingName): T =>
    ([...layers].reverse().find((layer) => layer[name] !== undefined)?.[name] ??
      settingRows[name].default) as T;
  const tables = <T>(name: SettingName): readonly Readonly<Record<string, T>>[] =>
    layers.map((layer) => (layer[name] ?? {}) as Readonly<Record<string, T>>);
  const united = (name: SettingName): readonly string[] => [
    ...new Set(layers.flatMap((layer) => (layer[name] ?? []) as readonly string[])),
  ];
  return {
    enable: value('enable'),
    severity: Object.assign({}, ...tables<Severity>('rules.severity')),
    options: mergeOptions(tables('rules.options')),
    intent: {
      monteCarlo: value('intent.monteCarlo'),
      sideModels: value('intent.sideModels'),
      stoppedDropout: value('intent.stoppedDropout'),
      preparation: value('intent.preparation'),
    },
    select: value('select'),
    ignore: united('ignore'),
    exclude: united('exclude'),
    hover: value('hover.enable'),
    hoverPicture: value('hover.picture'),
    codeLens: value('codeLens.enable'),
    inlayHints: value('inlayHints.enable'),
    index: value('index.enable'),
    reportUnusedSuppressions: value('reportUnusedSuppressions'),
  };
}

function mergeOptions(tables: readonly Settings['options'][]): Settings['options'] {
  const rules = new Set(tables.flatMap((table) => Object.keys(table)));
  return Object.fromEntries(
    [...rules].map((id) => [id, Object.assign({}, ...tables.map((table) => table[id] ?? {}))]),
  );
}
