import type { FileModel } from '../../server/model/model';
import { lineAt } from '../../server/model/walks/lines';
import { isFinal } from '../../server/model/walks/modes';
import type { Held, Modes } from '../../server/model/walks/modes-state';

/**
 * Prints each place where an object is run or exported in final terms:
 * `9 model: train(made 7) | eval(written 12, carried) trained`.
 */
export function printModes(file: FileModel): string {
  const lines = file.modeRuns.observations
    .filter((one) => isFinal(file.modeRuns, one))
    .map(({ node, via, modes, trained, withoutGradient, kind }) => {
      const path = [...via.map((one) => lineOf(one.start)), lineOf(node.span.start)].join('>');
      const marks = [
        kind === 'export' ? 'exported' : '',
        trained === 'never' ? '' : `trained ${trained}`,
        withoutGradient ? 'gradient-free' : '',
      ].filter(Boolean);
      return `${path} ${node.written}: ${printAll(modes)}${marks.length > 0 ? ` [${marks.join(', ')}]` : ''}`;
    });
  return [...new Set(lines)].sort(byLine).join('\n');

  function lineOf(offset: number): number {
    return lineAt(file, offset) + 1;
  }

  function printAll(modes: Modes): string {
    return [...new Set(modes.map(printHeld))].sort().join(' | ');
  }

  function printHeld({ mode, cause, carried }: Held): string {
    const why = cause ? [`${cause.kind} ${lineOf(cause.span.start)}`] : [];
    if (carried.length > 0) why.push('carried');
    return why.length > 0 ? `${mode}(${why.join(', ')})` : mode;
  }
}

function byLine(one: string, other: string): number {
  return Number.parseInt(one, 10) - Number.parseInt(other, 10) || (one < other ? -1 : 1);
}
