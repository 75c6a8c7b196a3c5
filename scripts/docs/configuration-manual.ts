import { settingsSchema } from '../../src/compose/load-config.js'
import { settingFields } from '../../src/config/schema-walk.js'
import { VARIABLES } from '../../src/config/variables.js'
import { formatted, table } from './markdown.js'

/** docs/configuration.md, from the table of variables and the schema of the config file. */
export const configurationManual = (): Promise<string> =>
  formatted([
    '# Konfiguration',
    '<!-- Aus src/config erzeugt (npm run docs); nicht von Hand ändern. -->',
    `Alle Fehler der Umgebung und der Konfigurationsdatei werden beim Start auf einmal genannt, einer je Zeile, mit
Rückgabewert 2. Eine leere Variable gilt als nicht gesetzt. \`NODE_ENV\` ändert nichts.`,
    '## Umgebungsvariablen',
    table(
      ['Variable', 'Bedeutung', 'ohne Angabe'],
      VARIABLES.map(({ name, doc, fallback }) => [`\`${name}\``, doc, fallback]),
    ),
    '## Konfigurationsdatei',
    `YAML, in \`CONFIG_FILE\` genannt. Es genügt, was von der Auslieferung abweicht (Vorlage:
[production.example.yaml](../config/production.example.yaml)); ein Schlüssel ohne Wert gilt wie ausgeliefert, ein
unbekannter wird abgelehnt. Punkte im Namen stehen für Einrückung: \`site.name\` ist \`name\` unter \`site\`.`,
    table(
      ['Schlüssel', 'Bedeutung', 'möglich (englisch, wie in Fehlermeldungen)', 'ausgeliefert'],
      settingFields(settingsSchema).map(({ path, doc, expects, fallback }) => [
        `\`${path}\``,
        doc,
        expects,
        shown(fallback),
      ]),
    ),
  ])

function shown(fallback: unknown): string {
  if (fallback === null || (Array.isArray(fallback) && fallback.length === 0)) return '–'
  if (fallback === undefined) return 'Pflicht, wenn der Abschnitt da ist'
  if (Array.isArray(fallback)) return fallback.map(shown).join(', ')
  return `\`${typeof fallback === 'string' ? fallback : JSON.stringify(fallback)}\``
}
