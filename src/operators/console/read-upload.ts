import type { Request } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'

/** More than any metadata file has (CONTRACT: Command line), and the fields beside it. */
const LARGEST_UPLOAD = 33 * 1024 * 1024

/** The fields of a form with a file: each text once, and the files by their fields. */
export interface Upload {
  readonly texts: ReadonlyMap<string, string>
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Uint8Array }>
}

/**
 * Reads a form of `multipart/form-data`, as Node's own parser does (RFC 7578). Throws `BrokerError`: `media-type` for
 * another type, `payload` beyond 33 MiB, `form-input` for what is no such form or has a field twice.
 */
export async function readUpload(request: Request): Promise<Upload> {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new BrokerError('media-type')
  const body = await bodyOf(request)
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch((cause: unknown) => {
      throw new BrokerError('form-input', 'no multipart form', { cause })
    })
  const parts: [string, File | string][] = []
  form.forEach((value, name) => parts.push([name, value]))
  const texts = new Map<string, string>()
  const files = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>()
  for (const [name, value] of parts) {
    if (texts.has(name) || files.has(name)) throw new BrokerError('form-input', `${name} is repeated`)
    if (typeof value === 'string') texts.set(name, value)
    // A browser sends a file without a name where none was chosen.
    else if (value.size > 0) files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { texts, files }
}

async function bodyOf(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  // A request whose browser is gone ends with a fault of its own.
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array)
    length += bytes.length
    // check: uploads-are-capped
    if (length > LARGEST_UPLOAD) throw new BrokerError('payload')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
