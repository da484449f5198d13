export * from './bits';
export * from './closed-forms';
export * from './masks';
export * from './variants';
export * from './ensemble';
export * from './network';
export * from './training';
export * from './data';
