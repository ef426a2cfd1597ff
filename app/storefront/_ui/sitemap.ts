/** The form of sitemaps (https://www.sitemaps.org/protocol.html). */

/** Listings of a hundred products in one sitemap file. */
export const SITEMAP_LISTINGS = 20

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;', '"': '&quot;' }

/** An answer that lists the addresses, each as `<item><loc>…`. */
export function xmlResponse(root: 'sitemapindex' | 'urlset', item: 'sitemap' | 'url', urls: string[]): Response {
  const entries = urls.map(
    (url) => `<${item}><loc>${url.replace(/[&<>'"]/g, (sign) => ENTITIES[sign] ?? sign)}</loc></${item}>`,
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('\n')}
</${root}>
`
  return new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}
