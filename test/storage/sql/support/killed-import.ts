import { openDatabase } from '../../../../src/storage/sql/data-source.js'
import { createServiceStore } from '../../../../src/storage/sql/stores/service-store.js'
import { sampleAudit, sampleService } from '../../../contracts/samples.js'
import { STAMP } from '../../../contracts/sql-harness.js'

// Writes 3,000 services into the file that is named, and is killed when most of them are written and none is committed.

const [path = ''] = process.argv.slice(2)
const database = await openDatabase({ kind: 'sqlite', path, create: false })
const save = Array.from({ length: 3000 }, (_none, index) => sampleService(`https://sp${index}.example/saml`))
const audit = save.map(({ entityId: subject }) => sampleAudit('service.imported', { subject }))
let inserts = 0
const store = createServiceStore(
  {
    ...database,
    write: (work) =>
      database.write((rows) => {
        const query = rows.query.bind(rows)
        rows.query = async (text: string, values?: unknown[]) => {
          if (text.startsWith('INSERT INTO "audit_entries"') && ++inserts === 20) process.kill(process.pid, 'SIGKILL')
          return query(text, values)
        }
        return work(rows)
      }),
  },
  STAMP,
)
await store.change(async () => ({ save, remove: [], audit, result: null }))
