import type { SimulationInput } from '../engine/simulation-input';
import { readState, type SavedState, type ViewSettings } from '../server/webview-messages';

/** The longest link that is opened, in characters. */
const longest = 16_000;

/** A link that shows a layer under the reader's settings, without saying where in which file it stands. */
export function shareLink(scheme: string, input: SimulationInput, settings: ViewSettings): string {
  const state: SavedState = { version: 1, input: placeless(input), settings };
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const query = text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${scheme}://dropout-lens.dropout-lens/simulate?${query}`;
}

/** What a link shows, or undefined where any part of it is not what such a link holds. */
export function readShareLink(query: string): SavedState | undefined {
  if (query.length > longest || !/^[\w-]+$/.test(query)) return undefined;
  try {
    const text = atob(query.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const state = readState(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return state && { ...state, input: placeless(state.input) };
  } catch {
    return undefined;
  }
}

/** Stands for the place of a layer that came by a link: no document has it. */
export const sharedUri = 'shared:layer';

function placeless(input: SimulationInput): SimulationInput {
  return { ...input, flagged: undefined, source: { uri: sharedUri, start: 0, end: 0 } };
}
