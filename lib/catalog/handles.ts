/** Handles: the part of a product's address that people read. */
const HANDLE_MAX = 120

/** 'Salt & Starlight, 2nd ed.' gives 'salt-starlight-2nd-ed'; empty when no letter or digit is left. */
export function handleOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, HANDLE_MAX)
    .replace(/^-+|-+$/g, '')
}

/** `base`, or `base-2`, `base-3`, ... : the first that `taken` does not hold. */
export function freeHandle(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base
  for (let n = 2; ; n++) {
    const candidate = `${base}-${n}`
    if (!taken.has(candidate)) return candidate
  }
}
