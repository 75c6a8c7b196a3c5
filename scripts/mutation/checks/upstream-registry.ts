import { checksOf, REMOVED, type Check } from '../check.js'

const STORED = ['test/storage/sql/sqlite-stores.test.ts']
const FOLLOWED = ['test/storage/followed-upstreams.test.ts']
const LIFE = 'upstreams live and end'

/** What is registered of other accounts: their lives, and what is noted of them. */
export const UPSTREAM_REGISTRY_CHECKS: readonly Check[] = [
  ...checksOf(STORED, [
    ['a-name-of-an-upstream-is-taken-once', LIFE, REMOVED],
    ['upstreams-are-changed-as-they-were-read', LIFE, '{ id, name, version }', '{ id, name }'],
    [
      'health-is-of-the-address-that-is-probed',
      LIFE,
      'before.settings.healthUrl === next.settings.healthUrl ? health : UPSTREAM_UNPROBED',
      'health',
    ],
    [
      'a-fetch-is-noted-at-the-upstream-that-was-read',
      LIFE,
      'found && isSameSource(found.upstream, upstream)',
      'found',
    ],
    ['a-probe-is-noted-at-the-address-that-was-probed', LIFE, 'if (isSame)', 'if (found)'],
  ]),
  ...checksOf(FOLLOWED, [
    [
      'an-upstream-that-the-probe-finds-down-is-not-offered',
      LIFE,
      'known.get(name)?.health.isUp ?? true',
      'known.get(name) !== null',
    ],
  ]),
]
