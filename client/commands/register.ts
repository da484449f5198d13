import * as vscode from 'vscode';
import { clientCommands } from '../../server/protocol';
import type { Explainer } from '../explainer';
import type { Server } from '../language-client';
import type { Simulator } from '../panel';
import { disableRule } from './disable-rule';
import { explain } from './explain';
import { fixAll } from './fix-all';
import { lintWorkspace } from './lint-workspace';
import { openSample } from './open-sample';
import { openSimulator } from './open-simulator';

/** What commands work with. */
export interface Parts {
  readonly server: Server;
  readonly explainer: Explainer;
  readonly simulator: Simulator;
}

/** Registers the commands of the manifest, and those that only links and actions carry. */
export function registerCommands(parts: Parts): vscode.Disposable {
  const commands: Record<string, (argument?: unknown, place?: unknown) => unknown> = {
    [clientCommands.simulate]: (place) => openSimulator(parts, place),
    [clientCommands.explain]: (page, place) => explain(parts, page, place),
    'dropoutLens.openExplainer': () => parts.explainer.open('what-dropout-is'),
    'dropoutLens.studyFlashcards': () => parts.explainer.open('flashcards'),
    'dropoutLens.openSample': () => openSample(parts),
    [clientCommands.disableRule]: (rule) => disableRule(rule),
    'dropoutLens.lintWorkspace': () => lintWorkspace(parts),
    'dropoutLens.fixAll': () => fixAll(),
    'dropoutLens.restartServer': () => parts.server.restart(),
    'dropoutLens.showLog': () => parts.server.log.show(true),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
  );
}
