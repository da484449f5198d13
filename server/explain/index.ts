import applications from './applications.md';
import batchNormalisation from './batch-normalisation.md';
import benefits from './benefits.md';
import commonMisstatements from './common-misstatements.md';
import costs from './costs.md';
import ensemble from './ensemble.md';
import flashcards from './flashcards.md';
import l1AndL2 from './l1-and-l2.md';
import layersAndLibraries from './layers-and-libraries.md';
import mathematics from './mathematics.md';
import otherRegularisers from './other-regularisers.md';
import overfittingAndCoAdaptation from './overfitting-and-co-adaptation.md';
import placement from './placement.md';
import rate from './rate.md';
import redundancy from './redundancy.md';
import scaling from './scaling.md';
import trainAndEval from './train-and-eval.md';
import variants from './variants.md';
import whatDropoutIs from './what-dropout-is.md';
import type { Topic } from './topic';

export type { Topic } from './topic';
export { variantCards } from './variants';

/** All topics in reading order. */
export const topics: readonly Topic[] = [
  { id: 'what-dropout-is', markdown: whatDropoutIs },
  { id: 'mathematics', markdown: mathematics },
  { id: 'train-and-eval', markdown: trainAndEval },
  { id: 'scaling', markdown: scaling },
  { id: 'overfitting-and-co-adaptation', markdown: overfittingAndCoAdaptation },
  { id: 'ensemble', markdown: ensemble },
  { id: 'redundancy', markdown: redundancy },
  { id: 'placement', markdown: placement },
  { id: 'rate', markdown: rate },
  { id: 'layers-and-libraries', markdown: layersAndLibraries },
  { id: 'l1-and-l2', markdown: l1AndL2 },
  { id: 'other-regularisers', markdown: otherRegularisers },
  { id: 'batch-normalisation', markdown: batchNormalisation },
  { id: 'benefits', markdown: benefits },
  { id: 'costs', markdown: costs },
  { id: 'variants', markdown: variants },
  { id: 'applications', markdown: applications },
  { id: 'common-misstatements', markdown: commonMisstatements },
  { id: 'flashcards', markdown: flashcards },
];
