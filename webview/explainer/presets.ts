import type { ModelStop, ModelStrip } from '../../engine/model-strip';

/** A typical stack of layers of one field, with the rate and width that are usual there. */
export interface Preset {
  readonly name: string;
  readonly rate: number;
  readonly units: number;
  readonly model: ModelStrip;
}

/** The names of the presets, in the order of the page on applications. */
export const presetNames = ['images', 'text', 'speech', 'health', 'tables', 'graphs'] as const;

/** The name of a preset. */
export type PresetName = (typeof presetNames)[number];

/** A stack for each field that the page on applications names. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  images: preset('Images', 0.5, 128, [
    ['convolution', 'nn.Conv2d(3, 32, 3)'],
    ['batchNorm', 'nn.BatchNorm2d(32)'],
    ['activation', 'nn.ReLU()'],
    ['convolution', 'nn.Conv2d(32, 64, 3)'],
    ['activation', 'nn.ReLU()'],
    ['maxPool', 'nn.MaxPool2d(2)'],
    ['reshape', 'nn.Flatten()'],
    ['linear', 'nn.Linear(2304, 128)'],
    ['activation', 'nn.ReLU()'],
    ['dropout', 'nn.Dropout(0.5)'],
    ['linear', 'nn.Linear(128, 10)'],
  ]),
  text: preset('Text', 0.1, 1024, [
    ['embedding', 'nn.Embedding(20000, 256)'],
    ['dropout', 'nn.Dropout(0.1)'],
    ['attention', 'nn.MultiheadAttention(256, 8)'],
    ['dropout', 'nn.Dropout(0.1)'],
    ['layerNorm', 'nn.LayerNorm(256)'],
    ['linear', 'nn.Linear(256, 1024)'],
    ['activation', 'nn.GELU()'],
    ['dropout', 'nn.Dropout(0.1)'],
    ['linear', 'nn.Linear(1024, 256)'],
    ['layerNorm', 'nn.LayerNorm(256)'],
    ['linear', 'nn.Linear(256, 20000)'],
  ]),
  speech: preset('Speech', 0.3, 256, [
    ['recurrent', 'nn.LSTM(80, 256)'],
    ['dropout', 'nn.Dropout(0.3)'],
    ['recurrent', 'nn.LSTM(256, 256)'],
    ['dropout', 'nn.Dropout(0.3)'],
    ['linear', 'nn.Linear(256, 40)'],
  ]),
  health: preset('Health care', 0.2, 64, [
    ['linear', 'nn.Linear(30, 64)'],
    ['activation', 'nn.ReLU()'],
    ['dropout', 'nn.Dropout(0.2)'],
    ['linear', 'nn.Linear(64, 64)'],
    ['activation', 'nn.ReLU()'],
    ['dropout', 'nn.Dropout(0.2)'],
    ['linear', 'nn.Linear(64, 1)'],
    ['activation', 'nn.Sigmoid()'],
  ]),
  tables: preset('Tabular data', 0.3, 256, [
    ['linear', 'nn.Linear(100, 256)'],
    ['batchNorm', 'nn.BatchNorm1d(256)'],
    ['activation', 'nn.ReLU()'],
    ['dropout', 'nn.Dropout(0.3)'],
    ['linear', 'nn.Linear(256, 128)'],
    ['activation', 'nn.ReLU()'],
    ['dropout', 'nn.Dropout(0.3)'],
    ['linear', 'nn.Linear(128, 2)'],
  ]),
  graphs: preset('Graphs', 0.6, 64, [
    ['dropout', 'nn.Dropout(0.6)'],
    ['graphConvolution', 'GATConv(1433, 8, heads=8)'],
    ['activation', 'nn.ELU()'],
    ['dropout', 'nn.Dropout(0.6)'],
    ['graphConvolution', 'GATConv(64, 7)'],
  ]),
};

function preset(
  name: string,
  rate: number,
  units: number,
  stack: readonly (readonly [kind: string, title: string])[],
): Preset {
  const stops = stack.map(([kind, title]): ModelStop => {
    const written = kind === 'dropout' ? Number(/[\d.]+/.exec(title)?.[0]) : undefined;
    return { kind, title, open: true, rate: written };
  });
  return { name, rate, units, model: { name, stops } };
}
