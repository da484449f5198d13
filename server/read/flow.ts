import type { FlowNode, Routine } from '../model/flow';
import type { Call, Use } from '../model/model';
import type { Statement, SyntaxModule } from '../model/syntax';
import type { FlowPlace, FlowReader } from './flow-reader';
import { spanKey } from './flow-reader';
import { collectScopes } from './flow-scopes';
import { readBlock } from './flow-statements';
import type { FunctionEntry, Reading, Recorder } from './reading';

/** Makes the trace of every function and of the module level from syntax and what the evaluator read of each call. */
export function readFlows(
  syntax: SyntaxModule,
  reading: Reading,
  { calls, uses }: Pick<Recorder, 'calls' | 'uses'>,
  concernsModes: boolean,
): readonly Routine[] {
  const reader: FlowReader = {
    reading,
    scopes: collectScopes(syntax.body, reading),
    calls: bySpan(calls),
    uses: bySpan(uses),
    ids: { next: 0 },
    budget: { left: 400_000 },
  };
  const routines = reading.functions.map((entry) =>
    concernsModes || !isForwardPass(entry) ? readRoutine(entry, reader) : emptyRoutine(entry),
  );
  const top = { function: -1, body: readTop(syntax.body, undefined, false, reader) };
  return [...routines, { ...top, decorated: false, manager: false }];
}

/** What a module computes says nothing of modes, unless words in the file do. */
function isForwardPass({ class: owner, statement }: FunctionEntry): boolean {
  return owner !== undefined && statement.name.startsWith('forward');
}

function emptyRoutine({ index }: FunctionEntry): Routine {
  return { function: index, body: [], decorated: true, manager: false };
}

function bySpan<T extends Call | Use>(all: readonly T[]): ReadonlyMap<number, T> {
  return new Map(all.map((one) => [spanKey(one.span), one]));
}

function readRoutine(entry: FunctionEntry, reader: FlowReader): Routine {
  const { statement } = entry;
  const { text } = reader.reading.document;
  const decorators = statement.decorators.map((one) =>
    text.slice(one.span.start, one.span.end).replace(/\s+/g, ''),
  );
  const still = decorators.some((one) => /(^|\.)(no_grad|inference_mode)(\(\))?$/.test(one));
  return {
    function: entry.index,
    body: readTop(statement.body, entry, still, reader),
    decorated: decorators.some((one) => !PLAIN_DECORATOR.test(one) && !TRANSFORMING.test(one)),
    manager: decorators.some((one) => /(^|\.)contextmanager$/.test(one)),
  };
}

/** Compiles, maps or differentiates what it stands on, which is run as it is. */
const TRANSFORMING =
  /^(\w+\.)*(filter_)?(jit|pmap|vmap|grad|value_and_grad|checkpoint|remat)\b|^(functools\.)?partial\((\w+\.)*(filter_)?(jit|pmap)\b/;

/** Decorators that leave the modes of models and the time of the call alone. */
const PLAIN_DECORATOR =
  /^(torch\.|jit\.|hydra\.|click\.|typer\.|app\.|cli\.|ex\.|record\b|staticmethod|classmethod|property|abstractmethod|override|final|(\w+\.)?(no_grad|inference_mode|enable_grad|contextmanager|lru_cache|cache|cached_property|wraps|abstractmethod|autocast|main|rank_zero_only|rank_zero_\w+|timer?|retry|beartype|typechecked|jaxtyped|overload|deprecated|profile|skip\w*|slow|parametrize|require\w*)\b)|\.setter$/;

function readTop(
  body: readonly Statement[],
  entry: FunctionEntry | undefined,
  withoutGradient: boolean,
  reader: FlowReader,
): readonly FlowNode[] {
  const statement = { start: 0, end: 0 };
  const place: FlowPlace = { reader, function: entry, nodes: [], statement, withoutGradient };
  readBlock(body, place);
  return place.nodes;
}
