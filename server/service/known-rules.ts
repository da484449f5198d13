export { ruleEntries as knownRules } from './catalogue';
