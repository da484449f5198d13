import type { ApiFact, ArgFact, Framework, LayerKind } from '../model/fact';
import { frameworkTraits } from './frameworks';

/** The columns of a row beyond its names, form, arguments and kind. */
export type Columns = Omit<
  ApiFact,
  'names' | 'framework' | 'form' | 'kind' | 'args' | 'openKeywords' | 'applied' | 'package'
> & {
  /** The parameters of a call of an instance, as a signature. */
  readonly applied?: string;
  /** Further qualified names, written in full. */
  readonly also?: readonly string[];
};

/** Makes one row: a name inside the namespace, its signature, what it is, and the other columns. */
export type RowMaker = (
  name: string,
  signature: string,
  kind: LayerKind,
  columns?: Columns,
) => ApiFact;

/**
 * Gives the maker of makers for one framework: called with a form and namespaces, it makes rows whose names stand
 * under each of the namespaces, the canonical one first.
 */
export function rowsOf(
  framework: Framework,
): (form: ApiFact['form'], ...namespaces: readonly string[]) => RowMaker {
  return (form, ...namespaces) =>
    (name, signature, kind, columns = {}) => {
      const { also = [], applied, ...rest } = columns;
      return {
        names: [...namespaces.map((namespace) => `${namespace}.${name}`), ...also],
        framework,
        form,
        kind,
        package: frameworkTraits[framework].package,
        ...parseSignature(signature),
        ...(applied !== undefined && { applied: parseSignature(applied).args }),
        ...rest,
      };
    };
}

/** Makers of rows for PyTorch and what is built on it. */
export const rows = rowsOf('pytorch');

/**
 * Reads a signature in Python's notation: `input|x, p=0.5, *, inplace=False, **kwargs`.
 * `a|b` gives a second keyword for the same parameter, `=...` a default that is not a plain constant,
 * `*` starts the keyword-only parameters and `**kwargs` opens the list.
 */
export function parseSignature(text: string): Pick<ApiFact, 'args' | 'openKeywords'> {
  const args: ArgFact[] = [];
  let keywordOnly = false;
  let openKeywords = false;
  for (const parameter of text.split(', ').filter((part) => part !== '')) {
    if (parameter.startsWith('**')) openKeywords = true;
    else if (parameter === '*') keywordOnly = true;
    else if (parameter.startsWith('*')) {
      args.push({ name: parameter.slice(1), variadic: true });
      keywordOnly = true;
    } else args.push(parseParameter(parameter, keywordOnly));
  }
  return openKeywords ? { args, openKeywords } : { args };
}

function parseParameter(text: string, keywordOnly: boolean): ArgFact {
  const [left = '', value] = text.split('=', 2);
  const [name = '', ...aliases] = left.split('|');
  return {
    name,
    ...(aliases.length > 0 && { aliases }),
    ...(value !== undefined && value !== '...' && { default: parseConstant(value) }),
    ...(keywordOnly && { keywordOnly }),
  };
}

function parseConstant(text: string): number | string | boolean | null {
  if (text === 'None') return null;
  if (text === 'True' || text === 'False') return text === 'True';
  return text.startsWith("'") ? text.slice(1, -1) : Number(text);
}
