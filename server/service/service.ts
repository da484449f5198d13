import { rules } from '../rules';
import { allRulePages } from './catalogue';
import { createServiceOf } from './service-core';
import type { Host, Service } from './service-types';
import { readDocument } from './read-document';

/** The product as a library: findings, hovers, actions and layers of the texts that the host feeds. */
export function createService(host: Host): Service {
  return createServiceOf(host, { rules, rulePages: allRulePages, read: readDocument });
}
