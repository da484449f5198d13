import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';
import { checkedInTraining, checkedWhenCalled } from './shared';

const torch = rows('function', 'torch');
const method = rows('method', 'torch.Tensor');

const dropout: Columns = {
  rate: 'p',
  unit: 'drop',
  training: { argument: 'train', untouched: 'on', nonBoolean: 'raises' },
  range: checkedWhenCalled,
  outputRank: 'same',
};

const relu: Columns = {
  activation: 'relu',
  commutesWithDropout: true,
  savesOutput: 'always',
  outputRank: 'same',
};
const sigmoid: Columns = {
  activation: 'sigmoid',
  atZero: 0.5,
  savesOutput: 'always',
  outputRank: 'same',
};
const tanh: Columns = { activation: 'tanh', savesOutput: 'always', outputRank: 'same' };
const softmax: Columns = {
  activation: 'softmax',
  atZero: 'share',
  savesOutput: 'always',
  outputRank: 'same',
};
const logSoftmax: Columns = { ...softmax, activation: 'logsoftmax' };
const exponential: Columns = {
  activation: 'exp',
  atZero: 1,
  savesOutput: 'always',
  outputRank: 'same',
};
const root: Columns = { savesOutput: 'always', outputRank: 'same' };
const view: Columns = { alias: true };
const sameView: Columns = { alias: true, outputRank: 'same' };
const elementwise: Columns = { outputRank: 'same' };
const inPlace: Columns = { outputRank: 'same', inPlace: true, alias: true };

/** Functions of torch and methods of its tensors that flow through a model. */
export const torchTensor: readonly ApiFact[] = [
  torch('dropout', 'input, p, train', 'dropout', { ...dropout, variant: 'element' }),
  torch('dropout_', 'input, p, train', 'dropout', {
    ...dropout,
    variant: 'element',
    inPlace: true,
  }),
  torch('feature_dropout', 'input, p, train', 'dropout', { ...dropout, variant: 'channel' }),
  torch('feature_dropout_', 'input, p, train', 'dropout', {
    ...dropout,
    variant: 'channel',
    inPlace: true,
  }),
  torch('alpha_dropout', 'input, p, train', 'dropout', { ...dropout, variant: 'alpha' }),
  torch('alpha_dropout_', 'input, p, train', 'dropout', {
    ...dropout,
    variant: 'alpha',
    inPlace: true,
  }),
  torch('feature_alpha_dropout', 'input, p, train', 'dropout', {
    ...dropout,
    variant: 'channelAlpha',
  }),
  torch('feature_alpha_dropout_', 'input, p, train', 'dropout', {
    ...dropout,
    variant: 'channelAlpha',
    inPlace: true,
  }),
  torch('native_dropout', 'input, p, train', 'dropout', {
    ...dropout,
    variant: 'element',
    range: checkedInTraining,
  }),

  torch('relu', 'input', 'activation', relu),
  torch('relu_', 'input', 'activation', { ...relu, inPlace: true }),
  torch('sigmoid', 'input', 'activation', { ...sigmoid, also: ['torch.special.expit'] }),
  torch('sigmoid_', 'input', 'activation', { ...sigmoid, inPlace: true }),
  torch('tanh', 'input', 'activation', tanh),
  torch('tanh_', 'input', 'activation', { ...tanh, inPlace: true }),
  torch('softmax', 'input, dim, dtype=None', 'activation', {
    ...softmax,
    also: ['torch.special.softmax'],
  }),
  torch('log_softmax', 'input, dim, dtype=None', 'activation', {
    ...logSoftmax,
    also: ['torch.special.log_softmax'],
  }),
  torch('exp', 'input', 'activation', exponential),
  torch('prelu', 'input, weight', 'activation', {
    activation: 'prelu',
    commutesWithDropout: true,
    learnable: true,
    outputRank: 'same',
  }),
  torch('selu', 'input', 'activation', {
    activation: 'selu',
    outputRank: 'same',
  }),
  torch('celu', 'input, alpha=1.0', 'activation', {
    activation: 'celu',
    outputRank: 'same',
  }),
  torch('sin', 'input', 'activation', { activation: 'sin', outputRank: 'same' }),
  torch('erf', 'input', 'activation', { activation: 'erf', outputRank: 'same' }),
  torch('sqrt', 'input', 'other', root),
  torch('rsqrt', 'input', 'other', root),
  torch('reciprocal', 'input', 'other', root),

  method('relu', '', 'activation', relu),
  method('relu_', '', 'activation', { ...relu, inPlace: true }),
  method('sigmoid', '', 'activation', sigmoid),
  method('sigmoid_', '', 'activation', { ...sigmoid, inPlace: true }),
  method('tanh', '', 'activation', tanh),
  method('tanh_', '', 'activation', { ...tanh, inPlace: true }),
  method('softmax', 'dim, dtype=None', 'activation', softmax),
  method('log_softmax', 'dim, dtype=None', 'activation', logSoftmax),
  method('exp', '', 'activation', exponential),
  method('sqrt', '', 'other', root),
  method('rsqrt', '', 'other', root),
  method('reciprocal', '', 'other', root),

  torch('flatten', 'input, start_dim=0, end_dim=-1', 'reshape', { ...view, outputRank: 1 }),
  torch('unflatten', 'input, dim, sizes', 'reshape', view),
  torch('reshape', 'input, shape', 'reshape', view),
  torch('squeeze', 'input, dim=...', 'reshape', view),
  torch('unsqueeze', 'input, dim', 'reshape', view),
  torch('transpose', 'input, dim0, dim1', 'reshape', sameView),
  torch('swapaxes', 'input, axis0, axis1', 'reshape', sameView),
  torch('permute', 'input, dims', 'reshape', sameView),
  torch('movedim', 'input, source, destination', 'reshape', sameView),
  torch('t', 'input', 'reshape', sameView),
  method('view', '*size', 'reshape', view),
  method('view_as', 'other', 'reshape', view),
  method('reshape', '*shape', 'reshape', view),
  method('reshape_as', 'other', 'reshape', view),
  method('flatten', 'start_dim=0, end_dim=-1', 'reshape', { ...view, outputRank: 1 }),
  method('unflatten', 'dim, sizes', 'reshape', view),
  method('squeeze', 'dim=...', 'reshape', view),
  method('unsqueeze', 'dim', 'reshape', view),
  method('transpose', 'dim0, dim1', 'reshape', sameView),
  method('swapaxes', 'axis0, axis1', 'reshape', sameView),
  method('permute', '*dims', 'reshape', sameView),
  method('movedim', 'source, destination', 'reshape', sameView),
  method('t', '', 'reshape', sameView),
  method('expand', '*size, implicit=False', 'reshape', view),
  method('expand_as', 'other', 'reshape', view),

  method('contiguous', '*, memory_format=0', 'identity', elementwise),
  method('to', '*args, **kwargs', 'identity', elementwise),
  method('type_as', 'other', 'identity', elementwise),
  method('float', '*, memory_format=None', 'identity', elementwise),
  method('half', '*, memory_format=None', 'identity', elementwise),
  method('bfloat16', '*, memory_format=None', 'identity', elementwise),
  method('double', '*, memory_format=None', 'identity', elementwise),
  method('cpu', '', 'identity', elementwise),
  method('cuda', '', 'identity', elementwise),
  method('clone', '*, memory_format=None', 'identity', elementwise),
  method('requires_grad_', 'requires_grad=True', 'identity', sameView),
  torch('clone', 'input, *, memory_format=None', 'identity', elementwise),

  torch('chunk', 'input, chunks, dim=0', 'reshape', sameView),
  torch('split', 'input|tensor, split_size_or_sections, dim=0', 'reshape', sameView),
  method('chunk', 'chunks, dim=0', 'reshape', sameView),
  method('split', 'split_size, dim=0', 'reshape', sameView),
  method('detach', '', 'identity', sameView),
  torch('abs', 'input', 'other', elementwise),
  torch('clamp', 'input, min=None, max=None', 'other', elementwise),
  torch('pow', 'input, exponent', 'other', elementwise),
  torch('where', 'condition, input, other', 'other'),
  method('abs', '', 'other', elementwise),
  method('clamp', 'min=None, max=None', 'other', elementwise),
  method('pow', 'exponent', 'other', elementwise),
  method('repeat', '*repeats', 'other', elementwise),

  torch('cat', 'input|tensors, dim=0', 'concatenate', {
    outputRank: 'same',
    also: ['torch.concat', 'torch.concatenate'],
  }),
  torch('stack', 'input|tensors, dim=0', 'concatenate'),
  torch('hstack', 'input|tensors', 'concatenate'),
  torch('vstack', 'input|tensors', 'concatenate'),
  torch('add', 'input, other, *, alpha=1', 'add', elementwise),
  torch('sub', 'input, other, *, alpha=1', 'add', elementwise),
  torch('mul', 'input, other', 'multiply', { ...elementwise, also: ['torch.multiply'] }),
  torch('div', 'input, other, *, rounding_mode=...', 'multiply', elementwise),
  method('add', 'other, *, alpha=1', 'add', elementwise),
  method('add_', 'other, *, alpha=1', 'add', inPlace),
  method('sub', 'other, *, alpha=1', 'add', elementwise),
  method('mul', 'other', 'multiply', elementwise),
  method('mul_', 'other', 'multiply', inPlace),
  method('div', 'other, *, rounding_mode=...', 'multiply', elementwise),
  method('div_', 'other, *, rounding_mode=...', 'multiply', inPlace),
  method('masked_fill', 'mask, value', 'other', elementwise),
  method('masked_fill_', 'mask, value', 'other', inPlace),

  torch('matmul', 'input, other', 'other'),
  torch('bmm', 'input, mat2', 'other', { outputRank: 3 }),
  torch('mm', 'input, mat2', 'other', { outputRank: 2 }),
  torch('einsum', '*args', 'other'),
  torch('mean', 'input, dim=..., keepdim=False, *, dtype=None', 'other'),
  torch('sum', 'input, dim=..., keepdim=False, *, dtype=None', 'other'),
  torch('max', 'input, dim=..., keepdim=False', 'other'),
  method('matmul', 'other', 'other'),
  method('bmm', 'mat2', 'other', { outputRank: 3 }),
  method('mean', 'dim=..., keepdim=False, *, dtype=None', 'other'),
  method('sum', 'dim=..., keepdim=False, *, dtype=None', 'other'),
  method('max', 'dim=..., keepdim=False', 'other'),
  method('argmax', 'dim=None, keepdim=False', 'other'),

  torch('bernoulli', 'input, p=..., *, generator=None', 'random', elementwise),
  torch('rand', '*size, **kwargs', 'random'),
  torch('rand_like', 'input, **kwargs', 'random', elementwise),
  torch('randn', '*size, **kwargs', 'random'),
  torch('randn_like', 'input, **kwargs', 'random', elementwise),
  torch('randint', 'low, high, size, **kwargs', 'random'),
  torch('randperm', 'n, **kwargs', 'random'),
  torch('normal', 'mean, std, size, **kwargs', 'random'),
  torch('multinomial', 'input, num_samples, replacement=False, *, generator=None', 'random'),
  method('bernoulli', 'p=..., *, generator=None', 'random', elementwise),
  method('bernoulli_', 'p=0.5, *, generator=None', 'random', inPlace),
  method('uniform_', 'from=0.0, to=1.0, *, generator=None', 'random', inPlace),
  method('normal_', 'mean=0.0, std=1.0, *, generator=None', 'random', inPlace),
];
