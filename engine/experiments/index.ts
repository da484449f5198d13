export * from './activations';
export * from './statistics';
export * from './forward-passes';
export * from './batch-norm';
export * from './outputs';
export * from './feature-maps';
export * from './training-pair';
export * from './training-run';
