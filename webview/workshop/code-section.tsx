import { checkCode } from './code/check-code';
import { layerCode, targetNames } from './code/layer-code';
import type { ComputedView } from '../compute';
import type { Exportable } from './export';
import { plainText } from '../scenes/scene';
import { wordsOf } from '../scenes/situation';
import type { Store } from '../store';
import { Choice } from '../view/choice';
import { ExportRow } from './export-row';

/** Which random numbers are shown, how to check them, and the layer as code. */
export function CodeSection({ store, computed }: CodeSectionProps) {
  const { situation } = computed;
  const target = store.state.settings.copyAs;
  const check = checkCode(situation);
  return (
    <section class="code">
      <h2>Check, copy and share</h2>
      <StreamText computed={computed} />
      {check !== undefined && (
        <Snippet store={store} name={`Check in ${wordsOf(situation).title}`} text={check} />
      )}
      <Choice
        label="Copy as"
        value={target}
        names={targetNames}
        onChoice={(copyAs) => store.change({ copyAs })}
      />
      <Snippet
        store={store}
        name={`As ${targetNames[target]}`}
        text={layerCode(target, situation)}
      />
      <ExportRow store={store} label="Save the comparison as" what={() => exportable(computed)} />
      <div class="row">
        <span class="note">Show this to somebody else, with its seed</span>
        <button onClick={() => store.post({ kind: 'share', settings: store.state.settings })}>
          Copy link
        </button>
      </div>
    </section>
  );
}

interface CodeSectionProps {
  readonly store: Store;
  readonly computed: ComputedView;
}

function StreamText({ computed }: { readonly computed: ComputedView }) {
  const { situation, layer } = computed;
  const { name, verdict, firstMask } = layer.stream;
  const { seed, width, input } = situation;
  const { title, draws, seeded, others } = wordsOf(situation);
  const elementwise = /^(element|alpha|channel|channelAlpha)$/.test(input.variant);
  if (verdict !== 'exact' || !elementwise || !draws) {
    return (
      <p>
        The masks come from our {name}: they have the right distribution, but {title} draws others.{' '}
        {draws ? 'Such a layer draws in its own order.' : others}
      </p>
    );
  }
  return (
    <p>
      The masks come from {name}: bit for bit what {draws} <code>{seeded?.(seed)}</code> for {width}{' '}
      values, beginning <code>{firstMask}</code> (1 is kept). {others}
    </p>
  );
}

function exportable({ scene, sceneId, situation, layer }: ComputedView): Exportable {
  const { input, rate, width, seed, passes, phase } = situation;
  const conditions = { rate, width, seed, passes, phase };
  return {
    name: sceneId,
    pictures: '.comparison .figure > svg',
    rows: [
      ['quantity', scene.yours.title, scene.other.title],
      ...scene.numbers.map(({ name, yours, other }) => [name, yours, other]),
      ...Object.entries(conditions).map(([name, value]) => [name, value]),
    ],
    data: {
      verdict: plainText(scene.verdict),
      layer: { title: input.title, framework: input.framework, model: input.model },
      conditions,
      numbers: scene.numbers,
      yours: scene.yours,
      other: scene.other,
      stream: layer.stream,
    },
  };
}

function Snippet({ store, name, text }: SnippetProps) {
  return (
    <div class="snippet">
      <pre tabIndex={0} role="region" aria-label={name}>
        <code>{text}</code>
      </pre>
      <button aria-label={`Copy: ${name}`} onClick={() => store.post({ kind: 'copy', text })}>
        Copy
      </button>
    </div>
  );
}

interface SnippetProps {
  readonly store: Store;
  readonly name: string;
  readonly text: string;
}
