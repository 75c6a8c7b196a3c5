import { writeFileSync } from 'node:fs'
import { auditManual } from './docs/audit-manual.js'
import { defaultSettings } from './docs/default-settings.js'
import { configurationManual } from './docs/configuration-manual.js'
import { errorManual } from './docs/error-manual.js'

// Writes what is made from the code, parts of docs/ and the shipped settings: `npm run docs`. A test compares them with what is committed.

writeFileSync('docs/configuration.md', await configurationManual())
writeFileSync('config/default.yaml', await defaultSettings())
writeFileSync('docs/errors.md', await errorManual())
writeFileSync('docs/audit.md', await auditManual())
