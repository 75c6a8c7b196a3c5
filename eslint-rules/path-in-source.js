import { relative, sep } from 'node:path'

/** The path of the file that a rule looks at, relative to `src/`, with `/`. */
export const pathInSource = ({ cwd, filename }) => relative(`${cwd}/src`, filename).split(sep).join('/')
