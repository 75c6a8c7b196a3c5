import { checksOf, REMOVED, type Check } from '../check.js'

const IMAGE = ['test/domain/logo-image.test.ts']
const ADDRESS = ['test/saml/metadata/service-logo.test.ts']
const FETCH = ['test/operators/logos/fetch-logos.test.ts']
const PAGE = ['test/e2e/logos.test.ts']
const HOSTILE = 'metadata is hostile too'

/** Pictures that strangers name, and that stand on our pages. */
export const LOGO_CHECKS: readonly Check[] = [
  ...checksOf(IMAGE, [
    ['a-logo-has-few-pixels', HOSTILE, REMOVED],
    ['a-logo-is-what-its-bytes-are', HOSTILE, 'view.subarray(0, 8).equals(PNG)', 'view.length > 0'],
    ['a-logo-stands-still', HOSTILE, REMOVED],
    ['an-extended-logo-stands-still', HOSTILE, REMOVED],
  ]),
  ...checksOf(ADDRESS, [['a-logo-is-fetched-by-https', HOSTILE, REMOVED]]),
  ...checksOf(FETCH, [
    ['a-logo-goes-with-its-metadata', HOSTILE, REMOVED],
    ['a-logo-is-small', HOSTILE, 'maxBytes: LARGEST_LOGO', 'maxBytes: Infinity'],
    ['an-embedded-logo-is-small', HOSTILE, 'bytes.length > LARGEST_LOGO', 'bytes.length < 0'],
  ]),
  ...checksOf(PAGE, [['a-logo-that-the-metadata-lack-is-not-shown', HOSTILE, '!service?.metadata.logo', '!service']]),
]
