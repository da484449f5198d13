import { Fragment } from 'preact';
import type { SimulationInput } from '../../engine/simulation-input';

/** The reader's own model around the layer: what comes before, the layer, what follows. */
export function Strip({ input }: { readonly input: SimulationInput }) {
  const shown = input.followers.slice(0, most);
  const hidden = input.followers.length - shown.length;
  const concerned = concernedKind(input);
  const isBefore = concerned === 'dropout' && input.producer?.kind === concerned;
  const at = isBefore ? -1 : shown.findIndex(({ kind }) => kind === concerned);
  return (
    <nav class="strip" aria-label="Layers around this one">
      <ol>
        {input.producer && <Stop title={input.producer.title} {...(isBefore ? affected : {})} />}
        <Stop
          title={input.title}
          role="own"
          note={input.layerless ? 'flagged here' : 'this layer'}
        />
        {shown.map(({ title }, index) => (
          <Fragment key={`${index} ${title}`}>
            <Stop title={title} {...(index === at ? affected : {})} />
          </Fragment>
        ))}
        {hidden > 0 && <Stop title={`${hidden} more`} />}
      </ol>
    </nav>
  );
}

const most = 4;

const affected = { role: 'concerned', note: 'affected' } as const;

function Stop({ title, role, note }: StopProps) {
  return (
    <li>
      <span class={role}>
        <code>{title}</code>
        {note && <small>{note}</small>}
      </span>
    </li>
  );
}

interface StopProps {
  readonly title: string;
  readonly role?: 'own' | 'concerned';
  readonly note?: string;
}

function concernedKind({ findings }: SimulationInput): string | undefined {
  const kinds: Readonly<Record<string, string>> = {
    'dropout-before-batchnorm': 'batchNorm',
    'dropout-before-maxpool': 'maxPool',
    'dropout-before-saturating-activation': 'activation',
    'stacked-dropout': 'dropout',
  };
  return findings.map(({ rule }) => kinds[rule]).find((kind) => kind !== undefined);
}
