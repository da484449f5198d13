// Generated from the files of this folder by `npm run docs`; not edited by hand.
import extremeRate from './extreme-rate';
import extremeRatePage from './extreme-rate.md';
import functionalDropoutAlwaysOn from './functional-dropout-always-on';
import functionalDropoutAlwaysOnPage from './functional-dropout-always-on.md';
import keepProbAsRate from './keep-prob-as-rate';
import keepProbAsRatePage from './keep-prob-as-rate.md';
import rateChangedTooLate from './rate-changed-too-late';
import rateChangedTooLatePage from './rate-changed-too-late.md';
import rateDropsEverything from './rate-drops-everything';
import rateDropsEverythingPage from './rate-drops-everything.md';
import rateOutOfRange from './rate-out-of-range';
import rateOutOfRangePage from './rate-out-of-range.md';
import rateWrongType from './rate-wrong-type';
import rateWrongTypePage from './rate-wrong-type.md';
import rateZero from './rate-zero';
import rateZeroPage from './rate-zero.md';
import swappedDropoutArguments from './swapped-dropout-arguments';
import swappedDropoutArgumentsPage from './swapped-dropout-arguments.md';
import trainingFlagAsRate from './training-flag-as-rate';
import trainingFlagAsRatePage from './training-flag-as-rate.md';
import type { Rule } from './rule';

/** All rules, in the order of their ids. */
export const rules: readonly Rule[] = [
  extremeRate,
  functionalDropoutAlwaysOn,
  keepProbAsRate,
  rateChangedTooLate,
  rateDropsEverything,
  rateOutOfRange,
  rateWrongType,
  rateZero,
  swappedDropoutArguments,
  trainingFlagAsRate,
];

/** The page of each rule as Markdown, by rule id. */
export const rulePages: Readonly<Record<string, string>> = {
  'extreme-rate': extremeRatePage,
  'functional-dropout-always-on': functionalDropoutAlwaysOnPage,
  'keep-prob-as-rate': keepProbAsRatePage,
  'rate-changed-too-late': rateChangedTooLatePage,
  'rate-drops-everything': rateDropsEverythingPage,
  'rate-out-of-range': rateOutOfRangePage,
  'rate-wrong-type': rateWrongTypePage,
  'rate-zero': rateZeroPage,
  'swapped-dropout-arguments': swappedDropoutArgumentsPage,
  'training-flag-as-rate': trainingFlagAsRatePage,
};
