import type { Call, FileModel } from '../model/model';

const functions: Readonly<Record<string, string>> = {
  Dropout: 'dropout',
  Dropout1d: 'dropout1d',
  Dropout2d: 'dropout2d',
  Dropout3d: 'dropout3d',
  AlphaDropout: 'alpha_dropout',
  FeatureAlphaDropout: 'feature_alpha_dropout',
};

/** The functional counterpart of a dropout layer as the file would write it; undefined where it cannot be named. */
export function functionalName(call: Call, file: FileModel): string | undefined {
  const layer = call.fact.names[0]?.split('.').pop() ?? '';
  const name = functions[layer];
  const namespace = functionalNamespace(call, file);
  return name && namespace ? `${namespace}.${name}` : undefined;
}

/** How the file imports `torch.nn.functional`, or reaches it through the name by which it wrote the layer. */
function functionalNamespace(call: Call, file: FileModel): string | undefined {
  const imported =
    /^\s*import\s+torch\.nn\.functional\s+as\s+(\w+)/m.exec(file.text) ??
    /^\s*from\s+torch\.nn\s+import\s+(?:\w+\s*,\s*)*functional\s+as\s+(\w+)/m.exec(file.text);
  if (imported?.[1]) return imported[1];
  const prefix = call.written.includes('.')
    ? call.written.slice(0, call.written.lastIndexOf('.'))
    : undefined;
  return prefix && /(^|\.)nn$/.test(prefix) ? `${prefix}.functional` : undefined;
}
