import type { ClassModel, FileModel } from '../model/model';
import { factsAt } from '../model/walks/modes';
import type { Observation } from '../model/walks/modes-observations';

/** The class of the file of which the model that runs is an instance. */
export function classOfRun(file: FileModel, one: Observation): ClassModel | undefined {
  const names = factsAt(file.modeRuns, one).flatMap(({ class: name, holding }) =>
    name !== undefined ? [name] : holding?.kind === 'instance' ? [holding.class] : [],
  );
  return file.classes.find(({ name }) => names.includes(name));
}

/** What puts the model in a mode, as a call: `model.eval()`, `eqx.nn.inference_mode(model)`. */
export function switchingCall(
  file: FileModel,
  one: Observation,
  model: string,
  to: 'train' | 'eval',
): string {
  const copy = classOfRun(file, one)?.modeCopy;
  if (copy === undefined) return `${model}.${to}()`;
  return `${copy}(${model}${to === 'train' ? ', value=False' : ''})`;
}

/** The same as a statement, after which the name means the model in that mode. */
export function switchingStatement(...given: Parameters<typeof switchingCall>): string {
  const [file, one, model] = given;
  const call = switchingCall(...given);
  return classOfRun(file, one)?.modeCopy === undefined ? call : `${model} = ${call}`;
}
