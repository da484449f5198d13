export * from './optimiser';
export * from './penalty';
export * from './batch';
export * from './early-stopping';
export * from './report';
export * from './training';
export * from './sweep';
