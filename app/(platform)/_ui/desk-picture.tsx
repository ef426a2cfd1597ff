/** The desk as it is: a screenshot of the demo bookshop's home, light or dark like the page around it. */
const WIDTH = 2400
const HEIGHT = 1350

export function DeskPicture() {
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-raised shadow-float">
      <picture>
        <source media="(prefers-color-scheme: dark)" srcSet="/assets/desk-dark.webp" />
        <img
          src="/assets/desk-light.webp"
          width={WIDTH}
          height={HEIGHT}
          alt="A store’s home in the admin: today’s numbers, fourteen days of sales, orders to fulfil and stock running low."
          className="h-auto w-full"
        />
      </picture>
    </figure>
  )
}
