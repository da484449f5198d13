// Generated from the files of this folder by `npm run docs`; not edited by hand.
import functionalDropoutAlwaysOn from './functional-dropout-always-on';
import functionalDropoutAlwaysOnPage from './functional-dropout-always-on.md';
import type { Rule } from './rule';

/** All rules, in the order of their ids. */
export const rules: readonly Rule[] = [functionalDropoutAlwaysOn];

/** The page of each rule as Markdown, by rule id. */
export const rulePages: Readonly<Record<string, string>> = {
  'functional-dropout-always-on': functionalDropoutAlwaysOnPage,
};
