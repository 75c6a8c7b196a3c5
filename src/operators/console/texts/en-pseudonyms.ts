import { quoted } from '../../../ui/texts/en.js'
import type { RowFault } from '../../pseudonyms/row-faults.js'
import type { ConsoleTexts } from './messages.js'
import type { PseudonymMessages } from './pseudonym-messages.js'

export const pseudonyms: PseudonymMessages = {
  replaced: (accounts) =>
    accounts === null
      ? 'All accounts that have logged in there get a new pseudonym.'
      : `${accounts === 1 ? '1 account gets' : `${accounts} accounts get`} a new pseudonym. The service does not know them again.`,
  replaceTitle: 'Change the sector all the same',
  replaceWhat: (wanted) => `The new sector is ${quoted(wanted)}. A second person has to agree.`,
  replaceLabel: 'Present sector',
  replaceHint: 'Type it exactly as it stood in the field.',
  replace: 'Propose new pseudonyms',
  what: (rows, sector) =>
    rows === 1
      ? `1 account keeps its earlier pseudonym in the sector ${quoted(sector)}.`
      : `${rows} accounts keep their earlier pseudonyms in the sector ${quoted(sector)}.`,
  hidden: 'Which accounts and which pseudonyms they are stands in the file alone. Compare its checksum.',
  file: 'SHA-256 of the file',
}

const ROWS: Readonly<Record<RowFault, string>> = {
  columns: 'is not account,value',
  'value-empty': 'has no pseudonym',
  'value-long': 'has a pseudonym of more than 256 characters',
  'value-characters': 'has a character that cannot be seen or sent',
  'value-edges': 'has a blank at the beginning or end of the pseudonym',
  'value-form': 'is not in Unicode NFC',
  'account-twice': 'names an account again',
  'value-twice': 'names a pseudonym again',
  'account-unknown': 'names an account that there is not',
  'account-named': 'names an account that has an earlier pseudonym here already',
  'value-taken': 'has a pseudonym that another account has here',
  'value-derived': 'has a pseudonym that is somebody else here',
  'account-answered': 'names an account that this sector knows already',
  'account-unclear': 'names an account that this sector may know already',
}

const FILE = {
  encoding: () => 'The file is no text in UTF-8.',
  empty: () => 'There is no row in the file.',
  rows: (most: number) => `The file has more than ${most} rows. Split it.`,
}

/** Why nothing is imported. */
export const pseudonymRefusals: Pick<
  ConsoleTexts['refusals'],
  'sector-unknown' | 'sector-typed' | 'pseudonym-file' | 'pseudonym-rows'
> = {
  'sector-typed': () => 'That is not the present sector. Nothing was changed.',
  'sector-unknown': ({ sector }) => `No service is in the sector ${quoted(sector)}.`,
  'pseudonym-file': ({ fault, most }) => FILE[fault](most),
  'pseudonym-rows': ({ rows, more }) =>
    [
      'Nothing was imported.',
      ...rows.map(({ line, fault }) => `Line ${line} ${ROWS[fault]}.`),
      ...(more === 0 ? [] : [`There are ${more} more such lines.`]),
    ].join(' '),
}
