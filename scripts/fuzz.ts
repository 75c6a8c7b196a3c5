import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

// `npm run fuzz [-- --factor 100] [-- --seed n]`: the properties of test/fuzz, which `npm test` tries with few cases,
// with many. A failure names its seed and the smallest case that shows it.

const { values } = parseArgs({
  options: { factor: { type: 'string', default: '50' }, seed: { type: 'string' } },
})
const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config', '--import=tsx', '--timeout', '0', '--exit']
const files = ['test/fuzz/**/*.test.ts', 'test/saml/xml/verify-fuzz.test.ts', 'test/login/level-oracle.test.ts']
const env = {
  ...process.env,
  FUZZ_FACTOR: values.factor,
  ...(values.seed === undefined ? {} : { FUZZ_SEED: values.seed }),
}
spawn(process.execPath, [...mocha, ...files], { stdio: 'inherit', env }).on('close', (code) => {
  process.exitCode = code ?? 1
})
