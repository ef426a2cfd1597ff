/** A certificate authority made up for one test, and certificates of it: X.509 as RFC 5280 writes it, as little as TLS needs. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export interface Identity {
  /** PEM. */
  cert: string
  /** PEM. */
  key: string
}

export interface Authority {
  /** PEM, for `ca`. */
  cert: string
  issue(name: string, validity?: { from: Date; until: Date }): Identity
}

const DAY_MS = 86_400_000
const OID = {
  ecdsaSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  subjectAltName: [0x55, 0x1d, 0x11],
}

export function makeAuthority(name = 'Test CA'): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const validity = { from: new Date(Date.now() - DAY_MS), until: new Date(Date.now() + DAY_MS) }
  const isAuthority = extension(OID.basicConstraints, sequence(tlv(0x01, Buffer.from([0xff]))), true)
  const self = { issuer: name, subject: name, validity, publicKey: keys.publicKey, extensions: [isAuthority] }
  return {
    cert: certificate(self, keys.privateKey),
    issue(host, given = validity) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const names = extension(OID.subjectAltName, sequence(tlv(0x82, Buffer.from(host))))
      const made = { issuer: name, subject: host, validity: given, publicKey: own.publicKey, extensions: [names] }
      const key = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      return { cert: certificate(made, keys.privateKey), key }
    },
  }
}

interface Content {
  issuer: string
  subject: string
  validity: { from: Date; until: Date }
  publicKey: KeyObject
  extensions: Buffer[]
}

let serial = 0

function certificate({ issuer, subject, validity, publicKey, extensions }: Content, signer: KeyObject): string {
  const algorithm = sequence(tlv(0x06, Buffer.from(OID.ecdsaSha256)))
  serial += 1
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1, serial])),
    algorithm,
    nameOf(issuer),
    sequence(time(validity.from), time(validity.until)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  )
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, signer)]))
  const base64 = sequence(body, algorithm, signature).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`
}

function nameOf(commonName: string): Buffer {
  const attribute = sequence(tlv(0x06, Buffer.from(OID.commonName)), tlv(0x0c, Buffer.from(commonName)))
  return sequence(tlv(0x31, attribute))
}

function extension(oid: number[], value: Buffer, critical = false): Buffer {
  const flag = critical ? [tlv(0x01, Buffer.from([0xff]))] : []
  return sequence(tlv(0x06, Buffer.from(oid)), ...flag, tlv(0x04, value))
}

/** UTCTime: two digits of the year, seconds, Z. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return tlv(0x17, Buffer.from(`${digits}Z`))
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts))
}

function tlv(tag: number, value: Buffer): Buffer {
  const size = value.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), value])
}
