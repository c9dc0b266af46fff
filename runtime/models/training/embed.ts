import * as tf from "@tensorflow/tfjs";
import { floats, layer } from "./layer.ts";

/**
 * Rows of `characters` [vocabulary, width] for the tokens [batch, time], plus the row of `positions` [context, width] of
 * each place: [batch, time, width].
 */
export const embed = (tokens: Int32Array, batch: number, time: number) =>
  layer((characters, positions) => {
    const width = characters.shape[1] as number;
    const [byToken, byPlace] = [floats(characters), floats(positions)];
    const values = new Float32Array(tokens.length * width);
    const eachValue = (visit: (value: number, character: number, position: number) => void) => {
      for (let row = 0; row < tokens.length; row++) {
        const [character, position] = [(tokens[row] as number) * width, (row % time) * width];
        for (let i = 0; i < width; i++) visit(row * width + i, character + i, position + i);
      }
    };
    eachValue((value, c, p) => {
      values[value] = (byToken[c] as number) + (byPlace[p] as number);
    });
    const gradients = (dy: Float32Array) => {
      const [dCharacters, dPositions] = [new Float32Array(byToken.length), new Float32Array(byPlace.length)];
      eachValue((value, c, p) => {
        dCharacters[c] = (dCharacters[c] as number) + (dy[value] as number);
        dPositions[p] = (dPositions[p] as number) + (dy[value] as number);
      });
      return [() => tf.tensor(dCharacters, characters.shape), () => tf.tensor(dPositions, positions.shape)];
    };
    return { value: tf.tensor(values, [batch, time, width]), gradients };
  });
