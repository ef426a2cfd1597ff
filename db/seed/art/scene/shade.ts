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

/** A window frame across the light: two panes high and wide, with bars between them, in scene units. */
export interface Panes {
  /** Half sizes of the lit field around `center`. */
  halfX: number
  halfY: number
  center: readonly [number, number, number]
  /** Half width of the bars. */
  bar: number
  /** How far an edge of the shadow is spread. */
  soft: number
}

const BIAS = 0.02

const smooth = (low: number, high: number, value: number): number => {
  const t = Math.max(0, Math.min(1, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}

/** How much light comes through the panes here, seen along the middle of the window's light. */
function throughPanes(panes: Panes, middle: ShadowMap, px: number, py: number, pz: number): number {
  const { a, b } = middle
  const { center, halfX, halfY, bar, soft } = panes
  const x = px - center[0]
  const y = py - center[1]
  const z = pz - center[2]
  const s = Math.abs(x * a[0] + y * a[1] + z * a[2])
  const t = x * b[0] + y * b[1] + z * b[2]
  const field = smooth(halfX + soft, halfX - soft, s) * smooth(halfY + soft, halfY - soft, Math.abs(t))
  if (field === 0) return 0
  const cross = Math.abs(t - halfY * 0.3)
  return field * smooth(bar - soft * 0.5, bar + soft * 0.5, s) * smooth(bar - soft * 0.5, bar + soft * 0.5, cross)
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
    const passed = panes ? throughPanes(panes, window[0] as ShadowMap, px, py, pz) : 1
    if (passed === 0) return 0
    let sum = 0
    for (const map of window) {
      const cosine = nx * map.lx + ny * map.ly + nz * map.lz
      if (cosine <= 0) continue
      // Moved along the normal, so that a curved wall does not shade itself in stripes.
      sum += cosine * visible(map, px + nx * 0.014, py + ny * 0.014, pz + nz * 0.014, BIAS)
    }
    return (sum * passed) / window.length
  }

  /** The same where nothing is in the way: only the angle counts. */
  private unobstructed(nx: number, ny: number, nz: number): number {
    let sum = 0
    for (const map of this.lighting.window) sum += Math.max(0, nx * map.lx + ny * map.ly + nz * map.lz)
    return sum / this.lighting.window.length
  }

  /** How much of the window a place sees, whatever its angle: 0 to 1. */
  seesWindow(px: number, py: number, pz: number, nx: number, ny: number, nz: number): number {
    const { window, panes } = this.lighting
    const passed = panes ? throughPanes(panes, window[0] as ShadowMap, px, py, pz) : 1
    let sum = 0
    for (const map of window) sum += visible(map, px + nx * 0.014, py + ny * 0.014, pz + nz * 0.014, BIAS)
    return (sum * passed) / window.length
  }

  /**
   * Shades `finish` at a place with this normal. `open` is the unobstructed part of the dome, 0 to 1. `lit` is 1 or 0 where
   * the window is known to be wholly seen or wholly hidden, which saves the search; anything between means: look.
   */
  light(px: number, py: number, pz: number, nx: number, ny: number, nz: number, open: number, lit: number): void {
    const { windowColor, skyColor, bounceColor } = this.lighting
    const { r, g, b, through, gloss, roughness } = this.finish
    let key = 0
    if (lit > 0.995) key = this.unobstructed(nx, ny, nz)
    else if (lit > 0.005) key = this.incoming(px, py, pz, nx, ny, nz)
    if (through > 0) key += this.incoming(px, py, pz, -nx, -ny, -nz) * through
    const fromSky = (0.5 + 0.5 * ny) * (1 - 0.28 * nx) * open
    const fromTable = (0.5 - 0.5 * ny) * (1 - 0.28 * nx) * open
    // Light between walls of the same colour: a pale bowl is not as dark inside as its geometry says.
    const closed = (1 - open) * 0.85
    this.red = r * (key * windowColor[0] + (skyColor[0] * fromSky + bounceColor[0] * fromTable) / (1 - closed * r))
    this.green = g * (key * windowColor[1] + (skyColor[1] * fromSky + bounceColor[1] * fromTable) / (1 - closed * g))
    this.blue = b * (key * windowColor[2] + (skyColor[2] * fromSky + bounceColor[2] * fromTable) / (1 - closed * b))
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
    const away = (1 - facing) * (1 - facing)
    const grazing = away * away * (1 - facing)
    const amount = gloss + (1 - gloss) * grazing * (1 - roughness) * 0.55
    const blur = 0.05 + roughness * 0.55
    // The window: two tall panes on the left and a little to the front, and a pale card on the right.
    const depth = -0.78 * rx + 0.36 * ry + 0.51 * rz
    let glow = 0
    if (depth > 0.05) {
      const s = (0.55 * rx + 0.84 * rz) / depth - 0.02
      const t = (0.3 * rx + 0.93 * ry - 0.2 * rz) / depth - 0.06
      if (Math.abs(s) < 0.5 + blur && Math.abs(t) < 0.62 + blur) {
        const pane = smooth(0.5 + blur, 0.5 - blur, Math.abs(s)) * smooth(0.62 + blur, 0.62 - blur, Math.abs(t))
        const bar = 1 - (1 - roughness) * 0.7 * smooth(0.05 + blur * 0.5, 0.02, Math.abs(s))
        glow = (pane * bar * 8.5) / (1 + roughness * 6)
      }
    }
    const card = rx > 0.55 ? smooth(0.55, 1, rx) * smooth(-0.4, 0.3, rz + 0.3) * 0.55 : 0
    const room = 0.16 + 0.2 * Math.max(0, ry)
    const light = (glow + card + room) * amount * Math.min(1, open * 1.35)
    this.red += light * 1.02
    this.green += light
    this.blue += light * 0.97
  }
}

/** How much colour is kept: film greys bright and dark tones a little. */
const CHROMA = 0.84

/** Adds the last result of a shader to a picture with a weight, as display bytes would mix. */
export function addDisplay(target: Float32Array, index: number, shader: Shader, weight: number): void {
  const grey = (shader.red * 0.25 + shader.green * 0.65 + shader.blue * 0.1) * (1 - CHROMA)
  target[index] = (target[index] as number) + toDisplay(grey + shader.red * CHROMA) * weight
  target[index + 1] = (target[index + 1] as number) + toDisplay(grey + shader.green * CHROMA) * weight
  target[index + 2] = (target[index + 2] as number) + toDisplay(grey + shader.blue * CHROMA) * weight
}
