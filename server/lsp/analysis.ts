import { textLimit } from '../files/load';
import type { Service } from '../service/service-types';
import type { Configuration } from './configuration';
import { canonicalUri, type Source } from './convert';
import type { Documents } from './documents';

/** Feeds open texts to the service, each version once. */
export interface Analysis {
  /**
   * The text of a document or cell, after the service has been given it.
   * Undefined when there is nothing to look at: not open, in another language, excluded, switched off, too large.
   */
  current(uri: string): Promise<Source | undefined>;
  /** Makes the next `current` give each text to the service again. */
  forget(): void;
}

/** Joins documents, settings and service. */
export function createAnalysis(
  documents: Documents,
  configuration: Configuration,
  service: Service,
  log: (message: string) => void,
): Analysis {
  const given = new Map<string, Source>();
  const skipped = new Map<string, string>();
  const take = (uri: string): void => {
    if (given.delete(uri)) service.remove(uri);
  };
  documents.onClose(({ owner, whole }) => {
    if (whole) take(canonicalUri(owner));
    if (whole) skipped.delete(canonicalUri(owner));
  });
  return {
    async current(uri) {
      await configuration.load(canonicalUri(documents.owner(uri)));
      const source = documents.source(uri);
      if (!source) return undefined;
      const owner = source.document.uri;
      const reason = reasonToSkip(source, configuration);
      if (reason !== skipped.get(owner) && reason) log(`${owner} is not looked at: ${reason}.`);
      if (reason) {
        skipped.set(owner, reason);
        take(owner);
        return undefined;
      }
      skipped.delete(owner);
      await service.ready(source.document);
      if (given.get(owner) !== source) service.update(source.document);
      given.set(owner, source);
      return source;
    },
    forget: () => [...given.keys()].forEach(take),
  };
}

function reasonToSkip({ document }: Source, configuration: Configuration): string | undefined {
  const { uri, text } = document;
  if (historySchemes.some((scheme) => uri.startsWith(`${scheme}:`))) return 'an older version';
  if (!configuration.known(uri).enable) return 'switched off in the settings';
  if (configuration.excluded(uri)) return 'excluded in the settings';
  if (text.length > textLimit) return `longer than ${textLimit / 1e6} million characters`;
  if (text.includes('\0')) return 'not a text';
  return undefined;
}

/** Documents that show a file's past beside the file itself. */
const historySchemes = ['git', 'gitlens', 'gitfs'];
