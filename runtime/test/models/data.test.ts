import assert from "node:assert/strict";
import { glyphs } from "../../models/digits/glyphs.ts";
import { imageSize, renderDigit, renderDigits } from "../../models/digits/render.ts";
import { decode, encode, tell, vocabulary } from "../../models/tales/grammar.ts";
import { seededRandom } from "../../models/training/random.ts";

describe("drawn digits", function () {
  this.timeout(60_000);
  it("are the same for the same seed, and of every kind", () => {
    const { images, labels } = renderDigits(seededRandom(5), 200);
    assert.deepEqual(renderDigits(seededRandom(5), 200), { images, labels });
    assert.deepEqual([...new Set(labels)].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.equal(images.length, 200 * imageSize ** 2);
  });

  it("are ink on paper: between 0 and 1, some of each", () => {
    const random = seededRandom(6);
    for (let i = 0; i < 100; i++) {
      const { image } = renderDigit(random);
      const [lightest, darkest] = [Math.min(...image), Math.max(...image)];
      assert.ok(lightest >= 0 && darkest <= 1 && darkest - lightest > 0.3, `${lightest} to ${darkest}`);
    }
  });

  it("have three ways to be written, inside the unit square", () => {
    assert.deepEqual(
      glyphs.map((ways) => ways.length),
      Array(10).fill(3),
    );
    const points = glyphs.flat(2).flatMap((stroke) => stroke.points.flat());
    assert.ok(points.every((value) => value >= 0 && value <= 1));
  });
});

describe("told tales", function () {
  this.timeout(60_000);
  it("are the same for the same seed, and hardly ever the same for another", () => {
    const tales = Array.from({ length: 300 }, (_, seed) => tell(seededRandom(seed)).text);
    assert.deepEqual(
      tales,
      Array.from({ length: 300 }, (_, seed) => tell(seededRandom(seed)).text),
    );
    assert.equal(new Set(tales).size, 300);
  });

  it("end in a line feed, and come back to the name and the thing", () => {
    for (let seed = 0; seed < 50; seed++) {
      const { text } = tell(seededRandom(seed));
      assert.match(text, /^[^\n]+\.\n$/);
      const [, thing] = /found a \w+ (\w+)/.exec(text) ?? [];
      const [, name] = /That night (\w+)/.exec(text) ?? [];
      assert.match(text, new RegExp(`So ${name} took the ${thing} to the `));
    }
  });

  it("hold as many bits of chance as their words' numbers say", () => {
    const choices = [2, 8, 10, 8, 2, 6, 6, 8, 10, 6, 8, 2, 2, 6, 7, 6];
    const expected = choices.reduce((bits, count) => bits + Math.log2(count), 0);
    for (let seed = 0; seed < 20; seed++) {
      assert.ok(Math.abs(tell(seededRandom(seed)).bits - expected) < 1e-9);
    }
  });

  it("are written in the vocabulary, one token a character", () => {
    const { text } = tell(seededRandom(9));
    assert.equal(encode(text).length, text.length);
    assert.equal(decode(encode(text)), text);
    assert.equal(new Set(vocabulary).size, vocabulary.length);
    assert.throws(() => encode("ä"), RangeError);
    assert.throws(() => decode([vocabulary.length]), RangeError);
  });
});
