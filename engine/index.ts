export * from './bits';
export * from './closed-forms';
export * from './masks';
