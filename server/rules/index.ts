// Generated from the files of this folder by `npm run docs`; not edited by hand.
import attentionDropoutAlwaysOn from './attention-dropout-always-on';
import attentionDropoutAlwaysOnPage from './attention-dropout-always-on.md';
import discardedDropoutResult from './discarded-dropout-result';
import discardedDropoutResultPage from './discarded-dropout-result.md';
import dropoutApiMismatch from './dropout-api-mismatch';
import dropoutApiMismatchPage from './dropout-api-mismatch.md';
import dropoutCreatedInForward from './dropout-created-in-forward';
import dropoutCreatedInForwardPage from './dropout-created-in-forward.md';
import extremeRate from './extreme-rate';
import extremeRatePage from './extreme-rate.md';
import fakeDropoutSwitch from './fake-dropout-switch';
import fakeDropoutSwitchPage from './fake-dropout-switch.md';
import fixedDropoutSeed from './fixed-dropout-seed';
import fixedDropoutSeedPage from './fixed-dropout-seed.md';
import functionalDropoutAlwaysOn from './functional-dropout-always-on';
import functionalDropoutAlwaysOnPage from './functional-dropout-always-on.md';
import functionalDropoutForcedOn from './functional-dropout-forced-on';
import functionalDropoutForcedOnPage from './functional-dropout-forced-on.md';
import functionalDropoutNeverOn from './functional-dropout-never-on';
import functionalDropoutNeverOnPage from './functional-dropout-never-on.md';
import highRateOnInput from './high-rate-on-input';
import highRateOnInputPage from './high-rate-on-input.md';
import ignoredDropoutArgument from './ignored-dropout-argument';
import ignoredDropoutArgumentPage from './ignored-dropout-argument.md';
import invertedTrainingFlag from './inverted-training-flag';
import invertedTrainingFlagPage from './inverted-training-flag.md';
import keepProbAsRate from './keep-prob-as-rate';
import keepProbAsRatePage from './keep-prob-as-rate.md';
import mcDropoutWithBatchnorm from './mc-dropout-with-batchnorm';
import mcDropoutWithBatchnormPage from './mc-dropout-with-batchnorm.md';
import missingDropoutRng from './missing-dropout-rng';
import missingDropoutRngPage from './missing-dropout-rng.md';
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
import rnnDropoutSingleLayer from './rnn-dropout-single-layer';
import rnnDropoutSingleLayerPage from './rnn-dropout-single-layer.md';
import shadowedTrainMethod from './shadowed-train-method';
import shadowedTrainMethodPage from './shadowed-train-method.md';
import stochasticDepthAlwaysOn from './stochastic-depth-always-on';
import stochasticDepthAlwaysOnPage from './stochastic-depth-always-on.md';
import swappedDropoutArguments from './swapped-dropout-arguments';
import swappedDropoutArgumentsPage from './swapped-dropout-arguments.md';
import trainingFlagAsRate from './training-flag-as-rate';
import trainingFlagAsRatePage from './training-flag-as-rate.md';
import trainingFlagIsMethod from './training-flag-is-method';
import trainingFlagIsMethodPage from './training-flag-is-method.md';
import unregisteredDropout from './unregistered-dropout';
import unregisteredDropoutPage from './unregistered-dropout.md';
import unusedDropout from './unused-dropout';
import unusedDropoutPage from './unused-dropout.md';
import type { Rule } from './rule';

/** All rules, in the order of their ids. */
export const rules: readonly Rule[] = [
  attentionDropoutAlwaysOn,
  discardedDropoutResult,
  dropoutApiMismatch,
  dropoutCreatedInForward,
  extremeRate,
  fakeDropoutSwitch,
  fixedDropoutSeed,
  functionalDropoutAlwaysOn,
  functionalDropoutForcedOn,
  functionalDropoutNeverOn,
  highRateOnInput,
  ignoredDropoutArgument,
  invertedTrainingFlag,
  keepProbAsRate,
  mcDropoutWithBatchnorm,
  missingDropoutRng,
  rateChangedTooLate,
  rateDropsEverything,
  rateOutOfRange,
  rateWrongType,
  rateZero,
  rnnDropoutSingleLayer,
  shadowedTrainMethod,
  stochasticDepthAlwaysOn,
  swappedDropoutArguments,
  trainingFlagAsRate,
  trainingFlagIsMethod,
  unregisteredDropout,
  unusedDropout,
];

/** The page of each rule as Markdown, by rule id. */
export const rulePages: Readonly<Record<string, string>> = {
  'attention-dropout-always-on': attentionDropoutAlwaysOnPage,
  'discarded-dropout-result': discardedDropoutResultPage,
  'dropout-api-mismatch': dropoutApiMismatchPage,
  'dropout-created-in-forward': dropoutCreatedInForwardPage,
  'extreme-rate': extremeRatePage,
  'fake-dropout-switch': fakeDropoutSwitchPage,
  'fixed-dropout-seed': fixedDropoutSeedPage,
  'functional-dropout-always-on': functionalDropoutAlwaysOnPage,
  'functional-dropout-forced-on': functionalDropoutForcedOnPage,
  'functional-dropout-never-on': functionalDropoutNeverOnPage,
  'high-rate-on-input': highRateOnInputPage,
  'ignored-dropout-argument': ignoredDropoutArgumentPage,
  'inverted-training-flag': invertedTrainingFlagPage,
  'keep-prob-as-rate': keepProbAsRatePage,
  'mc-dropout-with-batchnorm': mcDropoutWithBatchnormPage,
  'missing-dropout-rng': missingDropoutRngPage,
  'rate-changed-too-late': rateChangedTooLatePage,
  'rate-drops-everything': rateDropsEverythingPage,
  'rate-out-of-range': rateOutOfRangePage,
  'rate-wrong-type': rateWrongTypePage,
  'rate-zero': rateZeroPage,
  'rnn-dropout-single-layer': rnnDropoutSingleLayerPage,
  'shadowed-train-method': shadowedTrainMethodPage,
  'stochastic-depth-always-on': stochasticDepthAlwaysOnPage,
  'swapped-dropout-arguments': swappedDropoutArgumentsPage,
  'training-flag-as-rate': trainingFlagAsRatePage,
  'training-flag-is-method': trainingFlagIsMethodPage,
  'unregistered-dropout': unregisteredDropoutPage,
  'unused-dropout': unusedDropoutPage,
};
