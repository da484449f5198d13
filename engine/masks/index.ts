export * from './request';
export * from './draw';
export * from './reproduced';
export { drawStatistical } from './statistical';
export { elementCount } from './shape';
export { torchEngineOf, wordsOfLinear } from './torch';
export { torchNormal, torchUniform, type TorchNumbers } from './torch-normal';
export { applyKeyOperations, foldIn, jaxKey, splitKey, type Key } from './jax-key';
export { defaultKerasSeed } from './keras';
