import type { ApiFact } from '../model/fact';
import { type Columns, rows } from './row';
import { checkedWhenCalled, checkedWhenMade, followsModule, onByDefault, partial } from './shared';

const edge = rows('function', 'torch_geometric.utils');
const layer = rows('module', 'torch_geometric.nn', 'torch_geometric.nn.conv');
const norm = rows('module', 'torch_geometric.nn', 'torch_geometric.nn.norm');
const model = rows('module', 'torch_geometric.nn', 'torch_geometric.nn.models');
const pool = rows('function', 'torch_geometric.nn', 'torch_geometric.nn.pool');
const dense = rows('module', 'torch_geometric.nn', 'torch_geometric.nn.dense');
const structure = rows('module', 'torch_geometric.nn');
const other = rows('function', 'torch_geometric');

const graphDropout: Columns = {
  variant: 'edge',
  rate: 'p',
  unit: 'drop',
  training: onByDefault,
  range: partial(checkedWhenCalled),
};
const convolution: Columns = {
  learnable: true,
  outputRank: 'same',
  inputWidth: 'in_channels',
  outputWidth: 'out_channels',
};
const withDropout: Columns = {
  ...convolution,
  variant: 'inner',
  rate: 'dropout',
  unit: 'drop',
  training: followsModule,
  range: partial(checkedWhenCalled),
  modeDependent: 'if rate',
};
const composite: Columns = { ...withDropout, range: partial(checkedWhenMade) };
const batchNorm: Columns = {
  learnable: true,
  modeDependent: 'always',
  outputRank: 'same',
  inputWidth: 'in_channels',
  outputWidth: 'in_channels',
};
const graphNorm: Columns = { learnable: true, outputRank: 'same' };

/** Dropout, graph layers, norms and models of PyTorch Geometric. */
export const torchGeometric: readonly ApiFact[] = [
  edge(
    'dropout_edge',
    'input|edge_index, p=0.5, force_undirected=False, training=True',
    'dropout',
    { ...graphDropout, since: '2.2' },
  ),
  edge(
    'dropout_node',
    'input|edge_index, p=0.5, num_nodes=None, training=True, relabel_nodes=False',
    'dropout',
    { ...graphDropout, since: '2.2' },
  ),
  edge(
    'dropout_path',
    'input|edge_index, p=0.2, walks_per_node=1, walk_length=3, num_nodes=None, is_sorted=False, training=True',
    'dropout',
    { ...graphDropout, since: '2.2' },
  ),
  edge(
    'dropout_adj',
    'input|edge_index, edge_attr=None, p=0.5, force_undirected=False, num_nodes=None, training=True',
    'dropout',
    graphDropout,
  ),
  edge('mask_feature', "input|x, p=0.5, mode='col', fill_value=0.0, training=True", 'dropout', {
    ...graphDropout,
    range: checkedWhenCalled,
  }),
  edge(
    'add_random_edge',
    'input|edge_index, p=0.5, force_undirected=False, num_nodes=None, training=True',
    'random',
  ),
  edge('softmax', 'input|src, index=None, ptr=None, num_nodes=None, dim=0', 'activation', {
    activation: 'softmax',
    atZero: 'share',
    savesOutput: 'always',
    outputRank: 'same',
  }),

  norm(
    'BatchNorm',
    'in_channels, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, allow_single_element=False, device=None',
    'batchNorm',
    batchNorm,
  ),
  norm(
    'HeteroBatchNorm',
    'in_channels, num_types, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None',
    'batchNorm',
    batchNorm,
  ),
  norm(
    'InstanceNorm',
    'in_channels, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False, device=None',
    'layerNorm',
    graphNorm,
  ),
  norm(
    'LayerNorm',
    "in_channels, eps=1e-05, affine=True, mode='graph', device=None",
    'layerNorm',
    graphNorm,
  ),
  norm('GraphNorm', 'in_channels, eps=1e-05, device=None', 'layerNorm', graphNorm),
  norm('PairNorm', 'scale=1.0, scale_individually=False, eps=1e-05', 'layerNorm', {
    outputRank: 'same',
  }),
  norm('GraphSizeNorm', '', 'layerNorm', { outputRank: 'same' }),
  norm('MessageNorm', 'learn_scale=False, device=None', 'layerNorm', { outputRank: 'same' }),
  norm(
    'DiffGroupNorm',
    'in_channels, groups, lamda=0.01, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None',
    'layerNorm',
    graphNorm,
  ),
  norm('MeanSubtractionNorm', '*args, **kwargs', 'layerNorm', { outputRank: 'same' }),

  model(
    'MLP',
    "channel_list=None, *, in_channels=None, hidden_channels=None, out_channels=None, num_layers=None, dropout=0.0, act='relu', act_first=False, act_kwargs=None, norm='batch_norm', norm_kwargs=None, plain_last=True, bias=True, **kwargs",
    'module',
    { ...withDropout },
  ),
  model(
    'GCN',
    "in_channels, hidden_channels, num_layers, out_channels=None, dropout=0.0, act='relu', act_first=False, act_kwargs=None, norm=None, norm_kwargs=None, jk=None, **kwargs",
    'module',
    composite,
  ),
  model(
    'GAT',
    "in_channels, hidden_channels, num_layers, out_channels=None, dropout=0.0, act='relu', act_first=False, act_kwargs=None, norm=None, norm_kwargs=None, jk=None, **kwargs",
    'module',
    composite,
  ),
  model(
    'GIN',
    "in_channels, hidden_channels, num_layers, out_channels=None, dropout=0.0, act='relu', act_first=False, act_kwargs=None, norm=None, norm_kwargs=None, jk=None, **kwargs",
    'module',
    composite,
  ),
  model(
    'GraphSAGE',
    "in_channels, hidden_channels, num_layers, out_channels=None, dropout=0.0, act='relu', act_first=False, act_kwargs=None, norm=None, norm_kwargs=None, jk=None, **kwargs",
    'module',
    composite,
  ),
  model(
    'PNA',
    "in_channels, hidden_channels, num_layers, out_channels=None, dropout=0.0, act='relu', act_first=False, act_kwargs=None, norm=None, norm_kwargs=None, jk=None, **kwargs",
    'module',
    composite,
  ),
  model(
    'EdgeCNN',
    "in_channels, hidden_channels, num_layers, out_channels=None, dropout=0.0, act='relu', act_first=False, act_kwargs=None, norm=None, norm_kwargs=None, jk=None, **kwargs",
    'module',
    composite,
  ),
  model(
    'DeepGCNLayer',
    "conv=None, norm=None, act=None, block='res+', dropout=0.0, ckpt_grad=False",
    'module',
    {
      variant: 'inner',
      rate: 'dropout',
      unit: 'drop',
      training: followsModule,
      range: partial(checkedWhenCalled),
      modeDependent: 'if rate',
      learnable: true,
      outputRank: 'same',
    },
  ),
  model(
    'AttentiveFP',
    'in_channels, hidden_channels, out_channels, edge_dim, num_layers, num_timesteps, dropout=0.0',
    'module',
    withDropout,
  ),
  model(
    'LINKX',
    'num_nodes, in_channels, hidden_channels, out_channels, num_layers, num_edge_layers=1, num_node_layers=1, dropout=0.0',
    'module',
    withDropout,
  ),
  model('JumpingKnowledge', 'mode, channels=None, num_layers=None', 'module'),
  model(
    'GraphUNet',
    "in_channels, hidden_channels, out_channels, depth, pool_ratios=0.5, sum_res=True, act='relu'",
    'module',
    { learnable: true },
  ),
  dense(
    'Linear',
    'in_channels, out_channels, bias=True, weight_initializer=None, bias_initializer=None',
    'linear',
    {
      learnable: true,
      outputRank: 'same',
      outputLayout: 'channels last',
      inputWidth: 'in_channels',
      outputWidth: 'out_channels',
    },
  ),
  layer(
    'MessagePassing',
    "aggr='sum', *, aggr_kwargs=None, flow='source_to_target', node_dim=-2, decomposed_layers=1",
    'moduleBase',
  ),
  structure('Sequential', 'input_args, modules', 'container', {
    also: ['torch_geometric.nn.sequential.Sequential'],
  }),
  pool('global_mean_pool', 'input|x, batch, size=None', 'averagePool', { outputRank: 2 }),
  pool('global_add_pool', 'input|x, batch, size=None', 'other', { outputRank: 2 }),
  pool('global_max_pool', 'input|x, batch, size=None', 'maxPool', { outputRank: 2 }),
  other('nn.to_hetero', "module, metadata, aggr='sum', input_map=None, debug=False", 'export', {
    exportMode: 'bakes',
    also: ['torch_geometric.nn.to_hetero_transformer.to_hetero'],
  }),
  other(
    'nn.to_hetero_with_bases',
    'module, metadata, num_bases, in_channels=None, input_map=None, debug=False',
    'export',
    { exportMode: 'bakes' },
  ),
  other('seed_everything', 'seed', 'seed', { also: ['torch_geometric.seed.seed_everything'] }),
];
