import { folded } from "../text/folded";
import type { KnownPerson } from "./knownPeople";

/** People who were found, the best first, and how many there are in all. */
export interface Found {
  readonly people: readonly KnownPerson[];
  readonly total: number;
}

/** Before and behind each of a person's names. */
const EDGE = "\n";

/** How well a word fits, the best first: a whole name, the start of one, anything within. */
const RANKS = 3;

/** Searches many people as fast as somebody types: their names are made ready once. */
export class PeopleIndex {
  private readonly texts: readonly string[];

  constructor(private readonly people: readonly KnownPerson[]) {
    this.texts = people.map(textOf);
  }

  /** Everybody whose username, e-mail or name holds each of the words; the best `most` of them. */
  find(typed: string, most: number): Found {
    const words = folded(typed).split(/\s+/).filter(Boolean);
    const ranked: KnownPerson[][] = Array.from({ length: RANKS }, () => []);
    let total = 0;
    for (const [at, text] of this.texts.entries()) {
      const rank = rankOf(text, words);
      if (rank === undefined) continue;
      total += 1;
      const [person, same] = [this.people[at], ranked[rank]];
      if (person && same && same.length < most) same.push(person);
    }
    return { people: ranked.flat().slice(0, most), total };
  }
}

/** A name is found by its first name, and as well by what stands behind it. */
function textOf({ accounts }: KnownPerson): string {
  const names = accounts.flatMap(({ username, email, name }) => {
    const words = name.split(" ");
    return [username, email, ...words.map((_, at) => words.slice(at).join(" "))];
  });
  return `${EDGE}${folded(names.join(EDGE))}${EDGE}`;
}

function rankOf(text: string, words: readonly string[]): number | undefined {
  let worst = 0;
  for (const word of words) {
    if (!text.includes(word)) return undefined;
    const rank = !text.includes(EDGE + word) ? 2 : text.includes(EDGE + word + EDGE) ? 0 : 1;
    if (rank > worst) worst = rank;
  }
  return worst;
}
