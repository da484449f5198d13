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
const channels: Columns = { inputWidth: 'channels', outputWidth: 'channels' };
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

  layer(
    'GCNConv',
    'in_channels, out_channels, improved=False, cached=False, add_self_loops=None, normalize=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'ChebConv',
    "in_channels, out_channels, K, normalization='sym', bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'SAGEConv',
    "in_channels, out_channels, aggr='mean', normalize=False, root_weight=True, project=False, bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'GraphConv',
    "in_channels, out_channels, aggr='add', bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'GravNetConv',
    'in_channels, out_channels, space_dimensions, propagate_dimensions, k, num_workers=None, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'GatedGraphConv',
    "out_channels, num_layers, aggr='add', bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'ResGatedGraphConv',
    'in_channels, out_channels, act=..., edge_dim=None, root_weight=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'AGNNConv',
    'requires_grad=True, add_self_loops=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'TAGConv',
    'in_channels, out_channels, K=3, bias=True, normalize=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'SGConv',
    'in_channels, out_channels, K=1, cached=False, add_self_loops=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'SSGConv',
    'in_channels, out_channels, alpha, K=1, cached=False, add_self_loops=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'RGCNConv',
    "in_channels, out_channels, num_relations, num_bases=None, num_blocks=None, aggr='mean', root_weight=True, is_sorted=False, bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'FastRGCNConv',
    "in_channels, out_channels, num_relations, num_bases=None, num_blocks=None, aggr='mean', root_weight=True, is_sorted=False, bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'SignedConv',
    'in_channels, out_channels, first_aggr, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'GMMConv',
    "in_channels, out_channels, dim, kernel_size, separate_gaussians=False, aggr='mean', root_weight=True, bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'SplineConv',
    "in_channels, out_channels, dim, kernel_size, is_open_spline=True, degree=1, aggr='mean', root_weight=True, bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'NNConv',
    "in_channels, out_channels, nn, aggr='add', root_weight=True, bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'CGConv',
    "channels, dim=0, aggr='add', batch_norm=False, bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer('EdgeConv', "nn, aggr='max', **kwargs", 'graphConvolution', convolution),
  layer(
    'DynamicEdgeConv',
    "nn, k, aggr='max', num_workers=1, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'XConv',
    'in_channels, out_channels, dim, kernel_size, hidden_channels=None, dilation=1, bias=True, num_workers=1',
    'graphConvolution',
    convolution,
  ),
  layer(
    'PPFConv',
    'local_nn=None, global_nn=None, add_self_loops=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'FeaStConv',
    'in_channels, out_channels, heads=1, add_self_loops=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'PointTransformerConv',
    'in_channels, out_channels, pos_nn=None, attn_nn=None, add_self_loops=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'LEConv',
    'in_channels, out_channels, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'PNAConv',
    "in_channels, out_channels, aggregators, scalers, deg, edge_dim=None, towers=1, pre_layers=1, post_layers=1, divide_input=False, act='relu', act_kwargs=None, train_norm=False, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'ClusterGCNConv',
    'in_channels, out_channels, diag_lambda=0.0, add_self_loops=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'GENConv',
    "in_channels, out_channels, aggr='softmax', t=1.0, learn_t=False, p=1.0, learn_p=False, msg_norm=False, learn_msg_scale=False, norm='batch', num_layers=2, expansion=2, eps=1e-07, bias=False, edge_dim=None, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'GCN2Conv',
    'channels, alpha, theta=None, layer=None, shared_weights=True, cached=False, add_self_loops=True, normalize=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'PANConv',
    'in_channels, out_channels, filter_size, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'FiLMConv',
    "in_channels, out_channels, num_relations=1, nn=None, act=..., aggr='mean', **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'EGConv',
    'in_channels, out_channels, aggregators=None, num_heads=8, num_bases=4, cached=False, add_self_loops=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'PDNConv',
    'in_channels, out_channels, edge_dim, hidden_channels, add_self_loops=True, normalize=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'GeneralConv',
    "in_channels, out_channels, in_edge_channels=None, aggr='add', skip_linear=False, directed_msg=True, heads=1, attention=False, attention_type='additive', l2_normalize=False, bias=True, **kwargs",
    'graphConvolution',
    convolution,
  ),
  layer(
    'HGTConv',
    'in_channels, out_channels, metadata, heads=1, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer('LGConv', 'normalize=True, **kwargs', 'graphConvolution', convolution),
  layer(
    'MixHopConv',
    'in_channels, out_channels, powers=None, add_self_loops=True, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer('GINConv', 'nn, eps=0.0, train_eps=False, **kwargs', 'graphConvolution', convolution),
  layer(
    'GINEConv',
    'nn, eps=0.0, train_eps=False, edge_dim=None, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer(
    'MFConv',
    'in_channels, out_channels, max_degree=10, bias=True, **kwargs',
    'graphConvolution',
    convolution,
  ),
  layer('SimpleConv', "aggr='sum', combine_root=None, **kwargs", 'graphConvolution', convolution),
  layer('HeteroConv', "convs, aggr='sum'", 'graphConvolution', convolution),
  layer(
    'GATConv',
    "in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0, add_self_loops=True, edge_dim=None, fill_value='mean', bias=True, residual=False, **kwargs",
    'graphConvolution',
    withDropout,
  ),
  layer(
    'GATv2Conv',
    "in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0, add_self_loops=True, edge_dim=None, fill_value='mean', bias=True, share_weights=False, residual=False, **kwargs",
    'graphConvolution',
    withDropout,
  ),
  layer(
    'SuperGATConv',
    "in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0, add_self_loops=True, bias=True, attention_type='MX', neg_sample_ratio=0.5, edge_sample_ratio=1.0, is_undirected=False, **kwargs",
    'graphConvolution',
    withDropout,
  ),
  layer(
    'TransformerConv',
    'in_channels, out_channels, heads=1, concat=True, beta=False, dropout=0.0, edge_dim=None, bias=True, root_weight=True, **kwargs',
    'graphConvolution',
    withDropout,
  ),
  layer(
    'HANConv',
    'in_channels, out_channels, metadata, heads=1, negative_slope=0.2, dropout=0.0, **kwargs',
    'graphConvolution',
    withDropout,
  ),
  layer(
    'HEATConv',
    'in_channels, out_channels, num_node_types, num_edge_types, edge_type_emb_dim, edge_dim, edge_attr_emb_dim, heads=1, concat=True, negative_slope=0.2, dropout=0.0, root_weight=True, bias=True, **kwargs',
    'graphConvolution',
    withDropout,
  ),
  layer(
    'HypergraphConv',
    "in_channels, out_channels, use_attention=False, attention_mode='node', heads=1, concat=True, negative_slope=0.2, dropout=0, bias=True, **kwargs",
    'graphConvolution',
    withDropout,
  ),
  layer(
    'ARMAConv',
    'in_channels, out_channels, num_stacks=1, num_layers=1, shared_weights=False, act=..., dropout=0.0, bias=True, **kwargs',
    'graphConvolution',
    withDropout,
  ),
  layer(
    'FAConv',
    'channels, eps=0.1, dropout=0.0, cached=False, add_self_loops=True, normalize=True, **kwargs',
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'DNAConv',
    'channels, heads=1, groups=1, dropout=0.0, cached=False, normalize=True, add_self_loops=True, bias=True, **kwargs',
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'GPSConv',
    "channels, conv, heads=1, dropout=0.0, act='relu', act_kwargs=None, norm='batch_norm', norm_kwargs=None, attn_type='multihead', attn_kwargs=None",
    'graphConvolution',
    { ...composite, ...channels },
  ),
  // Its forward pass drops attention coefficients with training=True in every mode.
  layer(
    'RGATConv',
    "in_channels, out_channels, num_relations, num_bases=None, num_blocks=None, mod=None, attention_mechanism='across-relation', attention_mode='additive-self-attention', heads=1, dim=1, concat=True, negative_slope=0.2, dropout=0.0, edge_dim=None, bias=True, **kwargs",
    'graphConvolution',
    { ...withDropout, training: { untouched: 'on' } },
  ),
  layer(
    'APPNP',
    'K, alpha, dropout=0.0, cached=False, add_self_loops=True, normalize=True, **kwargs',
    'graphConvolution',
    { ...withDropout, learnable: false, inputWidth: undefined, outputWidth: undefined },
  ),
  dense(
    'DenseGATConv',
    'in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0, bias=True',
    'graphConvolution',
    withDropout,
  ),

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
