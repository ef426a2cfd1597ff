/**
 * Renders a scene to RGB bytes: the set (table and wall) coarsely, because its light is soft; the objects sharply, with
 * smooth outlines; then grain. Deterministic, synchronous, no I/O.
 */

import type { Rgb } from '../color'
import { type Camera, cameraFor, type View } from './camera'
import { castAll, domeDirections, type Reach, type ShadowMap, visible, windowDirections } from './light'
import type { Mesh, Point } from './mesh'
import { type Frame, rasterize, SAMPLES } from './raster'
import { renderSet, type SetDesign } from './set'
import { addDisplay, type Panes, Shader } from './shade'

export interface Scene {
  meshes: Mesh[]
  view: View
  set: SetDesign
  /** Towards the window. */
  lightFrom: Point
  /** Softness of the window. */
  lightSpread: number
  windowColor: Rgb
  skyColor: Rgb
  bounceColor: Rgb
  panes?: Panes
  /** What shadows have to cover. */
  reach: Reach
}

const WINDOW_MAPS = 11
const WINDOW_TEXELS = 340
const DOME_MAPS = 24
const DOME_TEXELS = 96

/** Pixels of the scene, three bytes each. */
export function renderScene(scene: Scene, width: number, height: number): Uint8ClampedArray {
  const camera = cameraFor(scene.view, width, height)
  const window = castAll(
    windowDirections(scene.lightFrom, scene.lightSpread, WINDOW_MAPS),
    scene.meshes,
    WINDOW_TEXELS,
    scene.reach,
  )
  const dome = castAll(domeDirections(DOME_MAPS), scene.meshes, DOME_TEXELS, scene.reach)
  const { windowColor, skyColor, bounceColor, panes } = scene
  const shader = new Shader({ window, windowColor, skyColor, bounceColor, ...(panes ? { panes } : {}) }, camera.eye)
  const picture = canvas(width * height * 3)
  renderSet(scene.set, camera, shader, dome, picture, width, height)
  const sight = scene.meshes.map((mesh) => ({ open: openSky(mesh, dome), lit: windowSeen(mesh, shader) }))
  renderObjects(scene.meshes, camera, shader, sight, picture, width, height)
  return develop(picture, width, height)
}

let scratch = new Float32Array(0)

/** One canvas for all pictures: it is wholly painted by the set before anything is added to it. */
function canvas(length: number): Float32Array {
  if (scratch.length !== length) scratch = new Float32Array(length)
  return scratch
}

const GRAIN = 3.2
const VIGNETTE = 0.13

/** To bytes, with a trace of grain (which also hides the steps of soft gradients) and corners a little darker. */
function develop(picture: Float32Array, width: number, height: number): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(width * height * 3)
  let state = 0x2545f491
  for (let y = 0, at = 0; y < height; y++) {
    const dy = y / height - 0.5
    for (let x = 0; x < width; x++, at += 3) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      const dx = x / width - 0.5
      const keep = 1 - VIGNETTE * (dx * dx + dy * dy) * 2
      const grain = ((state & 255) + ((state >> 8) & 255) - 255) * (GRAIN / 255)
      bytes[at] = (picture[at] as number) * keep + grain
      bytes[at + 1] = (picture[at + 1] as number) * keep + grain
      bytes[at + 2] = (picture[at + 2] as number) * keep + grain
    }
  }
  return bytes
}

/** What each vertex sees of the dome and of the window, 0 to 1. */
interface Sight {
  open: Float32Array
  lit: Float32Array
}

function windowSeen(mesh: Mesh, shader: Shader): Float32Array {
  const { positions: p, normals: n } = mesh
  const lit = new Float32Array(p.length / 3)
  for (let at = 0; at < p.length; at += 3) {
    lit[at / 3] = shader.seesWindow(
      p[at] as number,
      p[at + 1] as number,
      p[at + 2] as number,
      n[at] as number,
      n[at + 1] as number,
      n[at + 2] as number,
    )
  }
  return lit
}

/** For each vertex, the part of the dome above its surface that is not hidden. */
function openSky(mesh: Mesh, dome: ShadowMap[]): Float32Array {
  const { positions, normals } = mesh
  const open = new Float32Array(positions.length / 3)
  for (let vertex = 0; vertex < open.length; vertex++) {
    const at = vertex * 3
    const nx = normals[at] as number
    const ny = normals[at + 1] as number
    const nz = normals[at + 2] as number
    // The table hides nothing from itself, but a wall standing on it sees less light near its foot.
    const y = positions[at + 1] as number
    let seen = 0
    let total = 0
    for (const map of dome) {
      const cosine = nx * map.lx + ny * map.ly + nz * map.lz + 0.25
      if (cosine <= 0) continue
      total += cosine
      seen +=
        cosine *
        visible(
          map,
          (positions[at] as number) + nx * 0.03,
          y + ny * 0.03,
          (positions[at + 2] as number) + nz * 0.03,
          0.05,
        )
    }
    const contact = ny < 0.3 ? 0.45 + 0.55 * Math.min(1, y / 0.35) : 1
    // Never wholly dark: some light always comes by way of the room.
    open[vertex] = (0.1 + 0.9 * (total > 0 ? seen / total : 0.5)) * contact
  }
  return open
}

function renderObjects(
  meshes: Mesh[],
  camera: Camera,
  shader: Shader,
  sight: Sight[],
  picture: Float32Array,
  width: number,
  height: number,
): void {
  const frame = rasterize(meshes, camera, width, height)
  const owner = new Uint16Array(meshes.reduce((sum, mesh) => sum + mesh.triangles.length / 3, 0))
  for (const [index, offset] of frame.offsets.entries()) owner.fill(index, offset)
  const surface = (id: number, cell: number): void => {
    const which = owner[id] as number
    const mesh = meshes[which]
    const points = frame.projected[which]
    const seen = sight[which]
    if (mesh && points && seen) {
      shadeSample(shader, camera, frame, mesh, points, seen, id - (frame.offsets[which] ?? 0), cell)
    }
  }
  const columns = frame.width * SAMPLES
  const { ids, nearness } = frame
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const cell = y * SAMPLES * columns + x * SAMPLES
      const below = cell + columns
      const a = ids[cell] as number
      const b = ids[cell + 1] as number
      const c = ids[below] as number
      const d = ids[below + 1] as number
      const covered = (a >= 0 ? 1 : 0) + (b >= 0 ? 1 : 0) + (c >= 0 ? 1 : 0) + (d >= 0 ? 1 : 0)
      if (covered === 0) continue
      const index = ((frame.top + y) * width + frame.left + x) * 3
      clear(picture, index, 1 - covered / 4)
      const same = covered === 4 && owner[a] === owner[b] && owner[a] === owner[c] && owner[a] === owner[d]
      if (same && isLevel(nearness, cell, below)) {
        surface(a, cell)
        addDisplay(picture, index, shader, 1)
        continue
      }
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const at = (sample < SAMPLES ? cell : below) + (sample % SAMPLES)
        const id = ids[at] as number
        if (id < 0) continue
        surface(id, at)
        addDisplay(picture, index, shader, 0.25)
      }
    }
  }
}

function clear(picture: Float32Array, index: number, keep: number): void {
  picture[index] = (picture[index] as number) * keep
  picture[index + 1] = (picture[index + 1] as number) * keep
  picture[index + 2] = (picture[index + 2] as number) * keep
}

/** Whether the four samples of a pixel lie without a step in depth, so that one shading serves all. */
function isLevel(nearness: Float32Array, cell: number, below: number): boolean {
  const a = nearness[cell] as number
  const b = nearness[cell + 1] as number
  const c = nearness[below] as number
  const d = nearness[below + 1] as number
  const high = Math.max(a, b, c, d)
  return high - Math.min(a, b, c, d) < 0.002 * high
}

function blend(values: Float32Array, i: number, j: number, k: number, wi: number, wj: number, wk: number): number {
  return (values[i] as number) * wi + (values[j] as number) * wj + (values[k] as number) * wk
}

/** Interpolates the mesh at one sample, asks its material and lights it. */
function shadeSample(
  shader: Shader,
  camera: Camera,
  frame: Frame,
  mesh: Mesh,
  p: Float32Array,
  sight: Sight,
  triangle: number,
  cell: number,
): void {
  const i = mesh.triangles[triangle * 3] as number
  const j = mesh.triangles[triangle * 3 + 1] as number
  const k = mesh.triangles[triangle * 3 + 2] as number
  const columns = frame.width * SAMPLES
  const px = (cell % columns) + 0.5 - (p[i * 3] as number)
  const py = Math.floor(cell / columns) + 0.5 - (p[i * 3 + 1] as number)
  const bx = (p[j * 3] as number) - (p[i * 3] as number)
  const by = (p[j * 3 + 1] as number) - (p[i * 3 + 1] as number)
  const cx = (p[k * 3] as number) - (p[i * 3] as number)
  const cy = (p[k * 3 + 1] as number) - (p[i * 3 + 1] as number)
  const area = bx * cy - by * cx
  const s = ((px * cy - py * cx) / area) * (p[j * 3 + 2] as number)
  const t = ((bx * py - by * px) / area) * (p[k * 3 + 2] as number)
  const first = (1 - (px * cy - py * cx) / area - (bx * py - by * px) / area) * (p[i * 3 + 2] as number)
  const sum = first + s + t
  const wi = first / sum
  const wj = s / sum
  const wk = t / sum
  const { positions: q, normals: m } = mesh
  const x = blend(q, i * 3, j * 3, k * 3, wi, wj, wk)
  const y = blend(q, i * 3 + 1, j * 3 + 1, k * 3 + 1, wi, wj, wk)
  const z = blend(q, i * 3 + 2, j * 3 + 2, k * 3 + 2, wi, wj, wk)
  let nx = blend(m, i * 3, j * 3, k * 3, wi, wj, wk)
  let ny = blend(m, i * 3 + 1, j * 3 + 1, k * 3 + 1, wi, wj, wk)
  let nz = blend(m, i * 3 + 2, j * 3 + 2, k * 3 + 2, wi, wj, wk)
  const facing = nx * (camera.eye[0] - x) + ny * (camera.eye[1] - y) + nz * (camera.eye[2] - z)
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz) * (facing < 0 && mesh.twoSided ? -1 : 1) || 1
  nx /= length
  ny /= length
  nz /= length
  const { point, finish } = shader
  point.x = x - mesh.origin[0]
  point.y = y - mesh.origin[1]
  point.z = z - mesh.origin[2]
  point.u = blend(mesh.us, i, j, k, wi, wj, wk)
  point.v = blend(mesh.vs, i, j, k, wi, wj, wk)
  point.edge = blend(mesh.edges, i, j, k, wi, wj, wk)
  point.nx = nx
  point.ny = ny
  point.nz = nz
  finish.bx = 0
  finish.by = 0
  finish.bz = 0
  finish.through = 0
  finish.gloss = 0
  finish.roughness = 1
  mesh.material(point, finish)
  nx += finish.bx
  ny += finish.by
  nz += finish.bz
  const lit = blend(sight.lit, i, j, k, wi, wj, wk)
  const bent = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz)
  shader.light(x, y, z, nx * bent, ny * bent, nz * bent, blend(sight.open, i, j, k, wi, wj, wk), lit)
}
