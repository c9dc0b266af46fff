import type { EngineSession } from "../../src/engine/engine.ts";
import type { Model } from "../onnx/model.ts";
import type { Metric, ModelMetadata, Sample } from "../sample.ts";
import type { Trained } from "./trained.ts";

/** How one of our models is made and measured. */
export type Recipe = {
  name: string;
  task: string;
  /** All that the result depends on, besides the code. */
  training: Record<string, number>;
  train(report: (step: number, loss: number) => void): Trained;
  model(trained: Trained): Model;
  /** Figures of the written model, run as every licensee runs it, on data from seeds that training never used. */
  evaluate(session: EngineSession): Promise<Metric[]>;
  samples(session: EngineSession): Promise<Sample[]>;
  /** The model card, Markdown. */
  card(metadata: ModelMetadata): string;
};
