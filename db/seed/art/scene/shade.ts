/**
 * Light on a surface: a soft window from the left, a dome of ambient light, a bounce from the table, and the reflection of
 * the window in the glaze. One `Shader` serves one picture; it owns its scratch objects, so nothing is allocated per pixel.
 */

import { type Rgb, toDisplay } from '../color'
import { type ShadowMap, visible } from './light'
import { newFinish, newSurfacePoint } from './material'

export interface Lighting {
  window: ShadowMap[]
  /** Linear colour and strength of the window. */
  windowColor: Rgb
  skyColor: Rgb
  /** Light thrown back by table and paper. */
  bounceColor: Rgb
  /** Panes of the window as light falls through it; absent for an open light. */
  panes?: Panes
}

/** A window frame in the plane across the light: bars of shadow, in scene units. */
export interface Panes {
  /** Distance between bars and their half width. */
  pitchX: number
  pitchY: number
  bar: number
  offsetX: number
  offsetY: number
  /** How far the bars can be seen: half sizes of the lit field. */
  halfX: number
  halfY: number
}

const BIAS = 0.02

const smooth = (low: number, high: number, value: number): number => {
  const t = Math.max(0, Math.min(1, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}

function throughPanes(panes: Panes, map: ShadowMap, x: number, y: number, z: number): number {
  const s = x * map.a[0] + y * map.a[1] + z * map.a[2] + panes.offsetX
  const t = x * map.b[0] + y * map.b[1] + z * map.b[2] + panes.offsetY
  if (Math.abs(s) > panes.halfX || Math.abs(t) > panes.halfY) return 0
  const barX = Math.abs(s / panes.pitchX - Math.round(s / panes.pitchX)) * panes.pitchX
  const barY = Math.abs(t / panes.pitchY - Math.round(t / panes.pitchY)) * panes.pitchY
  return barX < panes.bar || barY < panes.bar ? 0 : 1
}

export class Shader {
  readonly point = newSurfacePoint()
  readonly finish = newFinish()
  /** The result of the last call, linear. */
  red = 0
  green = 0
  blue = 0

  constructor(
    private readonly lighting: Lighting,
    private readonly eye: readonly [number, number, number],
  ) {}

  /** Part of the window's light that arrives, times the cosine, averaged over the window. */
  private incoming(px: number, py: number, pz: number, nx: number, ny: number, nz: number): number {
    const { window, panes } = this.lighting
    let sum = 0
    for (const map of window) {
      const cosine = nx * map.lx + ny * map.ly + nz * map.lz
      if (cosine <= 0) continue
      // Moved along the normal, so that a curved wall does not shade itself in stripes.
      const seen = visible(map, px + nx * 0.014, py + ny * 0.014, pz + nz * 0.014, BIAS)
      if (seen > 0) sum += cosine * seen * (panes ? throughPanes(panes, map, px, py, pz) : 1)
    }
    return sum / window.length
  }

  /** Shades `finish` at a place with this normal; `open` is the unobstructed part of the dome, 0 to 1. */
  light(px: number, py: number, pz: number, nx: number, ny: number, nz: number, open: number): void {
    const { windowColor, skyColor, bounceColor } = this.lighting
    const { r, g, b, through, gloss, roughness } = this.finish
    const direct = this.incoming(px, py, pz, nx, ny, nz)
    const behind = through > 0 ? this.incoming(px, py, pz, -nx, -ny, -nz) * through : 0
    const up = 0.5 + 0.5 * ny
    const side = 1 - 0.28 * nx
    const shade = (albedo: number, channel: 0 | 1 | 2): number => {
      // Light between walls of the same colour: a pale bowl is not as dark inside as its geometry says.
      const lifted = open / (1 - (1 - open) * albedo * 0.85)
      const ambient = (skyColor[channel] * up + bounceColor[channel] * (1 - up)) * side * lifted
      return albedo * ((direct + behind) * windowColor[channel] + ambient)
    }
    this.red = shade(r, 0)
    this.green = shade(g, 1)
    this.blue = shade(b, 2)
    if (gloss > 0) this.mirror(px, py, pz, nx, ny, nz, gloss, roughness, open)
  }

  private mirror(
    px: number,
    py: number,
    pz: number,
    nx: number,
    ny: number,
    nz: number,
    gloss: number,
    roughness: number,
    open: number,
  ): void {
    const ex = this.eye[0] - px
    const ey = this.eye[1] - py
    const ez = this.eye[2] - pz
    const inverse = 1 / Math.sqrt(ex * ex + ey * ey + ez * ez)
    const facing = Math.max(0, (ex * nx + ey * ny + ez * nz) * inverse)
    const rx = 2 * facing * nx - ex * inverse
    const ry = 2 * facing * ny - ey * inverse
    const rz = 2 * facing * nz - ez * inverse
    const grazing = (1 - facing) ** 5
    const amount = gloss + (1 - gloss) * grazing * (1 - roughness) * 0.55
    const blur = 0.05 + roughness * 0.55
    // The window: two tall panes on the left and a little to the front, and a pale card on the right.
    const depth = -0.78 * rx + 0.36 * ry + 0.51 * rz
    let glow = 0
    if (depth > 0.05) {
      const s = (0.55 * rx + 0.84 * rz) / depth - 0.02
      const t = (0.3 * rx + 0.93 * ry - 0.2 * rz) / depth - 0.06
      const pane = smooth(0.5 + blur, 0.5 - blur, Math.abs(s)) * smooth(0.62 + blur, 0.62 - blur, Math.abs(t))
      const bar = 1 - (1 - roughness) * 0.7 * smooth(0.05 + blur * 0.5, 0.02, Math.abs(s))
      glow = (pane * bar * 8.5) / (1 + roughness * 6)
    }
    const card = smooth(0.55, 1, rx) * smooth(-0.4, 0.3, rz + 0.3) * 0.55
    const room = 0.16 + 0.2 * Math.max(0, ry)
    const light = (glow + card + room) * amount * Math.min(1, open * 1.35)
    this.red += light * 1.02
    this.green += light
    this.blue += light * 0.97
  }
}

/** Writes the last result of a shader into a picture with a weight, as display bytes would mix. */
export function addDisplay(target: Float32Array, index: number, shader: Shader, weight: number): void {
  target[index] = (target[index] as number) + toDisplay(shader.red) * weight
  target[index + 1] = (target[index + 1] as number) + toDisplay(shader.green) * weight
  target[index + 2] = (target[index + 2] as number) + toDisplay(shader.blue) * weight
}
