import type { Random } from "../training/random.ts";
import {
  animals,
  endings,
  friends,
  gifts,
  heroes,
  homes,
  looks,
  owners,
  places,
  tempers,
  things,
  times,
} from "./words.ts";

/** Every character that a tale can contain; a token is an index into this string. */
export const vocabulary = "\n \"',.?!ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A tale, and how many bits of chance went into it: what no model of the language can do without. */
export type Tale = { text: string; bits: number };

type Pick = <T>(list: readonly T[]) => T;

/**
 * Tells one tale of about 400 characters. Names, things and owners come back later in the tale, so that a reader of
 * single words can't guess them: the model has to look back.
 */
export function tell(random: Random): Tale {
  let bits = 0;
  const pick: Pick = (list) => {
    bits += Math.log2(list.length);
    return random.pick(list);
  };
  const [name, subject, possessive] = pick(heroes);
  const animal = pick(animals);
  const find = { look: pick(looks), thing: pick(things), owner: pick(owners) };
  const sentences = [
    pick([
      `Once there was a ${pick(tempers)} ${animal} named ${name}.`,
      `In a far country lived ${name}, a ${pick(tempers)} ${animal}.`,
    ]),
    pick([`${capital(subject)} lived ${pick(homes)}.`, `${capital(possessive)} house stood ${pick(homes)}.`]),
    `${pick(times)} ${name} found a ${find.look} ${find.thing} ${pick(places)}.`,
    ...middle(pick, name, subject, find),
    `So ${name} took the ${find.thing} to the ${find.owner}.`,
    `The ${find.owner} was glad and gave the ${animal} ${pick(gifts)}.`,
    `That night ${name} ${pick(endings)}.`,
  ];
  return { text: `${sentences.join(" ")}\n`, bits };
}

function middle(
  pick: Pick,
  name: string,
  subject: string,
  find: { look: string; thing: string; owner: string },
): string[] {
  const friend = pick(friends);
  return [
    pick([`"Whose ${find.thing} is this?" ${subject} asked.`, `"What a ${find.look} ${find.thing}!" said ${name}.`]),
    pick([`${friend} said, "It belongs to the ${find.owner}."`, `${friend} knew that the ${find.owner} had lost it.`]),
  ];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Tokens of a text; throws RangeError on a character outside the vocabulary. */
export function encode(text: string): number[] {
  return Array.from(text, (character) => {
    const token = vocabulary.indexOf(character);
    if (token < 0) throw new RangeError(`character ${JSON.stringify(character)} is not in the vocabulary`);
    return token;
  });
}

/** The text of tokens; throws RangeError on a token outside the vocabulary. */
export function decode(tokens: Iterable<number>): string {
  return Array.from(tokens, (token) => {
    const character = vocabulary[token];
    if (character === undefined) throw new RangeError(`token ${token} is not in the vocabulary`);
    return character;
  }).join("");
}
