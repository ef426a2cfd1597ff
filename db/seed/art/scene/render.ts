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

const WINDOW_MAPS = 14
const WINDOW_TEXELS = 400
const DOME_MAPS = 20
const DOME_TEXELS = 128

/** Pixels of the scene, three bytes each. */
export function renderScene(scene: Scene, width: number, height: number): Uint8Array {
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
  const picture = new Float32Array(width * height * 3)
  renderSet(scene.set, camera, shader, dome, picture, width, height)
  const openness = scene.meshes.map((mesh) => openSky(mesh, dome))
  renderObjects(scene.meshes, camera, shader, openness, picture, width, height)
  const bytes = new Uint8Array(picture.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = Math.min(255, picture[index] as number)
  return bytes
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
    open[vertex] = (total > 0 ? seen / total : 0.5) * contact
  }
  return open
}

function renderObjects(
  meshes: Mesh[],
  camera: Camera,
  shader: Shader,
  openness: Float32Array[],
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
    const open = openness[which]
    if (mesh && points && open) {
      shadeSample(shader, camera, frame, mesh, points, open, id - (frame.offsets[which] ?? 0), cell)
    }
  }
  const columns = frame.width * SAMPLES
  const { ids, nearness } = frame
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const cell = y * SAMPLES * columns + x * SAMPLES
      const cells = [cell, cell + 1, cell + columns, cell + columns + 1] as const
      const [a, b, c, d] = [ids[cell], ids[cell + 1], ids[cell + columns], ids[cell + columns + 1]] as [
        number,
        number,
        number,
        number,
      ]
      if (a < 0 && b < 0 && c < 0 && d < 0) continue
      const index = ((frame.top + y) * width + frame.left + x) * 3
      const inside = a >= 0 && b >= 0 && c >= 0 && d >= 0
      if (inside && isOneSurface(owner, ids, nearness, cells)) {
        surface(a, cell)
        clear(picture, index, 0)
        addDisplay(picture, index, shader, 1)
        continue
      }
      const covered = [a, b, c, d].filter((id) => id >= 0).length
      clear(picture, index, 1 - covered / 4)
      for (const sample of cells) {
        const id = ids[sample] as number
        if (id < 0) continue
        surface(id, sample)
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

/** Whether four samples lie on the same mesh without a step in depth, so that one shading serves all. */
function isOneSurface(
  owner: Uint16Array,
  ids: Int32Array,
  nearness: Float32Array,
  cells: readonly [number, number, number, number],
): boolean {
  const first = owner[ids[cells[0]] as number]
  let low = nearness[cells[0]] as number
  let high = low
  for (const cell of cells) {
    if (owner[ids[cell] as number] !== first) return false
    const near = nearness[cell] as number
    if (near < low) low = near
    if (near > high) high = near
  }
  return high - low < 0.002 * high
}

/** Interpolates the mesh at one sample, asks its material and lights it. */
function shadeSample(
  shader: Shader,
  camera: Camera,
  frame: Frame,
  mesh: Mesh,
  p: Float32Array,
  open: Float32Array,
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
  const mix = (values: Float32Array, step: number, axis: number): number =>
    (values[i * step + axis] as number) * wi +
    (values[j * step + axis] as number) * wj +
    (values[k * step + axis] as number) * wk
  const x = mix(mesh.positions, 3, 0)
  const y = mix(mesh.positions, 3, 1)
  const z = mix(mesh.positions, 3, 2)
  let nx = mix(mesh.normals, 3, 0)
  let ny = mix(mesh.normals, 3, 1)
  let nz = mix(mesh.normals, 3, 2)
  const facing = nx * (camera.eye[0] - x) + ny * (camera.eye[1] - y) + nz * (camera.eye[2] - z)
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz) * (facing < 0 && mesh.twoSided ? -1 : 1) || 1
  nx /= length
  ny /= length
  nz /= length
  const { point, finish } = shader
  point.x = x - mesh.origin[0]
  point.y = y - mesh.origin[1]
  point.z = z - mesh.origin[2]
  point.u = mix(mesh.us, 1, 0)
  point.v = mix(mesh.vs, 1, 0)
  point.edge = mix(mesh.edges, 1, 0)
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
  const bent = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz)
  shader.light(x, y, z, nx * bent, ny * bent, nz * bent, mix(open, 1, 0))
}
