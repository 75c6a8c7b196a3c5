import { quoted } from '../../../ui/texts/de.js'
import type { RowFault } from '../../pseudonyms/row-faults.js'
import type { ConsoleTexts } from './messages.js'
import type { PseudonymMessages } from './pseudonym-messages.js'

export const pseudonyms: PseudonymMessages = {
  replaced: (accounts) =>
    accounts === null
      ? 'Alle Konten, die sich dort angemeldet haben, bekommen eine neue Kennung.'
      : `${accounts === 1 ? '1 Konto bekommt' : `${accounts} Konten bekommen`} eine neue Kennung. Das Portal erkennt sie nicht wieder.`,
  replaceTitle: 'Den Bereich trotzdem ändern',
  replaceWhat: (wanted) => `Der neue Bereich ist ${quoted(wanted)}. Eine zweite Person muss zustimmen.`,
  replaceLabel: 'Jetziger Bereich',
  replaceHint: 'Tippen Sie ihn genau so ab, wie er oben im Feld stand.',
  replace: 'Neue Kennungen vorschlagen',
  what: (rows, sector) =>
    rows === 1
      ? `1 Konto behält im Bereich ${quoted(sector)} seine frühere Kennung.`
      : `${rows} Konten behalten im Bereich ${quoted(sector)} ihre frühere Kennung.`,
  hidden: 'Welche Konten und welche Kennungen das sind, steht nur in der Datei. Vergleichen Sie ihre Prüfsumme.',
  file: 'SHA-256 der Datei',
}

const ROWS: Readonly<Record<RowFault, string>> = {
  columns: 'ist nicht account,value',
  'value-empty': 'hat keine Kennung',
  'value-long': 'hat eine Kennung mit mehr als 256 Zeichen',
  'value-characters': 'hat ein Zeichen, das man nicht sieht oder nicht senden kann',
  'value-edges': 'hat ein Leerzeichen am Anfang oder Ende der Kennung',
  'value-form': 'ist nicht in Unicode NFC',
  'account-twice': 'nennt ein Konto noch einmal',
  'value-twice': 'nennt eine Kennung noch einmal',
  'account-unknown': 'nennt ein Konto, das es nicht gibt',
  'account-named': 'nennt ein Konto, das hier schon eine frühere Kennung hat',
  'value-taken': 'hat eine Kennung, die hier ein anderes Konto hat',
  'value-derived': 'hat eine Kennung, die hier schon jemand anderes ist',
  'account-answered': 'nennt ein Konto, das dieser Bereich schon kennt',
  'account-unclear': 'nennt ein Konto, das dieser Bereich vielleicht schon kennt',
}

const FILE = {
  encoding: () => 'Die Datei ist kein Text in UTF-8.',
  empty: () => 'In der Datei steht keine Zeile.',
  rows: (most: number) => `Die Datei hat mehr als ${most} Zeilen. Teilen Sie sie auf.`,
}

/** Why nothing is imported. */
export const pseudonymRefusals: Pick<
  ConsoleTexts['refusals'],
  'sector-unknown' | 'sector-typed' | 'pseudonym-file' | 'pseudonym-rows'
> = {
  'sector-typed': () => 'Das ist nicht der jetzige Bereich. Nichts wurde geändert.',
  'sector-unknown': ({ sector }) => `Im Bereich ${quoted(sector)} ist kein Portal.`,
  'pseudonym-file': ({ fault, most }) => FILE[fault](most),
  'pseudonym-rows': ({ rows, more }) =>
    [
      'Nichts wurde übernommen.',
      ...rows.map(({ line, fault }) => `Zeile ${line} ${ROWS[fault]}.`),
      ...(more === 0 ? [] : [`Dazu kommen ${more} weitere Zeilen.`]),
    ].join(' '),
}
