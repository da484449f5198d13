import { actionsAt } from './actions';
import { compatibleSafeFixes } from './edits';
import { hoverAt } from './hover';
import { createKnowledge } from './knowledge';
import { layerInfos } from './layers';
import { meantAt } from './meant';
import { modelStrip } from './model-strip';
import { createOpenFiles, type OpenFile, type OpenFiles, type Parts } from './open-files';
import { allPages, findPage } from './pages';
import type { Host, HoverLook, Hover, Service } from './service-types';
import { simulationAt } from './simulation';

/** Makes a service of the given parts; tests give their own. */
export function createServiceOf(host: Host, parts: Parts): Service {
  const knowledge = createKnowledge((uri) => files.fetch(uri));
  const files: OpenFiles = createOpenFiles(host, parts, knowledge);
  return {
    ready: (document) => files.ready(document),
    update: (document) => files.update(document),
    remove: (uri) => files.remove(uri),
    outline: (document) => files.outline(document),
    summarise: (document) => files.summarise(document),
    look: (document) => files.look(document),
    recall: (uri, known) => knowledge.recall(uri, known),
    forget: (uri) => knowledge.forget(uri),
    isCurrent: (uri) => files.isCurrent(uri),
    findings: (uri) => files.get(uri)?.findings() ?? [],
    hover(uri, offset, look) {
      const file = files.get(uri);
      return file && hover(file, offset, look, host, parts);
    },
    actions(uri, span) {
      const file = files.get(uri);
      if (!file) return [];
      const simulated = simulationAt(file, span.start);
      const opened = simulated && { title: simulated.title, offset: span.start };
      return actionsAt(file.findings(), span, file.source, opened);
    },
    syntaxErrors: (uri) => files.get(uri)?.model.errors.length ?? 0,
    fixAll: (uri) => compatibleSafeFixes(files.get(uri)?.findings() ?? []),
    layers: (uri) => layerInfos(files.get(uri)?.places() ?? []),
    simulation(uri, offset) {
      const file = files.get(uri);
      return file && simulationAt(file, offset);
    },
    model(uri, offset) {
      const file = files.get(uri);
      const place = file && meantAt(file, offset)?.place;
      return file && modelStrip(file.model.models, place, offset);
    },
    page: (id) => findPage(id, parts.rulePages),
    library: () => allPages(parts.rulePages),
  };
}

function hover(
  file: OpenFile,
  offset: number,
  look: HoverLook,
  host: Host,
  { rulePages }: Parts,
): Hover | undefined {
  const settings = host.settings(file.model.uri);
  if (!settings.enable || !settings.hover) return undefined;
  const pictures = look.pictures && settings.hoverPicture;
  return hoverAt({ file, rulePages }, offset, { ...look, pictures });
}
