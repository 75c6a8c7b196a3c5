import type { CatalogueEntry } from '../../src/domain/catalogue-entry.js'
import { ERRORS } from '../../src/domain/error-catalogue.js'
import { formatted, table } from './markdown.js'

/** docs/errors.md, from the error catalogue. */
export const errorManual = (): Promise<string> => {
  const entries = Object.entries<CatalogueEntry>(ERRORS)
  return formatted([
    '# Error catalogue',
    '<!-- Made from src/domain/error-catalogue.ts (npm run docs); do not edit by hand. -->',
    `Every failure that the broker knows. The log has the code as \`error.code\` beside the \`error.id\` that the citizen's
page shows.`,
    '## Told to the service',
    `The request is proven: the service gets a signed Response with this status. Where that cannot be sent, the citizen
sees a page with the HTTP status 400.`,
    table(
      ['code', 'SAML status', 'what happened'],
      entries.flatMap(([code, entry]) => (entry.saml ? [[`\`${code}\``, samlStatus(entry), whatHappened(entry)]] : [])),
    ),
    '## Told to the citizen alone',
    'A local page; nothing goes to an address that the request names.',
    table(
      ['code', 'HTTP', 'page', 'log level', 'what happened'],
      entries.flatMap(([code, entry]) => {
        const { http, text, log, saml } = entry
        return saml ? [] : [[`\`${code}\``, String(http), `\`${text}\``, log, whatHappened(entry)]]
      }),
    ),
  ])
}

const whatHappened = ({ operator, idp }: CatalogueEntry): string =>
  idp === undefined ? operator : `${operator} BundID's name for it: \`${idp}\`.`

const samlStatus = ({ saml }: CatalogueEntry): string =>
  [saml?.top, saml?.second].flatMap((uri) => (uri ? [uri.slice(uri.lastIndexOf(':') + 1)] : [])).join(' / ')
