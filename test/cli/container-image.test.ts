import { existsSync, readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { expect } from 'chai'

const root = new URL('../../', import.meta.url)
const dockerfile = readFileSync(new URL('Dockerfile', root), 'utf8')

/** The instructions of the last stage, continued lines joined. */
const stage = dockerfile
  .slice(dockerfile.lastIndexOf('\nFROM '))
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

const instruction = (name: string): string | undefined => stage.findLast((line) => line.startsWith(`${name} `))

describe('the container image', () => {
  it('runs as a numeric user that is not root', () => {
    expect(instruction('USER')).to.match(/^USER [1-9]\d{3,}:[1-9]\d{3,}$/)
  })

  it('has the Node that the pages recommend, and is built with it', () => {
    const [image] = /^FROM node:(\d+)-slim/m.exec(dockerfile)?.slice(1) ?? []
    expect(dockerfile.match(/^FROM \S+/gm)).to.deep.equal(Array(2).fill(`FROM node:${image}-slim`))
    const page = (name: string): string => readFileSync(new URL(name, root), 'utf8')
    expect(page('README.md')).to.contain(`; ${image} is recommended`)
    expect(page('docs/betriebshandbuch/installation.md')).to.contain(`Empfohlen ist Node ${image};`)
  })

  it('is built in a stage of its own and takes nothing but the program from it', () => {
    expect(dockerfile.match(/^FROM /gm)).to.have.lengthOf(2)
    const copied = stage.filter((line) => line.startsWith('COPY ')).map((line) => line.split(' ').at(-1))
    expect(copied).to.deep.equal(['./', './', 'node_modules', 'dist', 'config'])
    expect(dockerfile).to.contain('npm ci').and.contain('npm prune --omit=dev')
  })

  it('keeps its data in a volume that its user owns, and nowhere else', () => {
    expect(instruction('VOLUME')).to.equal('VOLUME /data')
    expect(instruction('ENV')).to.contain('DATA_DIR=/data')
    expect(stage.join('\n')).to.contain('chown 10001:10001 /data')
  })

  it('says whether it is ready, and ends on SIGTERM as the broker does', () => {
    expect(instruction('HEALTHCHECK')).to.contain('/health/ready')
    expect(instruction('STOPSIGNAL')).to.equal('STOPSIGNAL SIGTERM')
    expect(instruction('ENTRYPOINT')).to.equal('ENTRYPOINT ["node", "dist/cli/servicekonto.js"]')
    expect(instruction('CMD')).to.equal('CMD ["serve"]')
  })

  it('has a health check that is one valid program', () => {
    const [, json] = /CMD (\[.*\])$/.exec(instruction('HEALTHCHECK') ?? '') ?? []
    const [node, option, program] = JSON.parse(json ?? '[]') as string[]
    expect([node, option]).to.deep.equal(['node', '-e'])
    expect(() => new Script(program ?? '(')).not.to.throw()
  })

  it('copies nothing that is not there', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, names]) =>
      (names ?? '').split(' '),
    )
    for (const name of sources) expect(existsSync(new URL(name, root)), name).to.equal(true)
  })

  it('gets no secrets, data or foreign modules from the build folder', () => {
    const ignored = readFileSync(new URL('.dockerignore', root), 'utf8').split('\n')
    expect(ignored.find((line) => line !== '' && !line.startsWith('#'))).to.equal('*')
    for (const name of ['!node_modules', '!data', '!certs', '!.git']) expect(ignored).not.to.include(name)
    expect(ignored).to.include('**/*.key')
  })
})
