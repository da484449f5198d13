import type { Call, FileModel, FunctionParameter, Use } from '../model/model';
import type { Value } from '../model/value';
import { endOfArguments } from '../model/walks/applications';
import { rateOf } from '../model/walks/dropout';
import { isAcknowledged } from '../model/walks/intent';
import { layersOf } from '../model/walks/layers';
import { dropoutsIn, flagExpression, flagParameter, forwardOf } from '../model/walks/module-flags';
import { defaultSaysTraining } from '../model/walks/model-runs';
import { nameDependence } from '../model/walks/training';
import { defineRule } from './rule';

type Data = Unthreaded | Bypassed;

/** A layer that is run by its own method, past what would tell it the mode. */
interface Bypassed {
  readonly bypassed: Use;
}

interface Unthreaded {
  readonly bypassed?: undefined;
  readonly use: Use;
  readonly name: string;
  /** The flag of the method around, and that of the submodule. */
  readonly given: FunctionParameter;
  readonly wanted: FunctionParameter;
  readonly trains: boolean;
}

export default defineRule<Data, Record<string, never>>({
  id: 'training-flag-not-threaded',
  summary: 'The training flag is not passed on to a submodule that has one',
  group: 'mode',
  severity: 'warning',
  fixClass: 'G',
  *check(file) {
    for (const use of file.uses) {
      const found = unthreaded(use, file);
      if (found && !isAcknowledged(file, use.span)) yield { span: use.span, data: found };
    }
    for (const use of bypassedLayers(file)) yield { span: use.calleeSpan, data: { bypassed: use } };
  },
  message: ({ data }) => {
    if (data.bypassed)
      return `${data.bypassed.written} runs the layer past its own __call__, which passes the mode on: its dropout is always off.`;
    const { name, given, wanted, trains } = data;
    return `${name} is not told ${given.name}: its ${wanted.name} keeps the default, so its dropout is always ${trains ? 'on' : 'off'}.`;
  },
  fix: ({ data }) => {
    if (data.bypassed) return callItself(data.bypassed);
    const { use, given, wanted } = data;
    const span = endOfArguments(use);
    const text = `${wanted.name}=${flagExpression(given.name, wanted.name)}`;
    return span && { title: `Pass ${text}`, safe: false, edits: [{ span, text: `, ${text}` }] };
  },
});

/** `self.drop.call(x)` without a flag, of a dropout layer that takes it from the call. */
function bypassedLayers(file: FileModel): readonly Use[] {
  return file.uses.filter(({ name, receiver, args, open, context }) => {
    const isOwnMethod = name === 'call' && receiver !== undefined && !open;
    const calls = isOwnMethod ? layersOf(receiver) : [];
    const isTold = args.some((arg) => arg.position !== 0) || context.guards.length > 0;
    return calls.length > 0 && !isTold && calls.every(isSwitchedByCall);
  });
}

function isSwitchedByCall(call: Call): boolean {
  const isRated = call.fact.rate !== undefined && rateOf(call)?.certain !== 0;
  return (
    isRated &&
    call.fact.training?.applied !== undefined &&
    call.fact.training.untouched === 'module'
  );
}

function callItself({ calleeSpan, written }: Use) {
  const span = { start: calleeSpan.end - '.call'.length, end: calleeSpan.end };
  const layer = written.replace(/\.call$/, '');
  return {
    title: `Call ${layer} itself (changes training)`,
    safe: false,
    edits: [{ span, text: '' }],
  };
}

function unthreaded(use: Use, file: FileModel): Unthreaded | undefined {
  const name = classOf(use.callee);
  const around = file.functions[use.context.function];
  const given = flagParameter(around);
  if (name === undefined || !given || use.open || around?.class === -1) return undefined;
  const forward = forwardOf(file, name);
  const wanted = flagParameter(forward);
  const trains = wanted && defaultSaysTraining(wanted);
  if (
    !forward ||
    !wanted ||
    trains === undefined ||
    isPassed(use, forward.parameters.indexOf(wanted), wanted)
  )
    return undefined;
  const isStored =
    use.callee.kind === 'instance' &&
    Object.keys(use.callee.keywords).some((one) => nameDependence(one) !== 'none');
  // Where the flag of the method is tested around the call, the author has seen to it.
  const isTested = use.context.guards.some(({ text }) => text.includes(given.name));
  const follows = dropoutsIn(file, name).some(({ fact }) => fact.key?.stream && !fact.key.advances);
  return follows && !isStored && !isTested ? { use, name, given, wanted, trains } : undefined;
}

/** The class of the file of which what is called is certainly an instance. */
function classOf(value: Value): string | undefined {
  if (value.kind === 'instance') return value.class;
  if (value.kind !== 'choice') return undefined;
  const names = new Set(value.options.map(classOf));
  return names.size === 1 ? [...names][0] : undefined;
}

/** By name, or at the place that follows `self`. */
function isPassed({ args }: Use, place: number, { name }: FunctionParameter): boolean {
  return args.some((arg) =>
    arg.position === 'keyword' ? arg.name === name : arg.position === place - 1,
  );
}
