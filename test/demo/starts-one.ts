import { createChildProcesses } from '../../src/demo/child-processes.js'

// A parent of the tests: `starts-one.ts <log folder> <file for the child's pid>`.
const [logFolder = '', pidFile = ''] = process.argv.slice(2)
createChildProcesses(process.env, logFolder).start({
  name: 'child',
  script: '../test/demo/stays.ts',
  args: [pidFile],
})
