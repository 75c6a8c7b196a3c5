import { openTestStores } from './redis-world.js'

// `tsx ping-once.ts <url>`: exit code 0 if the Redis there answers, 1 and its line if it cannot be used.
try {
  const stores = await openTestStores(process.argv[2] ?? '', { startWithin: 1000 })
  await stores.ping()
  await stores.close()
} catch (error) {
  process.stderr.write(`${String(error)}\n`)
  process.exitCode = 1
}
