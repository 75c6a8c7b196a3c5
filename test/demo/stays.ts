import { writeFileSync } from 'node:fs'

// A process of the tests that stays: `stays.ts <file for its pid> [stubborn|failing]`.
const [pidFile = '', kind] = process.argv.slice(2)
if (kind === 'stubborn') process.on('SIGTERM', () => undefined)
if (kind === 'failing') {
  process.stderr.write('first line\nthe reason\n')
  process.exit(3)
}
setInterval(() => undefined, 1000)
writeFileSync(pidFile, String(process.pid))
