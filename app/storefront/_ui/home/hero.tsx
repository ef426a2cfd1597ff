/**
 * The shop window. Words stand beside or below the picture and never on it, so that they can be read whatever a merchant
 * uploads. The bookshop puts them on paper at the left; the others let the picture have the width.
 */

import { imagePath, srcSet } from '@/lib/media/images'
import type { StoreProfile } from '@/lib/stores/queries'
import { ShopLink } from '../shop-link'
import { presetOf } from '../theme'

type HeroSettings = NonNullable<StoreProfile['theme']['hero']>

export function Hero({ profile }: { profile: StoreProfile }) {
  const hero = profile.theme.hero ?? { title: profile.settings.tagline ?? profile.name, text: '' }
  if (!hero.imageKey) return <Typographic hero={hero} />
  return presetOf(profile.theme) === 'bookshop' ? <Beside hero={hero} /> : <Below hero={hero} />
}

function Beside({ hero }: { hero: HeroSettings }) {
  return (
    <section className="grid border-b border-line lg:min-h-[min(72vh,46rem)] lg:grid-cols-[5fr_7fr]">
      <div className="relative order-2 overflow-hidden bg-raised lg:min-h-full">
        <HeroImage
          hero={hero}
          sizes="(min-width: 1024px) 58vw, 100vw"
          className="aspect-[5/4] lg:absolute lg:inset-0 lg:aspect-auto lg:h-full"
        />
      </div>
      <div className="flex flex-col items-start justify-center gap-5 px-(--gutter) py-10 lg:py-16 lg:pr-12">
        <h1 className="display max-w-[13ch] text-39 md:text-[clamp(3rem,4.6vw,4.5rem)] md:leading-[1.02]">
          {hero.title}
        </h1>
        <p className="max-w-[38ch] text-16 text-muted md:text-20">{hero.text}</p>
        <Cta hero={hero} />
      </div>
    </section>
  )
}

function Below({ hero }: { hero: HeroSettings }) {
  return (
    <section>
      <div className="overflow-hidden bg-raised">
        <HeroImage hero={hero} sizes="100vw" className="aspect-[5/4] object-[50%_85%] md:aspect-[21/9]" />
      </div>
      <div className="wrap grid gap-5 pt-8 md:grid-cols-[7fr_5fr] md:gap-12 md:pt-12">
        <h1 className="display text-39 md:text-[clamp(3rem,5.2vw,5rem)] md:leading-[1]">{hero.title}</h1>
        <div className="flex flex-col items-start gap-5 md:pt-2">
          <p className="max-w-[44ch] text-16 md:text-20">{hero.text}</p>
          <Cta hero={hero} />
        </div>
      </div>
    </section>
  )
}

function Typographic({ hero }: { hero: HeroSettings }) {
  return (
    <section className="wrap flex flex-col items-start gap-6 border-b border-line py-20 md:py-32">
      <h1 className="display max-w-[18ch] text-39 md:text-[clamp(3rem,5.2vw,5rem)] md:leading-[1.02]">{hero.title}</h1>
      {hero.text && <p className="max-w-[48ch] text-16 text-muted md:text-20">{hero.text}</p>}
      <Cta hero={{ ...hero, cta: hero.cta ?? { label: 'See everything', href: '/collections/all' } }} />
    </section>
  )
}

function Cta({ hero }: { hero: HeroSettings }) {
  if (!hero.cta?.href.startsWith('/')) return null
  return (
    <ShopLink href={hero.cta.href} className="button button-accent mt-1">
      {hero.cta.label}
    </ShopLink>
  )
}

function HeroImage({ hero, sizes, className }: { hero: HeroSettings; sizes: string; className: string }) {
  if (!hero.imageKey) return null
  return (
    // biome-ignore lint/performance/noImgElement: the stored widths are served as they are; no optimizer runs between.
    <img
      src={imagePath(hero.imageKey, 1440)}
      srcSet={srcSet(hero.imageKey)}
      sizes={sizes}
      alt={hero.imageAlt ?? ''}
      fetchPriority="high"
      decoding="sync"
      className={`block w-full object-cover ${className}`}
    />
  )
}
