/** What `dropout-lens --help` says. */
export const overview = `Finds misplaced, misused and silently inactive dropout, and explains it.

Usage: dropout-lens <command> [options]

Commands:
  check [paths]         Look for faults in Python files and notebooks
  explain <rule|topic>  Show the page of a rule or a topic
  rules                 List all rules
  mask                  Print the exact dropout masks of a framework and seed

Options:
  -h, --help            Show help, also behind a command
  -V, --version         Show the version

Exit codes: 0 clean, 1 findings at warning or error, 2 wrong use or internal error.
`;

/** What `--help` says behind a command; undefined for an unknown one. */
export function helpOf(command: string | undefined): string | undefined {
  return command === undefined ? undefined : helpTexts[command];
}

const helpTexts: Readonly<Record<string, string>> = {
  check: `Look for dropout faults in Python files and notebooks.

Usage: dropout-lens check [paths] [options]

Paths are files or folders; without any, the current folder. Folders are searched for
.py and .ipynb files, except what .gitignore files and the settings exclude. A file that is
named is always looked at.

Options:
  --format text|json|sarif|github  How to write the findings (default: text)
  --output FILE                    Write them to a file instead of standard output
  --fix                            Apply the safe fixes
  --diff                           Show what --fix would change, and change nothing
  --select LIST                    Report only these rules or groups, separated by commas
  --ignore LIST                    Do not report these rules or groups
  --config FILE                    Use this pyproject.toml or dropout-lens.json for all files
  --stdin-filename NAME            Read one file from standard input and call it NAME;
                                   with --fix the mended text goes to standard output
  --jobs N                         Threads (default: one for each core when there is much to do)
  --exit-zero                      Exit with 0 although there are findings
  -h, --help                       Show this help

Exit codes: 0 clean, 1 findings at warning or error, 2 wrong use or internal error.

A finding is switched off with a comment: # dropout-lens: ignore[rule]
`,
  explain: `Show the page of a rule or a topic as Markdown.

Usage: dropout-lens explain <rule|topic>

Without a name it lists the topics; \`dropout-lens rules\` lists the rules.
`,
  rules: `List all rules with their severity, fix and group.

Usage: dropout-lens rules [--format text|json]

Severity is that of the rule where no setting changes it; \`off\` runs only when it is named.
A safe fix may run in bulk; an offered fix runs only when it is chosen.
`,
  mask: `Print the exact dropout masks that a framework draws for a seed: 1 kept, 0 dropped.

Usage: dropout-lens mask --framework NAME --api NAME --p P --shape D0,D1,… [options]

Frameworks and their APIs:
  torch    dropout, dropout1d, dropout2d, dropout3d, alpha_dropout, feature_alpha_dropout,
           bernoulli, bernoulli_
  jax      bernoulli
  flax     Dropout
  nnx      Dropout
  tf       stateless_dropout, nn.dropout
  keras-tf, keras-jax, keras-numpy
           Dropout, SpatialDropout1D, SpatialDropout2D, SpatialDropout3D, AlphaDropout,
           random.dropout; GaussianDropout with --outputs
  tfjs     dropout, layers.dropout

--p is the number as it is written in the framework.

Options:
  --seed S               Seed of the framework
  --calls K              Successive calls on the same generator or layer (default: 1)
  --format json|text     One JSON object, or one mask on each line (default: text)
  --outputs              Also the layer's float32 results, as hexadecimal digits
  --input ones|ramp      What goes in, with --outputs (default: ones)
  --dtype TYPE           torch, tf: float32, float64, float16 or bfloat16
  --engine NAME          torch: mt19937 (default) or mcg31
  --skip-u32 N           torch: 32-bit draws that were taken before
  --memory-order 1,0     torch dropout: dimensions from the slowest to the fastest in memory
  --key-ops OPS          jax: split:N:I and fold_in:D, separated by commas
  --no-partitionable     jax: the older layout of the generator
  --path NAMES           flax: scopes from the root to the layer, separated by commas
  --array numpy|jax      flax, nnx: what the input is; its values differ in the last bit
                         (default: numpy)
  --prior-draws N        nnx: draws from the stream before the layer was made
  --global-seed G        tf nn.dropout: seed of \`tf.random.set_seed\`
  --op-seed O            tf nn.dropout: seed of the operation
  --op-index K           tf nn.dropout: number of the unseeded random operation, from 1
  --python-seed S        keras: seed of \`set_random_seed\`, for a layer without its own
  --seed-index K         keras: number of the seed that the layer takes, from 1
  --noise-shape 3,1,8    tf, keras, tfjs: shape of the mask
  --broadcast-dims 1,2   flax, nnx: dimensions that share a mask
  --data-format NAME     keras: channels_first or channels_last

Example: dropout-lens mask --framework torch --api dropout --seed 42 --p 0.5 --shape 16
`,
};
