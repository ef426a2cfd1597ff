/** Sending a picture to the store's media, from a page of its desk. */

export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp,image/gif'

/** The stored picture, or why it was refused. */
export async function uploadPicture(
  slug: string,
  file: File,
): Promise<{ key: string; width: number; height: number } | string> {
  try {
    const response = await fetch(`/admin/${slug}/media`, { method: 'POST', body: file })
    const answer = await response.json()
    return response.ok ? answer : (answer.error?.message ?? 'The upload was refused.')
  } catch {
    return 'The upload did not arrive. Check the connection and try again.'
  }
}
