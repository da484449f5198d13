/** Names of a module that only some versions of its package have: who uses one shows the version. */
export interface Era {
  readonly package: string;
  readonly module: string;
  /** Paths below the module. */
  readonly names: ReadonlySet<string>;
  /** The versions that have them. */
  readonly low?: string;
  readonly high?: string;
}

/** What tells TensorFlow 1 from 2: 2.0 removed most names of graphs and sessions from the top level. */
export const eras: readonly Era[] = [
  {
    package: 'tensorflow',
    module: 'tensorflow',
    high: '2.0',
    names: new Set(
      (
        'placeholder placeholder_with_default sparse_placeholder Session InteractiveSession ConfigProto ' +
        'GPUOptions get_variable get_variable_scope variable_scope global_variables_initializer ' +
        'local_variables_initializer initialize_all_variables global_variables local_variables ' +
        'trainable_variables get_collection add_to_collection GraphKeys AUTO_REUSE app flags contrib layers ' +
        'logging gfile python_io get_default_graph reset_default_graph get_default_session set_random_seed ' +
        'random_uniform random_normal random_shuffle truncated_normal random_uniform_initializer ' +
        'truncated_normal_initializer multinomial div log log1p to_float to_int32 to_int64 assign assign_add ' +
        'assign_sub py_func Print tables_initializer get_local_variable make_template nn.rnn_cell ' +
        'nn.static_rnn nn.bidirectional_dynamic_rnn nn.dynamic_rnn nn.xw_plus_b nn.softmax_cross_entropy_with_logits_v2 ' +
        'train.AdamOptimizer train.GradientDescentOptimizer train.MomentumOptimizer train.RMSPropOptimizer ' +
        'train.AdagradOptimizer train.Saver train.get_or_create_global_step train.get_global_step ' +
        'train.Scaffold train.MonitoredTrainingSession losses.softmax_cross_entropy summary.FileWriter ' +
        'summary.merge_all estimator.inputs metrics.accuracy'
      ).split(' '),
    ),
  },
  {
    package: 'tensorflow',
    module: 'tensorflow',
    low: '2.0',
    names: new Set(
      (
        'compat.v1 random.set_seed summary.create_file_writer config.list_physical_devices ' +
        'config.set_visible_devices random.Generator optimizers losses.Loss'
      ).split(' '),
    ),
  },
];
