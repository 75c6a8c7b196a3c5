import { checksOf, REMOVED, type Check } from '../check.js'

const HOSTILE = ['test/login/web/hostile-artifacts.test.ts']
const OWN = 'one service, one answer'

/** Who gets the answer that an artifact stands for. */
export const ARTIFACT_CHECKS: readonly Check[] = checksOf(HOSTILE, [
  ['an-artifact-is-of-one-service', OWN, REMOVED],
  [
    'an-artifact-is-used-once',
    OWN,
    "(await artifacts.replace({ ...kept, version: kept.version + 1, message: null })) ? { message } : 'used'",
    '{ message }',
  ],
  ['an-artifact-resolve-counts-once', 'time and replay', REMOVED],
  ['an-artifact-is-ours-in-every-part', OWN, 'writeArtifact(handle, entityId) === compact ? handle : null', 'handle'],
  ['a-disabled-service-resolves-nothing', OWN, REMOVED],
  [
    'an-artifact-that-comes-in-is-told-apart',
    'redirect query as sent',
    "has('SAMLart') ? 'saml-artifact-request' : 'saml-missing-message'",
    "'saml-missing-message'",
  ],
])
