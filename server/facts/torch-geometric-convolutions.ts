import type { ApiFact, RangeFact } from '../model/fact';
import { type Columns, rows } from './row';
import {
  checkedInTraining,
  checkedWhenCalled,
  checkedWhenMade,
  followsModule,
  partial,
  uncheckedRange,
} from './shared';

const layer = rows('module', 'torch_geometric.nn', 'torch_geometric.nn.conv');
const dense = rows('module', 'torch_geometric.nn', 'torch_geometric.nn.dense');

/** Convolutions without dropout of their own: name and signature. */
const plain: readonly (readonly [name: string, signature: string])[] = [
  [
    'GCNConv',
    'in_channels, out_channels, improved=False, cached=False, add_self_loops=None, normalize=True, bias=True, **kwargs',
  ],
  ['ChebConv', "in_channels, out_channels, K, normalization='sym', bias=True, **kwargs"],
  [
    'SAGEConv',
    "in_channels, out_channels, aggr='mean', normalize=False, root_weight=True, project=False, bias=True, **kwargs",
  ],
  ['GraphConv', "in_channels, out_channels, aggr='add', bias=True, **kwargs"],
  [
    'GravNetConv',
    'in_channels, out_channels, space_dimensions, propagate_dimensions, k, num_workers=None, **kwargs',
  ],
  ['GatedGraphConv', "out_channels, num_layers, aggr='add', bias=True, **kwargs"],
  [
    'ResGatedGraphConv',
    'in_channels, out_channels, act=..., edge_dim=None, root_weight=True, bias=True, **kwargs',
  ],
  ['AGNNConv', 'requires_grad=True, add_self_loops=True, **kwargs'],
  ['TAGConv', 'in_channels, out_channels, K=3, bias=True, normalize=True, **kwargs'],
  [
    'SGConv',
    'in_channels, out_channels, K=1, cached=False, add_self_loops=True, bias=True, **kwargs',
  ],
  [
    'SSGConv',
    'in_channels, out_channels, alpha, K=1, cached=False, add_self_loops=True, bias=True, **kwargs',
  ],
  [
    'RGCNConv',
    "in_channels, out_channels, num_relations, num_bases=None, num_blocks=None, aggr='mean', root_weight=True, is_sorted=False, bias=True, **kwargs",
  ],
  [
    'FastRGCNConv',
    "in_channels, out_channels, num_relations, num_bases=None, num_blocks=None, aggr='mean', root_weight=True, is_sorted=False, bias=True, **kwargs",
  ],
  ['SignedConv', 'in_channels, out_channels, first_aggr, bias=True, **kwargs'],
  [
    'GMMConv',
    "in_channels, out_channels, dim, kernel_size, separate_gaussians=False, aggr='mean', root_weight=True, bias=True, **kwargs",
  ],
  [
    'SplineConv',
    "in_channels, out_channels, dim, kernel_size, is_open_spline=True, degree=1, aggr='mean', root_weight=True, bias=True, **kwargs",
  ],
  ['NNConv', "in_channels, out_channels, nn, aggr='add', root_weight=True, bias=True, **kwargs"],
  ['CGConv', "channels, dim=0, aggr='add', batch_norm=False, bias=True, **kwargs"],
  ['EdgeConv', "nn, aggr='max', **kwargs"],
  ['DynamicEdgeConv', "nn, k, aggr='max', num_workers=1, **kwargs"],
  [
    'XConv',
    'in_channels, out_channels, dim, kernel_size, hidden_channels=None, dilation=1, bias=True, num_workers=1',
  ],
  ['PPFConv', 'local_nn=None, global_nn=None, add_self_loops=True, **kwargs'],
  ['FeaStConv', 'in_channels, out_channels, heads=1, add_self_loops=True, bias=True, **kwargs'],
  [
    'PointTransformerConv',
    'in_channels, out_channels, pos_nn=None, attn_nn=None, add_self_loops=True, **kwargs',
  ],
  ['LEConv', 'in_channels, out_channels, bias=True, **kwargs'],
  [
    'PNAConv',
    "in_channels, out_channels, aggregators, scalers, deg, edge_dim=None, towers=1, pre_layers=1, post_layers=1, divide_input=False, act='relu', act_kwargs=None, train_norm=False, **kwargs",
  ],
  [
    'ClusterGCNConv',
    'in_channels, out_channels, diag_lambda=0.0, add_self_loops=True, bias=True, **kwargs',
  ],
  [
    'GENConv',
    "in_channels, out_channels, aggr='softmax', t=1.0, learn_t=False, p=1.0, learn_p=False, msg_norm=False, learn_msg_scale=False, norm='batch', num_layers=2, expansion=2, eps=1e-07, bias=False, edge_dim=None, **kwargs",
  ],
  [
    'GCN2Conv',
    'channels, alpha, theta=None, layer=None, shared_weights=True, cached=False, add_self_loops=True, normalize=True, **kwargs',
  ],
  ['PANConv', 'in_channels, out_channels, filter_size, **kwargs'],
  [
    'FiLMConv',
    "in_channels, out_channels, num_relations=1, nn=None, act=..., aggr='mean', **kwargs",
  ],
  [
    'EGConv',
    'in_channels, out_channels, aggregators=None, num_heads=8, num_bases=4, cached=False, add_self_loops=True, bias=True, **kwargs',
  ],
  [
    'PDNConv',
    'in_channels, out_channels, edge_dim, hidden_channels, add_self_loops=True, normalize=True, bias=True, **kwargs',
  ],
  [
    'GeneralConv',
    "in_channels, out_channels, in_edge_channels=None, aggr='add', skip_linear=False, directed_msg=True, heads=1, attention=False, attention_type='additive', l2_normalize=False, bias=True, **kwargs",
  ],
  ['HGTConv', 'in_channels, out_channels, metadata, heads=1, **kwargs'],
  ['LGConv', 'normalize=True, **kwargs'],
  [
    'MixHopConv',
    'in_channels, out_channels, powers=None, add_self_loops=True, bias=True, **kwargs',
  ],
  ['GINConv', 'nn, eps=0.0, train_eps=False, **kwargs'],
  ['GINEConv', 'nn, eps=0.0, train_eps=False, edge_dim=None, **kwargs'],
  ['MFConv', 'in_channels, out_channels, max_degree=10, bias=True, **kwargs'],
  ['SimpleConv', "aggr='sum', combine_root=None, **kwargs"],
  ['HeteroConv', "convs, aggr='sum'"],
];

const withDropout: Columns = {
  variant: 'inner',
  rate: 'dropout',
  unit: 'drop',
  training: followsModule,
  range: partial(checkedWhenCalled),
  modeDependent: 'if rate',
  learnable: true,
  outputRank: 'same',
};
const checkedWhileDropping: RangeFact = { ...partial(checkedInTraining), below: 'no dropout' };
const channels: Columns = { inputWidth: 'in_channels', outputWidth: 'out_channels' };
const sameChannels: Columns = { inputWidth: 'channels', outputWidth: 'channels' };

/** Graph convolutions of PyTorch Geometric. */
export const torchGeometricConvolutions: readonly ApiFact[] = [
  ...plain.map(([name, signature]) =>
    layer(name, signature, 'graphConvolution', {
      learnable: true,
      outputRank: 'same',
      ...widthsOf(signature),
    }),
  ),
  layer(
    'GATConv',
    "in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0, add_self_loops=True, edge_dim=None, fill_value='mean', bias=True, residual=False, **kwargs",
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'GATv2Conv',
    "in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0, add_self_loops=True, edge_dim=None, fill_value='mean', bias=True, share_weights=False, residual=False, **kwargs",
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'SuperGATConv',
    "in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0, add_self_loops=True, bias=True, attention_type='MX', neg_sample_ratio=0.5, edge_sample_ratio=1.0, is_undirected=False, **kwargs",
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'TransformerConv',
    'in_channels, out_channels, heads=1, concat=True, beta=False, dropout=0.0, edge_dim=None, bias=True, root_weight=True, **kwargs',
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'HANConv',
    'in_channels, out_channels, metadata, heads=1, negative_slope=0.2, dropout=0.0, **kwargs',
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'HEATConv',
    'in_channels, out_channels, num_node_types, num_edge_types, edge_type_emb_dim, edge_dim, edge_attr_emb_dim, heads=1, concat=True, negative_slope=0.2, dropout=0.0, root_weight=True, bias=True, **kwargs',
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'HypergraphConv',
    "in_channels, out_channels, use_attention=False, attention_mode='node', heads=1, concat=True, negative_slope=0.2, dropout=0, bias=True, **kwargs",
    'graphConvolution',
    // Drops attention coefficients only, and has those only with use_attention=True.
    { ...withDropout, ...channels, range: uncheckedRange },
  ),
  layer(
    'ARMAConv',
    'in_channels, out_channels, num_stacks=1, num_layers=1, shared_weights=False, act=..., dropout=0.0, bias=True, **kwargs',
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
  layer(
    'FAConv',
    'channels, eps=0.1, dropout=0.0, cached=False, add_self_loops=True, normalize=True, **kwargs',
    'graphConvolution',
    { ...withDropout, ...sameChannels },
  ),
  layer(
    'DNAConv',
    'channels, heads=1, groups=1, dropout=0.0, cached=False, normalize=True, add_self_loops=True, bias=True, **kwargs',
    'graphConvolution',
    { ...withDropout, ...sameChannels },
  ),
  layer(
    'GPSConv',
    "channels, conv, heads=1, dropout=0.0, act='relu', act_kwargs=None, norm='batch_norm', norm_kwargs=None, attn_type='multihead', attn_kwargs=None",
    'graphConvolution',
    { ...withDropout, ...sameChannels, range: partial(checkedWhenMade) },
  ),
  layer(
    'RGATConv',
    "in_channels, out_channels, num_relations, num_bases=None, num_blocks=None, mod=None, attention_mechanism='across-relation', attention_mode='additive-self-attention', heads=1, dim=1, concat=True, negative_slope=0.2, dropout=0.0, edge_dim=None, bias=True, **kwargs",
    'graphConvolution',
    { ...withDropout, ...channels, range: checkedWhileDropping },
  ),
  layer(
    'APPNP',
    'K, alpha, dropout=0.0, cached=False, add_self_loops=True, normalize=True, **kwargs',
    'graphConvolution',
    { ...withDropout, learnable: false, range: checkedWhileDropping },
  ),
  dense(
    'DenseGATConv',
    'in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0, bias=True',
    'graphConvolution',
    { ...withDropout, ...channels },
  ),
];

function widthsOf(signature: string): Columns {
  const names = signature.split(', ');
  if (names.includes('channels')) return sameChannels;
  return {
    ...(names.includes('in_channels') && { inputWidth: 'in_channels' }),
    ...(names.includes('out_channels') && { outputWidth: 'out_channels' }),
  };
}
