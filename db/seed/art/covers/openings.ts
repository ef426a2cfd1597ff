/** First lines of the invented books that are photographed open. */

interface Opening {
  chapter: string
  text: string
}

export const OPENINGS: Record<string, Opening> = {
  'the-salt-ledger': {
    chapter: 'The first column',
    text: 'The salt came in twice that morning. Edda Strand wrote it down twice, because that was the rule: what crosses the quay is entered, and what is entered is true. It was only at noon, with the ink dry and the gulls asleep along the customs rail, that she laid the two lines side by side and saw that the second one had been written in her own hand, an hour before she arrived. She did not call anyone. She did what she had done with every doubtful figure for eleven years. She ruled a third column, left it empty, and put on her coat.',
  },
  'every-light-on-the-coast': {
    chapter: 'Sixty-one lights',
    text: 'The northernmost light is also the shortest, and its keeper is said to have painted it himself, up to the height he could reach. Above that it stayed grey until his son grew taller. I begin there, in a wind that took my hat at the landing and brought it back, some hours later, from the other side of the island. The lamp shows white, two flashes every ten seconds, and can be seen for nine miles by anybody who is looking. In the log for that winter the word “nothing” is written forty-four times, each time with the hour beside it.',
  },
  'a-field-guide-to-ordinary-weather': {
    chapter: 'Drizzle',
    text: 'You notice it first on your glasses. It has no sound, or rather it takes sound away: the road is quieter, the dog across the street stops in the middle of a remark. Look towards something dark, a hedge or a doorway, and you will see that the air has a grain. This is the commonest rain in the country and the least reported. It seldom lasts less than an hour or more than a day, it never filled a reservoir, and it is the reason that nobody here owns a white umbrella. Laundry: bring it in, but there is no need to run.',
  },
  'bread-before-seven': {
    chapter: 'Ten to five',
    text: 'The first loaf of the day is mixed in the dark, so learn it with your hands. Five hundred grams of flour make a heap you can just hide under two palms. The water should feel like nothing at all, neither warm nor cold; if you notice it, wait. Stir until there is no dry flour, then stop, cover the bowl and go back to bed. Most of what is called kneading is impatience. In an hour the dough will have done the greater part of the work without you, and when you press it with a wet finger it will push back, slowly, like a cat.',
  },
  'grid-and-grain': {
    chapter: 'Which way it runs',
    text: 'Before you cut a board you look at the end of it. The rings tell you which face will cup, where it will split, and how it wants to be held. A page has an end as well, and hardly anyone looks. Take the longest line you will have to set, and the shortest; take the one picture that cannot be cropped. Lay them side by side on an empty sheet. Between them you will find a measure that repeats, and that is the grain. Everything else in this book is sawing. My master used to say that a good joint is one you could take apart with a clear conscience.',
  },
  'what-the-ferry-carried': {
    chapter: 'Tuesday, outward',
    text: 'One tractor tire, unaccompanied. The mail. Four nurses with their shoes off, asleep against the same window. A cello that had its own seat and looked out. Two hundred loaves. A boy who would not say whose he was until the second island. Eleven bicycles, a bride’s dress in a dry cleaner’s bag, hung from the lifebelt hook, filling and emptying. The man who always stands. Ice, for the fish that would come back. A letter I had not yet decided to send. The sound of the engine, which nobody thinks of as cargo.',
  },
}
