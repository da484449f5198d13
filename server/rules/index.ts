// Generated from the files of this folder by `npm run docs`; not edited by hand.
import alphaDropoutWithoutSelu from './alpha-dropout-without-selu';
import alphaDropoutWithoutSeluPage from './alpha-dropout-without-selu.md';
import attentionDropoutAlwaysOn from './attention-dropout-always-on';
import attentionDropoutAlwaysOnPage from './attention-dropout-always-on.md';
import checkpointDropsRngState from './checkpoint-drops-rng-state';
import checkpointDropsRngStatePage from './checkpoint-drops-rng-state.md';
import discardedDropoutResult from './discarded-dropout-result';
import discardedDropoutResultPage from './discarded-dropout-result.md';
import discardedModeResult from './discarded-mode-result';
import discardedModeResultPage from './discarded-mode-result.md';
import dropoutAfterOutput from './dropout-after-output';
import dropoutAfterOutputPage from './dropout-after-output.md';
import dropoutApiMismatch from './dropout-api-mismatch';
import dropoutApiMismatchPage from './dropout-api-mismatch.md';
import dropoutBeforeBatchnorm from './dropout-before-batchnorm';
import dropoutBeforeBatchnormPage from './dropout-before-batchnorm.md';
import dropoutBeforeMaxpool from './dropout-before-maxpool';
import dropoutBeforeMaxpoolPage from './dropout-before-maxpool.md';
import dropoutBeforeSaturatingActivation from './dropout-before-saturating-activation';
import dropoutBeforeSaturatingActivationPage from './dropout-before-saturating-activation.md';
import dropoutCreatedInForward from './dropout-created-in-forward';
import dropoutCreatedInForwardPage from './dropout-created-in-forward.md';
import dropoutDimensionMismatch from './dropout-dimension-mismatch';
import dropoutDimensionMismatchPage from './dropout-dimension-mismatch.md';
import elementwiseDropoutOnFeatureMaps from './elementwise-dropout-on-feature-maps';
import elementwiseDropoutOnFeatureMapsPage from './elementwise-dropout-on-feature-maps.md';
import exportInTrainMode from './export-in-train-mode';
import exportInTrainModePage from './export-in-train-mode.md';
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
import hardwiredTrainingFlag from './hardwired-training-flag';
import hardwiredTrainingFlagPage from './hardwired-training-flag.md';
import highRateOnInput from './high-rate-on-input';
import highRateOnInputPage from './high-rate-on-input.md';
import ignoredDropoutArgument from './ignored-dropout-argument';
import ignoredDropoutArgumentPage from './ignored-dropout-argument.md';
import inferenceModeInTraining from './inference-mode-in-training';
import inferenceModeInTrainingPage from './inference-mode-in-training.md';
import inplaceDropoutBreaksAutograd from './inplace-dropout-breaks-autograd';
import inplaceDropoutBreaksAutogradPage from './inplace-dropout-breaks-autograd.md';
import invertedTrainingFlag from './inverted-training-flag';
import invertedTrainingFlagPage from './inverted-training-flag.md';
import keepProbAsRate from './keep-prob-as-rate';
import keepProbAsRatePage from './keep-prob-as-rate.md';
import knownFrameworkDefect from './known-framework-defect';
import knownFrameworkDefectPage from './known-framework-defect.md';
import learningPhaseApi from './learning-phase-api';
import learningPhaseApiPage from './learning-phase-api.md';
import manualMaskWithoutScale from './manual-mask-without-scale';
import manualMaskWithoutScalePage from './manual-mask-without-scale.md';
import mcDropoutWithBatchnorm from './mc-dropout-with-batchnorm';
import mcDropoutWithBatchnormPage from './mc-dropout-with-batchnorm.md';
import missingDropoutRng from './missing-dropout-rng';
import missingDropoutRngPage from './missing-dropout-rng.md';
import missingEvalMode from './missing-eval-mode';
import missingEvalModePage from './missing-eval-mode.md';
import modeCallWithoutParentheses from './mode-call-without-parentheses';
import modeCallWithoutParenthesesPage from './mode-call-without-parentheses.md';
import pretrainedModelStaysEval from './pretrained-model-stays-eval';
import pretrainedModelStaysEvalPage from './pretrained-model-stays-eval.md';
import rateChangedTooLate from './rate-changed-too-late';
import rateChangedTooLatePage from './rate-changed-too-late.md';
import rateDropsEverything from './rate-drops-everything';
import rateDropsEverythingPage from './rate-drops-everything.md';
import rateNotPassed from './rate-not-passed';
import rateNotPassedPage from './rate-not-passed.md';
import rateOutOfRange from './rate-out-of-range';
import rateOutOfRangePage from './rate-out-of-range.md';
import rateWrongType from './rate-wrong-type';
import rateWrongTypePage from './rate-wrong-type.md';
import rateZero from './rate-zero';
import rateZeroPage from './rate-zero.md';
import recurrentDropoutDisablesCudnn from './recurrent-dropout-disables-cudnn';
import recurrentDropoutDisablesCudnnPage from './recurrent-dropout-disables-cudnn.md';
import redundantWithBatchnorm from './redundant-with-batchnorm';
import redundantWithBatchnormPage from './redundant-with-batchnorm.md';
import reusedDropoutKey from './reused-dropout-key';
import reusedDropoutKeyPage from './reused-dropout-key.md';
import rnnDropoutSingleLayer from './rnn-dropout-single-layer';
import rnnDropoutSingleLayerPage from './rnn-dropout-single-layer.md';
import seluWithoutAlphaDropout from './selu-without-alpha-dropout';
import seluWithoutAlphaDropoutPage from './selu-without-alpha-dropout.md';
import shadowedTrainMethod from './shadowed-train-method';
import shadowedTrainMethodPage from './shadowed-train-method.md';
import stackedDropout from './stacked-dropout';
import stackedDropoutPage from './stacked-dropout.md';
import stochasticDepthAlwaysOn from './stochastic-depth-always-on';
import stochasticDepthAlwaysOnPage from './stochastic-depth-always-on.md';
import swappedDropoutArguments from './swapped-dropout-arguments';
import swappedDropoutArgumentsPage from './swapped-dropout-arguments.md';
import trainModeNotRestored from './train-mode-not-restored';
import trainModeNotRestoredPage from './train-mode-not-restored.md';
import trainingFlagAsRate from './training-flag-as-rate';
import trainingFlagAsRatePage from './training-flag-as-rate.md';
import trainingFlagIsMethod from './training-flag-is-method';
import trainingFlagIsMethodPage from './training-flag-is-method.md';
import trainingFlagNotThreaded from './training-flag-not-threaded';
import trainingFlagNotThreadedPage from './training-flag-not-threaded.md';
import trainingModeAtInference from './training-mode-at-inference';
import trainingModeAtInferencePage from './training-mode-at-inference.md';
import unregisteredDropout from './unregistered-dropout';
import unregisteredDropoutPage from './unregistered-dropout.md';
import unusedDropout from './unused-dropout';
import unusedDropoutPage from './unused-dropout.md';
import type { Rule } from './rule';

/** All rules, in the order of their ids, each with the frameworks that it speaks about. */
export const rules: readonly Rule[] = [
  { ...alphaDropoutWithoutSelu, frameworks: ['pytorch', 'keras'] },
  { ...attentionDropoutAlwaysOn, frameworks: ['pytorch', 'flax'] },
  { ...checkpointDropsRngState, frameworks: ['pytorch'] },
  { ...discardedDropoutResult, frameworks: ['pytorch', 'keras', 'tensorflow', 'tfjs'] },
  { ...discardedModeResult, frameworks: ['nnx', 'equinox'] },
  { ...dropoutAfterOutput, frameworks: ['pytorch', 'keras', 'flax', 'tfjs'] },
  { ...dropoutApiMismatch, frameworks: ['pytorch', 'keras', 'tensorflow', 'tfjs'] },
  { ...dropoutBeforeBatchnorm, frameworks: ['pytorch', 'keras', 'flax', 'tfjs'] },
  { ...dropoutBeforeMaxpool, frameworks: ['pytorch', 'keras', 'tfjs'] },
  { ...dropoutBeforeSaturatingActivation, frameworks: ['pytorch', 'keras', 'tfjs'] },
  { ...dropoutCreatedInForward, frameworks: ['pytorch'] },
  { ...dropoutDimensionMismatch, frameworks: ['pytorch', 'keras'] },
  { ...elementwiseDropoutOnFeatureMaps, frameworks: ['pytorch', 'keras'] },
  { ...exportInTrainMode, frameworks: ['pytorch', 'tensorflow'] },
  {
    ...extremeRate,
    frameworks: [
      'pytorch',
      'keras',
      'tensorflow',
      'flax',
      'nnx',
      'haiku',
      'equinox',
      'paddle',
      'mindspore',
      'mxnet',
      'mlx',
      'tinygrad',
      'tfjs',
    ],
  },
  { ...fakeDropoutSwitch, frameworks: ['pytorch', 'keras'] },
  { ...fixedDropoutSeed, frameworks: ['pytorch', 'keras', 'tensorflow', 'tfjs'] },
  {
    ...functionalDropoutAlwaysOn,
    frameworks: ['pytorch', 'keras', 'tensorflow', 'paddle', 'tfjs'],
  },
  { ...functionalDropoutForcedOn, frameworks: ['pytorch', 'mxnet'] },
  { ...functionalDropoutNeverOn, frameworks: ['pytorch', 'tensorflow'] },
  { ...hardwiredTrainingFlag, frameworks: ['keras', 'tensorflow'] },
  { ...highRateOnInput, frameworks: ['pytorch', 'keras', 'tfjs'] },
  { ...ignoredDropoutArgument, frameworks: ['pytorch', 'tensorflow'] },
  { ...inferenceModeInTraining, frameworks: ['pytorch', 'keras', 'tensorflow', 'flax', 'tfjs'] },
  { ...inplaceDropoutBreaksAutograd, frameworks: ['pytorch'] },
  { ...invertedTrainingFlag, frameworks: ['pytorch', 'keras', 'flax', 'nnx'] },
  {
    ...keepProbAsRate,
    frameworks: [
      'pytorch',
      'keras',
      'tensorflow',
      'flax',
      'nnx',
      'haiku',
      'equinox',
      'paddle',
      'mindspore',
      'mxnet',
      'mlx',
      'tinygrad',
      'tfjs',
    ],
  },
  { ...knownFrameworkDefect, frameworks: ['keras', 'tfjs'] },
  { ...learningPhaseApi, frameworks: ['keras'] },
  {
    ...manualMaskWithoutScale,
    frameworks: ['pytorch', 'tensorflow', 'jax', 'flax', 'haiku', 'equinox'],
  },
  { ...mcDropoutWithBatchnorm, frameworks: ['pytorch', 'keras'] },
  { ...missingDropoutRng, frameworks: ['pytorch', 'flax', 'nnx', 'haiku', 'equinox'] },
  { ...missingEvalMode, frameworks: ['pytorch', 'nnx', 'equinox'] },
  { ...modeCallWithoutParentheses, frameworks: ['pytorch', 'nnx'] },
  { ...pretrainedModelStaysEval, frameworks: ['pytorch'] },
  { ...rateChangedTooLate, frameworks: ['pytorch', 'keras'] },
  { ...rateDropsEverything, frameworks: ['pytorch', 'keras', 'flax', 'nnx'] },
  { ...rateNotPassed, frameworks: ['tfjs'] },
  {
    ...rateOutOfRange,
    frameworks: [
      'pytorch',
      'keras',
      'tensorflow',
      'flax',
      'nnx',
      'haiku',
      'equinox',
      'paddle',
      'mindspore',
      'mxnet',
      'mlx',
      'tinygrad',
      'tfjs',
    ],
  },
  { ...rateWrongType, frameworks: ['pytorch', 'keras'] },
  {
    ...rateZero,
    frameworks: [
      'pytorch',
      'keras',
      'tensorflow',
      'flax',
      'nnx',
      'haiku',
      'equinox',
      'paddle',
      'mindspore',
      'mxnet',
      'mlx',
      'tinygrad',
      'tfjs',
    ],
  },
  { ...recurrentDropoutDisablesCudnn, frameworks: ['keras'] },
  { ...redundantWithBatchnorm, frameworks: ['pytorch', 'keras', 'flax', 'tfjs'] },
  { ...reusedDropoutKey, frameworks: ['jax', 'flax', 'nnx', 'haiku', 'equinox'] },
  { ...rnnDropoutSingleLayer, frameworks: ['pytorch'] },
  { ...seluWithoutAlphaDropout, frameworks: ['pytorch', 'keras'] },
  { ...shadowedTrainMethod, frameworks: ['pytorch'] },
  { ...stackedDropout, frameworks: ['pytorch', 'keras', 'flax', 'tfjs'] },
  { ...stochasticDepthAlwaysOn, frameworks: ['pytorch', 'keras'] },
  { ...swappedDropoutArguments, frameworks: ['pytorch', 'keras', 'flax', 'nnx', 'haiku'] },
  { ...trainModeNotRestored, frameworks: ['pytorch', 'nnx', 'equinox'] },
  { ...trainingFlagAsRate, frameworks: ['pytorch'] },
  { ...trainingFlagIsMethod, frameworks: ['pytorch'] },
  { ...trainingFlagNotThreaded, frameworks: ['keras', 'flax'] },
  { ...trainingModeAtInference, frameworks: ['keras', 'tensorflow', 'flax', 'tfjs'] },
  { ...unregisteredDropout, frameworks: ['pytorch'] },
  { ...unusedDropout, frameworks: ['pytorch', 'keras', 'tfjs'] },
];

/** The page of each rule as Markdown, by rule id. */
export const rulePages: Readonly<Record<string, string>> = {
  'alpha-dropout-without-selu': alphaDropoutWithoutSeluPage,
  'attention-dropout-always-on': attentionDropoutAlwaysOnPage,
  'checkpoint-drops-rng-state': checkpointDropsRngStatePage,
  'discarded-dropout-result': discardedDropoutResultPage,
  'discarded-mode-result': discardedModeResultPage,
  'dropout-after-output': dropoutAfterOutputPage,
  'dropout-api-mismatch': dropoutApiMismatchPage,
  'dropout-before-batchnorm': dropoutBeforeBatchnormPage,
  'dropout-before-maxpool': dropoutBeforeMaxpoolPage,
  'dropout-before-saturating-activation': dropoutBeforeSaturatingActivationPage,
  'dropout-created-in-forward': dropoutCreatedInForwardPage,
  'dropout-dimension-mismatch': dropoutDimensionMismatchPage,
  'elementwise-dropout-on-feature-maps': elementwiseDropoutOnFeatureMapsPage,
  'export-in-train-mode': exportInTrainModePage,
  'extreme-rate': extremeRatePage,
  'fake-dropout-switch': fakeDropoutSwitchPage,
  'fixed-dropout-seed': fixedDropoutSeedPage,
  'functional-dropout-always-on': functionalDropoutAlwaysOnPage,
  'functional-dropout-forced-on': functionalDropoutForcedOnPage,
  'functional-dropout-never-on': functionalDropoutNeverOnPage,
  'hardwired-training-flag': hardwiredTrainingFlagPage,
  'high-rate-on-input': highRateOnInputPage,
  'ignored-dropout-argument': ignoredDropoutArgumentPage,
  'inference-mode-in-training': inferenceModeInTrainingPage,
  'inplace-dropout-breaks-autograd': inplaceDropoutBreaksAutogradPage,
  'inverted-training-flag': invertedTrainingFlagPage,
  'keep-prob-as-rate': keepProbAsRatePage,
  'known-framework-defect': knownFrameworkDefectPage,
  'learning-phase-api': learningPhaseApiPage,
  'manual-mask-without-scale': manualMaskWithoutScalePage,
  'mc-dropout-with-batchnorm': mcDropoutWithBatchnormPage,
  'missing-dropout-rng': missingDropoutRngPage,
  'missing-eval-mode': missingEvalModePage,
  'mode-call-without-parentheses': modeCallWithoutParenthesesPage,
  'pretrained-model-stays-eval': pretrainedModelStaysEvalPage,
  'rate-changed-too-late': rateChangedTooLatePage,
  'rate-drops-everything': rateDropsEverythingPage,
  'rate-not-passed': rateNotPassedPage,
  'rate-out-of-range': rateOutOfRangePage,
  'rate-wrong-type': rateWrongTypePage,
  'rate-zero': rateZeroPage,
  'recurrent-dropout-disables-cudnn': recurrentDropoutDisablesCudnnPage,
  'redundant-with-batchnorm': redundantWithBatchnormPage,
  'reused-dropout-key': reusedDropoutKeyPage,
  'rnn-dropout-single-layer': rnnDropoutSingleLayerPage,
  'selu-without-alpha-dropout': seluWithoutAlphaDropoutPage,
  'shadowed-train-method': shadowedTrainMethodPage,
  'stacked-dropout': stackedDropoutPage,
  'stochastic-depth-always-on': stochasticDepthAlwaysOnPage,
  'swapped-dropout-arguments': swappedDropoutArgumentsPage,
  'train-mode-not-restored': trainModeNotRestoredPage,
  'training-flag-as-rate': trainingFlagAsRatePage,
  'training-flag-is-method': trainingFlagIsMethodPage,
  'training-flag-not-threaded': trainingFlagNotThreadedPage,
  'training-mode-at-inference': trainingModeAtInferencePage,
  'unregistered-dropout': unregisteredDropoutPage,
  'unused-dropout': unusedDropoutPage,
};
