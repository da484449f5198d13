export * from './point-sets';
export * from './regression';
export * from './examples';
