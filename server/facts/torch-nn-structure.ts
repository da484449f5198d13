import type { ApiFact } from '../model/fact';
import { rows } from './row';

const layer = rows('module', 'torch.nn');
const value = rows('function', 'torch.nn');

/** Losses, containers, base classes and parameters of torch.nn. */
export const torchNnStructure: readonly ApiFact[] = [
  layer(
    'AdaptiveLogSoftmaxWithLoss',
    'in_features, n_classes, cutoffs, div_value=4.0, head_bias=False, device=None, dtype=None',
    'loss',
    { learnable: true },
  ),
  layer('BCELoss', "weight=None, size_average=None, reduce=None, reduction='mean'", 'loss'),
  layer(
    'BCEWithLogitsLoss',
    "weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None",
    'loss',
  ),
  layer('CTCLoss', "blank=0, reduction='mean', zero_infinity=False", 'loss'),
  layer(
    'CosineEmbeddingLoss',
    "margin=0.0, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  layer(
    'CrossEntropyLoss',
    "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0",
    'loss',
  ),
  layer('GaussianNLLLoss', "*, full=False, eps=1e-06, reduction='mean'", 'loss'),
  layer(
    'HingeEmbeddingLoss',
    "margin=1.0, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  layer('HuberLoss', "reduction='mean', delta=1.0", 'loss'),
  layer('KLDivLoss', "size_average=None, reduce=None, reduction='mean', log_target=False", 'loss'),
  layer('L1Loss', "size_average=None, reduce=None, reduction='mean'", 'loss'),
  layer('MSELoss', "size_average=None, reduce=None, reduction='mean'", 'loss'),
  layer(
    'MarginRankingLoss',
    "margin=0.0, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  layer('MultiLabelMarginLoss', "size_average=None, reduce=None, reduction='mean'", 'loss'),
  layer(
    'MultiLabelSoftMarginLoss',
    "weight=None, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  layer(
    'MultiMarginLoss',
    "p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  layer(
    'NLLLoss',
    "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
    'loss',
  ),
  layer(
    'PoissonNLLLoss',
    "log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'",
    'loss',
  ),
  layer('SmoothL1Loss', "size_average=None, reduce=None, reduction='mean', beta=1.0", 'loss'),
  layer('SoftMarginLoss', "size_average=None, reduce=None, reduction='mean'", 'loss'),
  layer(
    'TripletMarginLoss',
    "margin=1.0, p=2.0, eps=1e-06, swap=False, size_average=None, reduce=None, reduction='mean'",
    'loss',
  ),
  layer(
    'TripletMarginWithDistanceLoss',
    "*, distance_function=None, margin=1.0, swap=False, reduction='mean'",
    'loss',
  ),

  layer('Sequential', '*args', 'container'),
  layer('ModuleList', 'modules=None', 'container'),
  layer('ModuleDict', 'modules=None', 'container'),
  layer('Module', '*args, **kwargs', 'moduleBase'),
  layer(
    'RNNBase',
    'mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None',
    'moduleBase',
  ),
  layer(
    'RNNCellBase',
    'input_size, hidden_size, bias, num_chunks, device=None, dtype=None',
    'moduleBase',
  ),
  layer('Container', '**kwargs', 'moduleBase'),
  layer('ParameterList', 'values=None', 'other', { learnable: true }),
  layer('ParameterDict', 'parameters=None', 'other', { learnable: true }),
  value('Parameter', 'input|data=None, requires_grad=True', 'other', { learnable: true }),
  value('Buffer', 'input|data=None, *, persistent=True', 'other'),

  layer('DataParallel', 'module, device_ids=None, output_device=None, dim=0', 'wrapper', {
    also: ['torch.nn.parallel.DataParallel'],
  }),
];
