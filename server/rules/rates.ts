import type { Arg, Call, FileModel } from '../model/model';
import { ratesOf, type Rate } from '../model/walks/dropout';

/** A call whose row has a rate, with what is known about it. */
export interface RatedCall {
  readonly call: Call;
  readonly rate: Rate;
}

/** A rate that is written at the call. */
export interface WrittenRate extends RatedCall {
  readonly arg: Arg;
}

/** Every rate argument that is written at a call. */
export function writtenRates(file: FileModel): readonly WrittenRate[] {
  return file.calls.flatMap((call) =>
    ratesOf(call).flatMap((rate) => (rate.arg ? [{ call, rate, arg: rate.arg }] : [])),
  );
}

/** Whether a file works on graphs: rates of 0.6 and more are published there. */
export function isAboutGraphs(file: FileModel): boolean {
  return /\b(torch_geometric|dgl|ogb|torch_sparse)\b/.test(file.text);
}

/** Whether names around a rate say that something other than activations is dropped: words, tokens, conditions. */
export function dropsSomethingElse(text: string): boolean {
  return /word|token|span|label|caption|modality|condition|cond_|cfg|augment|channel_?mask|edge|node|packet|sensor|layer_?skip|skip_?layer|student/i.test(
    text,
  );
}
