export * from './rate';
export * from './rates';
export * from './variance-shift';
export * from './predictions';
export * from './max-pool';
export * from './logits';
export * from './variants';
