import type { Value } from '../model/value';
import { joinValues } from './values';

/** What names were set to between two points, in the order in which they were first set. */
export type Changes = ReadonlyMap<string, Value>;

/** Nothing was set. */
export const NO_CHANGES: Changes = new Map();

/** Names and their values; while something is tried, each setting is noted, so that it can be taken back. */
export class Bindings extends Map<string, Value> {
  private notes: { readonly name: string; readonly before: Value | undefined }[] | undefined;
  private trials: number | undefined;

  override set(name: string, value: Value): this {
    this.notes?.push({ name, before: this.get(name) });
    return super.set(name, value);
  }

  /** Begins to try something; gives the point to which `takeBack` returns. */
  begin(): number {
    this.trials = (this.trials ?? 0) + 1;
    this.notes ??= [];
    return this.notes.length;
  }

  /** Undoes what was set since that point, and tells what it was. */
  takeBack(point: number): Changes {
    const notes = this.notes?.splice(point) ?? [];
    if (notes.length === 0) return NO_CHANGES;
    const changes = new Map<string, Value>();
    for (const { name } of notes) changes.set(name, this.get(name)!);
    for (let index = notes.length - 1; index >= 0; index--) {
      const { name, before } = notes[index]!;
      if (before === undefined) this.delete(name);
      else super.set(name, before);
    }
    return changes;
  }

  /** Ends what `begin` began. */
  end(): void {
    this.trials = (this.trials ?? 1) - 1;
    if (this.trials === 0) this.notes = undefined;
  }

  /** Sets what was taken back. */
  put(changes: Changes): void {
    for (const [name, value] of changes) this.set(name, value);
  }

  /** What two ways that start here leave where they meet: by `test` true the first. */
  join(test: Value | undefined, one: Changes, other: Changes): Changes {
    if (one.size === 0 && other.size === 0) return NO_CHANGES;
    const joined = new Map<string, Value>();
    for (const name of one.keys()) joined.set(name, this.joinOf(name, test, one, other));
    for (const name of other.keys()) {
      if (!one.has(name)) joined.set(name, this.joinOf(name, test, one, other));
    }
    return joined;
  }

  private joinOf(name: string, test: Value | undefined, one: Changes, other: Changes): Value {
    const left = one.get(name) ?? this.get(name);
    const right = other.get(name) ?? this.get(name);
    return left && right ? joinValues(test, left, right) : (left ?? right)!;
  }
}
