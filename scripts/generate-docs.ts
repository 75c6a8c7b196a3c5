import { writeFileSync } from 'node:fs'
import { configurationManual } from './docs/configuration-manual.js'
import { errorManual } from './docs/error-manual.js'

// Writes the parts of docs/ that are made from the code: `npm run docs`. A test compares them with what is committed.

writeFileSync('docs/configuration.md', await configurationManual())
writeFileSync('docs/errors.md', await errorManual())
