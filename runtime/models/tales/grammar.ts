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

/** Draws from lists, and from ways to say something: of those, only the chosen one draws on. */
type Draw = { pick: <T>(list: readonly T[]) => T; say: (...ways: (() => string)[]) => string };

/** What the tale is about, drawn before it is told. */
type Plot = {
  name: string;
  subject: string;
  possessive: string;
  animal: string;
  look: string;
  thing: string;
  owner: string;
};

/**
 * Tells one tale of about 350 characters. Names, things and owners come back later in the tale, so that a reader of
 * single words can't guess them: the model has to look back.
 */
export function tell(random: Random): Tale {
  let bits = 0;
  const pick: Draw["pick"] = (list) => {
    bits += Math.log2(list.length);
    return random.pick(list);
  };
  const draw: Draw = { pick, say: (...ways) => pick(ways)() };
  const [name, subject, possessive] = pick(heroes);
  const animal = pick(animals);
  const plot = { name, subject, possessive, animal, look: pick(looks), thing: pick(things), owner: pick(owners) };
  const text = `${[...opening(draw, plot), ...talk(draw, plot), ...ending(draw, plot)].join(" ")}\n`;
  return { text, bits };
}

function opening({ pick, say }: Draw, { name, subject, possessive, animal, look, thing }: Plot): string[] {
  return [
    say(
      () => `Once there was a ${pick(tempers)} ${animal} named ${name}.`,
      () => `In a far country lived ${name}, a ${pick(tempers)} ${animal}.`,
    ),
    say(
      () => `${capital(subject)} lived ${pick(homes)}.`,
      () => `${capital(possessive)} house stood ${pick(homes)}.`,
    ),
    `${pick(times)} ${name} found a ${look} ${thing} ${pick(places)}.`,
  ];
}

function talk({ pick, say }: Draw, { name, subject, look, thing, owner }: Plot): string[] {
  return [
    say(
      () => `"Whose ${thing} is this?" ${subject} asked.`,
      () => `"What a ${look} ${thing}!" said ${name}.`,
    ),
    say(
      () => `${pick(friends)} said, "It belongs to the ${owner}."`,
      () => `${pick(friends)} knew that the ${owner} had lost it.`,
    ),
  ];
}

function ending({ pick }: Draw, { name, animal, thing, owner }: Plot): string[] {
  return [
    `So ${name} took the ${thing} to the ${owner}.`,
    `The ${owner} was glad and gave the ${animal} ${pick(gifts)}.`,
    `That night ${name} ${pick(endings)}.`,
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
