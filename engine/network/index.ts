export * from './layers';
export * from './parameters';
export * from './workspace';
export * from './passes';
export * from './loss';
export { batchNormStyles } from './batch-norm';
export * from './evaluation';
