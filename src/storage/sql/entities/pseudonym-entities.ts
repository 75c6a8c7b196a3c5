import { EntitySchema } from 'typeorm'
import type { EarlierPseudonym } from '../../../domain/earlier-pseudonym.js'
import { column } from '../columns.js'
import { mappingOf, word } from '../mapping.js'
import { ofAccount } from './account-entities.js'

/** The names are its own: it is read in one row with an account and one of its methods. */
export const EARLIER_PSEUDONYM = mappingOf({
  earlierSector: word('earlier_sector'),
  earlierValue: word('earlier_value'),
})

export const earlierPseudonym = ({
  earlierSector: sector,
  earlierValue: value,
}: ReturnType<typeof EARLIER_PSEUDONYM.read>): EarlierPseudonym => ({ sector, value })

/** What an earlier IdP called an account in a sector. */
export interface EarlierPseudonymRow {
  accountId: string
  earlierSector: string
  earlierValue: string
}

export const EarlierPseudonymEntity = new EntitySchema<EarlierPseudonymRow>({
  name: 'earlier_pseudonym',
  columns: {
    accountId: column('word', 'account_id', { primary: true }),
    earlierSector: column('word', 'earlier_sector', { primary: true }),
    earlierValue: column('word', 'earlier_value'),
  },
  // A pseudonym is one account's: whoever comes second has none.
  indices: [{ name: 'ix_earlier_pseudonym_value', columns: ['earlierSector', 'earlierValue'], unique: true }],
  foreignKeys: [ofAccount()],
})

/** The same, as a draft would have it. It goes with the account, and with the draft. */
export interface ProposedPseudonymRow {
  draft: string
  line: number
  accountId: string
  value: string
}

export const ProposedPseudonymEntity = new EntitySchema<ProposedPseudonymRow>({
  name: 'proposed_pseudonym',
  columns: {
    draft: column('word', 'draft', { primary: true }),
    line: column('integer', 'line', { primary: true }),
    accountId: column('word', 'account_id'),
    value: column('word', 'value'),
  },
  indices: [{ name: 'ix_proposed_pseudonym_account_id', columns: ['accountId'] }],
  foreignKeys: [
    ofAccount(),
    { target: 'change_draft', columnNames: ['draft'], referencedColumnNames: ['id'], onDelete: 'CASCADE' },
  ],
})
