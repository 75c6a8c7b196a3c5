import { expect } from 'chai'
import { MOST_BYTES } from '../../../src/operators/pseudonyms/read-rows.js'
import { cliWorld, documentOf } from '../cli-world.js'

const SECTOR = 'aachen'
const METADATA = '<md:EntityDescriptor/>'

/** A portal in the sector, and a citizen. */
async function withPortal(rows: (account: string) => string) {
  let account = ''
  const files = {
    'aachen.xml': METADATA,
    get 'alt.csv'() {
      return rows(account)
    },
    'large.csv': new Uint8Array(MOST_BYTES + 1),
  }
  // Whoever reads that one anyway is told so.
  const made = cliWorld({ files, unreadable: 'large.csv' })
  expect((await made.run(['sp', 'import', 'aachen.xml', '--set', `sector=${SECTOR}`])).code).to.equal(0)
  const created = await made.run(['account', 'create', '--username', 'erika', '--json'], 'ein wirklich langer Satz\n')
  account = (documentOf(created) as { id: string }).id
  const start = (...more: string[]) => made.run(['pseudonym', 'import', '--sector', SECTOR, 'alt.csv', ...more])
  return { ...made, account, start }
}

describe('pseudonym import', () => {
  it('prints a draft whatever the settings say, and another user of the system approves it', async () => {
    const { run, start, view, account } = await withPortal((id) => `account,value\n${id},früher-1\n`)
    const { code, out, err } = await start()
    expect([code, err]).to.deep.equal([0, ''])
    const [, id = ''] = /^draft ([\w-]+)\n$/.exec(out) ?? []
    const shown = await run(['draft', 'show', id])
    expect(shown.out).to.match(
      /1 account gets an imported pseudonym in the sector aachen\n {2}file: sha256 [0-9a-f]{64}\n/,
    )
    expect(shown.out).not.to.include('früher-1')
    const document = documentOf(await run(['draft', 'show', id, '--json']))
    expect(document).to.deep.include({ act: 'import-pseudonyms', subject: SECTOR })
    expect(document).to.have.nested.property('pseudonyms.rows', 1)
    expect((await run(['draft', 'approve', id])).err).to.include('is your own')
    expect((await run(['draft', 'approve', id], '', 'paul')).out).to.match(new RegExp(`^approved ${id}\n`))
    expect((await view()).accounts.get(account)?.earlierPseudonyms).to.deep.equal([
      { sector: SECTOR, value: 'früher-1' },
    ])
    expect(documentOf(await start('--json'))).to.have.nested.property('error.rule', 'pseudonym-rows')
  })

  it('prints the draft alone as JSON', async () => {
    const { start } = await withPortal((id) => `${id},x`)
    expect(Object.keys(documentOf(await start('--json')) as object)).to.deep.equal(['draft'])
  })

  it('says which rows are wrong and why, and nothing that stands in them', async () => {
    const { start, run } = await withPortal((id) => `account,value\nnobody-1,geheim-1\n${id}, geheim-2\nx;y\n`)
    const { code, out, err } = await start()
    expect([code, out]).to.deep.equal([1, ''])
    expect(err).to.equal(
      'Nothing was imported: line 3 has a value that begins or ends with a blank; line 4 is not account,value\n',
    )
    expect(err).not.to.match(/geheim|nobody/)
    const other = await run(['pseudonym', 'import', '--sector', 'solingen', 'alt.csv'])
    expect(other.err).to.include('No service is in the sector "solingen"')
    expect((await run(['pseudonym', 'import', '--sector', SECTOR, 'large.csv'])).err).to.equal(
      'The file has more than 10000 rows; split it\n',
    )
    expect((await run(['pseudonym', 'import', '--sector', SECTOR, 'none.csv'])).err).to.include('there is no such file')
    expect((await run(['pseudonym', 'import', 'alt.csv'])).code).to.equal(2)
  })
})
