import alpha from './alpha-dropout.md';
import attention from './attention-dropout.md';
import concrete from './concrete-dropout.md';
import dropBlock from './dropblock.md';
import dropConnect from './dropconnect.md';
import embedding from './embedding-dropout.md';
import featureAlpha from './feature-alpha-dropout.md';
import gaussian from './gaussian-dropout.md';
import monteCarlo from './monte-carlo-dropout.md';
import recurrent from './recurrent-dropout.md';
import spatial from './spatial-dropout.md';
import stochasticDepth from './stochastic-depth.md';
import variational from './variational-dropout.md';
import zoneout from './zoneout.md';
import type { Topic } from '../topic';

/** One card for each variant of dropout, in reading order. */
export const variantCards: readonly Topic[] = [
  { id: 'spatial-dropout', markdown: spatial },
  { id: 'dropblock', markdown: dropBlock },
  { id: 'variational-dropout', markdown: variational },
  { id: 'recurrent-dropout', markdown: recurrent },
  { id: 'zoneout', markdown: zoneout },
  { id: 'dropconnect', markdown: dropConnect },
  { id: 'alpha-dropout', markdown: alpha },
  { id: 'feature-alpha-dropout', markdown: featureAlpha },
  { id: 'gaussian-dropout', markdown: gaussian },
  { id: 'stochastic-depth', markdown: stochasticDepth },
  { id: 'attention-dropout', markdown: attention },
  { id: 'embedding-dropout', markdown: embedding },
  { id: 'concrete-dropout', markdown: concrete },
  { id: 'monte-carlo-dropout', markdown: monteCarlo },
];
