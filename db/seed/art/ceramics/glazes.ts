/**
 * The nine glazes under light, and the ways they are put on. A glaze is thin where the form turns outward (the clay shows
 * through at rims) and pools where it turns inward; its lower edge is a thick, uneven line above bare clay.
 */

import type { Glaze } from '@/db/seed/demo/kiln-and-clay/pot'
import { linear, type Rgb } from '../color'
import { hashCell, quickNoise, ringNoise } from '../random'
import type { Finish, Material, SurfacePoint } from '../scene/material'

interface Look {
  base: Rgb
  /** Where it is thin, and where it lies thick. */
  thin: Rgb
  deep: Rgb
  roughness: number
  gloss: number
  /** Freckles of iron, 0 to 1. */
  speckle: number
  freckle: Rgb
  /** Clouds in the colour, 0 to 1. */
  mottle: number
}

const look = (
  [base, thin, deep, freckle]: readonly [string, string, string, string],
  roughness: number,
  gloss: number,
  speckle: number,
  mottle: number,
): Look => ({
  base: linear(base),
  thin: linear(thin),
  deep: linear(deep),
  freckle: linear(freckle),
  roughness,
  gloss,
  speckle,
  mottle,
})

const LOOKS: Record<Glaze, Look> = {
  Oat: look(['#d2c09c', '#8f6340', '#dccfb3', '#5b3a22'], 0.5, 0.035, 1, 0.35),
  Chalk: look(['#d6d0c2', '#a58261', '#dedacf', '#7d6248'], 0.85, 0.02, 0.35, 0.15),
  Celadon: look(['#98ae9c', '#bdb893', '#66877a', '#5c6b52'], 0.14, 0.05, 0.12, 0.3),
  Tide: look(['#2c475b', '#7d5538', '#56798c', '#15202c'], 0.22, 0.05, 0.3, 0.7),
  Iron: look(['#45281b', '#94502c', '#170d0a', '#b57440'], 0.12, 0.055, 0.25, 0.8),
  Moss: look(['#66683f', '#8f7a50', '#454a2e', '#3a3420'], 0.42, 0.04, 0.55, 0.9),
  Persimmon: look(['#a5532f', '#5f2c1c', '#c27444', '#4a1f12'], 0.4, 0.04, 0.35, 0.5),
  Night: look(['#2a2b2e', '#54413a', '#1e1f22', '#101012'], 0.62, 0.03, 0.1, 0.2),
  Blush: look(['#cda593', '#a3735a', '#dcbdad', '#8a5a48'], 0.5, 0.035, 0.4, 0.4),
}

const CLAY = linear('#b48c66')
const CLAY_DARK = linear('#8b6444')
const GRIT = linear('#4a3324')

export type Style = 'dip' | 'two-tone' | 'drip' | 'slant' | 'inside' | 'full' | 'band'

export interface Coat {
  glaze: Glaze
  style: Style
  /** Height of the whole pot and of its lower glaze line, in scene units. */
  height: number
  line: number
  seed: number
  /** The upper glaze of a two-tone pot and the height where it begins. */
  second?: Glaze
  secondLine?: number
  crackle?: boolean
  /** Depth of the throwing rings; 1 is usual. */
  rings?: number
  /** Radius inside which a spiral is left in a floor. */
  spiral?: boolean
  /** The colour inside where it differs. */
  lining?: Glaze
}

const TABLE = 720

const smooth = (low: number, high: number, value: number): number => {
  const t = Math.max(0, Math.min(1, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}

/** The height of a glaze line all around, tabulated because it is asked for at every pixel. */
function edgeLine(coat: Coat, height: number, salt: number): Float32Array {
  return Float32Array.from({ length: TABLE + 1 }, (_, index) => {
    const angle = (index / TABLE) * Math.PI * 2
    const slow = ringNoise(angle, 5, coat.seed + salt) * 0.022
    const quick = ringNoise(angle, 26, coat.seed + salt + 1) * 0.007
    const slant = coat.style === 'slant' ? Math.cos(angle - 2.2) * coat.height * 0.2 : 0
    if (coat.style !== 'drip') return height + slow + quick + slant
    const tongue = Math.max(0, ringNoise(angle, 15, coat.seed + salt + 2) * 1.2 + 0.15)
    const small = Math.max(0, ringNoise(angle, 34, coat.seed + salt + 3))
    return height + slow * 2.2 - (tongue ** 1.3 * 0.3 + small * 0.06) * Math.min(1.1, coat.height)
  })
}

const onLine = (line: Float32Array, angle: number): number => {
  const turn = (((angle / (Math.PI * 2)) % 1) + 1) % 1
  const place = turn * TABLE
  const index = Math.floor(place)
  const low = line[index] as number
  return low + ((line[Math.min(TABLE, index + 1)] as number) - low) * (place - index)
}

/** One freckle at most for each cell of the clay; the result is how dark it is here. */
function freckles(point: SurfacePoint, size: number, chance: number, seed: number): number {
  const x = point.x / size
  const y = point.y / size
  const z = point.z / size
  const cx = Math.floor(x)
  const cy = Math.floor(y)
  const cz = Math.floor(z)
  if (hashCell(cx, cy, cz, seed) > chance) return 0
  const dx = x - cx - 0.3 - 0.4 * hashCell(cx, cy, cz, seed + 1)
  const dy = y - cy - 0.3 - 0.4 * hashCell(cx, cy, cz, seed + 2)
  const dz = z - cz - 0.3 - 0.4 * hashCell(cx, cy, cz, seed + 3)
  const radius = 0.1 + 0.2 * hashCell(cx, cy, cz, seed + 4)
  return smooth(radius, radius * 0.45, Math.sqrt(dx * dx + dy * dy + dz * dz))
}

/** Distance to the nearest crack of a crazed glaze; 0 on a crack. */
function crack(point: SurfacePoint, size: number, seed: number): number {
  const x = point.x / size + quickNoise(point.x * 9, point.y * 9, point.z * 9, seed) * 0.5
  const y = point.y / size
  const z = point.z / size
  const [cx, cy, cz] = [Math.floor(x), Math.floor(y), Math.floor(z)]
  let first = 9
  let second = 9
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (let dz = -1; dz <= 1; dz++) {
        const ax = cx + dx + hashCell(cx + dx, cy + dy, cz + dz, seed + 1) - x
        const ay = cy + dy + hashCell(cx + dx, cy + dy, cz + dz, seed + 2) - y
        const az = cz + dz + hashCell(cx + dx, cy + dy, cz + dz, seed + 3) - z
        const distance = Math.sqrt(ax * ax + ay * ay + az * az)
        if (distance < first) {
          second = first
          first = distance
        } else if (distance < second) second = distance
      }
    }
  }
  return second - first
}

function paintClay(point: SurfacePoint, finish: Finish, seed: number): void {
  const tone = quickNoise(point.x * 5, point.y * 18, point.z * 5, seed)
  const grit = freckles(point, 0.03, 0.22, seed + 40) * 0.7
  finish.r = (CLAY_DARK[0] + (CLAY[0] - CLAY_DARK[0]) * tone) * (1 - grit) + GRIT[0] * grit
  finish.g = (CLAY_DARK[1] + (CLAY[1] - CLAY_DARK[1]) * tone) * (1 - grit) + GRIT[1] * grit
  finish.b = (CLAY_DARK[2] + (CLAY[2] - CLAY_DARK[2]) * tone) * (1 - grit) + GRIT[2] * grit
  finish.roughness = 1
  finish.gloss = 0
  finish.by += Math.sin(point.y * 150 + tone * 6) * 0.05
}

/** Lays a glaze of a thickness (1 is usual) over what is there, with `part` coverage. */
function layGlaze(
  look: Look,
  point: SurfacePoint,
  finish: Finish,
  thickness: number,
  part: number,
  seed: number,
): void {
  const cloud = (quickNoise(point.x * 6, point.y * 5, point.z * 6, seed) - 0.5) * look.mottle
  const fine =
    look.mottle > 0.3 ? (quickNoise(point.x * 26, point.y * 17, point.z * 26, seed + 1) - 0.5) * look.mottle * 0.55 : 0
  const t = thickness + cloud * 0.9 + fine
  const thin = smooth(0.62, 0.12, t)
  const deep = smooth(1.02, 1.75, t)
  const spots = freckles(point, 0.052, look.speckle * 0.4, seed + 2)
  const dust = look.speckle < 0.3 ? 0 : freckles(point, 0.023, look.speckle * 0.3, seed + 8)
  const dark = Math.max(spots * 0.85, dust * 0.6) * Math.min(1, look.speckle * 1.6)
  const clear = 1 - dark
  const wBase = (1 - thin) * (1 - deep) * clear
  const wThin = thin * clear
  const wDeep = deep * (1 - thin) * clear
  const { base, freckle } = look
  finish.r += (base[0] * wBase + look.thin[0] * wThin + look.deep[0] * wDeep + freckle[0] * dark - finish.r) * part
  finish.g += (base[1] * wBase + look.thin[1] * wThin + look.deep[1] * wDeep + freckle[1] * dark - finish.g) * part
  finish.b += (base[2] * wBase + look.thin[2] * wThin + look.deep[2] * wDeep + freckle[2] * dark - finish.b) * part
  finish.gloss += (look.gloss - finish.gloss) * part
  finish.roughness += (look.roughness + thin * 0.2 - finish.roughness) * part
}

/** The material of a pot with this coat. */
export function glazed(coat: Coat): Material {
  const first = LOOKS[coat.glaze]
  const second = LOOKS[coat.second ?? coat.glaze]
  const lining = LOOKS[coat.lining ?? coat.second ?? coat.glaze]
  const lower = edgeLine(coat, coat.line, 0)
  const upper = edgeLine(coat, coat.secondLine ?? 1e6, 60)
  const rings = (coat.rings ?? 1) * 0.028
  return (point, finish) => {
    const inside = point.v > 1.02
    const { u, y, edge } = point
    paintClay(point, finish, coat.seed)
    const swing = quickNoise(point.nx * 0.7, y * 3, point.nz * 0.7, coat.seed + 9)
    const wave = Math.sin(y * 46 + swing * 5 + u * 0.16)
    finish.by += wave * rings * (0.4 + swing)
    if (coat.spiral && inside) {
      const radius = Math.hypot(point.x, point.z)
      const groove = Math.sin(radius * 44 - u) * 0.07 * smooth(0.75, 0.2, radius)
      finish.bx += (point.x / (radius + 0.02)) * groove
      finish.bz += (point.z / (radius + 0.02)) * groove
    }
    const settled = 1 - Math.max(0, edge) * 1.05 - Math.min(0, edge) * 0.9 - wave * 0.05
    if (inside) {
      const pool =
        coat.lining || coat.style === 'inside' ? smooth(1.6, 2, point.v) * 0.5 : smooth(1.7, 2, point.v) * 0.6
      layGlaze(lining, point, finish, settled + pool, 1, coat.seed + 20)
      if (coat.crackle) craze(point, finish, coat.seed)
      return
    }
    if (coat.style === 'inside') {
      layGlaze(first, point, finish, settled, smooth(0.93, 0.965, point.v + swing * 0.03), coat.seed + 20)
      return
    }
    const rise = coat.style === 'full' ? 1 : y - onLine(lower, u)
    const bead = Math.abs(rise) < 0.06 ? Math.exp(-((rise - 0.012) ** 2) / 0.0003) : 0
    const cover = smooth(-0.004, 0.005, rise)
    if (cover > 0) layGlaze(first, point, finish, settled + bead * 0.5, cover, coat.seed + 20)
    else {
      // A rust-coloured halo where the glaze has drawn iron to the edge of the bare clay.
      const halo = smooth(-0.07, 0, rise) * 0.35
      finish.g *= 1 - halo * 0.35
      finish.b *= 1 - halo * 0.6
    }
    finish.by -= bead * 0.35 * (rise > 0.012 ? -0.4 : 1)
    const above = y - onLine(upper, u)
    if (above > -0.01) {
      const overlap = above < 0.07 ? Math.exp(-((above - 0.014) ** 2) / 0.0004) : 0
      layGlaze(second, point, finish, settled + overlap * 0.4, smooth(-0.005, 0.006, above), coat.seed + 30)
      finish.by -= overlap * 0.2
    }
    if (coat.crackle) craze(point, finish, coat.seed)
  }
}

function craze(point: SurfacePoint, finish: Finish, seed: number): void {
  const line = smooth(0.06, 0.0, crack(point, 0.16, seed)) * 0.5
  finish.r *= 1 - line * 0.75
  finish.g *= 1 - line * 0.8
  finish.b *= 1 - line * 0.85
}
