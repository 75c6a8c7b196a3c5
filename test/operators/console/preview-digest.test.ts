import { expect } from 'chai'
import { MOST_TOLD } from '../../../src/domain/read-finding.js'
import { previewDigest } from '../../../src/operators/console/preview-digest.js'
import type { ImportResult } from '../../../src/operators/services/import-services.js'

const refused = (count: number): ImportResult['unread'] =>
  Array.from({ length: count }, (_, index) => ({
    entityId: `https://x${index}.example`,
    rule: 'metadata-key',
    message: 'its key is too weak',
  }))

const result = (changes: Partial<ImportResult>): ImportResult => ({
  dryRun: true,
  services: [],
  unread: [],
  untold: 0,
  refused: [],
  document: 'AB:CD',
  signer: null,
  ...changes,
})

describe('the digest of a preview', () => {
  const unread = refused(MOST_TOLD)

  it('is another one with one refused member more, also with one that is only counted', () => {
    const digests = [
      result({ unread }),
      result({ unread: refused(MOST_TOLD + 1) }),
      result({ unread, untold: 2 }),
      result({ unread: refused(MOST_TOLD - 1) }),
    ].map(previewDigest)
    expect(new Set(digests).size).to.equal(4)
  })

  it('is the same for what is not shown of them, and for whoever tries it or applies it', () => {
    expect(previewDigest(result({ unread, untold: 1 }))).to.equal(
      previewDigest(result({ unread: refused(MOST_TOLD + 1), dryRun: false })),
    )
  })
})
