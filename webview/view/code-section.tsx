import { checkCode, layerCode, targetNames } from '../code';
import type { ComputedView } from '../compute';
import { bitmapFile, numbersFile, pictureFile } from '../export';
import type { StreamView } from '../scenes/layer';
import type { Store } from '../store';
import { Choice } from './choice';

/** Which random numbers are shown, how to check them, and the layer as code. */
export function CodeSection({ store, computed }: CodeSectionProps) {
  const { situation, layer } = computed;
  const target = store.state.settings.copyAs;
  return (
    <section class="code">
      <h2>Check and copy</h2>
      <StreamText stream={layer.stream} computed={computed} />
      <Snippet store={store} name="Check in PyTorch" text={checkCode(situation)} />
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
      <Export store={store} computed={computed} />
    </section>
  );
}

interface CodeSectionProps {
  readonly store: Store;
  readonly computed: ComputedView;
}

function StreamText({ stream, computed }: StreamTextProps) {
  const { seed, width, input } = computed.situation;
  const elementwise = ['element', 'alpha', 'channel', 'channelAlpha'].includes(input.variant);
  return (
    <p>
      The masks come from {stream.name}
      {elementwise && stream.verdict === 'exact' ? (
        <>
          : bit for bit what PyTorch draws on a CPU after <code>torch.manual_seed({seed})</code> for
          its first call on {width} values, which begins <code>{stream.firstMask}</code> (1 is
          kept). A GPU draws others, and so do older builds with Intel’s MKL.
        </>
      ) : (
        '; they have the right distribution, but this layer draws its own numbers in PyTorch.'
      )}
    </p>
  );
}

interface StreamTextProps {
  readonly stream: StreamView;
  readonly computed: ComputedView;
}

function Export({ store, computed }: CodeSectionProps) {
  const pictures = (): SVGElement[] => [
    ...document.querySelectorAll<SVGElement>('.comparison .figure > svg'),
  ];
  return (
    <div class="row">
      <span class="note">Save the comparison as</span>
      <button onClick={() => store.post(pictureFile(computed, pictures()))}>SVG</button>
      <button onClick={() => void bitmapFile(computed, pictures()).then(store.post)}>PNG</button>
      <button onClick={() => store.post(numbersFile(computed))}>CSV</button>
    </div>
  );
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
